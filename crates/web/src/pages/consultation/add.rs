//! A statement of one's own: one sentence, and a receipt for it.

use super::{FORM, below, find, path};
use crate::component::{
    Field, Look, Receipt as Card, Tone, button, error_summary, form, notice, receipt_card,
    text_area, words,
};
use crate::errors::Failure;
use crate::form_data::{FormData, Trouble};
use crate::i18n::{Lang, t, t_args, t_code};
use crate::request::Ctx;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use massline_domain::consultation::statement::{Reason, STATEMENT_CHARS};
use massline_service::consultation::statement::StatementReceipt;
use massline_service::rows::ConsultationRow;
use maud::{Markup, html};

/// Why the form is shown.
enum Said {
    Nothing,
    Trouble(Trouble),
    Error(Failure),
}

/// `GET /consultations/{number}/add`
pub(in super::super) async fn ask(
    ctx: Ctx,
    Path(number): Path<String>,
) -> Result<Response, Failure> {
    let row = find(&ctx, &number).await?;
    Ok(show(&ctx, &row, "", Said::Nothing))
}

/// `POST /consultations/{number}/add`
pub(in super::super) async fn send(
    ctx: Ctx,
    Path(number): Path<String>,
    form: FormData,
) -> Result<Response, Failure> {
    let row = find(&ctx, &number).await?;
    let text = form.text("statement");
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return Ok(show(&ctx, &row, text, Said::Trouble(trouble)));
    }
    let (service, id) = (ctx.service(), row.consultation);
    let language = ctx.lang.tag();
    let added = service
        .propose_statement(&ctx.campaign, id, text, language, ctx.caller)
        .await;
    Ok(match added {
        Ok(receipt) => receipt_page(&ctx, &row, &receipt),
        Err(error) => show(&ctx, &row, text, Said::Error(error.into())),
    })
}

fn show(ctx: &Ctx, row: &ConsultationRow, text: &str, said: Said) -> Response {
    let lang = ctx.lang;
    let title = t(lang, "add-title");
    let path = format!("{}/add", path(row.consultation));
    let page = below(ctx, row, &title).at(path.clone());
    let (page, above, error) = match said {
        Said::Nothing => (page, html! {}, None),
        Said::Trouble(trouble) => {
            let text = t_code(lang, "trouble", trouble.code());
            let above = notice(Tone::Careful, None, html! { p { (text) } });
            (page.wrong(StatusCode::UNPROCESSABLE_ENTITY), above, None)
        }
        Said::Error(failure) => {
            let error = failure.sentence(lang);
            (page.wrong(failure.status()), html! {}, Some(error))
        }
    };
    let errors: Vec<(&str, String)> = error
        .iter()
        .map(|text| ("statement", text.clone()))
        .collect();
    let (label, hint) = (t(lang, "add-words"), t(lang, "add-hint"));
    let field = Field {
        name: "statement",
        label: &label,
        hint: Some(&hint),
        error: error.as_deref(),
        optional: false,
    };
    let body = html! {
        h1 { (title) }
        (error_summary(lang, &errors))
        (above)
        p .lead { (t(lang, "add-lead")) }
        p { (t(lang, "add-asked")) " " b { (words(lang, &row.language, &row.question)) } }
        (form(&ctx.to(&path), Some(&ctx.token(FORM)), html! {
            (text_area(lang, &field, text, 3, STATEMENT_CHARS as u64))
            (button(Look::Main, &t(lang, "add-send")))
        }))
        (reasons(lang))
    };
    ctx.page(page, body)
}

/// For which reasons a statement is not put to the vote, and that it can be appealed.
fn reasons(lang: Lang) -> Markup {
    html! {
        h2 { (t(lang, "add-reasons")) }
        ul { @for reason in Reason::ALL { li { (t_code(lang, "statement-reason", reason.code())) } } }
        p { (t(lang, "add-appeal")) }
    }
}

fn receipt_page(ctx: &Ctx, row: &ConsultationRow, receipt: &StatementReceipt) -> Response {
    let lang = ctx.lang;
    let code = receipt.code.to_string();
    let title = t(lang, "added-title");
    let number = t_args(
        lang,
        "added-number",
        &[("n", receipt.statement.number.into())],
    );
    let facts = [(t(lang, "added-what"), html! { (number) })];
    let card = Card {
        code: &code,
        scanned: &code,
        site: ctx.name(),
        day: ctx.today().0,
        facts: &facts,
    };
    let body = html! {
        h1 { (title) }
        div .no-print {
            (notice(Tone::Careful, Some(&t(lang, "receipt-once")), html! { p { (t(lang, "added-once")) } }))
        }
        (receipt_card(lang, &card))
        div .no-print {
            h2 { (t(lang, "receipt-next")) }
            ol {
                li { (t(lang, "added-next-read")) }
                li { (t(lang, "added-next-follow")) }
                li { (t(lang, "added-next-appeal")) }
            }
            p { a href=(ctx.to(&path(row.consultation))) { (t(lang, "added-back")) } }
        }
    };
    let page = below(ctx, row, &title).at(path(row.consultation));
    ctx.page(page, body)
}
