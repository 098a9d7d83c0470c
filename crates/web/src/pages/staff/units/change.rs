//! A unit: added, given another name, put below another one.

use super::PATH;
use crate::component::{Choice, Look, link_button};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{t, t_code};
use crate::pages::staff::act::Act;
use crate::pages::staff::ask::Ask;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::Draft;
use crate::pages::staff::problem::{new, unit_choices};
use crate::pages::staff::sent::Sent;
use axum::extract::Path;
use axum::response::Response;
use massline_domain::Refusal;
use massline_domain::unit::{Command, Name};
use massline_service::rows::UnitRow;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// The things this page does with a unit that exists, by the last part of their path.
const ACTS: [&str; 2] = ["rename", "move"];

/// `GET /staff/units/new`
pub(in super::super) async fn show_new(desk: Desk) -> Answer {
    desk.must(Right::ManageUsers)?;
    Ok(render_new(&desk, &Draft::new()))
}

/// `POST /staff/units/new`
pub(in super::super) async fn post_new(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::ManageUsers)?;
    match change(&desk, added(&desk, &form)).await {
        Ok(()) => Ok(desk.go(PATH, "unit-added")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render_new(&desk, &Draft::again(form, wrong)))
        }
    }
}

/// `GET /staff/units/{unit}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((unit, act)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::ManageUsers)?;
    Ok(render(
        &desk,
        find(&desk, &unit)?,
        known(&act)?,
        &Draft::new(),
    ))
}

/// `POST /staff/units/{unit}/{act}`
pub(in super::super) async fn post(
    Path((unit, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::ManageUsers)?;
    let (row, act) = (find(&desk, &unit)?, known(&act)?);
    match change(&desk, command(&desk, row, act, &form)).await {
        Ok(()) => Ok(desk.go(PATH, &format!("unit-{act}"))),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render(&desk, row, act, &Draft::again(form, wrong)))
        }
    }
}

async fn change(desk: &Desk, command: Result<Command, ServiceError>) -> Result<(), ServiceError> {
    desk.service
        .change_units(&desk.campaign, Some(&desk.staff), vec![command?])
        .await
}

fn name(form: &FormData) -> Name {
    Name {
        zh: form.text("name_zh").to_owned(),
        en: form.text("name_en").to_owned(),
    }
}

fn added(desk: &Desk, form: &FormData) -> Result<Command, ServiceError> {
    let wrong = || Refusal::UnknownCode {
        kind: "code",
        found: form.text("code").chars().take(60).collect(),
    };
    Ok(Command::Add {
        unit: form.text("code").trim().parse().map_err(|_| wrong())?,
        name: name(form),
        class: form.text("class").to_owned(),
        parent: new::unit_of(desk, form.text("parent"))?,
    })
}

fn command(
    desk: &Desk,
    row: &UnitRow,
    act: &str,
    form: &FormData,
) -> Result<Command, ServiceError> {
    let unit = row.unit.clone();
    if act == "rename" {
        return Ok(Command::Rename {
            unit,
            name: name(form),
        });
    }
    let parent = new::unit_of(desk, form.text("parent"))?;
    Ok(Command::Move {
        unit,
        parent: parent.ok_or(Refusal::Empty { field: "parent" })?,
    })
}

fn known(act: &str) -> Result<&'static str, Failure> {
    ACTS.into_iter()
        .find(|known| *known == act)
        .ok_or(Failure::NotFound)
}

fn find<'a>(desk: &'a Desk, unit: &str) -> Result<&'a UnitRow, Failure> {
    desk.units
        .iter()
        .find(|row| row.unit.as_str() == unit)
        .ok_or(Failure::NotFound)
}

fn names(ask: Ask<'_>, stored: &Name) -> Markup {
    html! { (ask.line("name_zh", &stored.zh)) (ask.line("name_en", &stored.en)) }
}

fn render_new(desk: &Desk, draft: &Draft) -> Response {
    let lang = desk.lang;
    let page = Act {
        code: "unit-add",
        path: format!("{PATH}/new"),
        back: (PATH.to_owned(), t(lang, "bodies-title")),
        active: PATH,
        now: html! {},
        seen: None,
        with_file: false,
        grave: false,
    };
    let classes: Vec<Choice> = desk
        .campaign
        .charter
        .classes
        .iter()
        .map(|class| Choice::new(&class.id, lang.pick(&class.name.zh, &class.name.en)))
        .collect();
    desk.act(&page, draft, |ask| {
        html! {
            (names(ask, &Name::default()))
            (ask.line("code", ""))
            (ask.choose("class", &classes, "", None))
            (ask.choose("parent", &unit_choices(desk, None), "", None))
        }
    })
}

fn render(desk: &Desk, row: &UnitRow, act: &'static str, draft: &Draft) -> Response {
    let lang = desk.lang;
    let code = format!("unit-{act}");
    let other = if act == "rename" { "move" } else { "rename" };
    let page = Act {
        code: &code,
        path: format!("{PATH}/{}/{act}", row.unit),
        back: (PATH.to_owned(), t(lang, "bodies-title")),
        active: PATH,
        now: html! {
            p { b { (desk.unit_name(&row.unit)) } }
            p { (link_button(Look::Second, &lang.path(&format!("{PATH}/{}/{other}", row.unit)), &t_code(lang, "act-unit", other))) }
        },
        seen: None,
        with_file: false,
        grave: false,
    };
    let parent = row.parent.as_ref().map_or("", |unit| unit.as_str());
    desk.act(&page, draft, |ask| match act {
        "rename" => names(ask, &row.name),
        _ => ask.choose("parent", &unit_choices(desk, Some(&row.unit)), parent, None),
    })
}
