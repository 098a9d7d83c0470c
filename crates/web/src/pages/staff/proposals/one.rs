//! One proposal: which of its voices belong together, what the problem is called, and,
//! if that is clear already, which unit it goes to.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::{Draft, Wrong};
use super::super::problem::{new, unit_choices};
use super::super::sent::{Sent, number};
use crate::component::{Choice, Tone, notice};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date, t, t_args};
use axum::extract::Path;
use massline_domain::id::{OpinionId, UnitCode};
use massline_domain::problem::Command;
use massline_service::condensing::Proposal;
use massline_service::inbox::Letter;
use massline_service::problem::NewProblem;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// Voices of a proposal on its page; the rest come with the next proposal.
const SHOWN: usize = 100;

/// `GET /staff/proposals/{opinion}`: the proposal that begins with this opinion.
pub(in super::super) async fn show(desk: Desk, Path(opinion): Path<String>) -> Answer {
    desk.must(Right::SortOpinions)?;
    let first: OpinionId = number(&opinion)?;
    let proposal = find(&desk, first).await?.ok_or(Failure::NotFound)?;
    render(&desk, first, &proposal, &Draft::new()).await
}

/// `POST /staff/proposals/{opinion}`
pub(in super::super) async fn post(Path(opinion): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::KeepProblems)?;
    let first: OpinionId = number(&opinion)?;
    let chosen: Vec<OpinionId> = form
        .all("voices")
        .filter_map(|id| id.parse().ok())
        .collect();
    let wrong = if chosen.is_empty() {
        Wrong::field("voices", t(desk.lang, "proposals-none-ticked"))
    } else {
        // Who leaves a voice out that was on the page says that it is another matter.
        let shown = form.all("shown").filter_map(|id| id.parse().ok());
        let left_out = shown.filter(|one| !chosen.contains(one)).collect();
        match create(&desk, &form, chosen.clone(), left_out).await {
            Ok(path) => return Ok(desk.go(&path, "listed")),
            Err(error) => desk.wrong(error)?,
        }
    };
    // The groups may have changed meanwhile: then what was sent is what is shown.
    let proposal = match find(&desk, first).await? {
        Some(proposal) => proposal,
        None => sent_again(&form),
    };
    render(&desk, first, &proposal, &Draft::again(form, wrong)).await
}

async fn create(
    desk: &Desk,
    form: &FormData,
    opinions: Vec<OpinionId>,
    not_about: Vec<OpinionId>,
) -> Result<String, ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    // A unit that does not exist must not leave a problem listed behind the form's back.
    let unit = new::unit_of(desk, form.text("unit"))?;
    let new = NewProblem {
        not_about,
        ..new::from_form(desk, form, opinions)
    };
    let problem = service.list_problem(campaign, staff, &new).await?;
    if let Some(unit) = unit {
        let claim_by = new::claim_by(desk);
        let command = Command::Assign { unit, claim_by };
        service
            .keep_problem(campaign, staff, problem, command, None)
            .await?;
    }
    Ok(format!("/staff/problems/{problem}"))
}

async fn find(desk: &Desk, first: OpinionId) -> Result<Option<Proposal>, Failure> {
    let all = desk.service.proposals(&desk.campaign, &desk.staff).await?;
    let own = |one: &Proposal| one.opinions.first() == Some(&first);
    let holds = |one: &Proposal| one.opinions.contains(&first);
    let at = all
        .iter()
        .position(own)
        .or_else(|| all.iter().position(holds));
    Ok(at.and_then(|at| all.into_iter().nth(at)))
}

fn sent_again(form: &FormData) -> Proposal {
    Proposal {
        title: form.text("title").to_owned(),
        language: form.text("language").to_owned(),
        keywords: Vec::new(),
        opinions: form
            .all("voices")
            .filter_map(|id| id.parse().ok())
            .collect(),
        people: 0,
    }
}

async fn render(desk: &Desk, first: OpinionId, proposal: &Proposal, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let mut letters = Vec::new();
    for opinion in proposal.opinions.iter().take(SHOWN) {
        match desk
            .service
            .letter(&desk.campaign, &desk.staff, *opinion)
            .await
        {
            Ok(letter) if letter.row.state == "waiting" => letters.push(letter),
            // Sorted or erased by someone else meanwhile.
            Ok(_) | Err(ServiceError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let page = Act {
        code: "propose",
        path: format!("/staff/proposals/{first}"),
        back: ("/staff/proposals".to_owned(), t(lang, "proposals-title")),
        active: "/staff/inbox",
        now: about(desk, proposal),
        seen: None,
        with_file: false,
        grave: false,
    };
    let boxes: Vec<(Choice, bool)> = letters
        .iter()
        .map(|letter| (Choice::new(letter.row.opinion.to_string(), ""), true))
        .collect();
    let units = unit_choices(desk, None::<&UnitCode>);
    Ok(desk.act(&page, draft, |ask| {
        html! {
            (ask.line("title", &proposal.title))
            input type="hidden" name="language" value=(draft.value("language", &proposal.language));
            input type="hidden" name="keywords" value=(draft.value("keywords", &proposal.keywords.join(" ")));
            @for (choice, _) in &boxes { input type="hidden" name="shown" value=(choice.value); }
            (ask.several("voices", &boxes, |choice| words_of(desk, &letters, &choice.value)))
            (ask.choose("unit", &units, "", Some(&t(lang, "later"))))
        }
    }))
}

fn about(desk: &Desk, proposal: &Proposal) -> Markup {
    let lang = desk.lang;
    let hidden = proposal.opinions.len().saturating_sub(SHOWN);
    html! {
        @if !proposal.keywords.is_empty() {
            p .soft {
                (t(lang, "machine-suggests")) " "
                (t_args(lang, "machine-words", &[("words", proposal.keywords.join(lang.pick("、", ", ")).into())]))
            }
        }
        @if hidden > 0 {
            (notice(Tone::Plain, None, html! { p { (t_args(lang, "proposals-hidden", &[("n", hidden.into())])) } }))
        }
    }
}

fn words_of(desk: &Desk, letters: &[Letter], opinion: &str) -> Markup {
    let lang = desk.lang;
    let letter = letters
        .iter()
        .find(|letter| letter.row.opinion.to_string() == opinion);
    html! {
        @if let Some(letter) = letter {
            @let foreign = (letter.row.language != lang.tag()).then_some(letter.row.language.as_str());
            span lang=[foreign] { (letter.words.as_deref().unwrap_or_default()) }
            small { (date(lang, letter.row.said_on.0)) @if !letter.place.is_empty() { " · " (letter.place) } }
        }
    }
}
