//! Speaking: a few words, and what one chooses to add. A minute, on a telephone, without an
//! account.

use super::{disclosure, names, receipt};
use crate::component::InputKind;
use crate::component::{
    Choice, Field, Look, Tone, button, checkbox, error_summary, files_input, form_with_file,
    notice, select, text_area, text_input,
};
use crate::errors::Failure;
use crate::flood::{Admission, Wait};
use crate::form_data::{Asked, FormData, Trouble};
use crate::i18n::{Lang, t, t_args, t_code};
use crate::pictures;
use crate::request::{Ctx, Page};
use crate::site::random;
use axum::http::StatusCode;
use axum::response::Response;
use massline_domain::id::ProblemId;
use massline_domain::{Refusal, Who};
use massline_service::ServiceError;
use massline_service::rows::UnitRow;
use massline_service::speak::{Receipt, Speech};
use maud::{Markup, html};

/// The form's name, for its token.
const FORM: &str = "speak";
/// The charter's code of voices from this page, where it has one.
const CHANNEL: &str = "web";
/// Most characters of a place.
const PLACE_CHARS: usize = 200;

/// What the form sends.
#[derive(Debug, Clone, Default)]
struct Spoken {
    words: String,
    place: String,
    group: String,
    unit: String,
    pictures: Vec<Vec<u8>>,
    pictures_may_be_shown: bool,
    /// Random; the same form sent twice is one voice.
    key: String,
}

impl From<&FormData> for Spoken {
    fn from(form: &FormData) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            words: text("words"),
            place: text("place"),
            group: text("group"),
            unit: text("unit"),
            pictures: pictures::sent(form),
            pictures_may_be_shown: form.ticked("show_pictures"),
            key: text("key"),
        }
    }
}

pub(super) async fn ask(ctx: Ctx, asked: Asked) -> Result<Response, Failure> {
    if !ctx.campaign.row.open {
        return Ok(closed(&ctx));
    }
    let words = about_problem(&ctx, asked.parsed("problem").map(ProblemId)).await;
    let spoken = Spoken {
        words,
        key: fresh_key(),
        ..Spoken::default()
    };
    show(&ctx, &spoken, Said::Nothing).await
}

pub(super) async fn send(ctx: Ctx, form: FormData) -> Result<Response, Failure> {
    let spoken = Spoken::from(&form);
    if let Some(trouble) = form.public_trouble(&ctx, FORM) {
        return show(&ctx, &spoken, Said::Trouble(trouble)).await;
    }
    // A form that comes again has paid already.
    if let Some(slot) = ctx.site.replays.known(&one_form(&spoken))
        && let Some(receipt) = slot.lock().await.as_ref()
    {
        return Ok(receipt::page(&ctx, receipt));
    }
    let flood = &ctx.site.flood;
    flood.count();
    let paid = match flood.admit(&form) {
        Admission::Open(paid) => paid,
        Admission::Wait(wait) => return show(&ctx, &spoken, Said::Wait(wait)).await,
    };
    match speak_once(&ctx, &spoken).await {
        Ok(receipt) => Ok(receipt::page(&ctx, &receipt)),
        Err(error) => {
            paid.into_iter().for_each(|paid| flood.give_back(paid));
            show(&ctx, &spoken, Said::Error(error.into())).await
        }
    }
}

/// Speaks, unless the same form with the same words has just spoken: then its receipt.
async fn speak_once(ctx: &Ctx, spoken: &Spoken) -> Result<Receipt, ServiceError> {
    let slot = ctx.site.replays.slot(&one_form(spoken));
    let mut held = slot.lock().await;
    if let Some(receipt) = held.as_ref() {
        return Ok(receipt.clone());
    }
    if spoken.place.chars().count() > PLACE_CHARS {
        let found = spoken.place.chars().count();
        return Err(Refusal::TooLong {
            field: "place",
            max: PLACE_CHARS,
            found,
        }
        .into());
    }
    let speech = speech(ctx, spoken);
    let receipt = ctx
        .service()
        .speak(&ctx.campaign, speech, &Who::Public, ctx.caller)
        .await?;
    *held = Some(receipt.clone());
    Ok(receipt)
}

fn speech(ctx: &Ctx, spoken: &Spoken) -> Speech {
    let channels = &ctx.campaign.charter.channels;
    let channel = channels
        .iter()
        .find(|one| one.id == CHANNEL)
        .or_else(|| channels.first());
    Speech {
        words: spoken.words.clone(),
        place: spoken.place.clone(),
        group: spoken.group.clone(),
        unit: spoken.unit.clone(),
        channel: channel.map(|one| one.id.clone()).unwrap_or_default(),
        language: ctx.lang.tag().to_owned(),
        receipt: true,
        pictures: spoken.pictures.clone(),
        pictures_may_be_shown: spoken.pictures_may_be_shown,
        ..Speech::default()
    }
}

/// The form's random key with what was typed: sent again unchanged it is the same, sent
/// again with other words it is another voice. A key that is not ours helps nobody: only
/// who knows it and the words finds the receipt.
fn one_form(spoken: &Spoken) -> String {
    let all = [
        &spoken.key,
        &spoken.words,
        &spoken.place,
        &spoken.group,
        &spoken.unit,
    ];
    let mut all: Vec<String> = all.into_iter().cloned().collect();
    let digest = |bytes: &Vec<u8>| massline_log::to_hex(&massline_log::sha256(bytes));
    all.extend(spoken.pictures.iter().map(digest));
    massline_log::to_hex(&massline_log::sha256(all.join("\u{0}").as_bytes()))
}

fn fresh_key() -> String {
    massline_log::to_hex(&random::<16>())
}

/// The beginning of words about a problem that is there already.
async fn about_problem(ctx: &Ctx, problem: Option<ProblemId>) -> String {
    let Some(id) = problem else {
        return String::new();
    };
    match ctx.service().problem(&ctx.campaign, id).await {
        Ok((row, _)) => {
            let args = [
                ("n", row.problem.to_string().into()),
                ("title", row.title.into()),
            ];
            format!("{}\n", t_args(ctx.lang, "speak-about-problem", &args))
        }
        Err(_) => String::new(),
    }
}

/// What there is to say above the form.
enum Said {
    Nothing,
    Trouble(Trouble),
    Wait(Wait),
    Error(Failure),
}

async fn show(ctx: &Ctx, spoken: &Spoken, said: Said) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let units = ctx.service().units(&ctx.campaign).await?;
    let title = t(lang, "speak-title");
    let page = Page::new(title.clone()).active("/speak").at("/speak");
    let page = page.works(&ctx.site.flood);
    let (page, above, errors) = match &said {
        Said::Nothing => (page, html! {}, Vec::new()),
        Said::Trouble(trouble) => {
            let text = t_code(lang, "trouble", trouble.code());
            let above = notice(Tone::Careful, None, html! { p { (text) } });
            (
                page.wrong(StatusCode::UNPROCESSABLE_ENTITY),
                above,
                Vec::new(),
            )
        }
        Said::Wait(wait) => {
            let page = page.wrong(StatusCode::TOO_MANY_REQUESTS);
            (page, wait.notice(lang), Vec::new())
        }
        Said::Error(failure) => {
            let errors = vec![error_of(lang, failure)];
            (page.wrong(failure.status()), html! {}, errors)
        }
    };
    let body = html! {
        h1 { (title) }
        (error_summary(lang, &with_labels(lang, &errors)))
        (above)
        @if !spoken.pictures.is_empty() && !matches!(said, Said::Nothing) {
            (notice(Tone::Careful, None, html! { p { (t(lang, "speak-pictures-again")) } }))
        }
        @if errors.is_empty() { p .lead { (t(lang, "speak-lead")) } }
        (form_with_file(&ctx.to("/speak"), Some(&ctx.token(FORM)), questions(ctx, &units, spoken, &said, &errors)))
        (disclosure::pointer(ctx))
        (care(lang))
    };
    Ok(ctx.page(page, body))
}

/// The field that is wrong, and what is wrong with it.
fn error_of(lang: Lang, failure: &Failure) -> (&'static str, String) {
    if let Failure::Service(error) = failure
        && let Some(text) = pictures::wrong(lang, error)
    {
        return (pictures::FIELD, text);
    }
    (field_of(failure), failure.sentence(lang))
}

fn field_of(failure: &Failure) -> &'static str {
    match failure {
        Failure::Service(ServiceError::Refused(refusal)) => match refusal {
            Refusal::UnknownUnit { .. } => "unit",
            Refusal::UnknownCode { kind: "group", .. } => "group",
            refusal => refusal.field().unwrap_or("words"),
        },
        _ => "words",
    }
}

/// In the summary each error says which question it is about.
fn with_labels<'a>(lang: Lang, errors: &[(&'a str, String)]) -> Vec<(&'a str, String)> {
    let line = |(field, text): &(&'a str, String)| {
        let label = t_code(lang, "speak", field);
        (*field, format!("{label}{}{text}", lang.pick("", " ")))
    };
    errors.iter().map(line).collect()
}

fn questions(
    ctx: &Ctx,
    units: &[UnitRow],
    spoken: &Spoken,
    said: &Said,
    errors: &[(&str, String)],
) -> Markup {
    let wait = match said {
        Said::Wait(wait) => Some(wait),
        _ => None,
    };
    let lang = ctx.lang;
    let error = |name: &str| {
        errors
            .iter()
            .find(|(at, _)| *at == name)
            .map(|(_, text)| text.as_str())
    };
    let max = ctx.campaign.charter.limits.opinion_chars as u64;
    let key = if spoken.key.is_empty() {
        fresh_key()
    } else {
        spoken.key.clone()
    };
    let units: Vec<Choice> = units
        .iter()
        .map(|row| Choice::new(row.unit.as_str(), names::pick(lang, &row.name)))
        .collect();
    html! {
        input type="hidden" name="key" value=(key);
        (text_area(lang, &Field { name: "words", label: &t(lang, "speak-words"), hint: Some(&t(lang, "speak-words-hint")), error: error("words"), optional: false }, &spoken.words, 7, max))
        (text_input(lang, &Field { name: "place", label: &t(lang, "speak-place"), hint: Some(&t(lang, "speak-place-hint")), error: error("place"), optional: true }, InputKind::Text, &spoken.place))
        (files_input(lang, &Field { name: pictures::FIELD, label: &t(lang, "speak-pictures"), hint: Some(&t(lang, "speak-pictures-hint")), error: error(pictures::FIELD), optional: true }, &pictures::accepted()))
        (checkbox(lang, &Field { name: "show_pictures", label: &t(lang, "speak-show-pictures"), hint: Some(&t(lang, "speak-show-pictures-hint")), error: None, optional: true }, spoken.pictures_may_be_shown))
        (select(lang, &Field { name: "unit", label: &t(lang, "speak-unit"), hint: Some(&t(lang, "speak-unit-hint")), error: error("unit"), optional: true }, &units, Some(&spoken.unit), Some(&t(lang, "speak-unit-unknown"))))
        (select(lang, &Field { name: "group", label: &t(lang, "speak-group"), hint: Some(&t(lang, "speak-group-hint")), error: error("group"), optional: true }, &groups(ctx), Some(&spoken.group), Some(&t(lang, "speak-group-none"))))
        (ctx.site.flood.fields(lang, wait))
        (button(Look::Big, &t(lang, "speak-send")))
    }
}

fn groups(ctx: &Ctx) -> Vec<Choice> {
    let all = ctx.campaign.charter.groups.iter();
    all.map(|one| Choice::new(one.id.clone(), names::pick(ctx.lang, &one.name)))
        .collect()
}

/// What is kept and what never is, and how not to give oneself away.
fn care(lang: Lang) -> Markup {
    html! {
        section {
            h2 { (t(lang, "care-title")) }
            ul {
                li { (t(lang, "care-kept")) }
                li { (t(lang, "care-never")) }
                li { (t(lang, "care-unit")) }
                li { (t(lang, "care-words")) }
                li { (t(lang, "care-urgent")) }
            }
            p { a href=(lang.path("/about#privacy")) { (t(lang, "care-more")) } }
        }
    }
}

fn closed(ctx: &Ctx) -> Response {
    let lang = ctx.lang;
    let title = t(lang, "speak-title");
    let body = html! {
        h1 { (title) }
        (notice(Tone::Careful, None, html! { p { (t(lang, "campaign-ended")) } }))
        p { a href=(ctx.to("/follow")) { (t(lang, "front-follow")) } }
    };
    ctx.page(Page::new(title.clone()).active("/speak"), body)
}
