//! One's own password.

use super::act::Act;
use super::desk::{Answer, Desk};
use super::draft::{Draft, Wrong};
use super::sent::Sent;
use crate::i18n::t;
use axum::response::Response;
use massline_service::ServiceError;
use maud::html;

/// `GET /{lang}/staff/password`
pub(super) async fn show(desk: Desk) -> Response {
    render(&desk, &Draft::new())
}

/// `POST /{lang}/staff/password`: the old one is asked for again, so that a desk that was
/// left open does not give the account away.
pub(super) async fn post(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    let lang = desk.lang;
    if form.text("password") != form.text("password_again") {
        let wrong = Wrong::field("password_again", t(lang, "wrong-password-differs"));
        return Ok(render(&desk, &Draft::again(form, wrong)));
    }
    let own = super::users::own_login(&desk).await?;
    let known = desk
        .service
        .sign_in(&desk.campaign, &own, form.text("old_password"), None)
        .await;
    let changed = match known {
        Ok((token, _)) => {
            desk.service.sign_out(&token).await?;
            let new = form.text("password").to_owned();
            desk.service
                .set_password(&desk.campaign, Some(&desk.staff), desk.staff.user, new)
                .await
        }
        Err(ServiceError::WrongLogin) => {
            let wrong = Wrong::field("old_password", t(lang, "wrong-password-old"));
            return Ok(render(&desk, &Draft::again(form, wrong)));
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => Ok(desk.go("/staff/sign-in", "password")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render(&desk, &Draft::again(form, wrong)))
        }
    }
}

fn render(desk: &Desk, draft: &Draft) -> Response {
    let act = Act {
        code: "password",
        path: "/staff/password".to_owned(),
        back: ("/staff".to_owned(), t(desk.lang, "desk-title")),
        active: "",
        now: html! {},
        seen: None,
        with_file: false,
        grave: false,
    };
    desk.act(&act, draft, |ask| {
        html! {
            (ask.password("old_password", false))
            (ask.password("password", true))
            (ask.password("password_again", true))
        }
    })
}
