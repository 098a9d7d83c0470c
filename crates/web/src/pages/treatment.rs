//! Treatments for everyone: how many there are and where they stand; the words of those whose
//! grade is public, after the right of reply.

use super::{criticism, names};
use crate::component::{Column, Kind, Shape, State, badge, day, empty_state, facts, table, told};
use crate::errors::Failure;
use crate::i18n::{Lang, t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::Day;
use massline_domain::charter::Charter;
use massline_domain::id::{TreatmentId, UnitCode};
use massline_domain::treatment::{Grounds, Public, Stage, Treatment};
use massline_service::rows::UnitRow;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// `GET /treatments`
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let all = ctx.service().treatments(&ctx.campaign).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t(lang, "treatments-title");
    let charter = &ctx.campaign.charter;
    let public = all.iter().filter(|(_, one)| one.public.is_some());
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "treatments-lead")) }
        (grades(lang, charter))
        h2 { (t(lang, "treatments-count")) }
        @if all.is_empty() { (empty_state(&t(lang, "treatments-none"), None)) }
        @else { (counts(lang, &units, &all)) }
        @for (id, one) in public {
            @if let Some(words) = &one.public {
                section #{ "treatment-" (id.0) } {
                    h2 { (t_args(lang, "treatment-name", &[("n", id.0.into())])) }
                    (in_public(&ctx, &units, one, words))
                }
            }
        }
    };
    let page = Page::new(title.clone()).active("/units").wide();
    Ok(ctx.page(page.crumb("/stages", t(lang, "stages-title")), body))
}

/// The grades of the charter, and whether each is public.
fn grades(lang: Lang, charter: &Charter) -> Markup {
    let line = |grade: &massline_domain::charter::Grade| {
        let meaning = grade.meaning.as_ref().map(|words| names::pick(lang, words));
        (
            names::pick(lang, &grade.name).to_owned(),
            html! { (meaning.unwrap_or("–")) },
        )
    };
    let lines: Vec<(String, Markup)> = charter.treatments.iter().map(line).collect();
    html! { @if !lines.is_empty() { (facts(&lines)) } }
}

/// How many each unit has, by where they stand.
fn counts(lang: Lang, units: &[UnitRow], all: &[(TreatmentId, Treatment)]) -> Markup {
    let mut by_unit: BTreeMap<&UnitCode, [u64; 3]> = BTreeMap::new();
    for (_, one) in all {
        let Some(unit) = &one.unit else { continue };
        let column = match one.stage {
            Stage::Absent | Stage::Proposed | Stage::Replied => 0,
            Stage::Ordered | Stage::Done => 1,
            Stage::Dropped => 2,
        };
        by_unit.entry(unit).or_default()[column] += 1;
    }
    let columns = [
        Column::new(Kind::Text, t(lang, "treatments-unit")),
        Column::new(Kind::Number, t(lang, "treatments-open")),
        Column::new(Kind::Number, t(lang, "treatments-ordered")),
        Column::new(Kind::Number, t(lang, "treatments-dropped")),
    ];
    let rows: Vec<Vec<Markup>> = by_unit
        .into_iter()
        .map(|(unit, counts)| {
            let name = names::unit(lang, units, unit);
            let mut row = vec![html! { (name) }];
            row.extend(counts.map(|count| html! { (crate::i18n::count(count)) }));
            row
        })
        .collect();
    table(&t(lang, "treatments-count"), &columns, &rows)
}

fn in_public(ctx: &Ctx, units: &[UnitRow], one: &Treatment, words: &Public) -> Markup {
    let lang = ctx.lang;
    let charter = &ctx.campaign.charter;
    let unit = one.unit.as_ref().map(|unit| names::unit(lang, units, unit));
    let mut pairs = vec![(
        t(lang, "treatments-unit"),
        html! { (unit.unwrap_or_default()) },
    )];
    pairs.extend(grounds(lang, charter, &words.grounds, &|path| ctx.to(path)));
    let silent = || html! { p .small.soft { (t(lang, "treatment-silent")) } };
    let reply = words
        .reply
        .as_ref()
        .map_or_else(silent, |reply| told(lang, reply));
    pairs.push((t(lang, "treatment-reply"), reply));
    let decided = words.decision.grade.as_deref().unwrap_or_default();
    pairs.push((
        t(lang, "treatment-decision"),
        html! { b { (grade(lang, charter, decided)) } (told(lang, &words.decision.words)) },
    ));
    if let Some(due) = one.due {
        pairs.push((t(lang, "treatment-due"), day(lang, due.0)));
    }
    if let Some(done) = &one.done {
        pairs.push((t(lang, "treatment-done"), told(lang, done)));
    }
    html! { p { (state(lang, one, ctx.today())) } (facts(&pairs)) }
}

/// The grounds of a treatment in names and values.
pub(super) fn grounds(
    lang: Lang,
    charter: &Charter,
    grounds: &Grounds,
    to: &impl Fn(&str) -> String,
) -> Vec<(String, Markup)> {
    vec![
        (t(lang, "treatment-office"), html! { (grounds.office) }),
        (
            t(lang, "treatment-grade"),
            html! { (grade(lang, charter, &grounds.grade)) },
        ),
        (
            t(lang, "treatment-about"),
            criticism::reference(lang, charter, &grounds.about, to),
        ),
        (t(lang, "treatment-fact"), told(lang, &grounds.fact)),
        (t(lang, "treatment-reason"), told(lang, &grounds.reason)),
    ]
}

/// The name of a grade.
pub(super) fn grade(lang: Lang, charter: &Charter, code: &str) -> String {
    let found = charter.treatments.iter().find(|grade| grade.id == code);
    found
        .map_or(code, |grade| names::pick(lang, &grade.name))
        .to_owned()
}

/// Where a treatment is.
pub(super) fn state(lang: Lang, one: &Treatment, today: Day) -> Markup {
    let late = one.stage == Stage::Ordered && one.due.is_some_and(|due| due < today);
    let (look, shape) = match one.stage {
        Stage::Absent | Stage::Proposed | Stage::Replied => (State::Now, Shape::Half),
        Stage::Ordered if late => (State::Late, Shape::Clock),
        Stage::Ordered => (State::Now, Shape::ThreeQuarters),
        Stage::Dropped => (State::Still, Shape::Stroke),
        Stage::Done => (State::Done, Shape::Tick),
    };
    let code = if late { "late" } else { one.stage.code() };
    badge(look, shape, &t_code(lang, "treatment-state", code))
}
