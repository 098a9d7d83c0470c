//! An opinion written down for someone who called, came, or put a paper into the box; and
//! the receipt to print and hand over.

use super::act::Act;
use super::ask::Ask;
use super::desk::{Answer, Desk, Sheet};
use super::draft::{Draft, Wrong, missing};
use super::problem::unit_choices;
use super::sent::Sent;
use crate::component::{
    Choice, Look, Receipt as Card, Tone, actions, link_button, notice, receipt_card,
};
use crate::form_data::FormData;
use crate::i18n::{Lang, date_iso, t};
use crate::pictures;
use crate::site::random;
use axum::response::Response;
use massline_domain::charter::Named;
use massline_service::Right;
use massline_service::speak::{Receipt, Speech};
use maud::html;

/// The page's path.
const PATH: &str = "/staff/speak";

/// `GET /staff/speak`
pub(super) async fn show(desk: Desk) -> Answer {
    desk.must(Right::WriteDown)?;
    Ok(render(&desk, &Draft::new()))
}

/// `POST /staff/speak`. The receipt is in the answer itself: its code is stored nowhere, so
/// there is no page to be sent on to.
pub(super) async fn post(sent: Sent) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WriteDown)?;
    if let Some(wrong) = missing(desk.lang, &form, &["channel", "words"]) {
        return Ok(render(&desk, &Draft::again(form, wrong)));
    }
    let speech = from_form(&desk, &form);
    let wants_receipt = speech.receipt;
    let who = desk.staff.who();
    // Sent twice by a double tap it is one opinion, with the receipt of the first.
    let pictures: Vec<u8> = speech.pictures.concat();
    let pictures = massline_log::to_hex(&massline_log::sha256(&pictures));
    let one_form = format!(
        "{}/{}/{}/{pictures}",
        desk.csrf,
        form.text("key"),
        speech.words
    );
    let slot = desk.ctx.site.replays.slot(&one_form);
    let mut held = slot.lock().await;
    if held.is_none() {
        match desk.service.speak(&desk.campaign, speech, &who, None).await {
            Ok(receipt) => *held = Some(receipt),
            Err(error) => {
                let wrong = match pictures::wrong(desk.lang, &error) {
                    Some(text) => Wrong::field(pictures::FIELD, text),
                    None => desk.wrong(error)?,
                };
                return Ok(render(&desk, &Draft::again(form, wrong)));
            }
        }
    }
    Ok(match held.as_ref() {
        Some(receipt) if wants_receipt => handed_over(&desk, receipt),
        _ => desk.go(PATH, "spoken"),
    })
}

fn from_form(desk: &Desk, form: &FormData) -> Speech {
    let text = |name: &str| form.text(name).to_owned();
    Speech {
        words: text("words"),
        place: text("place"),
        group: text("group"),
        unit: text("unit"),
        channel: text("channel"),
        language: Lang::from_tag(form.text("language"))
            .unwrap_or(desk.lang)
            .tag()
            .to_owned(),
        said_on: form.text("said_on").parse().ok(),
        receipt: form.ticked("receipt"),
        pictures: pictures::sent(form),
        pictures_may_be_shown: form.ticked("show_pictures"),
        source_key: None,
    }
}

/// The office comes from its inbox, which nobody else has.
fn from(desk: &Desk) -> (String, String) {
    if desk.staff.may(Right::SortOpinions) {
        ("/staff/inbox".to_owned(), t(desk.lang, "inbox-title"))
    } else {
        ("/staff".to_owned(), t(desk.lang, "desk-title"))
    }
}

fn render(desk: &Desk, draft: &Draft) -> Response {
    let lang = desk.lang;
    let page = Act {
        code: "speak",
        path: PATH.to_owned(),
        back: from(desk),
        active: if desk.staff.may(Right::SortOpinions) {
            "/staff/inbox"
        } else {
            "/staff"
        },
        now: html! { (notice(Tone::Plain, None, html! { p { (t(lang, "speak-for-care")) } })) },
        seen: None,
        with_file: true,
        grave: false,
    };
    desk.act(&page, draft, |ask| questions(desk, ask))
}

fn questions(desk: &Desk, ask: Ask<'_>) -> maud::Markup {
    let lang = desk.lang;
    let charter = &desk.campaign.charter;
    let today = date_iso(desk.today().0);
    let languages = Lang::ALL.map(|each| Choice::new(each.tag(), each.own_name()));
    let unsaid = t(lang, "not-said");
    html! {
        input type="hidden" name="key" value=(ask.draft.value("key", &massline_log::to_hex(&random::<16>())));
        // The public page is the way "web"; here someone is written down for.
        (ask.cards("channel", &choices(lang, charter.channels.iter().filter(|one| one.id != "web")), ""))
        (ask.words("words", "", 8, charter.limits.opinion_chars))
        (ask.choose("language", &languages, lang.tag(), None))
        (ask.maybe_line("place", ""))
        (ask.files(pictures::FIELD, &pictures::accepted()))
        (ask.tick("show_pictures", false))
        (ask.choose("group", &choices(lang, charter.groups.iter()), "", Some(&unsaid)))
        (ask.choose("unit", &unit_choices(desk, None), "", Some(&unsaid)))
        (ask.maybe_day("said_on", &today))
        (ask.tick("receipt", true))
    }
}

fn choices<'a>(lang: Lang, all: impl Iterator<Item = &'a Named>) -> Vec<Choice> {
    all.map(|one| Choice::new(&one.id, lang.pick(&one.name.zh, &one.name.en)))
        .collect()
}

fn handed_over(desk: &Desk, receipt: &Receipt) -> Response {
    let lang = desk.lang;
    let title = t(lang, "handed-title");
    let code = receipt.code.to_string();
    let facts = [(
        t(lang, "handed-where"),
        html! { (desk.ctx.base) (lang.path("/follow")) },
    )];
    let card = Card {
        code: &code,
        scanned: &code,
        site: desk.ctx.name(),
        day: receipt.day.0,
        facts: &facts,
    };
    let body = html! {
        h1 { (title) }
        (notice(Tone::Good, Some(&t(lang, "handed-first")), html! { p { (t(lang, "handed-do")) } }))
        (receipt_card(lang, &card))
        (actions(html! { (link_button(Look::Main, &lang.path(PATH), &t(lang, "handed-next"))) }))
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/inbox",
        crumbs: vec![(PATH.to_owned(), t(lang, "act-speak"))],
        wide: false,
        ..Sheet::default()
    };
    desk.page(&sheet, body)
}
