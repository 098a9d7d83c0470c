//! The page of the work on one problem: where it is, what is to be done next and by whom,
//! what people said, the items, and what the people judged.

use super::super::desk::{Answer, Desk, Sheet, named};
use super::{ACTIVE, consulted, find, parts, ties};
use crate::component::{Look, Voice, actions, facts, link_button, stage_badge, voice, way, words};
use crate::errors::Failure;
use crate::i18n::{count, date, t, t_args, t_code};
use axum::extract::Path;
use massline_domain::problem::Stage;
use massline_service::Right;
use massline_service::reading::{Count, Story};
use massline_service::redact::REDACTED;
use massline_service::rows::ProblemRow;
use maud::{Markup, html};

/// `GET /staff/problems/{problem}`
pub(in super::super) async fn show(desk: Desk, Path(problem): Path<String>) -> Answer {
    desk.must(Right::ReadWork)?;
    let (row, _) = find(&desk, &problem).await?;
    let story = desk.service.story(&desk.campaign, row.problem).await?;
    let lang = desk.lang;
    let title = t_args(lang, "work-number", &[("n", row.problem.0.into())]);
    let rounds = rounds(&desk, &story).await?;
    let ties = ties::ties(&desk, row.problem).await?;
    let consulted = consulted::section(&desk, &row).await?;
    let body = html! {
        p .soft { (title) }
        h1 { (words(lang, &row.language, &row.title)) }
        @if row.stage == Stage::Merged { (merged(&desk, &row)) } @else { (way(lang, row.stage.code())) }
        (next(&desk, &story))
        (consulted)
        div .columns.side {
            div {
                (indicators(&desk, &row))
                p { a href=(lang.path(&format!("/staff/cases/{}", row.problem))) { (t(lang, "cases-title")) } }
                h2 { (t(lang, "work-items")) }
                @if story.items.is_empty() { p .soft { (t(lang, "work-no-items")) } }
                @for item in &story.items { (parts::item(&desk, &row, item, &story.cited)) }
                @if !story.rounds.is_empty() { h2 { (t(lang, "work-rounds")) } (rounds) }
                (voices(&desk, &story))
                (ties)
            }
            aside { (about(&desk, &row)) }
        }
    };
    let sheet = Sheet {
        title: &title,
        active: ACTIVE,
        crumbs: vec![(ACTIVE.to_owned(), t(lang, "work-title"))],
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

/// The way to the indicators, for the unit that has the problem.
fn indicators(desk: &Desk, row: &ProblemRow) -> Markup {
    let mine = row.unit.as_ref() == Some(&desk.staff.unit) && desk.staff.may(Right::WorkForUnit);
    let href = desk
        .lang
        .path(&format!("/staff/indicators/{}", row.problem));
    html! {
        @if mine { p { a href=(href) { (t(desk.lang, "indicators-to-problem")) } } }
    }
}

async fn rounds(desk: &Desk, story: &Story) -> Result<Markup, Failure> {
    let mut shown = Vec::new();
    for round in story.rounds.iter().rev() {
        let comments = desk.service.ballot_comments(&desk.campaign, round).await?;
        shown.push(parts::round(desk, round, &comments));
    }
    Ok(html! { @for round in &shown { (round) } })
}

fn merged(desk: &Desk, row: &ProblemRow) -> Markup {
    let lang = desk.lang;
    html! {
        p {
            (stage_badge(lang, row.stage.code())) " "
            @if let Some(into) = row.merged_into {
                a href=(lang.path(&super::path(into))) { (t_args(lang, "work-number", &[("n", into.0.into())])) }
            }
        }
    }
}

/// What comes next, for whom, and the buttons of whoever may do it.
fn next(desk: &Desk, story: &Story) -> Markup {
    let lang = desk.lang;
    let row = &story.problem;
    let acts = acts(desk, story);
    let path = |act: &str| lang.path(&format!("/staff/problems/{}/{act}", row.problem));
    html! {
        section .next aria-labelledby="next" {
            h2 #next { (t(lang, "work-next")) }
            p { (t_code(lang, "next", row.stage.code())) @if let Some(by) = by(desk, row) { " " b { (by) } } }
            @if !acts.is_empty() {
                (actions(html! {
                    @for (place, act) in acts.iter().enumerate() {
                        (link_button(if place == 0 { Look::Main } else { Look::Second }, &path(act), &t_code(lang, "do", &act.replace('/', "-"))))
                    }
                }))
            }
        }
    }
}

/// The day by which the next thing should have happened.
fn by(desk: &Desk, row: &ProblemRow) -> Option<String> {
    let day = match row.stage {
        Stage::Assigned => row.claim_by?,
        Stage::Rectifying => row.deadline?,
        _ => return None,
    };
    let key = if day < desk.today() {
        "by-day-late"
    } else {
        "by-day"
    };
    Some(t_args(
        desk.lang,
        key,
        &[("day", date(desk.lang, day.0).into())],
    ))
}

/// What this member of staff can do with the problem now, the most likely first.
fn acts(desk: &Desk, story: &Story) -> Vec<&'static str> {
    let row = &story.problem;
    if desk.staff.may(Right::KeepProblems) {
        return match row.stage {
            Stage::Listed | Stage::Assigned => {
                vec!["assign", "rename", "label", "merge", "split"]
            }
            Stage::Absent | Stage::Merged => Vec::new(),
            Stage::Judging => vec!["rename", "label"],
            _ => vec!["rename", "label", "split"],
        };
    }
    if !desk.works_on(row) {
        return Vec::new();
    }
    match row.stage {
        Stage::Assigned => vec!["claim", "refer-unit"],
        Stage::Claimed => vec!["items/new", "refer-unit"],
        Stage::Reopened => vec!["items/new"],
        // No deadline is left where every item is done.
        Stage::Rectifying if row.deadline.is_none() => vec!["close", "items/new"],
        Stage::Rectifying => vec!["items/new"],
        _ => Vec::new(),
    }
}

impl Desk {
    /// Whether this is a member of the unit that has the problem.
    pub(in super::super) fn works_on(&self, row: &ProblemRow) -> bool {
        self.staff.may(Right::WorkForUnit) && row.unit.as_ref() == Some(&self.staff.unit)
    }
}

fn about(desk: &Desk, row: &ProblemRow) -> Markup {
    let lang = desk.lang;
    let charter = &desk.campaign.charter;
    let day = |day: massline_domain::Day| html! { (date(lang, day.0)) };
    let mut pairs = Vec::new();
    pairs.push((
        t(lang, "ask-unit"),
        match &row.unit {
            Some(unit) => html! { (desk.unit_name(unit)) },
            None => html! { (t(lang, "no-unit")) },
        },
    ));
    if let Some(code) = &row.category {
        let category = charter.categories.iter().find(|one| one.id == *code);
        let name = category.map_or(code.as_str(), |one| lang.pick(&one.name.zh, &one.name.en));
        pairs.push((t(lang, "ask-category"), html! { (name) }));
    }
    pairs.push((
        t(lang, "ask-source"),
        html! { (named(lang, &charter.sources, &row.source)) },
    ));
    pairs.push((t(lang, "work-listed"), day(row.listed)));
    pairs.push((t(lang, "work-people"), html! { (people(desk, row)) }));
    pairs.push((t(lang, "work-strength"), html! { (strength(desk, row)) }));
    if row.reopened > 0 {
        pairs.push((
            t(lang, "work-reopened"),
            html! { (count(row.reopened.into())) },
        ));
    }
    if !row.keywords.is_empty() {
        pairs.push((
            t(lang, "ask-keywords"),
            html! { (words(lang, &row.language, &row.keywords.join(" · "))) },
        ));
    }
    html! {
        (facts(&pairs))
        p { a href=(lang.path(&format!("/problems/{}", row.problem))) { (t(lang, "work-public-page")) } }
    }
}

/// Strength gives a small number away as surely as the number itself.
pub(in super::super) fn strength(desk: &Desk, row: &ProblemRow) -> String {
    let few = matches!(Count::of(row.people, &desk.campaign), Count::Under(_));
    if few && desk.staff.may(Right::WorkForUnit) {
        t(desk.lang, "not-shown")
    } else {
        count(row.strength)
    }
}

/// The office and supervisors know numbers; a unit sees them as the public does, because a
/// small number tells who it was.
fn people(desk: &Desk, row: &ProblemRow) -> String {
    let exact = count(row.people);
    if !desk.staff.may(Right::WorkForUnit) {
        return exact;
    }
    match Count::of(row.people, &desk.campaign) {
        Count::Exact(_) => exact,
        Count::Under(k) => t_args(desk.lang, "fewer-than", &[("k", k.into())]),
    }
}

fn voices(desk: &Desk, story: &Story) -> Markup {
    let lang = desk.lang;
    html! {
        h2 { (t(lang, "work-voices")) }
        @if story.voices.is_empty() { p .soft { (t(lang, "work-few-voices")) } }
        @for text in &story.voices {
            (voice(lang, &Voice {
                text,
                language: &story.problem.language,
                day: None,
                channel: None,
                redaction: Some(REDACTED),
            }))
        }
        @if desk.staff.may(Right::SortOpinions) {
            p { a href=(lang.path(&format!("/staff/inbox?state=in_problem&problem={}", story.problem.problem))) { (t(lang, "work-opinions")) } }
        }
    }
}
