//! One statement at a time, with three large buttons. No account, no script needed.

use super::{ACTIVE, FORM, find, path};
use crate::component::{Look, Tone, actions, form, link_button, notice, words};
use crate::errors::Failure;
use crate::form_data::{Asked, FormData, Trouble};
use crate::i18n::{Lang, t, t_args, t_code};
use crate::participant::{self, Participant};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use massline_domain::consultation::vote::Choice;
use massline_service::consultation::vote::{Progress, Token};
use massline_service::rows::{ConsultationRow, StatementRow};
use maud::{Markup, html};

/// Code of each answer, the drawing on its button, and its key.
const ANSWERS: [(Choice, &str, &str); 3] = [
    (Choice::Agree, "M6 17 13 24 27 8", "a"),
    (Choice::Disagree, "M8 8 24 24M24 8 8 24", "d"),
    (Choice::Pass, "M7 16H23M17 9 24 16 17 23", "p"),
];

/// Where a form goes back to that came from the list of one's own answers.
const TO_ANSWERS: &str = "answers";

/// `GET /consultations/{number}`
pub(in super::super) async fn show(
    ctx: Ctx,
    Path(number): Path<String>,
    asked: Asked,
    who: Participant,
) -> Result<Response, Failure> {
    let row = find(&ctx, &number).await?;
    let token = who.token(ctx.site.config.secure_cookies);
    // Who has just answered and has no token has a browser that keeps none.
    let forgets = token.is_none() && asked.text("begun") == "yes";
    let said = html! {
        @if forgets { (notice(Tone::Careful, None, html! { p { (t(ctx.lang, "vote-no-cookie")) } })) }
    };
    page(
        &ctx,
        &row,
        token,
        asked.parsed("statement"),
        said,
        StatusCode::OK,
    )
    .await
}

/// `POST /consultations/{number}/vote`
pub(in super::super) async fn send(
    ctx: Ctx,
    Path(number): Path<String>,
    who: Participant,
    form: FormData,
) -> Result<Response, Failure> {
    let row = find(&ctx, &number).await?;
    let secure = ctx.site.config.secure_cookies;
    let token = who.token(secure);
    let statement: u32 = form
        .text("statement")
        .parse()
        .map_err(|_| Failure::NotAForm)?;
    let choice = Choice::from_code(form.text("choice")).ok_or(Failure::NotAForm)?;
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return expired(&ctx, &row, token, statement, trouble).await;
    }
    let service = ctx.service();
    let (token, new) = match token {
        Some(token) => (token, false),
        None => {
            service.count_participant(ctx.caller)?;
            (service.new_token(), true)
        }
    };
    let (id, answers) = (row.consultation, [(statement, choice)]);
    service
        .vote(&ctx.campaign, id, token, &answers, ctx.caller)
        .await?;
    let back = match form.text("back") {
        TO_ANSWERS => format!("{}/answers", path(id)),
        _ if new => format!("{}?begun=yes", path(id)),
        _ => path(id),
    };
    Ok(participant::keep(ctx.see_other(&back), token, secure))
}

async fn expired(
    ctx: &Ctx,
    row: &ConsultationRow,
    token: Option<Token>,
    statement: u32,
    trouble: Trouble,
) -> Result<Response, Failure> {
    let text = t_code(ctx.lang, "trouble", trouble.code());
    let said = notice(Tone::Careful, None, html! { p { (text) } });
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page(ctx, row, token, Some(statement), said, status).await
}

async fn page(
    ctx: &Ctx,
    row: &ConsultationRow,
    token: Option<Token>,
    wanted: Option<u32>,
    said: Markup,
    status: StatusCode,
) -> Result<Response, Failure> {
    let (lang, id) = (ctx.lang, row.consultation);
    let service = ctx.service();
    let progress = service.progress(&ctx.campaign, id, token, wanted).await?;
    let mine = &progress.answers;
    let open = row.closed.is_none() && ctx.campaign.row.open;
    let asks = open && progress.next.is_some();
    let body = html! {
        h1 { (words(lang, &row.language, &row.question)) }
        (said)
        @match &progress.next {
            _ if !open => { (notice(Tone::Plain, None, html! { p { (t(lang, "vote-closed")) } })) }
            Some(next) => (statement(ctx, row, &progress, next, mine.get(&next.statement.number).copied(), wanted.is_some())),
            None => (all_answered(lang, &progress)),
        }
        (ways(ctx, row, &progress, open))
        (how(lang))
        @if let Some(problem) = row.problem {
            p { a href=(ctx.to(&format!("/problems/{problem}"))) { (t(lang, "vote-problem")) } }
        }
    };
    let about = Page::new(row.question.clone()).active(ACTIVE).at(path(id));
    let about = about.crumb(ACTIVE, t(lang, "consult-title"));
    let about = if status == StatusCode::OK {
        about
    } else {
        about.wrong(status)
    };
    Ok(ctx.page(if asks { about.keys() } else { about }, body))
}

fn statement(
    ctx: &Ctx,
    row: &ConsultationRow,
    progress: &Progress,
    next: &StatementRow,
    mine: Option<Choice>,
    changing: bool,
) -> Markup {
    let lang = ctx.lang;
    let text = next.words.as_deref().unwrap_or_default();
    let inside = html! {
        input type="hidden" name="statement" value=(next.statement.number);
        @if changing { input type="hidden" name="back" value=(TO_ANSWERS); }
        (buttons(lang, mine))
    };
    html! {
        section .asked aria-labelledby="statement" data-letter tabindex="-1" {
            p .soft { (t_args(lang, "vote-progress", &[("n", progress.answered.into()), ("all", progress.all.into())])) }
            progress max=(progress.all) value=(progress.answered) aria-label=(t(lang, "vote-progress-label")) {}
            h2 .statement #statement { (words(lang, &next.language, text)) }
            (form(&ctx.to(&format!("{}/vote", path(row.consultation))), Some(&ctx.token(FORM)), inside))
            (keys(lang))
        }
    }
}

fn buttons(lang: Lang, mine: Option<Choice>) -> Markup {
    html! {
        fieldset .judge.vote {
            legend .hidden { (t(lang, "vote-question")) }
            @for (choice, drawing, key) in ANSWERS {
                @let given = mine == Some(choice);
                button type="submit" name="choice" value=(choice.code()) data-key=(key) aria-pressed=[mine.map(|_| if given { "true" } else { "false" })] {
                    svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false" { path .mark d=(drawing) {} }
                    (t_code(lang, "vote", choice.code()))
                    @if given { span .mine { (t(lang, "vote-mine")) } }
                }
            }
        }
    }
}

/// The line about keys; shown by the script, without which there are none.
fn keys(lang: Lang) -> Markup {
    html! {
        p .keys hidden data-keys {
            (t(lang, "keys"))
            @for (choice, _, key) in ANSWERS { " " span { kbd { (key.to_uppercase()) } " " (t_code(lang, "vote", choice.code())) } }
        }
    }
}

fn all_answered(lang: Lang, progress: &Progress) -> Markup {
    let key = if progress.all == 0 {
        "vote-no-statements"
    } else {
        "vote-all-answered"
    };
    html! { (notice(Tone::Good, None, html! { p { (t(lang, key)) } })) }
}

fn ways(ctx: &Ctx, row: &ConsultationRow, progress: &Progress, open: bool) -> Markup {
    let lang = ctx.lang;
    let to = |page: &str| ctx.to(&format!("{}/{page}", path(row.consultation)));
    let done = progress.next.is_none() || !open;
    html! {
        (actions(html! {
            (link_button(if done { Look::Main } else { Look::Second }, &to("results"), &t(lang, "consult-to-results")))
            @if open { (link_button(Look::Second, &to("add"), &t(lang, "vote-add"))) }
            @if progress.answered > 0 { (link_button(Look::Second, &to("answers"), &t(lang, "vote-own"))) }
        }))
    }
}

/// What happens with answers, and what never does.
fn how(lang: Lang) -> Markup {
    html! {
        details {
            summary { (t(lang, "vote-how")) }
            ul {
                li { (t(lang, "vote-how-anyone")) }
                li { (t(lang, "vote-how-change")) }
                li { (t(lang, "vote-how-cookie")) }
                li { (t(lang, "vote-how-speak")) }
                li { (t(lang, "vote-how-results")) }
            }
        }
    }
}
