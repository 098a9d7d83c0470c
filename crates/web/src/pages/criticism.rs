//! Criticism sessions for everyone: that one is held and by which offices; what was said once
//! it is closed.

use super::{documents, names};
use crate::component::{Column, Kind, Shape, State, badge, day, empty_state, facts, table, told};
use crate::errors::Failure;
use crate::i18n::{Lang, date, t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::Charter;
use massline_domain::criticism::{Kind as Who, Reference, Said, Session, Subject, Talk, Words};
use massline_domain::id::{SessionId, UnitCode};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The session of an address.
pub(super) fn session_id(unit: &str, number: &str) -> Result<SessionId, Failure> {
    format!("{unit}/{number}")
        .parse()
        .map_err(|_| Failure::NotFound)
}

/// `GET /criticism`
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let sessions = ctx.service().criticism_sessions(&ctx.campaign).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t(lang, "criticism-title");
    let rows: Vec<Vec<Markup>> = sessions
        .iter()
        .filter_map(|(id, session)| {
            let href = ctx.to(&format!("/criticism/{id}"));
            row(
                lang,
                &href,
                &names::unit(lang, &units, &id.unit),
                id,
                session,
            )
        })
        .collect();
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "criticism-lead")) }
        @if rows.is_empty() { (empty_state(&t(lang, "criticism-none"), None)) }
        @else { (table(&title, &columns(lang), &rows)) }
    };
    let page = Page::new(title.clone()).active("/units").wide();
    Ok(ctx.page(page.crumb("/stages", t(lang, "stages-title")), body))
}

/// The columns of a list of sessions.
pub(super) fn columns(lang: Lang) -> [Column; 3] {
    [
        Column::new(Kind::Text, t(lang, "criticism-session")),
        Column::new(Kind::Day, t(lang, "criticism-day")),
        Column::new(Kind::Text, t(lang, "criticism-state")),
    ]
}

/// A session in a list.
pub(super) fn row(
    lang: Lang,
    href: &str,
    unit: &str,
    id: &SessionId,
    session: &Session,
) -> Option<Vec<Markup>> {
    let held = session.day?;
    Some(vec![
        html! { a href=(href) { (name(lang, unit, id)) } },
        day(lang, held.0),
        state(lang, session),
    ])
}

/// What a session is called.
pub(super) fn name(lang: Lang, unit: &str, id: &SessionId) -> String {
    let args = [
        ("unit", unit.to_owned().into()),
        ("n", u64::from(id.number).into()),
    ];
    t_args(lang, "criticism-name", &args)
}

/// Whether it is closed.
pub(super) fn state(lang: Lang, session: &Session) -> Markup {
    if session.closed.is_some() {
        badge(State::Done, Shape::Tick, &t(lang, "criticism-closed"))
    } else if !session.talks_owed().is_empty() {
        badge(State::Still, Shape::Stroke, &t(lang, "criticism-talking"))
    } else {
        badge(State::Late, Shape::Clock, &t(lang, "criticism-open"))
    }
}

/// `GET /criticism/{unit}/{number}`
pub(super) async fn one(
    ctx: Ctx,
    Path((unit, number)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let id = session_id(&unit, &number)?;
    let session = ctx.service().criticism_session(&ctx.campaign, &id).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = name(lang, &names::unit(lang, &units, &id.unit), &id);
    let charter = &ctx.campaign.charter;
    let body = html! {
        h1 { (title) }
        p { (state(lang, &session)) }
        (head(lang, &session, |unit| names::unit(lang, &units, unit)))
        @if let Some((_, minutes)) = &session.closed {
            @let words = minutes.iter().cloned().collect();
            (minutes_of(lang, charter, &session, &words, |path| ctx.to(path)))
            (documents::links(lang, |format| format!("/documents/criticism/{id}/{format}")))
        } @else {
            p { (t(lang, "criticism-not-yet")) }
        }
    };
    let page = Page::new(title.clone()).active("/units");
    Ok(ctx.page(page.crumb("/criticism", t(lang, "criticism-title")), body))
}

/// When it is held, when it was closed, who is present, and who talked with whom before.
pub(super) fn head(lang: Lang, session: &Session, names: impl Fn(&UnitCode) -> String) -> Markup {
    let mut pairs = Vec::new();
    if let Some(held) = session.day {
        pairs.push((t(lang, "criticism-day"), day(lang, held.0)));
    }
    if let Some((closed, _)) = &session.closed {
        pairs.push((t(lang, "criticism-closed-on"), day(lang, closed.0)));
    }
    html! {
        (facts(&pairs))
        h2 { (t(lang, "criticism-present")) }
        ol {
            @for (number, office) in session.offices() {
                li {
                    (office)
                    @if number == session.leader { " " span .small.soft { (t(lang, "criticism-leader")) } }
                }
            }
        }
        (talks(lang, session, &names))
    }
}

/// The talks before it: how many were held, which are missing, and when each was.
fn talks(lang: Lang, session: &Session, names: &impl Fn(&UnitCode) -> String) -> Markup {
    let owed = session.talks_owed();
    let team = owed.team.iter().map(|with| Talk::Team { with: *with });
    let missing = owed.of_unit(0).into_iter().chain(team);
    let missing: Vec<Talk> = missing.collect();
    let numbers = [
        ("held", (session.talks.len() as u64).into()),
        ("missing", (missing.len() as u64).into()),
    ];
    html! {
        @if !session.talks.is_empty() || !missing.is_empty() {
            h2 { (t(lang, "criticism-talks")) }
            p { (t_args(lang, "criticism-talks-held", &numbers)) }
            @if !missing.is_empty() {
                ul { @for talk in &missing { li { (talk_words(lang, session, talk, names)) } } }
            }
            @if !session.talks.is_empty() {
                details {
                    summary { (t(lang, "criticism-talks-list")) }
                    ul {
                        @for held in &session.talks {
                            li { (day(lang, held.day.0)) " · " (talk_words(lang, session, &held.talk, names)) }
                        }
                    }
                }
            }
        }
    }
}

/// Who talks with whom; number 0 stands for whoever of the unit.
pub(super) fn talk_words(
    lang: Lang,
    session: &Session,
    talk: &Talk,
    names: &impl Fn(&UnitCode) -> String,
) -> String {
    let office = |number: u32| match session.office(number) {
        Some(office) => office.to_owned(),
        None => t(lang, "criticism-talk-someone"),
    };
    let (key, one, other) = match talk {
        Talk::Pair { one, other } => ("criticism-talk-pair", office(*one), office(*other)),
        Talk::Below { by, unit } => ("criticism-talk-below", office(*by), names(unit)),
        Talk::Team { with } => ("criticism-talk-team", office(*with), String::new()),
    };
    t_args(lang, key, &[("one", one.into()), ("other", other.into())])
}

/// What was said, in its order, and what was taken on.
pub(super) fn minutes_of(
    lang: Lang,
    charter: &Charter,
    session: &Session,
    words: &BTreeMap<u32, Words>,
    to: impl Fn(&str) -> String,
) -> Markup {
    let own = |one: &&(u32, &Said)| matches!(one.1.who, Who::Own { .. });
    let all: Vec<(u32, &Said)> = (1..).zip(&session.said).collect();
    let (of_oneself, of_others): (Vec<_>, Vec<_>) = all.iter().partition(own);
    html! {
        @for (key, part) in [("criticism-own", of_oneself), ("criticism-other", of_others)] {
            h2 { (t(lang, key)) }
            @if part.is_empty() { p .soft { (t(lang, "criticism-nothing-said")) } }
            @for (number, one) in part { (said(lang, charter, session, number, one, words, &to)) }
        }
        h2 { (t(lang, "criticism-promises")) }
        @if session.promises.is_empty() { p .soft { (t(lang, "criticism-no-promises")) } }
        @for one in &session.promises {
            h3 { (session.office(one.by).unwrap_or_default()) }
            @if let Some(words) = words.get(&one.words) { (told(lang, &words.text)) }
            p .small.soft { (t_args(lang, "criticism-by-day", &[("day", date(lang, one.until.0).into())])) }
        }
    }
}

/// Who speaks, and about whom.
pub(super) fn speaker(lang: Lang, session: &Session, number: u32, one: &Said) -> String {
    let office = |number: u32| session.office(number).unwrap_or_default().to_owned();
    let number = ("n", u64::from(number).into());
    match one.who {
        Who::Own { by } => t_args(
            lang,
            "criticism-speaks",
            &[number, ("by", office(by).into())],
        ),
        Who::Other { by, about } => t_args(
            lang,
            "criticism-speaks-of",
            &[
                number,
                ("by", office(by).into()),
                ("about", office(about).into()),
            ],
        ),
    }
}

pub(super) fn subject_code(subject: Subject) -> &'static str {
    match subject {
        Subject::Act => "act",
        Subject::Duty => "duty",
    }
}

fn said(
    lang: Lang,
    charter: &Charter,
    session: &Session,
    number: u32,
    one: &Said,
    words: &BTreeMap<u32, Words>,
    to: &impl Fn(&str) -> String,
) -> Markup {
    let subject = subject_code(one.subject);
    let text = |number: u32| words.get(&number).map_or("", |words| words.text.as_str());
    let fact = words
        .get(&one.words)
        .map_or("", |words| words.fact.as_str());
    html! {
        h3 { (speaker(lang, session, number, one)) }
        (facts(&[
            (t_code(lang, "criticism-subject", subject), told(lang, text(one.words))),
            (t(lang, "criticism-fact"), told(lang, fact)),
            (t(lang, "criticism-reference"), reference(lang, charter, &one.reference, to)),
        ]))
        @for back in &one.returned {
            p .small.soft {
                (t(lang, "criticism-returned")) " " (day(lang, back.day.0)) " · "
                (names::named(lang, &charter.return_reasons, &back.reason))
            }
            (told(lang, &back.words))
        }
        @if one.open { p { (badge(State::Still, Shape::Stroke, &t(lang, "criticism-to-say-again"))) } }
        @match one.reply {
            Some(Some(reply)) => { p .small.soft { (t(lang, "criticism-reply")) } (told(lang, text(reply))) }
            Some(None) => { p .small.soft { (t(lang, "criticism-no-reply")) } }
            None => {}
        }
    }
}

pub(super) fn reference(
    lang: Lang,
    charter: &Charter,
    reference: &Reference,
    to: &impl Fn(&str) -> String,
) -> Markup {
    let path = match reference {
        Reference::Problem(problem) => format!("/problems/{problem}"),
        Reference::Clause(_) => "/charter".to_owned(),
    };
    html! { a href=(to(&path)) { (reference_words(lang, charter, reference)) } }
}

/// What a reference is called.
pub(super) fn reference_words(lang: Lang, charter: &Charter, reference: &Reference) -> String {
    match reference {
        Reference::Problem(problem) => {
            t_args(lang, "criticism-problem", &[("n", problem.0.into())])
        }
        Reference::Clause(code) => {
            let mut clauses = charter.mirrors.iter().flat_map(|mirror| &mirror.clauses);
            let found = clauses.find(|clause| clause.id == *code);
            let name = found.map_or(code.as_str(), |clause| names::pick(lang, &clause.name));
            name.to_owned()
        }
    }
}
