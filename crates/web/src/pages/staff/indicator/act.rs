//! Fixing an indicator, changing it while the work has not begun, and measuring after.

use super::{path, subject};
use crate::component::Choice;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date_iso, t, t_code};
use crate::pages::names;
use crate::pages::staff::act::Act;
use crate::pages::staff::ask::Ask;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, Wrong, missing, seen};
use crate::pages::staff::sent::Sent;
use axum::extract::Path;
use massline_domain::indicator::{
    Aim, Command, Counted, Goal, Hundredths, Indicator, Reading, Value,
};
use massline_domain::{Day, Refusal};
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// What is fixed, in the order in which it is asked.
const GOAL: [&str; 10] = [
    "indicator",
    "indicator_name",
    "measured_in",
    "aim",
    "base_from",
    "base_to",
    "value",
    "source_of",
    "target",
    "starts",
];
/// What need not be given where the program counts.
const COUNTED: [&str; 3] = ["measured_in", "value", "source_of"];
const READING: [&str; 3] = ["measured_on", "value", "source_of"];

/// `GET /staff/indicators/{subject}/new`
pub(in super::super) async fn show_new(desk: Desk, Path(text): Path<String>) -> Answer {
    render(&desk, &text, None, &Draft::new()).await
}

/// `POST /staff/indicators/{subject}/new`
pub(in super::super) async fn post_new(Path(text): Path<String>, sent: Sent) -> Answer {
    answer(sent, &text, None).await
}

/// `GET /staff/indicators/{subject}/{number}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((text, number, act)): Path<(String, String, String)>,
) -> Answer {
    desk.must(Right::WorkForUnit)?;
    let which = which(&number, &act)?;
    render(&desk, &text, Some(which), &Draft::new()).await
}

/// `POST /staff/indicators/{subject}/{number}/{act}`
pub(in super::super) async fn post(
    Path((text, number, act)): Path<(String, String, String)>,
    sent: Sent,
) -> Answer {
    sent.desk.must(Right::WorkForUnit)?;
    let which = which(&number, &act)?;
    answer(sent, &text, Some(which)).await
}

type Which = (u32, bool);

/// The number, and whether it is measured.
fn which(number: &str, act: &str) -> Result<Which, Failure> {
    let number = number.parse().map_err(|_| Failure::NotFound)?;
    match act {
        "measure" => Ok((number, true)),
        "change" => Ok((number, false)),
        _ => Err(Failure::NotFound),
    }
}

async fn answer(sent: Sent, text: &str, which: Option<Which>) -> Answer {
    let Sent { desk, form } = sent;
    let subject = subject(&desk, text).await?;
    let measured = matches!(which, Some((_, true)));
    let counted = Counted::from_code(form.text("counted")).is_some();
    let given = |field: &&'static str| !(counted && COUNTED.contains(field));
    let required: Vec<&'static str> = if measured {
        READING.to_vec()
    } else {
        GOAL.into_iter().filter(|field| given(field)).collect()
    };
    if let Some(wrong) = missing(desk.lang, &form, &required) {
        return render(&desk, text, which, &Draft::again(form, wrong)).await;
    }
    let done = match command(&form, which) {
        Ok(command) => {
            let (campaign, staff) = (&desk.campaign, &desk.staff);
            desk.service
                .indicate(campaign, staff, subject, command, seen(&form))
                .await
        }
        Err(refusal) => Err(ServiceError::Refused(refusal)),
    };
    let wrong = match done {
        Ok(()) => return Ok(desk.go(&path(text), code(which))),
        Err(ServiceError::Refused(Refusal::UnknownCode {
            kind: kind @ ("value" | "target"),
            ..
        })) => Wrong::field(kind, t(desk.lang, "indicator-wrong-number")),
        Err(error) => desk.wrong(error)?,
    };
    render(&desk, text, which, &Draft::again(form, wrong)).await
}

fn code(which: Option<Which>) -> &'static str {
    match which {
        None => "indicator-new",
        Some((_, false)) => "indicator-change",
        Some((_, true)) => "indicator-measure",
    }
}

fn command(form: &FormData, which: Option<Which>) -> Result<Command, Refusal> {
    Ok(match which {
        Some((number, true)) => Command::Measure {
            number,
            reading: Reading {
                day: day(form, "measured_on")?,
                value: value(form)?,
                source: form.text("source_of").to_owned(),
            },
        },
        Some((number, false)) => Command::Change {
            number,
            goal: goal(form)?,
        },
        None => Command::Set(goal(form)?),
    })
}

fn goal(form: &FormData) -> Result<Goal, Refusal> {
    let aim = form.text("aim");
    let target = form.text("target").trim_end_matches(['%', '％']);
    let counted = Counted::from_code(form.text("counted"));
    // The program fills in what it counts.
    let baseline = match counted {
        Some(_) => Value::Amount(Hundredths(0)),
        None => value(form)?,
    };
    Ok(Goal {
        counted,
        family: form.text("indicator").to_owned(),
        name: form.text("indicator_name").to_owned(),
        measure: form.text("measured_in").to_owned(),
        aim: Aim::from_code(aim).ok_or_else(|| unknown("aim", aim))?,
        from: day(form, "base_from")?,
        to: day(form, "base_to")?,
        baseline,
        source: form.text("source_of").to_owned(),
        target: Hundredths::read(target).ok_or_else(|| unknown("target", target))?,
        starts: day(form, "starts")?,
    })
}

fn value(form: &FormData) -> Result<Value, Refusal> {
    let text = form.text("value");
    Value::read(text).ok_or_else(|| unknown("value", text))
}

fn unknown(kind: &'static str, text: &str) -> Refusal {
    Refusal::UnknownCode {
        kind,
        found: text.chars().take(60).collect(),
    }
}

fn day(form: &FormData, field: &'static str) -> Result<Day, Refusal> {
    let day = form.text(field).parse();
    day.map_err(|_| Refusal::Empty { field })
}

async fn render(desk: &Desk, text: &str, which: Option<Which>, draft: &Draft) -> Answer {
    let subject = subject(desk, text).await?;
    let lang = desk.lang;
    let (found, version) = desk.service.indicators(&desk.campaign, &subject).await?;
    let old = match which {
        Some((number, _)) => Some(found.get(number).ok_or(Failure::NotFound)?),
        None => None,
    };
    let measured = matches!(which, Some((_, true)));
    let (path, code) = match which {
        None => (format!("{}/new", path(text)), "indicator-new"),
        Some((number, true)) => (format!("{}/{number}/measure", path(text)), code(which)),
        Some((number, false)) => (format!("{}/{number}/change", path(text)), code(which)),
    };
    let page = Act {
        code,
        path,
        back: (super::path(text), t(lang, "indicators-title")),
        active: "/staff/problems",
        now: html! {
            @if let (true, Some(one)) = (measured, old) { p { b { (one.goal.name) } " · " (one.goal.measure) } }
        },
        seen: Some(version),
        with_file: false,
        grave: false,
    };
    Ok(desk.act(&page, draft, |ask| {
        if measured {
            html! {
                (ask.day("measured_on", &date_iso(desk.today().0), None))
                (ask.line("value", ""))
                (ask.line("source_of", ""))
            }
        } else {
            questions(desk, ask, old)
        }
    }))
}

fn questions(desk: &Desk, ask: Ask<'_>, old: Option<&Indicator>) -> Markup {
    let lang = desk.lang;
    let goal = old.map(|one| &one.goal);
    let charter = &desk.campaign.charter;
    let families: Vec<Choice> = charter
        .indicators
        .iter()
        .map(|one| Choice::new(one.id.clone(), names::pick(lang, &one.name)))
        .collect();
    let aims = Aim::ALL.map(|aim| Choice::new(aim.code(), t_code(lang, "aim-choice", aim.code())));
    let text = |of: fn(&Goal) -> String| goal.map(of).unwrap_or_default();
    let counted =
        Counted::ALL.map(|one| Choice::new(one.code(), t_code(lang, "counted-choice", one.code())));
    let tomorrow = date_iso(desk.today().plus(1).0);
    html! {
        (ask.choose("indicator", &families, &text(|goal| goal.family.clone()), None))
        (ask.line("indicator_name", &text(|goal| goal.name.clone())))
        (ask.choose("counted", &counted, &text(|goal| goal.counted.map_or("", Counted::code).to_owned()), Some(&t(lang, "counted-by-hand"))))
        (ask.maybe_line("measured_in", &text(|goal| goal.measure.clone())))
        (ask.cards("aim", &aims, &text(|goal| goal.aim.code().to_owned())))
        (ask.day("base_from", &text(|goal| goal.from.to_string()), None))
        (ask.day("base_to", &text(|goal| goal.to.to_string()), None))
        (ask.maybe_line("value", &text(|goal| written(goal.baseline))))
        (ask.maybe_line("source_of", &text(|goal| goal.source.clone())))
        (ask.line("target", &text(|goal| goal.target.to_string())))
        (ask.day("starts", &text(|goal| goal.starts.to_string()), Some(&tomorrow)))
    }
}

/// As it is typed.
fn written(value: Value) -> String {
    match value {
        Value::Amount(amount) => amount.to_string(),
        Value::Share { part, whole } => format!("{part}/{whole}"),
    }
}
