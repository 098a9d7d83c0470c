//! Names of what data holds as codes, and counts of people as the public sees them.

use crate::i18n::{Lang, count, t_args};
use crate::request::Ctx;
use massline_domain::Charter;
use massline_domain::charter::Named;
use massline_domain::clock::Limit;
use massline_domain::id::UnitCode;
use massline_domain::unit::Name;
use massline_service::Campaign;
use massline_service::reading::Count;
use massline_service::rows::UnitRow;

/// A name in the page's language.
pub(super) fn pick(lang: Lang, name: &Name) -> &str {
    lang.pick(&name.zh, &name.en)
}

/// The name of a code among these; the code itself where the charter has it no more.
pub(super) fn named(lang: Lang, all: &[Named], code: &str) -> String {
    let found = all.iter().find(|one| one.id == code);
    found.map_or(code, |one| pick(lang, &one.name)).to_owned()
}

/// The name of a category of the charter.
pub(super) fn category(lang: Lang, campaign: &Campaign, code: &str) -> String {
    let found = campaign
        .charter
        .categories
        .iter()
        .find(|one| one.id == code);
    found.map_or(code, |one| pick(lang, &one.name)).to_owned()
}

/// The name of a class of unit.
pub(super) fn class(lang: Lang, campaign: &Campaign, code: &str) -> String {
    let found = campaign.charter.classes.iter().find(|one| one.id == code);
    found.map_or(code, |one| pick(lang, &one.name)).to_owned()
}

/// A time limit in words: "5 days", "5 working days".
pub(super) fn days(lang: Lang, charter: &Charter, limit: Limit, number: u16) -> String {
    let key = if charter.calendar.working.contains(&limit) {
        "charter-working"
    } else {
        "charter-days"
    };
    t_args(lang, key, &[("n", u64::from(number).into())])
}

/// The name of a unit.
pub(super) fn unit(lang: Lang, units: &[UnitRow], code: &UnitCode) -> String {
    let found = units.iter().find(|row| row.unit == *code);
    found
        .map_or(code.as_str(), |row| pick(lang, &row.name))
        .to_owned()
}

/// A number of people, or "fewer than 5".
pub(super) fn people(ctx: &Ctx, number: u64) -> String {
    match Count::of(number, &ctx.campaign) {
        Count::Exact(number) => count(number),
        Count::Under(k) => t_args(ctx.lang, "fewer-than", &[("k", k.into())]),
    }
}

/// A number of voices in words: "12 voices", "fewer than 5 voices".
pub(super) fn voices(ctx: &Ctx, number: u64) -> String {
    match Count::of(number, &ctx.campaign) {
        Count::Exact(number) => t_args(ctx.lang, "voices-count", &[("n", number.into())]),
        Count::Under(k) => t_args(ctx.lang, "voices-fewer-than", &[("k", k.into())]),
    }
}

/// Whether so few people spoke that nothing that could tell their number is shown.
pub(super) fn is_few(ctx: &Ctx, number: u64) -> bool {
    matches!(Count::of(number, &ctx.campaign), Count::Under(_))
}
