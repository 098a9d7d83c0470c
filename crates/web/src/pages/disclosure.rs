//! The sealed channel for everyone: what goes there, who alone can read it, and the form; and
//! what became of a disclosure, by its receipt.

use super::names;
use crate::component::{
    Field, Look, Receipt as Card, Tone, button, day, error_summary, facts, form, notice,
    receipt_card, text_area, told,
};
use crate::errors::Failure;
use crate::flood::{Admission, Wait};
use crate::form_data::FormData;
use crate::i18n::{t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::http::StatusCode;
use axum::response::Response;
use massline_domain::charter::SealedChannel;
use massline_service::disclosure::FollowedDisclosure;
use maud::{Markup, html};

/// The form's name, for its token.
const FORM: &str = "disclosure";

fn channel(ctx: &Ctx) -> Result<&SealedChannel, Failure> {
    let channel = ctx.campaign.charter.sealed_channel.as_ref();
    channel.ok_or(Failure::NotFound)
}

/// `GET /disclosures`
pub(super) async fn ask(ctx: Ctx) -> Result<Response, Failure> {
    show(&ctx, "", Said::Nothing).await
}

/// `POST /disclosures`
pub(super) async fn send(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let words = form.text("disclosure");
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        let text = t_code(ctx.lang, "trouble", trouble.code());
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&ctx, words, Said::Wrong(status, text)).await;
    }
    channel(&ctx)?;
    let flood = &ctx.site.flood;
    flood.count();
    let paid = match flood.admit(&form) {
        Admission::Open(paid) => paid,
        Admission::Wait(wait) => return show(&ctx, words, Said::Wait(wait)).await,
    };
    let made = ctx.service().disclose(&ctx.campaign, words, ctx.caller);
    match made.await {
        Ok(code) => Ok(receipt(&ctx, &code.to_string())),
        Err(error) => {
            paid.into_iter().for_each(|paid| flood.give_back(paid));
            let failure = Failure::from(error);
            let wrong = Said::Wrong(failure.status(), failure.sentence(ctx.lang));
            show(&ctx, words, wrong).await
        }
    }
}

/// What there is to say above the form.
enum Said {
    Nothing,
    Wait(Wait),
    Wrong(StatusCode, String),
}

async fn show(ctx: &Ctx, typed: &str, said: Said) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let channel = channel(ctx)?;
    let (all, answered) = ctx.service().disclosures_counted(&ctx.campaign).await?;
    let authority = [("authority", names::pick(lang, &channel.name).into())];
    let title = t(lang, "disclosure-title");
    let page = Page::new(title.clone()).active("/speak").at("/disclosures");
    let page = page.works(&ctx.site.flood);
    let (page, wait, errors) = match said {
        Said::Nothing => (page, None, Vec::new()),
        Said::Wait(wait) => (
            page.wrong(StatusCode::TOO_MANY_REQUESTS),
            Some(wait),
            Vec::new(),
        ),
        Said::Wrong(status, text) => (page.wrong(status), None, vec![("disclosure", text)]),
    };
    let (label, hint) = (t(lang, "disclosure-words"), t(lang, "disclosure-hint"));
    let field = Field {
        name: "disclosure",
        label: &label,
        hint: Some(&hint),
        error: errors.first().map(|(_, text)| text.as_str()),
        optional: false,
    };
    let most = ctx.campaign.charter.limits.opinion_chars as u64;
    let numbers = [("all", all.into()), ("answered", answered.into())];
    let body = html! {
        h1 { (title) }
        (error_summary(lang, &errors))
        @if let Some(wait) = &wait { (wait.notice(lang)) }
        p .lead { (t_args(lang, "disclosure-lead", &authority)) }
        ul {
            li { (t_args(lang, "disclosure-who-reads", &authority)) }
            li { (t(lang, "disclosure-log")) }
            li { (t(lang, "disclosure-server")) }
            li { (t(lang, "disclosure-others")) " " a href=(ctx.to("/speak")) { (t(lang, "speak-title")) } }
        }
        (form(&ctx.to("/disclosures"), Some(&ctx.token(FORM)), html! {
            (text_area(lang, &field, typed, 9, most))
            (ctx.site.flood.fields(lang, wait.as_ref()))
            (button(Look::Big, &t(lang, "disclosure-send")))
        }))
        @if all > 0 { p .small.soft { (t_args(lang, "disclosure-numbers", &numbers)) } }
        details {
            summary { (t(lang, "disclosure-key")) }
            p { code { (channel.key) } }
            p .small.soft { (t(lang, "disclosure-key-what")) }
        }
    };
    Ok(ctx.page(page, body))
}

/// The receipt, shown once.
fn receipt(ctx: &Ctx, code: &str) -> Response {
    let lang = ctx.lang;
    let title = t(lang, "disclosure-received");
    let address = format!("{}{}", ctx.base, ctx.to("/follow"));
    let facts = [(t(lang, "receipt-follow-at"), html! { (address) })];
    let card = Card {
        code,
        scanned: code,
        site: ctx.name(),
        day: ctx.today().0,
        facts: &facts,
    };
    let body = html! {
        h1 { (title) }
        div .no-print {
            (notice(Tone::Careful, Some(&t(lang, "receipt-once")), html! { p { (t(lang, "disclosure-once")) } }))
        }
        (receipt_card(lang, &card))
    };
    ctx.page(
        Page::new(title.clone()).active("/speak").at("/disclosures"),
        body,
    )
}

/// What became of a disclosure.
pub(super) fn followed(ctx: &Ctx, found: &FollowedDisclosure) -> Response {
    let lang = ctx.lang;
    let title = t(lang, "my-disclosure-title");
    let one = &found.disclosure;
    let came = one.received.map(|on| day(lang, on.0)).unwrap_or_default();
    let charter = &found.campaign.charter;
    let authority = charter.sealed_channel.as_ref();
    let authority = authority.map_or("", |channel| names::pick(lang, &channel.name));
    let pairs = [
        (t(lang, "my-disclosure-day"), came),
        (t(lang, "my-disclosure-with"), html! { (authority) }),
    ];
    let body = html! {
        h1 { (title) }
        (facts(&pairs))
        @if one.answers.is_empty() { p { (t(lang, "my-disclosure-waits")) } }
        @for (answer, words) in one.answers.iter().zip(&found.answers).rev() { (answered(ctx, answer, words)) }
    };
    ctx.page(
        Page::new(title.clone()).active("/follow").at("/follow"),
        body,
    )
}

fn answered(ctx: &Ctx, answer: &massline_domain::disclosure::Answer, words: &str) -> Markup {
    let lang = ctx.lang;
    html! {
        h2 { (t_code(lang, "disclosure-outcome", answer.outcome.code())) }
        p .small.soft { (day(lang, answer.day.0)) }
        (told(lang, words))
    }
}

/// The way there from the page where one speaks; nothing where the charter has no channel.
pub(super) fn pointer(ctx: &Ctx) -> Markup {
    html! {
        @if ctx.campaign.charter.sealed_channel.is_some() {
            p {
                (t(ctx.lang, "disclosure-pointer")) " "
                a href=(ctx.to("/disclosures")) { (t(ctx.lang, "disclosure-title")) }
            }
        }
    }
}
