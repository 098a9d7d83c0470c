//! Planning an item, and saying it better: cause, measure, owner, helpers, the day, and the
//! three questions.

use super::super::act::Act;
use super::super::ask::Ask;
use super::super::desk::{Answer, Desk};
use super::super::draft::{Draft, missing, seen};
use super::super::problem::consulted::code;
use super::super::problem::{ACTIVE, crumb, find, new, now, path};
use super::super::sent::Sent;
use super::find_item;
use crate::component::{Choice, words};
use crate::form_data::FormData;
use crate::i18n::date_iso;
use crate::pages::consultation::by;
use axum::extract::Path;
use massline_domain::id::{ConsultationId, StatementId};
use massline_domain::item::{Command, Plan};
use massline_domain::{Day, Refusal};
use massline_service::consultation::results::Agreed;
use massline_service::rows::ProblemRow;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// What every plan says.
const REQUIRED: [&str; 7] = [
    "cause",
    "goal",
    "measure",
    "owner",
    "for_whom",
    "relying_on",
    "who_am_i",
];

/// `GET /staff/problems/{problem}/items/new`
pub(in super::super) async fn show(desk: Desk, Path(problem): Path<String>) -> Answer {
    desk.must(Right::WorkForUnit)?;
    let (row, version) = find(&desk, &problem).await?;
    render(&desk, &row, version, &Draft::new()).await
}

/// `POST /staff/problems/{problem}/items/new`
pub(in super::super) async fn post(Path(problem): Path<String>, sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    let (row, version) = find(&desk, &problem).await?;
    let required: Vec<&str> = REQUIRED.into_iter().chain(["deadline"]).collect();
    if let Some(wrong) = missing(desk.lang, &form, &required) {
        return render(&desk, &row, version, &Draft::again(form, wrong)).await;
    }
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let planned = match from_form(&desk, &form) {
        Ok(plan) => {
            desk.service
                .plan_item_citing(
                    campaign,
                    staff,
                    row.problem,
                    plan,
                    cites(&form),
                    seen(&form),
                )
                .await
        }
        Err(error) => Err(error),
    };
    match planned {
        Ok(_) => Ok(desk.go(&path(row.problem), "planned")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            let (row, version) = find(&desk, &problem).await?;
            render(&desk, &row, version, &Draft::again(form, wrong)).await
        }
    }
}

/// `GET /staff/problems/{problem}/items/{item}/revise`
pub(in super::super) async fn show_revise(
    desk: Desk,
    Path((problem, item)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::WorkForUnit)?;
    render_revise(&desk, &problem, &item, &Draft::new()).await
}

/// `POST /staff/problems/{problem}/items/{item}/revise`
pub(in super::super) async fn post_revise(
    Path((problem, item)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    let found = find_item(&desk, &problem, &item).await?;
    if let Some(wrong) = missing(desk.lang, &form, &REQUIRED) {
        return render_revise(&desk, &problem, &item, &Draft::again(form, wrong)).await;
    }
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let plan = Plan {
        deadline: found.item.deadline,
        ..words_of(&desk, &form)
    };
    let command = Command::Revise { plan };
    match desk
        .service
        .work_on_item(campaign, staff, found.item.item, command, seen(&form))
        .await
    {
        Ok(()) => Ok(desk.go(&path(found.problem.problem), "revise")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render_revise(&desk, &problem, &item, &Draft::again(form, wrong)).await
        }
    }
}

fn from_form(desk: &Desk, form: &FormData) -> Result<Plan, ServiceError> {
    let deadline: Day = form
        .text("deadline")
        .parse()
        .map_err(|_| Refusal::Empty { field: "deadline" })?;
    Ok(Plan {
        deadline,
        ..words_of(desk, form)
    })
}

fn words_of(desk: &Desk, form: &FormData) -> Plan {
    let text = |name: &str| form.text(name).to_owned();
    let helping = form
        .all("helping")
        .filter_map(|code| new::unit_of(desk, code).ok().flatten());
    Plan {
        shows: text("shows"),
        whys: form.text("whys").lines().map(str::to_owned).collect(),
        cause: text("cause"),
        goal: text("goal"),
        measure: text("measure"),
        leader: text("leader"),
        owner: text("owner"),
        helping: helping.collect(),
        deadline: Day(0),
        for_whom: text("for_whom"),
        relying_on: text("relying_on"),
        who_am_i: text("who_am_i"),
    }
}

/// The statements that were ticked.
fn cites(form: &FormData) -> Vec<StatementId> {
    let cite = |text: &str| {
        let (consultation, number) = text.split_once('-')?;
        Some(StatementId {
            consultation: ConsultationId(consultation.parse().ok()?),
            number: number.parse().ok()?,
        })
    };
    form.all("cites").filter_map(cite).collect()
}

async fn render(desk: &Desk, row: &ProblemRow, version: u64, draft: &Draft) -> Answer {
    let agreed = desk.service.agreed(&desk.campaign, row.problem).await?;
    let page = Act {
        code: "plan",
        path: format!("{}/items/new", path(row.problem)),
        back: crumb(desk, row.problem),
        active: ACTIVE,
        now: now(desk, row),
        seen: Some(version),
        with_file: false,
        grave: false,
    };
    let today = date_iso(desk.today().0);
    Ok(desk.act(&page, draft, |ask| {
        let empty = Plan::default();
        html! {
            (what(ask, &empty))
            (people_agree(ask, &agreed))
            (ask.day("deadline", "", Some(&today)))
            (helpers(desk, ask, &empty))
            (three(ask, &empty))
        }
    }))
}

/// What people agree on, to be ticked where the item does it.
fn people_agree(ask: Ask<'_>, agreed: &[Agreed]) -> Markup {
    let boxes: Vec<(Choice, bool)> = agreed
        .iter()
        .map(|one| (Choice::new(code(one.statement), ""), false))
        .collect();
    let said = |choice: &Choice| {
        let found = agreed
            .iter()
            .find(|one| code(one.statement) == choice.value);
        html! {
            @if let Some(one) = found {
                (words(ask.lang, &one.language, &one.words))
                small { (by(ask.lang, one)) }
            }
        }
    };
    html! { @if !boxes.is_empty() { (ask.several("cites", &boxes, said)) } }
}

async fn render_revise(desk: &Desk, problem: &str, item: &str, draft: &Draft) -> Answer {
    let found = find_item(desk, problem, item).await?;
    let page = Act {
        code: "revise",
        path: format!(
            "{}/items/{}/revise",
            path(found.problem.problem),
            found.item.item.number
        ),
        back: crumb(desk, found.problem.problem),
        active: ACTIVE,
        now: super::now(desk, &found),
        seen: Some(found.version),
        with_file: false,
        grave: false,
    };
    let plan = &found.item.plan;
    Ok(desk.act(
        &page,
        draft,
        |ask| html! { (what(ask, plan)) (helpers(desk, ask, plan)) (three(ask, plan)) },
    ))
}

fn what(ask: Ask<'_>, plan: &Plan) -> Markup {
    html! {
        (ask.maybe_words("shows", &plan.shows, 3))
        (ask.maybe_words("whys", &plan.whys.join("\n"), 3))
        (ask.paragraph("cause", &plan.cause))
        (ask.words("goal", &plan.goal, 3, massline_domain::text::PARAGRAPH_CHARS))
        (ask.paragraph("measure", &plan.measure))
        (ask.maybe_line("leader", &plan.leader))
        (ask.line("owner", &plan.owner))
    }
}

fn helpers(desk: &Desk, ask: Ask<'_>, plan: &Plan) -> Markup {
    let boxes: Vec<(Choice, bool)> =
        super::super::problem::unit_choices(desk, Some(&desk.staff.unit))
            .into_iter()
            .map(|choice| {
                let helps = plan
                    .helping
                    .iter()
                    .any(|unit| unit.as_str() == choice.value);
                (choice, helps)
            })
            .collect();
    let open = boxes
        .iter()
        .any(|(choice, helps)| ask.draft.ticked("helping", &choice.value, *helps));
    html! {
        details .helpers open[open] {
            summary { (crate::i18n::t(ask.lang, "plan-helpers")) }
            (ask.several("helping", &boxes, |choice| html! { (choice.label) }))
        }
    }
}

fn three(ask: Ask<'_>, plan: &Plan) -> Markup {
    html! {
        h2 { (crate::i18n::t(ask.lang, "plan-three")) }
        p { (crate::i18n::t(ask.lang, "plan-three-why")) }
        (ask.words("for_whom", &plan.for_whom, 3, massline_domain::text::PARAGRAPH_CHARS))
        (ask.words("relying_on", &plan.relying_on, 3, massline_domain::text::PARAGRAPH_CHARS))
        (ask.words("who_am_i", &plan.who_am_i, 3, massline_domain::text::PARAGRAPH_CHARS))
    }
}
