//! How strongly people feel about a problem, and its four properties: every number with the
//! sum that it comes from.

use super::super::names;
use crate::i18n::{Lang, count, t, t_args, t_code};
use crate::request::Ctx;
use massline_domain::strength::{Part, Properties, Share};
use massline_service::rows::{ProblemRow, UnitRow};
use maud::{Markup, html};

pub(super) fn section(ctx: &Ctx, units: &[UnitRow], row: &ProblemRow) -> Markup {
    let lang = ctx.lang;
    let charter = &ctx.campaign.charter;
    let k = charter.limits.small_number;
    if row.people == 0 {
        // Nobody spoke of it, or all voices went elsewhere: there is nothing to weigh.
        return html! {};
    }
    if names::is_few(ctx, row.people) {
        return html! {
            h2 #strength { (t(lang, "strength-title")) }
            p { (t_args(lang, "strength-few", &[("k", k.into())])) }
            p .soft { (t(lang, "strength-why")) }
        };
    }
    let parts = charter.strength_parts(&row.counts());
    let properties = charter.properties_of(&row.counts(), units.len() as u64);
    html! {
        h2 #strength { (t(lang, "strength-title")) }
        p { (t_args(lang, "strength-is", &[("n", row.strength.into())])) }
        p .num .sum { (sum(lang, &parts)) " " span .part { "= " b { (count(row.strength)) } } }
        @if charter.strength.harmed > 0 { p .soft { (t_args(lang, "strength-steps", &[("k", k.into())])) } }
        @if row.voices > row.people {
            p .soft { (t_args(lang, "strength-copies", &[("n", (row.voices - row.people).into())])) }
        }
        p .soft { (t(lang, "strength-why")) " " a href=(ctx.to("/charter#numbers")) { (t(lang, "strength-charter")) } }
        h3 #properties { (t(lang, "properties-title")) }
        p .soft { (t(lang, "properties-note")) }
        dl .properties {
            (property(lang, "widespread", properties.widespread(), widespread(lang, &properties)))
            (property(lang, "visible", properties.visible.percent(), people(lang, ["property-visible-how", "property-visible-few"], &properties.visible, k)))
            (property(lang, "harmful", properties.harmful.percent(), people(lang, ["property-harmful-how", "property-harmful-few"], &properties.harmful, k)))
            @if charter.stubborn.month + charter.stubborn.reopened > 0 {
                (property(lang, "stubborn", properties.stubborn(), stubborn(lang, &properties)))
            }
        }
    }
}

/// `41 people × 10 + 3 channels × 5 + …`, every part named; what is nothing is left out.
fn sum(lang: Lang, parts: &[Part]) -> Markup {
    let parts = parts.iter().filter(|part| part.number > 0);
    html! {
        @for (place, part) in parts.enumerate() {
            @if place > 0 { " + " }
            span .part { (t_args(lang, counted(part.code), &[("n", part.number.into())])) " × " (count(part.weight)) }
        }
    }
}

/// The text that says how many of something were counted.
fn counted(code: &str) -> &'static str {
    match code {
        "people" => "strength-people",
        "units" => "strength-units",
        "channels" => "strength-channels",
        "months" => "strength-months",
        "harmed" => "strength-harmed",
        "supporters" => "strength-supporters",
        _ => "strength-reopened",
    }
}

/// A property: its name, its value on a scale to 100, and how it came about.
fn property(lang: Lang, code: &str, value: u64, how: Markup) -> Markup {
    html! {
        div {
            dt {
                (t_code(lang, "property", code)) " " b .num { (count(value)) }
                svg width="100%" height="8" aria-hidden="true" focusable="false" {
                    rect .c6 width="100%" height="8" {}
                    rect .c1 width=(format!("{value}%")) height="8" {}
                }
            }
            dd { (how) }
        }
    }
}

fn widespread(lang: Lang, properties: &Properties) -> Markup {
    let [units, channels] = &properties.widespread;
    let says = [
        ("units", units.number.into()),
        ("units_of", units.of.into()),
        ("units_percent", units.percent().into()),
        ("channels", channels.number.into()),
        ("channels_of", channels.of.into()),
        ("channels_percent", channels.percent().into()),
    ];
    html! { (t_args(lang, "property-widespread-how", &says)) }
}

fn people(lang: Lang, [how, few]: [&str; 2], share: &Share, k: u32) -> Markup {
    let says = [
        ("n", share.number.into()),
        ("of", share.of.into()),
        ("percent", share.percent().into()),
        ("k", k.into()),
    ];
    let key = if share.number > 0 { how } else { few };
    html! { (t_args(lang, key, &says)) }
}

fn stubborn(lang: Lang, properties: &Properties) -> Markup {
    html! {
        (sum(lang, &properties.stubborn)) " = "
        (t_args(lang, "property-stubborn-how", &[("n", properties.stubborn().into())]))
    }
}
