//! Users, for administrators: who may sign in, as what, in which unit.

pub(super) mod change;

use super::act::Act;
use super::desk::{Answer, Desk, Sheet};
use super::draft::{Draft, missing};
use super::problem::unit_choices;
use super::sent::Sent;
use crate::component::{
    Choice, Column, Kind, Look, Shape, State, actions, badge, link_button, table,
};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{t, t_code};
use axum::response::Response;
use massline_domain::Refusal;
use massline_domain::context::Role;
use massline_service::rows::UserRow;
use massline_service::user::NewUser;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// The list's path.
pub(super) const PATH: &str = "/staff/users";

/// `GET /staff/users`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ManageUsers)?;
    let lang = desk.lang;
    let users = desk
        .service
        .users(&desk.campaign, Some(&desk.staff))
        .await?;
    let title = t(lang, "users-title");
    let columns = ["login", "name", "role", "unit", "state"]
        .map(|name| Column::new(Kind::Text, t_code(lang, "ask", name)));
    let rows: Vec<Vec<Markup>> = users.iter().map(|user| row(&desk, user)).collect();
    let body = html! {
        h1 { (title) }
        (actions(link_button(Look::Main, &lang.path("/staff/users/new"), &t(lang, "users-add"))))
        (table(&t(lang, "users-caption"), &columns, &rows))
    };
    Ok(desk.page(
        &Sheet {
            title: &title,
            active: PATH,
            wide: true,
            ..Sheet::default()
        },
        body,
    ))
}

fn row(desk: &Desk, user: &UserRow) -> Vec<Markup> {
    let lang = desk.lang;
    let (state, shape, code) = if user.active {
        (State::Done, Shape::Tick, "active")
    } else {
        (State::Still, Shape::Stroke, "disabled")
    };
    vec![
        html! { a href=(lang.path(&format!("{PATH}/{}", user.user))) { (user.login) } },
        html! { (user.name) },
        html! { (t_code(lang, "role", user.role.code())) },
        html! { (desk.unit_name(&user.unit)) },
        badge(state, shape, &t_code(lang, "user", code)),
    ]
}

/// `GET /staff/users/new`
pub(super) async fn show_new(desk: Desk) -> Answer {
    desk.must(Right::ManageUsers)?;
    Ok(render(&desk, &Draft::new()))
}

/// `POST /staff/users/new`
pub(super) async fn post_new(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::ManageUsers)?;
    if let Some(wrong) = missing(
        desk.lang,
        &form,
        &["login", "name", "password", "role", "unit"],
    ) {
        return Ok(render(&desk, &Draft::again(form, wrong)));
    }
    let added = match from_form(&desk, &form) {
        Ok(new) => {
            desk.service
                .add_user(&desk.campaign, Some(&desk.staff), &new)
                .await
        }
        Err(error) => Err(error),
    };
    match added {
        Ok(_) => Ok(desk.go(PATH, "user-added")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render(&desk, &Draft::again(form, wrong)))
        }
    }
}

fn from_form(desk: &Desk, form: &FormData) -> Result<NewUser, ServiceError> {
    let role = Role::from_code(form.text("role")).ok_or(Refusal::Empty { field: "role" })?;
    let unit = super::problem::new::unit_of(desk, form.text("unit"))?;
    Ok(NewUser {
        login: form.text("login").to_owned(),
        name: form.text("name").to_owned(),
        password: form.text("password").to_owned(),
        role,
        unit: unit.ok_or(Refusal::Empty { field: "unit" })?,
    })
}

fn render(desk: &Desk, draft: &Draft) -> Response {
    let page = Act {
        code: "user-add",
        path: format!("{PATH}/new"),
        back: (PATH.to_owned(), t(desk.lang, "users-title")),
        active: PATH,
        now: html! {},
        seen: None,
        with_file: false,
        grave: false,
    };
    desk.act(&page, draft, |ask| {
        html! {
            (ask.login("login", ""))
            (ask.line("name", ""))
            (ask.password("password", true))
            (ask.cards("role", &roles(desk), ""))
            (ask.choose("unit", &unit_choices(desk, None), "", None))
        }
    })
}

/// The roles with what each may do.
pub(super) fn roles(desk: &Desk) -> Vec<Choice> {
    let lang = desk.lang;
    let choice = |role: &Role| {
        Choice::new(role.code(), t_code(lang, "role", role.code())).with_note(t_code(
            lang,
            "role-does",
            role.code(),
        ))
    };
    Role::ALL.iter().map(choice).collect()
}

/// The name that who is at this desk signs in with.
pub(super) async fn own_login(desk: &Desk) -> Result<String, Failure> {
    Ok(desk.service.own_login(&desk.campaign, &desk.staff).await?)
}
