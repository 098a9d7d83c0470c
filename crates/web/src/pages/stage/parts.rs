//! One stage of one unit: its state, the work asked, the checklist of its gates, what the
//! public was told, who signed.

use crate::component::{Shape, State, badge, day, facts, told};
use crate::i18n::{Lang, Value, date, t, t_args, t_code, t_code_args};
use crate::pages::{documents, names};
use massline_domain::Day;
use massline_domain::charter::{Gate, StageRule};
use massline_domain::gate::{Check, Condition, Why, check, checklist, conditions};
use massline_domain::id::UnitCode;
use massline_domain::stage::Step;
use massline_service::Campaign;
use massline_service::rows::UnitRow;
use massline_service::stage::UnitWay;
use maud::{Markup, html};

/// What the parts of these pages need to know.
pub(in crate::pages) struct View<'a> {
    pub(in crate::pages) lang: Lang,
    pub(in crate::pages) campaign: &'a Campaign,
    pub(in crate::pages) units: &'a [UnitRow],
    pub(in crate::pages) today: Day,
}

impl View<'_> {
    pub(in crate::pages) fn unit(&self, unit: &UnitCode) -> String {
        names::unit(self.lang, self.units, unit)
    }

    pub(in crate::pages) fn is_current(&self, one: &UnitWay, stage: &StageRule) -> bool {
        let current = one.current(self.campaign);
        current.is_some_and(|current| current.id == stage.id)
    }
}

/// The state of a stage in a word, with the day where there is one.
pub(in crate::pages) fn state(view: &View<'_>, one: &UnitWay, stage: &StageRule) -> Markup {
    let (look, shape, key, note) = standing(view, one, stage);
    html! {
        (badge(look, shape, &t(view.lang, key)))
        @if let Some(note) = note { " " span .small.soft { (note) } }
    }
}

/// The same as a look, the key of its word, and the day or number beside it.
pub(in crate::pages) fn standing(
    view: &View<'_>,
    one: &UnitWay,
    stage: &StageRule,
) -> (State, Shape, &'static str, Option<String>) {
    let lang = view.lang;
    let signed = one
        .way
        .step(&stage.id)
        .and_then(|step| step.passed.as_ref());
    if let Some(signed) = signed {
        let on = date(lang, signed.day.0);
        return (State::Done, Shape::Tick, "stage-state-passed", Some(on));
    }
    if !view.is_current(one, stage) {
        return (State::Still, Shape::Empty, "stage-state-ahead", None);
    }
    if let Some(until) = one.put_off(view.campaign, view.today) {
        let until = t_args(lang, "stage-until", &[("day", date(lang, until.0).into())]);
        return (
            State::Late,
            Shape::Clock,
            "stage-state-put-off",
            Some(until),
        );
    }
    if one.is_ready(view.campaign) {
        return (State::People, Shape::Seal, "stage-state-ready", None);
    }
    let (met, all) = met_of(stage, one);
    let met = t_args(
        lang,
        "stage-met",
        &[("met", met.into()), ("all", all.into())],
    );
    (State::Now, Shape::Half, "stage-state-now", Some(met))
}

/// How many conditions are met, of how many.
fn met_of(stage: &StageRule, one: &UnitWay) -> (u64, u64) {
    let all = conditions(stage);
    let met = all.iter().filter(|each| check(**each, &one.facts).is_met());
    (met.count() as u64, all.len() as u64)
}

/// A whole stage.
pub(in crate::pages) fn stage(view: &View<'_>, one: &UnitWay, stage: &StageRule) -> Markup {
    let lang = view.lang;
    let asked = view.campaign.charter.asked_in(stage, &one.unit.class);
    html! {
        section .stage id=(stage.id) {
            h2 { (names::pick(lang, &stage.name)) }
            p { (state(view, one, stage)) }
            @if !asked.is_empty() {
                details {
                    summary { (t_args(lang, "stage-work", &[("n", (asked.len() as u64).into())])) }
                    ul {
                        @for work in asked {
                            li {
                                b { (names::pick(lang, &work.name)) }
                                @if let Some(meaning) = &work.meaning { (lang.pick("：", ": ")) (names::pick(lang, meaning)) }
                            }
                        }
                    }
                }
            }
            (hours(view, one, stage))
            @if view.is_current(one, stage) { (gates(view, one, stage)) }
            @if let Some(step) = one.way.step(&stage.id) { (history(view, step)) }
            @if view.is_current(one, stage) || one.way.step(&stage.id).is_some() {
                (documents::links(lang, |format| format!("/documents/stages/{}/{}/{format}", one.unit.unit, stage.id)))
            }
        }
    }
}

/// About how many hours the stage asks, and how many the unit says it took.
fn hours(view: &View<'_>, one: &UnitWay, stage: &StageRule) -> Markup {
    let asked = view.campaign.charter.hours_asked(stage, &one.unit.class);
    let step = one.way.step(&stage.id);
    let told = step.and_then(|step| step.report.as_ref()?.hours);
    let told = told.map_or_else(
        || t(view.lang, "stage-hours-unsaid"),
        |hours| {
            t_args(
                view.lang,
                "stage-hours-told",
                &[("n", u64::from(hours).into())],
            )
        },
    );
    html! {
        @if asked > 0 || step.is_some_and(|step| step.report.is_some()) {
            p .small {
                (t_args(view.lang, "stage-hours-asked", &[("n", asked.into())])) " " (told)
            }
        }
    }
}

/// The checklist of the gates, with what is missing.
pub(in crate::pages) fn gates(view: &View<'_>, one: &UnitWay, stage: &StageRule) -> Markup {
    let lang = view.lang;
    let named = stage
        .gate
        .iter()
        .any(|gate| gate.needs.contains(&Condition::Reported));
    html! {
        h3 { (t(lang, "stage-gates")) }
        ul .checks {
            @for (gate, checks) in checklist(stage, &one.facts) { (gate_line(view, gate, &checks)) }
            @if !named {
                (line(view, &check(Condition::Reported, &one.facts)))
            }
        }
    }
}

fn gate_line(view: &View<'_>, gate: &Gate, checks: &[Check]) -> Markup {
    let lang = view.lang;
    html! {
        li {
            b { (names::pick(lang, &gate.name)) }
            @if let Some(meaning) = &gate.meaning { p .small.soft { (names::pick(lang, meaning)) } }
            @if checks.is_empty() { p .small { (t(lang, "stage-gate-by-people")) } }
            @else { ul { @for one in checks { (line(view, one)) } } }
        }
    }
}

fn line(view: &View<'_>, one: &Check) -> Markup {
    let lang = view.lang;
    let mark = if one.unasked {
        badge(State::Still, Shape::Empty, &t(lang, "check-unasked"))
    } else if one.is_met() {
        badge(State::Done, Shape::Tick, &t(lang, "check-met"))
    } else {
        badge(State::Late, Shape::Empty, &t(lang, "check-unmet"))
    };
    html! {
        li .check {
            (mark) " " (t_code(lang, "condition", one.condition.code()))
            @if let Some(why) = &one.missing { p .why { (missing(view, one.condition, why)) } }
        }
    }
}

/// What is missing, in words.
pub(in crate::pages) fn missing(view: &View<'_>, condition: Condition, why: &Why) -> String {
    let lang = view.lang;
    match why {
        Why::Number(number) => t_code_args(
            lang,
            "why-number",
            condition.code(),
            &[("n", (*number).into())],
        ),
        Why::Groups(codes) => {
            let groups = &view.campaign.charter.groups;
            let all: Vec<String> = codes
                .iter()
                .map(|code| names::named(lang, groups, code))
                .collect();
            let args = [("groups", Value::from(all.join(lang.pick("、", ", "))))];
            t_args(lang, "why-groups", &args)
        }
        Why::Share { late, of, percent } => {
            let args = [
                ("late", Value::from(*late)),
                ("of", Value::from(*of)),
                ("percent", Value::from(u64::from(*percent))),
            ];
            t_args(lang, "why-share", &args)
        }
        Why::Unit(unit) => t_args(lang, "why-unit", &[("unit", view.unit(unit).into())]),
        Why::Undone => t_code(lang, "why-undone", condition.code()),
    }
}

/// How many browsers read it; few are not told.
fn readers(view: &View<'_>, step: &Step) -> Markup {
    let number = step.read();
    let enough = number >= u64::from(view.campaign.charter.limits.small_number);
    html! { @if enough { " · " (t_args(view.lang, "stage-readers", &[("n", number.into())])) } }
}

/// What was told, put off and signed.
fn history(view: &View<'_>, step: &Step) -> Markup {
    let lang = view.lang;
    let mut pairs = Vec::new();
    if let Some(report) = &step.report {
        let sat = report
            .talked
            .map(|day| t_args(lang, "stage-talked", &[("day", date(lang, day.0).into())]));
        let words = html! { (told(lang, &report.words)) @if let Some(sat) = sat { p { (sat) } } p .small.soft { (day(lang, report.day.0)) (readers(view, step)) } };
        pairs.push((t(lang, "stage-report"), words));
    }
    for one in &step.postponed {
        let args = [
            ("unit", Value::from(view.unit(&one.by))),
            ("day", Value::from(date(lang, one.until.0))),
        ];
        let words = html! {
            p { (t_args(lang, "stage-put-off-by", &args)) }
            (told(lang, &one.reason))
            p .small.soft { (day(lang, one.day.0)) }
        };
        pairs.push((t(lang, "stage-put-off"), words));
    }
    if let Some(signed) = &step.passed {
        let words = html! {
            p { (t_args(lang, "stage-signed-by", &[("unit", view.unit(&signed.by).into())])) }
            (told(lang, &signed.note))
            p .small.soft { (day(lang, signed.day.0)) }
        };
        pairs.push((t(lang, "stage-signed"), words));
    }
    html! { @if !pairs.is_empty() { (facts(&pairs)) } }
}
