//! Commitments for everyone: which office said what it will do otherwise, by when, and what came
//! of it; and what was put right at once.

use super::{criticism, names};
use crate::component::{Column, Kind, Shape, State, badge, day, empty_state, table, told};
use crate::errors::Failure;
use crate::form_data::Asked;
use crate::i18n::{Lang, t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::commitment::{Commitment, Origin};
use massline_domain::criticism::Reference;
use massline_domain::id::{CommitmentId, ProblemId};
use massline_domain::{Charter, Day};
use massline_service::rows::UnitRow;
use maud::{Markup, html};

/// `GET /commitments`: all, or those of one unit.
pub(super) async fn list(ctx: Ctx, asked: Asked) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let mut all = ctx.service().commitments(&ctx.campaign).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    if let Some(unit) = asked
        .parsed::<String>("unit")
        .filter(|unit| !unit.is_empty())
    {
        all.retain(|(_, one)| one.unit.as_ref().is_some_and(|of| of.as_str() == unit));
    }
    let (at_once, promised): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, one)| one.is_at_once());
    let title = t(lang, "commitments-title");
    let view = View::of(&ctx, &units);
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "commitments-lead")) }
        (counts(lang, &promised, ctx.today()))
        @if promised.is_empty() { (empty_state(&t(lang, "commitments-none"), None)) }
        @else { (rows(&view, &t(lang, "commitments-title"), &promised)) }
        h2 #at-once { (t(lang, "at-once-title")) }
        p { (t(lang, "at-once-lead")) }
        @if at_once.is_empty() { (empty_state(&t(lang, "at-once-none"), None)) }
        @else { (rows(&view, &t(lang, "at-once-title"), &at_once)) }
    };
    let page = Page::new(title.clone()).active("/units").wide();
    Ok(ctx.page(page.crumb("/stages", t(lang, "stages-title")), body))
}

/// What was said about one problem; nothing where nothing was.
pub(super) async fn section(
    ctx: &Ctx,
    units: &[UnitRow],
    problem: ProblemId,
) -> Result<Markup, Failure> {
    let mut all = ctx.service().commitments(&ctx.campaign).await?;
    let about = Some(Reference::Problem(problem));
    all.retain(|(_, one)| one.promise.as_ref().is_some_and(|it| it.about == about));
    let lang = ctx.lang;
    let view = View::of(ctx, units);
    Ok(html! {
        @if !all.is_empty() {
            h2 #commitments { (t(lang, "commitments-title")) }
            p .small.soft { (t(lang, "commitments-close-nothing")) }
            (rows(&view, &t(lang, "commitments-title"), &all))
        }
    })
}

/// What the rows need, on public pages and at the desk.
pub(super) struct View<'a> {
    pub(super) lang: Lang,
    pub(super) charter: &'a Charter,
    pub(super) units: &'a [UnitRow],
    pub(super) today: Day,
    /// An address in the language of the page.
    pub(super) to: &'a dyn Fn(&str) -> String,
    /// What can be done with one, at the desk.
    pub(super) acts: &'a dyn Fn(CommitmentId, &Commitment) -> Markup,
}

impl<'a> View<'a> {
    fn of(ctx: &'a Ctx, units: &'a [UnitRow]) -> Self {
        Self {
            lang: ctx.lang,
            charter: &ctx.campaign.charter,
            units,
            today: ctx.today(),
            to: if ctx.lang == Lang::Zh { &zh } else { &en },
            acts: &nothing,
        }
    }
}

fn zh(path: &str) -> String {
    Lang::Zh.path(path)
}

fn en(path: &str) -> String {
    Lang::En.path(path)
}

fn nothing(_: CommitmentId, _: &Commitment) -> Markup {
    html! {}
}

/// How many were kept, are open, late, not kept: the number behind "a word that is kept".
fn counts(lang: Lang, all: &[(CommitmentId, Commitment)], today: Day) -> Markup {
    let count = |is: &dyn Fn(&Commitment) -> bool| {
        let found = all.iter().filter(|(_, one)| is(one));
        found.count() as u64
    };
    let told = |kept: bool| count(&|one| one.outcome().is_some_and(|outcome| outcome.kept == kept));
    let args = [
        ("n", (all.len() as u64).into()),
        ("kept", told(true).into()),
        ("broken", told(false).into()),
        ("late", count(&|one| one.is_late(today)).into()),
        ("afterwards", count(&Commitment::is_kept_late).into()),
        ("moved", count(&|one| !one.moved.is_empty()).into()),
    ];
    html! { @if !all.is_empty() { p { (t_args(lang, "commitments-count", &args)) } } }
}

/// The commitments as a table.
pub(super) fn rows(view: &View<'_>, caption: &str, all: &[(CommitmentId, Commitment)]) -> Markup {
    let lang = view.lang;
    let columns = [
        Column::new(Kind::Text, t(lang, "commitments-office")),
        Column::new(Kind::Text, t(lang, "commitments-what")),
        Column::new(Kind::Text, t(lang, "commitments-due")),
        Column::new(Kind::Text, t(lang, "commitments-outcome")),
    ];
    let rows: Vec<Vec<Markup>> = all
        .iter()
        .filter_map(|(id, one)| row(view, *id, one))
        .collect();
    table(caption, &columns, &rows)
}

fn row(view: &View<'_>, id: CommitmentId, one: &Commitment) -> Option<Vec<Markup>> {
    let lang = view.lang;
    let (unit, promise) = (one.unit.as_ref()?, one.promise.as_ref()?);
    let due = one.due()?;
    let unit_name = names::unit(lang, view.units, unit);
    Some(vec![
        html! {
            (promise.office)
            p .small { a href=((view.to)(&format!("/units/{unit}"))) { (unit_name) } }
        },
        html! {
            (told(lang, &promise.words))
            @if let Some(about) = &promise.about {
                p .small { (criticism::reference(lang, view.charter, about, &|path: &str| (view.to)(path))) }
            }
            @if let Origin::Session { session, .. } = &promise.origin {
                p .small { a href=((view.to)(&format!("/criticism/{session}"))) { (t(lang, "commitments-from-session")) } }
            }
        },
        html! {
            (day(lang, due.0))
            @if !one.moved.is_empty() {
                p .small.soft { (t_args(lang, "item-deadline-changed", &[("n", (one.moved.len() as u64).into())])) }
                @for (_, reason) in &one.moved { (told(lang, reason)) }
            }
        },
        html! { (state(lang, one, view.today)) (came(lang, view, one)) ((view.acts)(id, one)) },
    ])
}

/// Where a commitment is: open, late, kept, not kept, confirmed, doubted.
fn state(lang: Lang, one: &Commitment, today: Day) -> Markup {
    let (look, shape, key) = standing(one, today);
    badge(look, shape, &t(lang, key))
}

/// The same as a look and the key of its words.
pub(super) fn standing(one: &Commitment, today: Day) -> (State, Shape, &'static str) {
    match one.outcome() {
        None if one.is_doubted() => (State::Late, Shape::Clock, "commitment-doubted"),
        None if one.is_late(today) => (State::Late, Shape::Clock, "commitment-late"),
        None => (State::Now, Shape::Half, "commitment-open"),
        Some(outcome) if !outcome.kept => (State::Late, Shape::Stroke, "commitment-broken"),
        Some(_) if one.is_kept_late() => (State::Late, Shape::Tick, "commitment-kept-late"),
        Some(_) if one.seen => (State::Done, Shape::Tick, "commitment-confirmed"),
        Some(_) if one.is_at_once() => (State::Done, Shape::Tick, "commitment-at-once"),
        Some(_) => (State::Done, Shape::Tick, "commitment-kept"),
    }
}

/// What was told, and what the team saw of it.
fn came(lang: Lang, view: &View<'_>, one: &Commitment) -> Markup {
    html! {
        @for outcome in &one.outcomes {
            p .small.soft { (day(lang, outcome.day.0)) }
            (told(lang, &outcome.words))
        }
        @for look in &one.looks {
            @let team = names::unit(lang, view.units, &look.by);
            p .small.soft { (t_args(lang, "commitments-seen-by", &[("unit", team.into())])) " " (day(lang, look.day.0)) }
            (told(lang, &look.words))
        }
    }
}
