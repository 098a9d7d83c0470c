//! What the people said: each round with its three numbers, its rule, and how sure one can
//! be of the share.

use super::super::names;
use super::voices::language_of;
use crate::chart::{Estimate, Figure, intervals};
use crate::component::{Tally, Voice, day, verdict, voice};
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use crate::request::Ctx;
use massline_domain::clock::Limit;
use massline_domain::verdict::Outcome;
use massline_service::reading::Story;
use massline_service::redact::REDACTED;
use massline_service::rows::RoundRow;
use maud::{Markup, html};

pub(super) async fn section(ctx: &Ctx, story: &Story) -> Result<Markup, Failure> {
    let lang = ctx.lang;
    let mut rounds = Vec::new();
    for round in story.rounds.iter().rev() {
        let comments = match round.decided {
            Some(_) => ctx.service().ballot_comments(&ctx.campaign, round).await?,
            None => Vec::new(),
        };
        rounds.push(one(ctx, round, &comments));
    }
    Ok(html! {
        h2 #verdict { (t(lang, "rounds-title")) }
        @if rounds.is_empty() { p { (t(lang, "rounds-none")) } }
        @for round in rounds { (round) }
    })
}

fn one(ctx: &Ctx, round: &RoundRow, comments: &[String]) -> Markup {
    let lang = ctx.lang;
    let number = t_args(lang, "round-title", &[("n", round.round.number.into())]);
    html! {
        section {
            h3 { (number) }
            @match round.decided {
                None => (open(ctx, round)),
                Some((on, outcome)) => {
                    p .soft { (t(lang, "round-decided")) " " (day(lang, on.0)) }
                    (decided(ctx, round, outcome))
                },
            }
            p .small.soft { (rule(ctx, round)) }
            @if !comments.is_empty() {
                h4 { (t(lang, "comments-title")) }
                @for words in comments {
                    (voice(lang, &Voice { text: words, language: language_of(words), day: None, channel: None, redaction: Some(REDACTED) }))
                }
            }
        }
    }
}

/// While people are asked, nobody sees how others answered.
fn open(ctx: &Ctx, round: &RoundRow) -> Markup {
    let lang = ctx.lang;
    let asked = names::people(ctx, u64::from(round.asked));
    html! {
        p { (t_args(lang, "round-open", &[("asked", asked.into())])) " " (day(lang, round.ends_on.0)) }
        p { a href=(ctx.to("/judge")) { (t(lang, "round-judge")) } }
    }
}

fn decided(ctx: &Ctx, round: &RoundRow, outcome: Outcome) -> Markup {
    let lang = ctx.lang;
    let fixed = outcome == Outcome::Fixed;
    // With so few, the numbers would tell what somebody answered.
    if names::is_few(ctx, u64::from(round.asked)) {
        let key = if fixed {
            "round-few-fixed"
        } else {
            "round-few-not-fixed"
        };
        let k = ctx.campaign.charter.limits.small_number;
        return html! { p { (t_args(lang, key, &[("k", k.into())])) } };
    }
    let tally = Tally {
        asked: u64::from(round.asked),
        fixed: u64::from(round.tally.fixed),
        not_fixed: u64::from(round.tally.not_fixed),
        dont_know: u64::from(round.tally.dont_know),
    };
    html! { (verdict(lang, &tally, Some(fixed), share(ctx, round))) }
}

/// The share of definite answers with its interval, beside what was needed.
fn share(ctx: &Ctx, round: &RoundRow) -> Markup {
    let lang = ctx.lang;
    let (fixed, definite) = (round.tally.fixed, round.tally.definite());
    let Some(estimate) = Estimate::of(t(lang, "share-label"), fixed.into(), definite.into()) else {
        return html! {};
    };
    let (caption, note, things) = (
        t(lang, "share-caption"),
        t(lang, "share-note"),
        t(lang, "share-things"),
    );
    let id = format!("share-{}", round.round.number);
    let figure = Figure {
        id: &id,
        caption: &caption,
        note: Some(&note),
        things: &things,
    };
    let needed = f64::from(round.rule.fixed_percent) / 100.0;
    intervals(lang, &figure, Some(needed), &[estimate])
}

fn rule(ctx: &Ctx, round: &RoundRow) -> String {
    let charter = &ctx.campaign.charter;
    let days = names::days(ctx.lang, charter, Limit::Judge, round.rule.window_days);
    let args = [
        ("percent", u64::from(round.rule.fixed_percent).into()),
        ("days", days.into()),
    ];
    t_args(ctx.lang, "round-rule", &args)
}
