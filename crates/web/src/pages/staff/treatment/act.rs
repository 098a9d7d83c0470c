//! What is done with a treatment: proposed, answered, decided, carried out.

use super::{PATH, words};
use crate::component::{Choice, told};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date_iso, t, t_args};
use crate::pages::names;
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing, seen};
use crate::pages::staff::sent::{Sent, number};
use axum::extract::{Path, Query};
use massline_domain::criticism::Reference;
use massline_domain::id::{ProblemId, TreatmentId, UnitCode};
use massline_domain::treatment::{Decision, Grounds};
use massline_domain::{Day, Refusal};
use massline_service::rows::ProblemFilter;
use massline_service::treatment::Treated;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};
use serde::Deserialize;

/// The things these pages do to a treatment that is there, with the right each needs.
const ACTS: [(&str, Right); 3] = [
    ("reply", Right::WorkForUnit),
    ("carry-out", Right::WorkForUnit),
    ("decide", Right::Treat),
];

/// Which unit a new one is about; asked for first.
#[derive(Debug, Clone, Default, Deserialize)]
pub(in super::super) struct About {
    #[serde(default)]
    unit: String,
}

/// `GET /staff/treatments/new`
pub(in super::super) async fn show_new(desk: Desk, Query(about): Query<About>) -> Answer {
    desk.must(Right::Treat)?;
    render_new(&desk, &about.unit, &Draft::new()).await
}

/// `POST /staff/treatments/new`
pub(in super::super) async fn post_new(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::Treat)?;
    let unit = form.text("unit").to_owned();
    let required = ["unit", "office", "grade", "about", "fact", "reason"];
    if let Some(wrong) = missing(desk.lang, &form, &required) {
        return render_new(&desk, &unit, &Draft::again(form, wrong)).await;
    }
    match propose(&desk, &unit, &form).await {
        Ok(id) => Ok(desk.go(&format!("{PATH}/{}", id.0), "treatment-new")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render_new(&desk, &unit, &Draft::again(form, wrong)).await
        }
    }
}

async fn propose(desk: &Desk, unit: &str, form: &FormData) -> Result<TreatmentId, ServiceError> {
    let unit: UnitCode = unit.parse().map_err(|_| Refusal::UnknownUnit {
        found: unit.chars().take(40).collect(),
    })?;
    let text = |name: &str| form.text(name).to_owned();
    let grounds = Grounds {
        office: text("office"),
        grade: text("grade"),
        about: about(form.text("about")).ok_or(Refusal::Empty { field: "about" })?,
        fact: text("fact"),
        reason: text("reason"),
    };
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    desk.service
        .propose_treatment(campaign, staff, unit, grounds)
        .await
}

fn about(code: &str) -> Option<Reference> {
    match code.split_once('-')? {
        ("problem", number) => Some(Reference::Problem(ProblemId(number.parse().ok()?))),
        ("clause", code) => Some(Reference::Clause(code.to_owned())),
        _ => None,
    }
}

/// The units that can be chosen, other than one's own.
async fn units(desk: &Desk) -> Result<Vec<Choice>, Failure> {
    let all = desk.units.iter();
    let others: Vec<&UnitCode> = if desk.staff.may(Right::Supervise) {
        let read = desk.service.units_read(&desk.campaign, &desk.staff).await?;
        all.map(|row| &row.unit)
            .filter(|unit| read.contains(*unit))
            .collect()
    } else {
        all.map(|row| &row.unit)
            .filter(|unit| **unit != desk.staff.unit)
            .collect()
    };
    let choice = |unit: &UnitCode| Choice::new(unit.as_str(), desk.unit_name(unit));
    Ok(others.into_iter().map(choice).collect())
}

async fn references(desk: &Desk, unit: &str) -> Result<Vec<Choice>, Failure> {
    let filter = ProblemFilter {
        unit: unit.parse().ok(),
        per_page: 100,
        ..ProblemFilter::default()
    };
    let rows = if filter.unit.is_some() {
        desk.service.problems(&desk.campaign, &filter).await?.rows
    } else {
        Vec::new()
    };
    let problem = |row: &massline_service::rows::ProblemRow| {
        let label = format!("{} · {}", row.problem, row.title);
        Choice::new(format!("problem-{}", row.problem), label)
    };
    let mirrors = desk.campaign.charter.mirrors.iter();
    let clauses = mirrors.flat_map(|mirror| &mirror.clauses).map(|clause| {
        let name = names::pick(desk.lang, &clause.name);
        Choice::new(format!("clause-{}", clause.id), name)
    });
    Ok(rows.iter().map(problem).chain(clauses).collect())
}

async fn render_new(desk: &Desk, unit: &str, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let (units, about) = (units(desk).await?, references(desk, unit).await?);
    let grades = desk.campaign.charter.treatments.iter();
    let grades: Vec<Choice> = grades
        .map(|grade| {
            let name = names::pick(lang, &grade.name);
            let meaning = grade.meaning.as_ref().map(|words| names::pick(lang, words));
            Choice::new(&grade.id, format!("{name} {}", meaning.unwrap_or_default()))
        })
        .collect();
    let new = lang.path(&format!("{PATH}/new"));
    let page = Act {
        code: "treatment-new",
        path: format!("{PATH}/new"),
        back: (PATH.to_owned(), t(lang, "treatments-title")),
        active: "/staff/ledger",
        now: html! {
            @if unit.is_empty() {
                ul { @for one in &units { li { a href={ (new) "?unit=" (one.value) } { (one.label) } } } }
            }
        },
        seen: None,
        with_file: false,
        grave: false,
    };
    Ok(desk.act(&page, draft, |ask| {
        html! {
            (ask.choose("unit", &units, unit, None))
            (ask.line("office", ""))
            (ask.cards("grade", &grades, ""))
            (ask.choose("about", &about, "", None))
            (ask.paragraph("fact", ""))
            (ask.paragraph("reason", ""))
        }
    }))
}

/// `GET /staff/treatments/{treatment}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((treatment, act)): Path<(String, String)>,
) -> Answer {
    let (id, act) = known(&desk, &treatment, &act)?;
    render(&desk, id, act, &Draft::new()).await
}

/// `POST /staff/treatments/{treatment}/{act}`
pub(in super::super) async fn post(
    Path((treatment, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    let (id, act) = known(&desk, &treatment, &act)?;
    let required: &[&'static str] = match act {
        "decide" => &["stands", "decision"],
        "reply" => &["reply"],
        _ => &["done"],
    };
    if let Some(wrong) = missing(desk.lang, &form, required) {
        return render(&desk, id, act, &Draft::again(form, wrong)).await;
    }
    match carry(&desk, id, act, &form).await {
        Ok(()) => Ok(desk.go(&format!("{PATH}/{}", id.0), &format!("treatment-{act}"))),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, id, act, &Draft::again(form, wrong)).await
        }
    }
}

fn known(desk: &Desk, treatment: &str, act: &str) -> Result<(TreatmentId, &'static str), Failure> {
    let found = ACTS.into_iter().find(|(known, _)| *known == act);
    let (act, right) = found.ok_or(Failure::NotFound)?;
    desk.must(right)?;
    Ok((TreatmentId(number(treatment)?), act))
}

async fn carry(
    desk: &Desk,
    id: TreatmentId,
    act: &str,
    form: &FormData,
) -> Result<(), ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let text = |name: &str| form.text(name).to_owned();
    match act {
        "reply" => {
            service
                .reply_to_treatment(campaign, staff, id, text("reply"), seen(form))
                .await
        }
        "decide" => {
            let grade = Some(text("stands")).filter(|grade| grade != "dropped");
            let due: Option<Day> = form.text("due").parse().ok();
            let decision = Decision {
                due: due.filter(|_| grade.is_some()),
                grade,
                words: text("decision"),
            };
            service
                .decide_treatment(campaign, staff, id, decision, seen(form))
                .await
        }
        _ => {
            service
                .carry_out_treatment(campaign, staff, id, text("done"), seen(form))
                .await
        }
    }
}

async fn render(desk: &Desk, id: TreatmentId, act: &'static str, draft: &Draft) -> Answer {
    let lang = desk.lang;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let found = desk.service.read_treatment(campaign, staff, id).await?;
    let page = Act {
        code: match act {
            "reply" => "treatment-reply",
            "decide" => "treatment-decide",
            _ => "treatment-carry-out",
        },
        path: format!("{PATH}/{}/{act}", id.0),
        back: (
            format!("{PATH}/{}", id.0),
            t_args(lang, "treatment-name", &[("n", id.0.into())]),
        ),
        active: "/staff/ledger",
        now: now(desk, &found),
        seen: Some(found.seen),
        with_file: false,
        grave: act == "decide",
    };
    let today = date_iso(desk.today().0);
    let stands = lighter(desk, &found);
    Ok(desk.act(&page, draft, |ask| {
        html! {
            @match act {
                "reply" => { (ask.paragraph("reply", "")) }
                "decide" => {
                    (ask.cards("stands", &stands, ""))
                    (ask.paragraph("decision", ""))
                    (ask.day("due", "", Some(&today)))
                }
                _ => { (ask.paragraph("done", "")) }
            }
        }
    }))
}

fn now(desk: &Desk, found: &Treated) -> Markup {
    html! {
        (words(desk, found))
        @if found.reply.is_none() && desk.staff.may(Right::Treat) { (told(desk.lang, &t(desk.lang, "treatment-silent"))) }
    }
}

/// What was proposed, what is lighter, and nothing.
fn lighter(desk: &Desk, found: &Treated) -> Vec<Choice> {
    let grades = &desk.campaign.charter.treatments;
    let most = grades.iter().position(|one| one.id == found.grounds.grade);
    let may = grades.iter().take(most.map_or(0, |at| at + 1));
    let grade = |one: &massline_domain::charter::Grade| {
        Choice::new(&one.id, names::pick(desk.lang, &one.name))
    };
    let dropped = Choice::new("dropped", t(desk.lang, "ask-stands-dropped"));
    may.map(grade).chain([dropped]).collect()
}
