//! One opinion: its words, where it may belong, and everything that can be done with it.

use super::super::desk::{Answer, Desk, Sheet, named};
use super::super::draft::{Draft, above};
use super::super::sent::{Sent, number};
use crate::auth::safe_way_back;
use crate::component::{
    Field, InputKind, Look, Voice, actions, button, facts, form_get, link_button, link_with_key,
    opinion_badge, stage_badge, text_input, voice, words,
};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{percent, t, t_args};
use axum::extract::{Path, Query};
use axum::response::Response;
use massline_domain::id::{OpinionId, ProblemId};
use massline_domain::problem::Stage;
use massline_service::Right;
use massline_service::condensing::Suggestion;
use massline_service::inbox::Letter;
use massline_service::reading::Ending;
use massline_service::redact::REDACTED;
use massline_service::rows::{OpinionRow, ProblemFilter, ProblemRow};
use maud::{Markup, html};
use serde::Deserialize;

/// Problems shown for a search.
const FOUND: u32 = 10;
/// The path of the inbox.
const INBOX: &str = "/staff/inbox";

/// What to look for among the problems.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct Search {
    #[serde(default)]
    q: String,
}

/// `GET /staff/inbox/{opinion}`
pub(in super::super) async fn show(
    desk: Desk,
    Path(opinion): Path<String>,
    Query(search): Query<Search>,
) -> Answer {
    desk.must(Right::SortOpinions)?;
    render(&desk, number(&opinion)?, &search.q, &Draft::new()).await
}

/// `POST /staff/inbox/{opinion}/accept`: into the problem named in the form.
pub(in super::super) async fn accept(Path(opinion): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::SortOpinions)?;
    let opinion: OpinionId = number(&opinion)?;
    let problem = ProblemId(number(form.text("problem"))?);
    let done = desk
        .service
        .assign_opinions(&desk.campaign, &desk.staff, problem, &[opinion])
        .await;
    match done {
        Ok(()) => Ok(desk.go(way_back(&form), "sorted")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, opinion, "", &Draft::again(form, wrong)).await
        }
    }
}

/// `POST /staff/inbox/{opinion}/apart`: it is not about the problem named in the form.
pub(in super::super) async fn apart(Path(opinion): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::SortOpinions)?;
    let opinion: OpinionId = number(&opinion)?;
    let problem = ProblemId(number(form.text("problem"))?);
    let done = desk
        .service
        .keep_apart(&desk.campaign, &desk.staff, opinion, problem)
        .await;
    match done {
        Ok(()) => Ok(desk.go(way_back(&form), "kept-apart")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, opinion, "", &Draft::again(form, wrong)).await
        }
    }
}

/// Where the form says one came from, if it is a page of the inbox.
fn way_back(form: &FormData) -> &str {
    let back = form.text("back");
    if back.is_empty() {
        INBOX
    } else {
        safe_way_back(back)
    }
}

pub(super) async fn render(desk: &Desk, opinion: OpinionId, q: &str, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let letter = desk
        .service
        .letter(&desk.campaign, &desk.staff, opinion)
        .await?;
    let title = t(lang, "letter-title");
    let mut suggestions = Vec::new();
    for one in &letter.suggestions {
        suggestions.push(suggestion(desk, &letter.row, one, INBOX).await?);
    }
    let movable = matches!(letter.row.state.as_str(), "waiting" | "in_problem");
    let found = if q.trim().is_empty() {
        Vec::new()
    } else {
        search(desk, q).await?
    };
    let body = html! {
        h1 { (title) }
        (above(lang, draft))
        (super::said(desk, &letter))
        (whereabouts(desk, &letter).await?)
        (super::picture::to_show(desk, &letter).await?)
        @if letter.row.state == "waiting" { (super::keys(lang, &["accept", "new", "not"])) }
        div #form data-letter tabindex="-1" {
            @if movable {
                h2 { (t(lang, "letter-suggested")) }
                @if suggestions.is_empty() { p { (t(lang, "letter-no-suggestion")) } }
                @for one in &suggestions { (one) }
                (not_about(desk, &letter))
                h2 #other { (t(lang, "letter-other-problem")) }
                (search_form(desk, opinion, q))
                @if !q.trim().is_empty() && found.is_empty() { p { (t(lang, "letter-nothing-found")) } }
                @for problem in &found { (choice(desk, &letter.row, problem)) }
            }
            (other_ways(desk, &letter))
        }
    };
    let sheet = Sheet {
        title: &title,
        active: INBOX,
        crumbs: vec![(INBOX.to_owned(), t(lang, "inbox-title"))],
        keys: true,
        ..Sheet::default()
    };
    Ok(desk.page_with(&sheet, draft, body))
}

async fn whereabouts(desk: &Desk, letter: &Letter) -> Result<Markup, Failure> {
    let lang = desk.lang;
    let mut pairs = vec![(t(lang, "ask-state"), opinion_badge(lang, &letter.row.state))];
    if let Some(problem) = letter.row.problem {
        let (problem, _) = desk.service.problem(&desk.campaign, problem).await?;
        pairs.push((t(lang, "ask-problem"), link(desk, &problem)));
    }
    match desk
        .service
        .ending(&desk.campaign, letter.row.opinion)
        .await?
    {
        Some(Ending::Referred(to)) => pairs.push((t(lang, "ask-to"), html! { (to) })),
        Some(Ending::Refused(reason)) => {
            let reasons = &desk.campaign.charter.refusal_reasons;
            pairs.push((
                t(lang, "ask-refusal-reason"),
                html! { (named(lang, reasons, &reason)) },
            ));
        }
        None => {}
    }
    Ok(facts(&pairs))
}

fn search_form(desk: &Desk, opinion: OpinionId, q: &str) -> Markup {
    let lang = desk.lang;
    let label = t(lang, "letter-search");
    let field = Field {
        name: "q",
        label: &label,
        ..Field::default()
    };
    form_get(
        &lang.path(&format!("/staff/inbox/{opinion}")),
        html! {
            (text_input(lang, &field, InputKind::Search, q))
            (button(Look::Second, &t(lang, "letter-search-do")))
        },
    )
}

/// Problems whose number is `q`, or whose title or words contain it.
pub(in super::super) async fn search(desk: &Desk, q: &str) -> Result<Vec<ProblemRow>, Failure> {
    if let Ok(number) = q.trim().trim_start_matches('#').parse() {
        let found = desk
            .service
            .problem(&desk.campaign, ProblemId(number))
            .await;
        return Ok(found.into_iter().map(|(row, _)| row).collect());
    }
    let filter = ProblemFilter {
        search: Some(q.trim().to_owned()),
        per_page: FOUND,
        ..ProblemFilter::default()
    };
    Ok(desk.service.problems(&desk.campaign, &filter).await?.rows)
}

fn link(desk: &Desk, problem: &ProblemRow) -> Markup {
    let lang = desk.lang;
    html! {
        a href=(lang.path(&format!("/staff/problems/{}", problem.problem))) {
            "#" (problem.problem) " " (words(lang, &problem.language, &problem.title))
        }
    }
}

fn accept_button(
    desk: &Desk,
    row: &OpinionRow,
    problem: ProblemId,
    look: Look,
    back: &str,
    suggested: bool,
) -> Markup {
    let path = format!("/staff/inbox/{}/accept", row.opinion);
    // A voice that is in a problem is moved; the words say so.
    let key = if row.problem.is_some() {
        "letter-move"
    } else {
        "letter-accept"
    };
    let hidden = html! {
        input type="hidden" name="problem" value=(problem);
        input type="hidden" name="back" value=(back);
    };
    let label = t(desk.lang, key);
    if suggested {
        desk.key_button(&path, look, &label, "a", hidden)
    } else {
        desk.one_button(&path, look, &label, hidden)
    }
}

fn choice(desk: &Desk, row: &OpinionRow, problem: &ProblemRow) -> Markup {
    html! {
        div .suggested {
            p { (link(desk, problem)) " " (stage_badge(desk.lang, problem.stage.code())) }
            (opens_again(desk, problem))
            (accept_button(desk, row, problem.problem, Look::Second, INBOX, false))
        }
    }
}

/// What the machine suggests, named as that, with the words that made it do so.
pub(in super::super) async fn suggestion(
    desk: &Desk,
    row: &OpinionRow,
    one: &Suggestion,
    back: &str,
) -> Result<Markup, Failure> {
    let lang = desk.lang;
    let (problem, _) = desk.service.problem(&desk.campaign, one.problem).await?;
    let similarity = percent(f64::from(one.similarity));
    let clear = one.similarity >= super::CLEAR;
    let look = if clear { Look::Main } else { Look::Second };
    Ok(html! {
        div .suggested {
            p {
                small { (t(lang, if clear { "machine-suggests" } else { "machine-suggests-weakly" })) }
                br; (link(desk, &problem)) " " (stage_badge(lang, problem.stage.code()))
            }
            p .soft.small {
                (t_args(lang, "machine-similarity", &[("similarity", similarity.into())]))
                @if !one.words.is_empty() {
                    " " (t_args(lang, "machine-words", &[("words", one.words.join(lang.pick("、", ", ")).into())]))
                }
                @if !one.places.is_empty() {
                    " " (t_args(lang, "machine-places", &[("places", one.places.join(lang.pick("、", ", ")).into())]))
                }
            }
            (nearest(desk, &problem, &one.nearest))
            (opens_again(desk, &problem))
            (actions(html! {
                (accept_button(desk, row, one.problem, look, back, true))
                (desk.key_button(&format!("/staff/inbox/{}/apart", row.opinion), Look::Plain, &t(lang, "letter-not-about"), "x", html! {
                    input type="hidden" name="problem" value=(one.problem);
                    input type="hidden" name="back" value=(back);
                }))
            }))
        }
    })
}

/// The voice there that is nearest, behind a line to open, as units and the public would
/// read it.
fn nearest(desk: &Desk, problem: &ProblemRow, text: &str) -> Markup {
    let lang = desk.lang;
    html! {
        @if !text.is_empty() {
            details .nearest {
                summary { (t(lang, "machine-nearest")) }
                (voice(lang, &Voice { text, language: &problem.language, day: None, channel: None, redaction: Some(REDACTED) }))
            }
        }
    }
}

/// The problems that a person said it is not about.
fn not_about(desk: &Desk, letter: &Letter) -> Markup {
    let lang = desk.lang;
    html! {
        @if !letter.not_about.is_empty() {
            p .soft {
                (t(lang, "letter-said-not-about"))
                @for problem in &letter.not_about {
                    " " a href=(lang.path(&format!("/staff/problems/{problem}"))) { "#" (problem) }
                }
            }
        }
    }
}

/// What putting an opinion into a closed problem does, said before it is done.
fn opens_again(desk: &Desk, problem: &ProblemRow) -> Markup {
    html! { @if problem.stage == Stage::Closed { p .late { (t(desk.lang, "letter-opens-again")) } } }
}

fn other_ways(desk: &Desk, letter: &Letter) -> Markup {
    let lang = desk.lang;
    let way =
        |look: Look, path: &str, key: &str| link_button(look, &lang.path(path), &t(lang, key));
    let own = |act: &str| format!("/staff/inbox/{}/{act}", letter.row.opinion);
    html! {
        h2 { (t(lang, "letter-other-ways")) }
        (actions(html! {
            @match letter.row.state.as_str() {
                "waiting" => {
                    (link_with_key(Look::Second, &lang.path(&format!("/staff/problems/new?opinion={}", letter.row.opinion)), &t(lang, "letter-new-problem"), "n"))
                    (way(Look::Second, &own("answer"), "letter-answer"))
                    (way(Look::Second, &own("refer"), "letter-refer"))
                    (way(Look::Second, &own("refuse"), "letter-refuse"))
                }
                "in_problem" => (way(Look::Second, &own("release"), "letter-release")),
                "answered" | "referred" | "refused" => (way(Look::Second, &own("reconsider"), "letter-reconsider")),
                _ => {}
            }
            @if letter.row.state != "erased" { (way(Look::Grave, &own("erase"), "letter-erase")) }
        }))
    }
}

/// The way up from a form about an opinion.
pub(in super::super) fn inbox_crumb(desk: &Desk, opinion: OpinionId) -> (String, String) {
    (
        format!("/staff/inbox/{opinion}"),
        t(desk.lang, "letter-title"),
    )
}

/// The words above a form about an opinion.
pub(in super::super) async fn now(desk: &Desk, opinion: OpinionId) -> Result<Markup, Failure> {
    let letter = desk
        .service
        .letter(&desk.campaign, &desk.staff, opinion)
        .await?;
    Ok(super::said(desk, &letter))
}

/// Back to the inbox, with a line about what was done.
pub(in super::super) fn after(desk: &Desk, done: &str) -> Response {
    desk.go(INBOX, done)
}
