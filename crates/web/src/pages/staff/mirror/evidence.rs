//! What can be counted about a paper, and the copy-paste mirror: evidence for who reads.

use crate::component::{Tone, facts, notice, told};
use crate::errors::Failure;
use crate::i18n::{Lang, Value, date, t, t_args};
use crate::pages::mirror::parts;
use crate::pages::names;
use crate::pages::staff::desk::Desk;
use massline_domain::copying::changed;
use massline_domain::mirror::{Answer, Stage};
use massline_service::mirror::{Copies, Likeness, Reading};
use maud::{Markup, html};

/// The most passages shown of one likeness.
const MOST_PASSAGES: usize = 6;
/// The most papers that are alike.
const MOST_ALIKE: usize = 5;

/// Why a paper is to be rewritten, and by when.
pub(super) fn last_return(desk: &Desk, reading: &Reading) -> Markup {
    let lang = desk.lang;
    let last = reading.paper.returned.last();
    let Some(last) = last.filter(|_| reading.paper.stage == Stage::Returned) else {
        return html! {};
    };
    let reasons = &desk.campaign.charter.return_reasons;
    let by = date(lang, last.rewrite_by.0);
    notice(
        Tone::Careful,
        Some(&t_args(lang, "mirror-rewrite-by", &[("day", by.into())])),
        html! {
            p { (names::named(lang, reasons, &last.reason)) }
            (parts::stands_in(lang, &desk.campaign, last))
            (told(lang, &last.words))
        },
    )
}

/// Clauses, problems, share of the text about problems, and what must not stand in.
pub(super) fn figures(desk: &Desk, reading: &Reading) -> Markup {
    let lang = desk.lang;
    let charter = &desk.campaign.charter;
    let one = &reading.coverage;
    let of = |part: usize, all: usize| {
        let args = [
            ("part", Value::from(part as u64)),
            ("all", Value::from(all as u64)),
        ];
        html! { (t_args(lang, "mirror-of", &args)) }
    };
    let least = usize::from(charter.limits.problem_percent);
    let share = [
        ("percent", Value::from(one.problem_percent as u64)),
        ("least", Value::from(least as u64)),
    ];
    let key = if one.problem_percent < least {
        "mirror-share-low"
    } else {
        "mirror-share"
    };
    html! {
        h2 { (t(lang, "mirror-figures")) }
        (facts(&[
            (t(lang, "mirror-clauses"), of(one.clauses, one.all_clauses)),
            (t(lang, "mirror-problems"), of(one.problems, one.all_problems)),
            (t(lang, "mirror-about-problems"), html! { (t_args(lang, key, &share)) }),
        ]))
        @if !charter.substitutions.is_empty() {
            details {
                summary { (t(lang, "mirror-substitutions")) }
                ul { @for one in &charter.substitutions { li { (names::pick(lang, &one.name)) } } }
            }
        }
    }
}

/// What an answer does not say.
pub(super) fn lacks(desk: &Desk, answer: &Answer) -> Markup {
    let lang = desk.lang;
    let lacking = answer.lacks(&desk.campaign.charter);
    let names: Vec<&str> = lacking
        .iter()
        .map(|one| names::pick(lang, &one.name))
        .collect();
    html! {
        @if !names.is_empty() {
            p .small.soft { (t_args(lang, "mirror-lacks", &[("what", names.join(lang.pick("、", ", ")).into())])) }
        }
    }
}

/// What changed since it was submitted before.
pub(super) fn versions(lang: Lang, reading: &Reading) -> Markup {
    let Some(before) = &reading.before else {
        return html! {};
    };
    let (gone, new) = changed(&before.text(), &reading.content.text());
    html! {
        h2 { (t(lang, "mirror-changed")) }
        @if gone.is_empty() && new.is_empty() { p { (t(lang, "mirror-unchanged")) } }
        @else {
            div .side {
                div { h3 { (t(lang, "mirror-gone")) } @for one in &gone { (told(lang, one)) } }
                div { h3 { (t(lang, "mirror-new")) } @for one in &new { (told(lang, one)) } }
            }
        }
    }
}

/// The copy-paste mirror.
pub(super) async fn copies(desk: &Desk, copies: &Copies) -> Result<Markup, Failure> {
    let lang = desk.lang;
    let papers = desk.service.papers(&desk.campaign).await?;
    let name = |like: &Likeness| {
        let paper = papers.iter().find(|(id, _)| *id == like.other);
        let unit = desk.unit_name(&like.other.unit);
        paper.map_or(unit.clone(), |(_, paper)| parts::name(lang, &unit, paper))
    };
    let compared = [("n", Value::from(copies.compared as u64))];
    Ok(html! {
        h2 { (t(lang, "mirror-copies")) }
        p { (t_args(lang, "mirror-copies-lead", &compared)) }
        @if copies.alike.is_empty() { p { (t(lang, "mirror-copies-none")) } }
        @for like in copies.alike.iter().take(MOST_ALIKE) {
            @let args = [("paper", Value::from(name(like))), ("percent", Value::from(u64::from(like.shared.percent)))];
            h3 { (t_args(lang, "mirror-alike", &args)) }
            div .side.heads { b { (t(lang, "mirror-here")) } b { (t(lang, "mirror-there")) } }
            @for passage in like.shared.passages.iter().take(MOST_PASSAGES) {
                div .side { (told(lang, &passage.here)) (told(lang, &passage.there)) }
            }
        }
        @if !copies.phrases.is_empty() {
            h3 { (t(lang, "mirror-phrases")) }
            ul { @for (phrase, times) in &copies.phrases { li { (phrase) " × " (times) } } }
        }
    })
}
