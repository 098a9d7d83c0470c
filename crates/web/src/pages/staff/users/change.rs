//! One user: another role or unit, a new password, not allowed to sign in any more.

use super::PATH;
use super::roles;
use crate::component::{Choice, Look, actions, facts, link_button};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{t, t_code};
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk, Sheet};
use crate::pages::staff::draft::Draft;
use crate::pages::staff::problem::{new, unit_choices};
use crate::pages::staff::sent::{Sent, number};
use axum::extract::Path;
use massline_domain::Refusal;
use massline_domain::context::Role;
use massline_domain::id::UserId;
use massline_service::rows::{UnitRow, UserRow};
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// The things this page does, by the last part of their path.
const ACTS: [&str; 5] = ["role", "password", "team", "disable", "enable"];

/// `GET /staff/users/{user}`
pub(in super::super) async fn one(desk: Desk, Path(user): Path<String>) -> Answer {
    let row = find(&desk, &user).await?;
    let lang = desk.lang;
    let path = |act: &str| lang.path(&format!("{PATH}/{}/{act}", row.user));
    let last = if row.active { "disable" } else { "enable" };
    let body = html! {
        h1 { (row.name) }
        (about(&desk, &row))
        (actions(html! {
            @for act in acts_of(&row) { (link_button(Look::Second, &path(act), &t_code(lang, "act-user", act))) }
            (link_button(if row.active { Look::Grave } else { Look::Second }, &path(last), &t_code(lang, "act-user", last)))
        }))
    };
    let sheet = Sheet {
        title: &row.name,
        active: PATH,
        crumbs: vec![(PATH.to_owned(), t(lang, "users-title"))],
        wide: false,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

/// `GET /staff/users/{user}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((user, act)): Path<(String, String)>,
) -> Answer {
    let row = find(&desk, &user).await?;
    render(&desk, &row, known(&act)?, &Draft::new()).await
}

/// `POST /staff/users/{user}/{act}`
pub(in super::super) async fn post(
    Path((user, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    let row = find(&desk, &user).await?;
    let act = known(&act)?;
    match carry_out(&desk, &row, act, &form).await {
        Ok(()) => Ok(desk.go(PATH, &format!("user-{act}"))),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, &row, act, &Draft::again(form, wrong)).await
        }
    }
}

/// What an administrator does with such an account; only teams are sent anywhere.
fn acts_of(row: &UserRow) -> &'static [&'static str] {
    match row.role {
        Role::Supervisor => &["role", "password", "team"],
        _ => &["role", "password"],
    }
}

fn known(act: &str) -> Result<&'static str, Failure> {
    ACTS.into_iter()
        .find(|known| *known == act)
        .ok_or(Failure::NotFound)
}

async fn find(desk: &Desk, user: &str) -> Result<UserRow, Failure> {
    desk.must(Right::ManageUsers)?;
    let user: UserId = number(user)?;
    let users = desk
        .service
        .users(&desk.campaign, Some(&desk.staff))
        .await?;
    users
        .into_iter()
        .find(|row| row.user == user)
        .ok_or(Failure::NotFound)
}

async fn carry_out(
    desk: &Desk,
    row: &UserRow,
    act: &str,
    form: &FormData,
) -> Result<(), ServiceError> {
    let (service, campaign, by) = (&desk.service, &desk.campaign, Some(&desk.staff));
    match act {
        "role" => {
            let role =
                Role::from_code(form.text("role")).ok_or(Refusal::Empty { field: "role" })?;
            let unit =
                new::unit_of(desk, form.text("unit"))?.ok_or(Refusal::Empty { field: "unit" })?;
            service
                .change_role(campaign, by, row.user, role, unit)
                .await
        }
        "password" => {
            service
                .set_password(campaign, by, row.user, form.text("password").to_owned())
                .await
        }
        "team" => {
            let over = form.all("over").filter_map(|unit| unit.parse().ok());
            service
                .send_team(campaign, by, row.user, over.collect())
                .await
        }
        other => {
            service
                .set_active(campaign, by, row.user, other == "enable")
                .await
        }
    }
}

fn about(desk: &Desk, row: &UserRow) -> Markup {
    let lang = desk.lang;
    let state = if row.active { "active" } else { "disabled" };
    facts(&[
        (t(lang, "ask-login"), html! { (row.login) }),
        (
            t(lang, "ask-role"),
            html! { (t_code(lang, "role", row.role.code())) },
        ),
        (t(lang, "ask-unit"), html! { (desk.unit_name(&row.unit)) }),
        (
            t(lang, "ask-state"),
            html! { (t_code(lang, "user", state)) },
        ),
    ])
}

/// The units below a team's body, those it is sent to ticked.
async fn below(desk: &Desk, row: &UserRow) -> Result<Vec<(Choice, bool)>, Failure> {
    let team = desk.service.team(&desk.campaign, row.user).await?;
    let others = desk.units.iter().filter(|unit| is_below(desk, unit, row));
    let choice = |unit: &UnitRow| {
        let name = desk.unit_name(&unit.unit);
        let is_sent = team.over.contains(&unit.unit);
        (Choice::new(unit.unit.as_str(), name), is_sent)
    };
    Ok(others.map(choice).collect())
}

/// Whether a unit lies below the body of an account.
fn is_below(desk: &Desk, unit: &UnitRow, row: &UserRow) -> bool {
    let mut at = unit.parent.as_ref();
    // A tree has no more levels than units; the bound holds even for damaged data.
    for _ in 0..desk.units.len() {
        let Some(above) = at else { return false };
        if *above == row.unit {
            return true;
        }
        let parent = desk.units.iter().find(|one| one.unit == *above);
        at = parent.and_then(|one| one.parent.as_ref());
    }
    false
}

async fn render(desk: &Desk, row: &UserRow, act: &'static str, draft: &Draft) -> Answer {
    let code = format!("user-{act}");
    let page = Act {
        code: &code,
        path: format!("{PATH}/{}/{act}", row.user),
        back: (format!("{PATH}/{}", row.user), row.name.clone()),
        active: PATH,
        now: about(desk, row),
        seen: None,
        with_file: false,
        grave: act == "disable",
    };
    let below = below(desk, row).await?;
    Ok(desk.act(&page, draft, |ask| match act {
        "team" => ask.several("over", &below, |choice| html! { (choice.label) }),
        "role" => html! {
            (ask.cards("role", &roles(desk), row.role.code()))
            (ask.choose("unit", &unit_choices(desk, None), row.unit.as_str(), None))
        },
        "password" => ask.password("password", true),
        _ => html! {},
    }))
}
