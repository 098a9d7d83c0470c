//! What of a unit is so late that it went to a body above, and how often that happened.

use super::names;
use crate::component::{Column, Kind, day, table, words};
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::request::Ctx;
use massline_domain::escalation::Matter;
use massline_domain::id::UnitCode;
use massline_service::escalation::GoneUp;
use massline_service::rows::UnitRow;
use maud::{Markup, html};

/// The part of a unit's page; nothing where nothing ever went up.
pub(super) async fn section(
    ctx: &Ctx,
    units: &[UnitRow],
    unit: &UnitCode,
) -> Result<Markup, Failure> {
    let lang = ctx.lang;
    let found = ctx.service().escalations(&ctx.campaign, unit).await?;
    if found.times == 0 && found.open.is_empty() {
        return Ok(html! {});
    }
    let columns = [
        Column::new(Kind::Text, t(lang, "gone-up-what")),
        Column::new(Kind::Day, t(lang, "gone-up-due")),
        Column::new(Kind::Text, t(lang, "gone-up-to")),
    ];
    let rows: Vec<Vec<Markup>> = found.open.iter().map(|one| row(ctx, units, one)).collect();
    let limit = massline_domain::clock::Limit::Escalate;
    let charter = &ctx.campaign.charter;
    let days = names::days(lang, charter, limit, charter.time.escalate_days);
    Ok(html! {
        h2 { (t(lang, "gone-up-title")) }
        p {
            (t_args(lang, "gone-up-times", &[("n", found.times.into()), ("open", (found.open.len() as u64).into())]))
        }
        @if !rows.is_empty() { (table(&t(lang, "gone-up-caption"), &columns, &rows)) }
        p .soft { (t_args(lang, "gone-up-note", &[("days", days.into())])) }
    })
}

fn row(ctx: &Ctx, units: &[UnitRow], one: &GoneUp) -> Vec<Markup> {
    let lang = ctx.lang;
    let problem = one.row.matter.problem();
    let key = match one.row.matter {
        Matter::Claim(_) => "gone-up-claim",
        Matter::Item(_) => "gone-up-item",
    };
    let to: Vec<String> = one
        .to
        .iter()
        .map(|to| names::unit(lang, units, to))
        .collect();
    let late = ctx.today().since(one.row.due);
    vec![
        html! {
            (t(lang, key)) (lang.pick("：", ": "))
            a href=(ctx.to(&format!("/problems/{problem}"))) { (words(lang, &one.row.language, &one.row.title)) }
        },
        html! { (day(lang, one.row.due.0)) " · " b { (t_args(lang, "days-late", &[("n", late.into())])) } },
        html! { (to.join(lang.pick("、", ", "))) },
    ]
}
