//! Promise and deed: what each unit said it would do, and what became of it. In the order of the
//! units, never of merit.

use super::names;
use crate::component::{Column, Kind, empty_state, facts, table};
use crate::errors::Failure;
use crate::i18n::{Lang, count, t, t_args};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::id::UnitCode;
use massline_service::deeds::Deeds;
use maud::{Markup, html};

/// `GET /deeds`
pub(super) async fn list(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let all = ctx.service().deeds(&ctx.campaign).await?;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t(lang, "deeds-title");
    let said = units
        .iter()
        .filter_map(|row| Some((row, all.get(&row.unit)?)));
    let rows: Vec<Vec<Markup>> = said
        .map(|(row, deeds)| {
            let href = ctx.to(&format!("/units/{}", row.unit));
            let mut line = vec![html! { a href=(href) { (names::pick(lang, &row.name)) } }];
            line.extend(cells(lang, deeds).map(|text| html! { (text) }));
            line
        })
        .collect();
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "deeds-lead")) }
        @if rows.is_empty() { (empty_state(&t(lang, "deeds-none"), None)) }
        @else { (table(&title, &columns(lang), &rows)) }
    };
    let page = Page::new(title.clone()).active("/units").wide();
    Ok(ctx.page(page.crumb("/units", t(lang, "units-title")), body))
}

fn columns(lang: Lang) -> Vec<Column> {
    let keys = [
        "deeds-in-time",
        "deeds-late",
        "deeds-moved",
        "deeds-closed",
        "deeds-not-held",
        "deeds-kept",
        "deeds-registered",
    ];
    let mut columns = vec![Column::new(Kind::Text, t(lang, "deeds-unit"))];
    columns.extend(keys.map(|key| Column::new(Kind::Text, t(lang, key))));
    columns
}

/// The cells of a unit, in the order of the columns.
fn cells(lang: Lang, deeds: &Deeds) -> [String; 7] {
    let (items, commitments) = (&deeds.items, &deeds.commitments);
    let of = |n: u64, all: u64| match all {
        0 => "–".to_owned(),
        all => t_args(lang, "deeds-of", &[("n", n.into()), ("all", all.into())]),
    };
    [
        of(items.in_time, items.all()),
        count(items.after_day + items.late),
        count(items.moved),
        count(deeds.closed),
        count(deeds.not_held),
        of(commitments.kept + commitments.kept_late, commitments.all()),
        of(deeds.rules_registered, deeds.rules_named),
    ]
}

/// The same of one unit, in sentences; nothing where it said nothing.
pub(super) async fn section(ctx: &Ctx, unit: &UnitCode) -> Result<Markup, Failure> {
    let deeds = ctx.service().deeds_of(&ctx.campaign, unit).await?;
    let lang = ctx.lang;
    Ok(html! {
        @if !deeds.is_empty() {
            h2 #deeds { (t(lang, "deeds-title")) }
            (facts(&sentences(lang, &deeds)))
            p { a href=(ctx.to("/deeds")) { (t(lang, "deeds-of-all")) } }
        }
    })
}

fn sentences(lang: Lang, deeds: &Deeds) -> Vec<(String, Markup)> {
    let (items, commitments) = (&deeds.items, &deeds.commitments);
    let line = |label: &str, key: &str, numbers: &[(&'static str, u64)]| {
        let args: Vec<_> = numbers
            .iter()
            .map(|(name, n)| (*name, (*n).into()))
            .collect();
        (t(lang, label), html! { (t_args(lang, key, &args)) })
    };
    let mut lines = Vec::new();
    if items.all() > 0 {
        let numbers = [
            ("all", items.all()),
            ("intime", items.in_time),
            ("otherday", items.by_other_day),
            ("after", items.after_day),
            ("late", items.late),
            ("tocome", items.to_come),
            ("moved", items.moved),
        ];
        lines.push(line("deeds-said-items", "deeds-items-are", &numbers));
    }
    if deeds.closed + deeds.not_held > 0 {
        let numbers = [("closed", deeds.closed), ("notheld", deeds.not_held)];
        lines.push(line("deeds-said-closings", "deeds-closings-are", &numbers));
    }
    if commitments.all() > 0 {
        let numbers = [
            ("all", commitments.all()),
            ("kept", commitments.kept),
            ("keptlate", commitments.kept_late),
            ("notkept", commitments.not_kept),
            ("late", commitments.late),
            ("tocome", commitments.to_come),
            ("doubted", commitments.doubted),
        ];
        lines.push(line(
            "deeds-said-commitments",
            "deeds-commitments-are",
            &numbers,
        ));
    }
    if deeds.rules_named > 0 {
        let numbers = [
            ("named", deeds.rules_named),
            ("registered", deeds.rules_registered),
        ];
        lines.push(line("deeds-said-rules", "deeds-rules-are", &numbers));
    }
    lines
}
