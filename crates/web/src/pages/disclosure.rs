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
use massline_domain::Refusal;
use massline_domain::charter::SealedChannel;
use massline_service::ServiceError;
use massline_service::disclosure::FollowedDisclosure;
use maud::{Markup, html};

/// The form's name, for its token.
const FORM: &str = "disclosure";
/// Most characters of an envelope that is pasted.
const MOST_ENVELOPE: u64 = 100_000;

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
        return show(&ctx, words, Said::Wrong("disclosure", status, text)).await;
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
            let text = failure.sentence(ctx.lang);
            let wrong = Said::Wrong("disclosure", failure.status(), text);
            show(&ctx, words, wrong).await
        }
    }
}

/// `POST /disclosures/sealed`: an envelope that was sealed elsewhere.
pub(super) async fn send_sealed(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let pasted = form.text("envelope");
    let wrong = |status, text| Said::Wrong("envelope", status, text);
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        let text = t_code(lang, "trouble", trouble.code());
        return show(&ctx, pasted, wrong(StatusCode::UNPROCESSABLE_ENTITY, text)).await;
    }
    channel(&ctx)?;
    ctx.site.flood.count();
    let paid = match ctx.site.flood.admit(&form) {
        Admission::Open(paid) => paid,
        Admission::Wait(wait) => return show(&ctx, pasted, Said::Wait(wait)).await,
    };
    let taken = ctx
        .service()
        .disclose_sealed(&ctx.campaign, pasted, ctx.caller);
    let Err(error) = taken.await else {
        return Ok(envelope_came(&ctx));
    };
    paid.into_iter()
        .for_each(|paid| ctx.site.flood.give_back(paid));
    let failure = Failure::from(error);
    let text = match &failure {
        Failure::Service(ServiceError::Refused(Refusal::UnknownCode { .. })) => {
            t(lang, "disclosure-envelope-wrong")
        }
        Failure::Service(ServiceError::Refused(_)) => t(lang, "disclosure-envelope-there"),
        other => other.sentence(lang),
    };
    show(&ctx, pasted, wrong(failure.status(), text)).await
}

fn envelope_came(ctx: &Ctx) -> Response {
    let title = t(ctx.lang, "disclosure-envelope-came");
    let body = html! {
        h1 { (title) }
        p .lead { (t(ctx.lang, "disclosure-envelope-follow")) }
        p { a href=(ctx.to("/follow")) { (t(ctx.lang, "front-follow")) } }
    };
    ctx.page(
        Page::new(title.clone()).active("/speak").at("/disclosures"),
        body,
    )
}

/// What there is to say above the form.
enum Said {
    Nothing,
    Wait(Wait),
    /// The field, the status, and what is wrong.
    Wrong(&'static str, StatusCode, String),
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
        Said::Wrong(field, status, text) => (page.wrong(status), None, vec![(field, text)]),
    };
    let error_at = |field: &str| {
        let found = errors.iter().find(|(at, _)| *at == field);
        found.map(|(_, text)| text.as_str())
    };
    let (label, hint) = (t(lang, "disclosure-words"), t(lang, "disclosure-hint"));
    let field = Field {
        name: "disclosure",
        label: &label,
        hint: Some(&hint),
        error: error_at("disclosure"),
        optional: false,
    };
    let own = sealed_elsewhere(ctx, channel, typed, wait.as_ref(), error_at("envelope"));
    let typed = if error_at("envelope").is_some() {
        ""
    } else {
        typed
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
        (own)
    };
    Ok(ctx.page(page, body))
}

/// How to seal on one's own machine, and where to paste the envelope.
fn sealed_elsewhere(
    ctx: &Ctx,
    channel: &SealedChannel,
    typed: &str,
    wait: Option<&Wait>,
    error: Option<&str>,
) -> Markup {
    let lang = ctx.lang;
    let (label, hint) = (
        t(lang, "disclosure-envelope"),
        t(lang, "disclosure-envelope-hint"),
    );
    let field = Field {
        name: "envelope",
        label: &label,
        hint: Some(&hint),
        error,
        optional: false,
    };
    let command = format!(
        "massline disclosure seal --origin {} --key {} words.txt",
        ctx.service().origin(),
        channel.key
    );
    let is_envelope = error.is_some() || typed.trim_start().starts_with('{');
    html! {
        details #own open[is_envelope] {
            summary { (t(lang, "disclosure-own")) }
            p { (t(lang, "disclosure-own-what")) }
            p { (t(lang, "disclosure-own-how")) }
            pre { code { (command) } }
            (form(&ctx.to("/disclosures/sealed"), Some(&ctx.token(FORM)), html! {
                (text_area(lang, &field, if is_envelope { typed } else { "" }, 5, MOST_ENVELOPE))
                (ctx.site.flood.fields(lang, wait))
                (button(Look::Second, &t(lang, "disclosure-envelope-send")))
            }))
        }
    }
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
