//! Signing in and out.

use super::ask::Ask;
use super::desk::Answer;
use super::draft::{Draft, Wrong, above};
use super::sent::Sent;
use crate::auth;
use crate::component::{Look, Tone, actions, button, form as form_of, notice};
use crate::config::DemoAccount;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{Lang, t, t_args, t_code, t_if};
use crate::request::{Ctx, Page};
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use massline_service::ServiceError;
use maud::{Markup, html};
use serde::Deserialize;

/// The form's name in its token.
const FORM: &str = "sign-in";

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct To {
    #[serde(default)]
    to: String,
    /// What led here, such as a changed password.
    #[serde(default)]
    done: String,
}

/// `GET /staff/sign-in`
pub(super) async fn show(ctx: Ctx, Query(query): Query<To>) -> Response {
    match ctx.session {
        Some(_) => ctx.see_other(auth::safe_way_back(&query.to)),
        None => render(&ctx, &query.to, &query.done, &Draft::new()),
    }
}

/// `POST /staff/sign-in`
pub(super) async fn post(ctx: Ctx, form: FormData) -> Answer {
    let to = form.text("to").to_owned();
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        let wrong = Wrong::field("form", t_code(ctx.lang, "trouble", trouble.code()));
        return Ok(render(&ctx, &to, "", &Draft::again(form, wrong)));
    }
    let (login, password) = (form.text("login"), form.text("password"));
    let signed_in = ctx
        .service()
        .sign_in(&ctx.campaign, login, password, ctx.caller)
        .await;
    let wrong = match signed_in {
        Ok((token, _)) => {
            let response = ctx.see_other(auth::safe_way_back(&to));
            return Ok(auth::sign_in(
                response,
                &token,
                ctx.site.config.secure_cookies,
            ));
        }
        Err(ServiceError::WrongLogin) => Wrong::field("login", t(ctx.lang, "sign-in-wrong")),
        Err(ServiceError::TooMany { seconds }) => Wrong {
            status: StatusCode::TOO_MANY_REQUESTS,
            ..Wrong::field(
                "form",
                t_args(ctx.lang, "wrong-too-many", &[("seconds", seconds.into())]),
            )
        },
        Err(error) => return Err(error.into()),
    };
    Ok(render(&ctx, &to, "", &Draft::again(form, wrong)))
}

/// `POST /staff/sign-out`
pub(super) async fn sign_out(headers: HeaderMap, sent: Sent) -> Answer {
    let ctx = &sent.desk.ctx;
    let secure = ctx.site.config.secure_cookies;
    if let Some(token) = auth::token_in(&headers, secure) {
        ctx.service()
            .sign_out(&token)
            .await
            .map_err(Failure::from)?;
    }
    Ok(auth::sign_out(ctx.see_other("/"), secure))
}

fn render(ctx: &Ctx, to: &str, done: &str, draft: &Draft) -> Response {
    let lang = ctx.lang;
    let title = t(lang, "sign-in-title");
    let token = ctx.token(FORM);
    let ask = Ask { lang, draft };
    let way = html! { input type="hidden" name="to" value=(auth::safe_way_back(to)); };
    let action = ctx.to("/staff/sign-in");
    let body = html! {
        h1 { (title) }
        @if let Some(text) = t_if(lang, "done", done) { (notice(Tone::Good, None, html! { p { (text) } })) }
        (above(lang, draft))
        @if let Some(accounts) = &ctx.site.config.demo { (demo(lang, accounts, &action, &token, &way)) }
        div #form {
            (form_of(&action, Some(&token), html! {
                (way)
                (ask.login("login", ""))
                (ask.password("password", false))
                (actions(button(Look::Main, &t(lang, "sign-in-do"))))
            }))
        }
        p .soft { (t(lang, "sign-in-help")) }
    };
    let about = Page::new(title.clone()).at("/staff/sign-in");
    let about = if draft.wrong.is_some() {
        about.wrong(draft.status())
    } else {
        about
    };
    ctx.page(about, body)
}

/// One button for each account of the demonstration.
fn demo(lang: Lang, accounts: &[DemoAccount], action: &str, token: &str, way: &Markup) -> Markup {
    html! {
        section aria-labelledby="demo" {
            h2 #demo { (t(lang, "sign-in-demo")) }
            p { (t(lang, "sign-in-demo-why")) }
            ul .accounts {
                @for account in accounts {
                    li {
                        (form_of(action, Some(token), html! {
                            (way)
                            input type="hidden" name="login" value=(account.login);
                            input type="hidden" name="password" value=(account.password);
                            (button(Look::Second, lang.pick(&account.name_zh, &account.name_en)))
                        }))
                        small { (t_code(lang, "role", account.role.code())) " · " (t_code(lang, "role-does", account.role.code())) }
                    }
                }
            }
        }
        h2 { (t(lang, "sign-in-own")) }
    }
}
