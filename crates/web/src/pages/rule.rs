//! The register of rules for everyone: what was set, revised, repealed, and whether the
//! problems a rule is to end came back.

use super::{documents, names};
use crate::component::{
    Column, Kind, Shape, State, badge, day, empty_state, facts, stage_badge, table, told, words,
};
use crate::errors::Failure;
use crate::i18n::{Lang, t, t_args};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_domain::Day;
use massline_domain::id::RuleId;
use massline_domain::rule::{Rule, Text};
use massline_service::rows::ProblemRow;
use maud::{Markup, html};

/// `GET /rules`
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let rules = ctx.service().rules(&ctx.campaign).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t(lang, "rules-title");
    let columns = [
        Column::new(Kind::Key, t(lang, "rules-number")),
        Column::new(Kind::Text, t(lang, "rules-name")),
        Column::new(Kind::Text, t(lang, "rules-owner")),
        Column::new(Kind::Text, t(lang, "rules-state")),
        Column::new(Kind::Day, t(lang, "rules-from")),
    ];
    let row = |(id, rule): &(RuleId, Rule)| {
        let text = rule.text()?;
        let owner = rule.owner.as_ref()?;
        let href = ctx.to(&format!("/rules/{}", id.0));
        Some(vec![
            html! { (id.0) },
            html! { a href=(href) { (text.title) } },
            html! { (names::unit(lang, &units, owner)) },
            state(lang, rule, ctx.today()),
            html! { (day(lang, text.from.0)) },
        ])
    };
    let rows: Vec<Vec<Markup>> = rules.iter().filter_map(row).collect();
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "rules-lead")) }
        (documents::links(lang, |format| format!("/documents/rules/{format}")))
        @if rows.is_empty() { (empty_state(&t(lang, "rules-none"), None)) }
        @else { (table(&t(lang, "rules-title"), &columns, &rows)) }
    };
    let page = Page::new(title.clone()).active("/units").wide();
    Ok(ctx.page(page.crumb("/stages", t(lang, "stages-title")), body))
}

/// Whether a rule is new, revised, to come or repealed.
pub(super) fn state(lang: Lang, rule: &Rule, today: Day) -> Markup {
    let (look, shape, key) = standing(rule, today);
    badge(look, shape, &t(lang, key))
}

/// The same as a look and the key of its words.
pub(super) fn standing(rule: &Rule, today: Day) -> (State, Shape, &'static str) {
    let is_repealed = rule
        .repealed
        .as_ref()
        .is_some_and(|(from, _)| *from <= today);
    match rule.is_revised() {
        _ if is_repealed => (State::Still, Shape::Stroke, "rule-repealed"),
        _ if !rule.holds(today) => (State::Late, Shape::Clock, "rule-to-come"),
        false => (State::Done, Shape::Tick, "rule-new"),
        true => (State::Done, Shape::Tick, "rule-revised"),
    }
}

/// `GET /rules/{number}`
pub(super) async fn one(ctx: Ctx, Path(number): Path<u32>) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let (found, _) = ctx.service().rule(&ctx.campaign, RuleId(number)).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let rule = &found.rule;
    let text = rule.text().ok_or(Failure::NotFound)?;
    let owner = rule.owner.as_ref().ok_or(Failure::NotFound)?;
    let mut pairs = vec![
        (
            t(lang, "rules-owner"),
            html! { a href=(ctx.to(&format!("/units/{owner}"))) { (names::unit(lang, &units, owner)) } },
        ),
        (t(lang, "rules-from"), day(lang, text.from.0)),
    ];
    let older = rule.texts.first().and_then(|text| text.revises.clone());
    if let Some(older) = older {
        pairs.push((t(lang, "rule-revises"), html! { (older) }));
    }
    if let Some((from, why)) = &rule.repealed {
        let value = html! { (day(lang, from.0)) (told(lang, why)) };
        pairs.push((t(lang, "rule-repealed-from"), value));
    }
    let body = html! {
        h1 { (text.title) }
        p { (state(lang, rule, ctx.today())) }
        (facts(&pairs))
        h2 { (t(lang, "rule-text")) }
        (told(lang, &text.words))
        h2 { (t(lang, "rule-problems")) }
        @if found.problems.is_empty() { p { (t(lang, "rule-no-problems")) } }
        @else { ul .plain { @for row in &found.problems { li { (problem(&ctx, row)) } } } }
        (before(lang, rule))
    };
    let page = Page::new(text.title.clone()).active("/units");
    Ok(ctx.page(page.crumb("/rules", t(lang, "rules-title")), body))
}

/// A problem the rule is to end, and whether it came back.
fn problem(ctx: &Ctx, row: &ProblemRow) -> Markup {
    let lang = ctx.lang;
    let href = ctx.to(&format!("/problems/{}", row.problem));
    html! {
        a href=(href) { (words(lang, &row.language, &row.title)) } " "
        (stage_badge(lang, row.stage.code()))
        @if row.not_held { p .small.soft { (t_args(lang, "rule-came-back", &[("n", u64::from(row.reopened).into())])) } }
    }
}

/// What it said before, and why it was revised; the latest first.
fn before(lang: Lang, rule: &Rule) -> Markup {
    let pairs: Vec<(&Text, &String)> = rule.texts.iter().zip(&rule.whys).collect();
    html! {
        @if !pairs.is_empty() {
            h2 { (t(lang, "rule-before")) }
            @for (text, why) in pairs.iter().rev() {
                details {
                    summary { (day(lang, text.from.0)) " · " (text.title) }
                    (told(lang, &text.words))
                    p .small.soft { (t(lang, "rule-why-revised")) }
                    (told(lang, why))
                }
            }
        }
    }
}
