//! What the unit does about a problem: each item of the rectification ledger.

use super::super::consultation::cites;
use super::super::names;
use super::voices::language_of;
use crate::component::{day, facts, item_badge};
use crate::i18n::{Lang, t, t_args, t_code};
use crate::request::Ctx;
use massline_domain::Day;
use massline_domain::item::{Evidence, EvidenceKind, Plan, RuleAnswer, Stage};
use massline_service::reading::Story;
use massline_service::rows::{ItemRow, UnitRow};
use maud::{Markup, html};

pub(super) fn section(ctx: &Ctx, units: &[UnitRow], story: &Story) -> Markup {
    let items = &story.items;
    let lang = ctx.lang;
    html! {
        h2 #items { (t(lang, "items-title")) }
        @if items.is_empty() { p { (t(lang, "items-none")) } }
        @for item in items { (one(ctx, units, item, story)) }
    }
}

fn one(ctx: &Ctx, units: &[UnitRow], item: &ItemRow, story: &Story) -> Markup {
    let lang = ctx.lang;
    let late = item.stage != Stage::Done && ctx.today() > item.deadline;
    let stage = if item.stage == Stage::Done {
        "done"
    } else {
        "working"
    };
    html! {
        section {
            h3 { (t_args(lang, "item-title", &[("n", item.item.number.into())])) }
            p { (item_badge(lang, stage, late)) }
            (quiet(lang, item, ctx.today(), ctx.campaign.charter.time.quiet_days))
            (facts(&plan(ctx, units, item)))
            (cites(lang, item, &story.cited))
            (shown(lang, item, story))
            (progress(lang, &item.progress))
        }
    }
}

/// That nothing was told of an item for longer than the charter allows, and for how long.
pub(in crate::pages) fn quiet(lang: Lang, item: &ItemRow, today: Day, days: u16) -> Markup {
    let since = today.since(item.last_news());
    html! {
        @if item.is_quiet(today, days) {
            p .late { (t_args(lang, "item-quiet", &[("n", since.into())])) }
        }
    }
}

fn plan(ctx: &Ctx, units: &[UnitRow], item: &ItemRow) -> Vec<(String, Markup)> {
    let lang = ctx.lang;
    let plan = &item.plan;
    let mut pairs = why(lang, plan);
    let what = [
        ("goal", &plan.goal),
        ("measure", &plan.measure),
        ("leader", &plan.leader),
        ("owner", &plan.owner),
    ];
    let what = what.into_iter().filter(|(_, words)| !words.is_empty());
    pairs.extend(what.map(|(code, words)| (t_code(lang, "item", code), said(lang, words))));
    if !plan.helping.is_empty() {
        let helping: Vec<String> = plan
            .helping
            .iter()
            .map(|unit| names::unit(lang, units, unit))
            .collect();
        pairs.push((
            t(lang, "item-helping"),
            html! { (helping.join(lang.pick("、", ", "))) },
        ));
    }
    pairs.push((t(lang, "item-deadline"), deadline(lang, item)));
    pairs.push((t(lang, "item-for-whom"), said(lang, &plan.for_whom)));
    pairs.push((t(lang, "item-relying-on"), said(lang, &plan.relying_on)));
    pairs.push((t(lang, "item-who-am-i"), said(lang, &plan.who_am_i)));
    if let Some(result) = &item.result {
        pairs.push((t(lang, "item-result"), said(lang, result)));
    }
    if let Some(rule) = &item.rule {
        pairs.push((t(lang, "item-rule"), rule_answer(lang, rule)));
    }
    if let Some(finished) = item.finished {
        pairs.push((t(lang, "item-finished"), day(lang, finished.0)));
    }
    pairs
}

/// How it shows, and the way from there to a cause that can be changed.
fn why(lang: Lang, plan: &Plan) -> Vec<(String, Markup)> {
    let mut pairs = Vec::new();
    if !plan.shows.is_empty() {
        pairs.push((t(lang, "item-form"), said(lang, &plan.shows)));
    }
    let cause = if plan.whys.is_empty() {
        said(lang, &plan.cause)
    } else {
        html! {
            ol {
                @for why in &plan.whys { li { (said(lang, why)) } }
                li { b { (said(lang, &plan.cause)) } }
            }
        }
    };
    pairs.push((t(lang, "item-cause"), cause));
    pairs
}

fn deadline(lang: Lang, item: &ItemRow) -> Markup {
    html! {
        (day(lang, item.deadline.0))
        @if item.deadline_changes > 0 {
            " · " (t_args(lang, "item-deadline-changed", &[("n", item.deadline_changes.into())]))
        }
    }
}

fn rule_answer(lang: Lang, rule: &RuleAnswer) -> Markup {
    let (kind, words) = match rule {
        RuleAnswer::New { words } => ("new", words),
        RuleAnswer::Revised { words } => ("revised", words),
        RuleAnswer::NotNeeded { words } => ("not_needed", words),
    };
    html! { (t_code(lang, "rule-kind", kind)) " " (said(lang, words)) }
}

/// Pictures of before and after side by side, everything else as a list.
fn shown(lang: Lang, item: &ItemRow, story: &Story) -> Markup {
    let is_picture = |one: &&(Day, Evidence)| one.1.is_one_of(&story.pictures);
    let (pictures, others): (Vec<_>, Vec<_>) = item.evidence.iter().partition(is_picture);
    html! {
        @if !item.evidence.is_empty() { h4 { (t(lang, "evidence-title")) } }
        (before_and_after(lang, &pictures))
        @if !others.is_empty() { ul { @for (on, piece) in others { li { (listed(lang, *on, piece)) } } } }
    }
}

fn listed(lang: Lang, on: Day, piece: &Evidence) -> Markup {
    html! {
        b { (t_code(lang, "evidence-kind", piece.kind.code())) } " · " (day(lang, on.0)) " · "
        (said(lang, &piece.words))
        @if let Some(file) = &piece.file {
            " " a href=(format!("/evidence/{file}")) { (t(lang, "evidence-file")) }
        }
        @if let Some(link) = &piece.link {
            " " a href=(link) rel="external nofollow noopener noreferrer" { (t(lang, "evidence-link")) }
        }
    }
}

/// How it was on the left, how it is on the right; one below the other on a phone.
pub(in crate::pages) fn before_and_after(lang: Lang, pictures: &[&(Day, Evidence)]) -> Markup {
    html! {
        @if !pictures.is_empty() {
            div .before-after {
                @for kind in [EvidenceKind::Before, EvidenceKind::After] {
                    div {
                        p .small { b { (t_code(lang, "evidence-kind", kind.code())) } }
                        @let of_kind = pictures.iter().filter(|(_, one)| one.kind == kind);
                        @for (on, one) in of_kind { (picture(lang, *on, one)) }
                        @if !pictures.iter().any(|(_, one)| one.kind == kind) {
                            p .soft { (t(lang, "evidence-no-picture")) }
                        }
                    }
                }
            }
        }
    }
}

fn picture(lang: Lang, on: Day, piece: &Evidence) -> Markup {
    let file = piece.file.map(|file| format!("/evidence/{file}"));
    html! {
        figure {
            a href=[file.as_deref()] { img src=[file.as_deref()] alt=(piece.words) loading="lazy" decoding="async"; }
            figcaption {
                (said(lang, &piece.words)) " · " (day(lang, on.0))
                @if let Some(link) = &piece.link {
                    " " a href=(link) rel="external nofollow noopener noreferrer" { (t(lang, "evidence-link")) }
                }
            }
        }
    }
}

fn progress(lang: Lang, notes: &[(Day, String)]) -> Markup {
    html! {
        @if !notes.is_empty() {
            h4 { (t(lang, "progress-title")) }
            ul { @for (on, words) in notes { li { (day(lang, on.0)) " · " (said(lang, words)) } } }
        }
    }
}

/// Words of the unit, marked with their language.
fn said(lang: Lang, words: &str) -> Markup {
    crate::component::words(lang, language_of(words), words)
}
