//! The plan of hearing for everyone: whom the campaign wants to hear, by when, and how far it is.

use super::names;
use crate::component::{Shape, State, badge, day, facts, told};
use crate::i18n::{Lang, count, date, t, t_args};
use massline_domain::hearing::{Aim, Change, Numbers, Plan, Whom};
use massline_domain::{Charter, Day};
use massline_service::hearing::HearingView;
use maud::{Markup, html};

/// The plan with its targets, and every change of it; nothing where there is none.
pub(super) fn plan(lang: Lang, charter: &Charter, today: Day, view: &HearingView) -> Markup {
    html! {
        @if let Some(plan) = &view.hearing.plan {
            h2 #plan { (t(lang, "hearing-title")) }
            @let fixed = if view.hearing.changes.is_empty() { "hearing-fixed" } else { "hearing-last-changed" };
            p { (t_args(lang, fixed, &[("day", date(lang, plan.day.0).into())])) }
            @if let Some(summary) = summary(lang, view) { p { (summary) } }
            @if view.missed() > 0 && plan.by < today { p { b { (t(lang, "hearing-late")) } } }
            (targets(lang, charter, &view.aims))
            @if !view.hearing.changes.is_empty() {
                @let times = [("n", (view.hearing.changes.len() as u64).into())];
                details {
                    summary { (t_args(lang, "hearing-changes", &times)) }
                    @for one in view.hearing.changes.iter().rev() { (change(lang, charter, one)) }
                }
            }
        }
    }
}

fn targets(lang: Lang, charter: &Charter, aims: &[Aim]) -> Markup {
    let lines: Vec<(String, Markup)> = aims
        .iter()
        .map(|aim| {
            let args = [
                ("whom", whom(lang, charter, &aim.whom).into()),
                ("n", u64::from(aim.wanted).into()),
            ];
            (
                t_args(lang, "hearing-target", &args),
                state(lang, aim.reached),
            )
        })
        .collect();
    facts(&lines)
}

fn state(lang: Lang, reached: bool) -> Markup {
    if reached {
        badge(State::Done, Shape::Tick, &t(lang, "hearing-reached"))
    } else {
        badge(State::Still, Shape::Stroke, &t(lang, "hearing-not-yet"))
    }
}

/// How many of how many targets are reached, and by when they are to be.
pub(super) fn summary(lang: Lang, view: &HearingView) -> Option<String> {
    let plan = view.hearing.plan.as_ref()?;
    let all = view.aims.len() as u64;
    let args = [
        ("reached", (all - view.missed()).into()),
        ("of", all.into()),
        ("day", date(lang, plan.by.0).into()),
    ];
    Some(t_args(lang, "hearing-summary", &args))
}

fn whom(lang: Lang, charter: &Charter, whom: &Whom) -> String {
    match whom {
        Whom::Group(code) => names::named(lang, &charter.groups, code),
        Whom::Channel(code) => {
            let channel = names::named(lang, &charter.channels, code);
            t_args(lang, "hearing-channel", &[("channel", channel.into())])
        }
    }
}

fn change(lang: Lang, charter: &Charter, change: &Change) -> Markup {
    html! {
        p { (day(lang, change.day.0)) }
        (told(lang, &change.reason))
        p .small.soft { (before(lang, charter, &change.before)) }
    }
}

/// What the plan said before, in one line.
fn before(lang: Lang, charter: &Charter, plan: &Plan) -> String {
    let line = |make: fn(String) -> Whom, numbers: &Numbers| -> Vec<String> {
        let one = |(code, number): (&String, &u32)| {
            let whom = whom(lang, charter, &make(code.clone()));
            format!("{whom} {}", count(u64::from(*number)))
        };
        numbers.iter().map(one).collect()
    };
    let mut all = line(Whom::Group, &plan.targets.groups);
    all.extend(line(Whom::Channel, &plan.targets.channels));
    let args = [
        ("targets", all.join(lang.pick("，", ", ")).into()),
        ("day", date(lang, plan.by.0).into()),
    ];
    t_args(lang, "hearing-before", &args)
}
