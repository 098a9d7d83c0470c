//! A self-examination in parts: its name, its state, its columns.

use crate::component::{Shape, State, badge, facts, told};
use crate::i18n::{Lang, t, t_args, t_code};
use crate::pages::names;
use massline_domain::Day;
use massline_domain::charter::{Mirror, Named};
use massline_domain::mirror::{Answer, Content, Coverage, Paper, Return, Stage};
use massline_service::Campaign;
use maud::{Markup, html};

/// What a paper is called: of the body itself, or of a leader's office.
pub(in crate::pages) fn name(lang: Lang, unit: &str, paper: &Paper) -> String {
    let args = [("unit", unit.to_owned().into())];
    match &paper.office {
        None => t_args(lang, "mirror-of-body", &args),
        Some(office) => {
            let office = ("office", office.clone().into());
            let [unit] = args;
            t_args(lang, "mirror-of-office", &[unit, office])
        }
    }
}

/// Where a paper is, in a word.
pub(in crate::pages) fn state(lang: Lang, paper: &Paper, today: Day) -> Markup {
    let (look, shape, code) = match paper.stage {
        Stage::Absent => (State::Still, Shape::Empty, "absent"),
        Stage::Draft => (State::Still, Shape::Quarter, "draft"),
        Stage::Submitted => (State::Now, Shape::Half, "submitted"),
        Stage::Returned if paper.is_late(today) => (State::Late, Shape::Clock, "late"),
        Stage::Returned => (State::Late, Shape::Back, "returned"),
        Stage::Accepted => (State::Done, Shape::ThreeQuarters, "accepted"),
        Stage::Published => (State::Done, Shape::Tick, "published"),
    };
    badge(look, shape, &t_code(lang, "mirror-state", code))
}

/// What the team found put in the place of what is asked.
pub(in crate::pages) fn stands_in(lang: Lang, campaign: &Campaign, one: &Return) -> Markup {
    let all = &campaign.charter.substitutions;
    html! {
        @if !one.substitutions.is_empty() {
            ul { @for code in &one.substitutions { li { (names::named(lang, all, code)) } } }
        }
    }
}

/// How much of the charter's clauses and of the unit's problems a paper covers.
pub(in crate::pages) fn coverage(lang: Lang, one: &Coverage, content: &Content) -> Markup {
    let of = |part: usize, all: usize| {
        let args = [("part", (part as u64).into()), ("all", (all as u64).into())];
        html! { (t_args(lang, "mirror-of", &args)) }
    };
    html! {
        // A list answers no clauses.
        @if !content.answers.is_empty() {
            (facts(&[
                (t(lang, "mirror-clauses"), of(one.clauses, one.all_clauses)),
                (t(lang, "mirror-problems"), of(one.problems, one.all_problems)),
            ]))
        }
    }
}

/// The columns of a paper, its causes and its measures.
pub(in crate::pages) fn content(lang: Lang, campaign: &Campaign, content: &Content) -> Markup {
    columns(lang, campaign, content, |_| html! {})
}

/// The same with something to say about each answer.
pub(in crate::pages) fn columns(
    lang: Lang,
    campaign: &Campaign,
    content: &Content,
    about: impl Fn(&Answer) -> Markup,
) -> Markup {
    let mirrors = campaign.charter.mirrors.iter();
    let answered = mirrors.filter_map(|mirror| Some((mirror, content.answer(&mirror.id)?)));
    html! {
        @for (mirror, answer) in answered {
            h2 { (names::pick(lang, &mirror.name)) }
            (cited(lang, mirror, answer))
            (told(lang, &answer.words))
            (about(answer))
        }
        @if content.matters().next().is_some() {
            h2 { (t(lang, "mirror-list")) }
            ol {
                @for line in content.matters() {
                    li {
                        (told(lang, line))
                        (about(&Answer { words: line.to_owned(), ..Answer::default() }))
                    }
                }
            }
        }
        @for (key, words) in [("mirror-causes", &content.causes), ("mirror-measures", &content.measures)] {
            @if !words.is_empty() { h2 { (t(lang, key)) } (told(lang, words)) }
        }
    }
}

/// The clauses and problems of an answer.
fn cited(lang: Lang, mirror: &Mirror, answer: &Answer) -> Markup {
    let clause = |code: &String| mirror.clauses.iter().find(|one: &&Named| one.id == *code);
    html! {
        p .small.soft {
            (t(lang, "mirror-cites")) (lang.pick("：", ": "))
            @for (at, one) in answer.clauses.iter().filter_map(clause).enumerate() {
                @if at > 0 { (lang.pick("、", ", ")) }
                (names::pick(lang, &one.name))
            }
        }
        @if !answer.problems.is_empty() {
            p .small.soft {
                (t(lang, "mirror-answers")) (lang.pick("：", ": "))
                @for (at, problem) in answer.problems.iter().enumerate() {
                    @if at > 0 { (lang.pick("、", ", ")) }
                    a href=(lang.path(&format!("/problems/{problem}"))) { (t_args(lang, "mirror-problem", &[("n", problem.0.into())])) }
                }
            }
        }
    }
}
