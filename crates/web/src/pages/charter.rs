//! The charter in force: everything the campaign is decided by, as data anyone can read.

use super::{names, unit};
use crate::component::{Column, Kind, facts, table, words};
use crate::errors::Failure;
use crate::i18n::{Lang, count, date, t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::response::Response;
use massline_domain::Charter;
use massline_domain::Day;
use massline_domain::charter::{Gate, Named, WordList};
use massline_domain::clock::Limit;
use massline_domain::strength::Counts;
use massline_domain::unit::Name;
use maud::{Markup, html};
use std::collections::BTreeSet;

pub(super) async fn show(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let charter = &ctx.campaign.charter;
    let title = names::pick(lang, &charter.name).to_owned();
    let body = html! {
        h1 { (title) }
        p .lead { (names::pick(lang, &charter.purpose)) }
        p { (t(lang, "charter-what")) }
        (numbers(&ctx))
        (values(lang, charter))
        (categories(lang, charter))
        (stages(lang, charter))
        (classes(&ctx))
        (mirrors(lang, charter))
        (talks(lang, charter))
        (treatments(lang, charter))
        (lists(lang, charter))
        h2 { (t(lang, "charter-text")) }
        p { a href="/charter.toml" { "charter.toml" } }
        p .small.soft { "SHA-256 " code { (ctx.campaign.row.digest) } }
    };
    Ok(ctx.page(
        Page::new(title.clone()).crumb("/about", t(lang, "about-title")),
        body,
    ))
}

/// The numbers that decide, each with what it does.
fn numbers(ctx: &Ctx) -> Markup {
    let lang = ctx.lang;
    let charter = &ctx.campaign.charter;
    let days = |limit: Limit, number: u16| names::days(lang, charter, limit, number);
    let plain = |number: u16| t_args(lang, "charter-days", &[("n", u64::from(number).into())]);
    let look_back: Vec<String> = charter
        .time
        .look_back_days
        .iter()
        .map(|n| days(Limit::LookBack, *n))
        .collect();
    let rule = [
        ("percent", u64::from(charter.verdict.fixed_percent).into()),
        (
            "days",
            days(Limit::Judge, charter.verdict.window_days).into(),
        ),
    ];
    html! {
        h2 #numbers { (t(lang, "charter-numbers")) }
        (facts(&[
            (t(lang, "charter-strength"), strength(lang, charter)),
            (t(lang, "charter-properties"), properties(lang, charter)),
            (t(lang, "charter-verdict"), html! { (t_args(lang, "round-rule", &rule)) }),
            (t(lang, "charter-small"), html! { (count(u64::from(charter.limits.small_number))) }),
            (t(lang, "charter-sorted"), html! { (t_args(lang, "charter-percent", &[("n", u64::from(charter.limits.sorted_percent).into())])) }),
            (t(lang, "charter-chars"), html! { (count(charter.limits.opinion_chars as u64)) }),
            (t(lang, "charter-sort"), html! { (days(Limit::Sort, charter.time.sort_days)) }),
            (t(lang, "charter-claim"), html! { (days(Limit::Claim, charter.time.claim_days)) }),
            (t(lang, "charter-look-back"), html! { (look_back.join(lang.pick("、", ", "))) }),
            (t(lang, "charter-escalate"), html! { (days(Limit::Escalate, charter.time.escalate_days)) }),
            (t(lang, "charter-remind"), html! { (plain(charter.time.remind_days)) }),
            (t(lang, "charter-quiet"), html! { (plain(charter.time.quiet_days)) }),
            (t(lang, "charter-reply"), html! { (plain(charter.time.reply_days)) }),
            (t(lang, "charter-problem-share"), html! { (t_args(lang, "charter-percent", &[("n", u64::from(charter.limits.problem_percent).into())])) }),
            (t(lang, "charter-calendar"), calendar(lang, charter)),
        ]))
    }
}

/// Which days are worked, where a limit runs in working days.
fn calendar(lang: Lang, charter: &Charter) -> Markup {
    let calendar = &charter.calendar;
    let list = |title: &str, list: &BTreeSet<Day>| {
        let all: Vec<String> = list.iter().map(|day| date(lang, day.0)).collect();
        html! {
            @if !all.is_empty() {
                details {
                    summary { (t(lang, title)) }
                    p { (all.join(lang.pick("、", ", "))) }
                }
            }
        }
    };
    html! {
        @if calendar.working.is_empty() { (t(lang, "charter-all-calendar")) }
        @else {
            (t(lang, "charter-working-days"))
            (list("charter-holidays", &calendar.holidays))
            (list("charter-worked", &calendar.worked))
        }
    }
}

/// The formula of strength, in the order of its parts.
fn strength(lang: Lang, charter: &Charter) -> Markup {
    // What has a weight is a part, whatever is counted.
    let parts = charter.strength_parts(&Counts::default());
    html! {
        @for (place, part) in parts.iter().enumerate() {
            @if place > 0 { " + " }
            span .part { (count(part.weight)) " × " (t_code(lang, "charter-part", part.code)) }
        }
    }
}

/// How the four properties are computed, and the words that tell of harm and of what one
/// met with.
fn properties(lang: Lang, charter: &Charter) -> Markup {
    let stubborn = [
        ("month", charter.stubborn.month.into()),
        ("reopened", charter.stubborn.reopened.into()),
    ];
    let colon = lang.pick("：", ": ");
    let list = |title: &str, list: &WordList| word_list(lang, &t(lang, title), list);
    html! {
        ul {
            li { b { (t(lang, "property-widespread")) } (colon) (t(lang, "charter-widespread")) }
            li { b { (t(lang, "property-visible")) } (colon) (t(lang, "charter-visible")) }
            li { b { (t(lang, "property-harmful")) } (colon) (t(lang, "charter-harmful")) }
            @if charter.stubborn.month + charter.stubborn.reopened > 0 {
                li { b { (t(lang, "property-stubborn")) } (colon) (t_args(lang, "charter-stubborn", &stubborn)) }
            }
        }
        (list("charter-harm-words", &charter.harm_words))
        (list("charter-first-hand-words", &charter.first_hand_words))
    }
}

fn word_list(lang: Lang, title: &str, list: &WordList) -> Markup {
    html! {
        @if !list.is_empty() {
            details {
                summary { (title) }
                p { (words(lang, "zh-CN", &list.zh.join("、"))) }
                p { (words(lang, "en", &list.en.join(", "))) }
            }
        }
    }
}

fn values(lang: Lang, charter: &Charter) -> Markup {
    html! {
        @if !charter.values.is_empty() {
            h2 #values { (t(lang, "charter-values")) }
            p { a href=(lang.path("/values")) { (t(lang, "values-link")) } }
            @for value in &charter.values {
                h3 { (names::pick(lang, &value.name)) }
                ul { @for one in &value.criteria { li { (names::pick(lang, one)) } } }
            }
        }
    }
}

fn categories(lang: Lang, charter: &Charter) -> Markup {
    let columns = [
        Column::new(Kind::Text, t(lang, "charter-category")),
        Column::new(Kind::Text, t(lang, "charter-meaning")),
        Column::new(Kind::Text, t(lang, "charter-cure")),
    ];
    let rows: Vec<Vec<Markup>> = charter
        .categories
        .iter()
        .map(|one| {
            let cure = charter
                .values
                .iter()
                .find(|value| Some(&value.id) == one.cure.as_ref());
            vec![
                html! { (names::pick(lang, &one.name)) },
                html! {
                    (one.meaning.as_ref().map_or("", |meaning| names::pick(lang, meaning)))
                    (word_list(lang, &t(lang, "charter-signs"), &one.signs))
                },
                html! { (cure.map_or("–", |value| names::pick(lang, &value.name))) },
            ]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            h2 #categories { (t(lang, "charter-categories")) }
            (table(&t(lang, "charter-categories-note"), &columns, &rows))
        }
    }
}

fn stages(lang: Lang, charter: &Charter) -> Markup {
    html! {
        @if !charter.stages.is_empty() {
            h2 #stages { (t(lang, "charter-stages")) }
            @for stage in &charter.stages {
                h3 { (names::pick(lang, &stage.name)) }
                (meanings(lang, &stage.work.iter().map(Named::from).collect::<Vec<_>>()))
                @if !stage.gate.is_empty() {
                    h4 { (t(lang, "charter-gate")) }
                    (gates(lang, &stage.gate))
                }
            }
        }
    }
}

/// Gates with the conditions they are made of.
fn gates(lang: Lang, gates: &[Gate]) -> Markup {
    let one = |gate: &Gate| {
        let meaning = gate.meaning.as_ref();
        let value = html! {
            @if let Some(meaning) = meaning { (names::pick(lang, meaning)) }
            @if !gate.needs.is_empty() {
                ul { @for need in &gate.needs { li { (t_code(lang, "condition", need.code())) } } }
            }
        };
        (names::pick(lang, &gate.name).to_owned(), value)
    };
    facts(&gates.iter().map(one).collect::<Vec<_>>())
}

fn classes(ctx: &Ctx) -> Markup {
    let lang = ctx.lang;
    let classes = &ctx.campaign.charter.classes;
    let pairs: Vec<(String, Markup)> = classes
        .iter()
        .map(|class| {
            let asked = unit::asked_of(ctx, &class.id).join(lang.pick("、", ", "));
            (names::pick(lang, &class.name).to_owned(), html! { (asked) })
        })
        .collect();
    html! {
        @if !pairs.is_empty() {
            h2 #classes { (t(lang, "charter-classes")) }
            p { (t(lang, "charter-classes-note")) }
            (facts(&pairs))
        }
    }
}

fn mirrors(lang: Lang, charter: &Charter) -> Markup {
    html! {
        @if !charter.mirrors.is_empty() {
            h2 #mirrors { (t(lang, "charter-mirrors")) }
            @for mirror in &charter.mirrors {
                h3 { (names::pick(lang, &mirror.name)) }
                (meanings(lang, &mirror.clauses))
            }
        }
    }
}

/// The talks before a criticism session.
fn talks(lang: Lang, charter: &Charter) -> Markup {
    html! {
        @if !charter.talks.is_empty() {
            h2 { (t(lang, "charter-talks")) }
            p { (t(lang, "charter-talks-what")) }
            ul { @for talk in &charter.talks { (meaning(lang, &talk.name, talk.meaning.as_ref())) } }
        }
    }
}

/// The grades of treatment, from the lightest to the heaviest.
fn treatments(lang: Lang, charter: &Charter) -> Markup {
    html! {
        @if !charter.treatments.is_empty() {
            h2 { (t(lang, "charter-treatments")) }
            p { (t(lang, "charter-treatments-what")) }
            ol {
                @for grade in &charter.treatments { (meaning(lang, &grade.name, grade.meaning.as_ref())) }
            }
        }
    }
}

/// The short lists of codes people meet in forms.
fn lists(lang: Lang, charter: &Charter) -> Markup {
    let all = [
        ("charter-sources", &charter.sources),
        ("charter-channels", &charter.channels),
        ("charter-groups", &charter.groups),
        ("charter-refusals", &charter.refusal_reasons),
        ("charter-returns", &charter.return_reasons),
        ("charter-substitutions", &charter.substitutions),
        ("charter-indicators", &charter.indicators),
    ];
    html! {
        @if !charter.stock_phrases.is_empty() {
            h2 { (t(lang, "charter-phrases")) }
            p { (words(lang, "zh-CN", &charter.stock_phrases.zh.join("、"))) }
            p { (words(lang, "en", &charter.stock_phrases.en.join(", "))) }
        }
        @for (key, named) in all {
            @if !named.is_empty() { h2 { (t(lang, key)) } (meanings(lang, named)) }
        }
    }
}

fn meanings(lang: Lang, all: &[Named]) -> Markup {
    html! {
        ul {
            @for one in all { (meaning(lang, &one.name, one.meaning.as_ref())) }
        }
    }
}

/// A name with what it means.
fn meaning(lang: Lang, name: &Name, meaning: Option<&Name>) -> Markup {
    html! {
        li {
            b { (names::pick(lang, name)) }
            @if let Some(meaning) = meaning { (lang.pick("：", ": ")) (names::pick(lang, meaning)) }
        }
    }
}
