//! What is done with a paper: the team returns or accepts it, the unit replies and lets
//! everyone read it.

use super::{PATH, read};
use crate::component::Choice;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::date_iso;
use crate::pages::mirror::parts;
use crate::pages::names;
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing, seen};
use crate::pages::staff::sent::Sent;
use axum::extract::Path;
use massline_domain::Refusal;
use massline_service::mirror::Reading;
use massline_service::{Right, ServiceError};
use maud::html;

/// The things this page does, with the right each needs.
const ACTS: [(&str, Right); 4] = [
    ("return", Right::Supervise),
    ("accept", Right::Supervise),
    ("reply", Right::WorkForUnit),
    ("publish", Right::WorkForUnit),
];

/// `GET /staff/mirrors/{unit}/{number}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((unit, of, act)): Path<(String, String, String)>,
) -> Answer {
    let act = known(&desk, &act)?;
    let reading = read(&desk, &unit, &of).await?;
    Ok(render(&desk, &reading, act, &Draft::new()))
}

/// `POST /staff/mirrors/{unit}/{number}/{act}`
pub(in super::super) async fn post(
    Path((unit, of, act)): Path<(String, String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    let act = known(&desk, &act)?;
    let reading = read(&desk, &unit, &of).await?;
    let required: &[&'static str] = match act {
        "return" => &["return_reason", "mirror_missing", "rewrite_by"],
        "accept" => &["mirror_note"],
        "reply" => &["mirror_reply"],
        _ => &[],
    };
    if let Some(wrong) = missing(desk.lang, &form, required) {
        return Ok(render(&desk, &reading, act, &Draft::again(form, wrong)));
    }
    match carry_out(&desk, &reading, act, &form).await {
        Ok(()) => Ok(desk.go(&format!("{PATH}/{}", reading.id), &format!("mirror-{act}"))),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            Ok(render(&desk, &reading, act, &Draft::again(form, wrong)))
        }
    }
}

fn known(desk: &Desk, act: &str) -> Result<&'static str, Failure> {
    let found = ACTS.into_iter().find(|(known, _)| *known == act);
    let (act, right) = found.ok_or(Failure::NotFound)?;
    desk.must(right)?;
    Ok(act)
}

async fn carry_out(
    desk: &Desk,
    reading: &Reading,
    act: &str,
    form: &FormData,
) -> Result<(), ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let (id, seen) = (&reading.id, seen(form));
    let text = |name: &str| form.text(name).to_owned();
    match act {
        "return" => {
            let by = text("rewrite_by");
            let by = by.parse().map_err(|_| Refusal::Empty {
                field: "rewrite_by",
            })?;
            let stands_in = form.all("substitutions").map(str::to_owned).collect();
            let why = (text("return_reason"), text("mirror_missing"), by, stands_in);
            service.return_paper(campaign, staff, id, why, seen).await
        }
        "accept" => {
            let note = text("mirror_note");
            service.accept_paper(campaign, staff, id, note, seen).await
        }
        "reply" => {
            let words = text("mirror_reply");
            service
                .reply_to_paper(campaign, staff, id, words, seen)
                .await
        }
        _ => service.publish_paper(campaign, staff, id, seen).await,
    }
}

fn render(
    desk: &Desk,
    reading: &Reading,
    act: &'static str,
    draft: &Draft,
) -> axum::response::Response {
    let lang = desk.lang;
    let name = parts::name(lang, &desk.unit_name(&reading.id.unit), &reading.paper);
    let code = format!("mirror-{act}");
    let page = Act {
        code: &code,
        path: format!("{PATH}/{}/{act}", reading.id),
        back: (format!("{PATH}/{}", reading.id), name),
        active: PATH,
        now: html! { p { (parts::state(lang, &reading.paper, desk.today())) } },
        seen: Some(reading.seen),
        with_file: false,
        grave: false,
    };
    let reasons: Vec<Choice> = desk
        .campaign
        .charter
        .return_reasons
        .iter()
        .map(|one| {
            let choice = Choice::new(&one.id, names::pick(lang, &one.name));
            match &one.meaning {
                Some(meaning) => choice.with_note(names::pick(lang, meaning)),
                None => choice,
            }
        })
        .collect();
    let substitutions = desk.campaign.charter.substitutions.iter();
    let stands_in: Vec<(Choice, bool)> = substitutions
        .map(|one| (Choice::new(&one.id, names::pick(lang, &one.name)), false))
        .collect();
    let earliest = date_iso(desk.today().plus(1).0);
    desk.act(&page, draft, |ask| match act {
        "return" => html! {
            (ask.cards("return_reason", &reasons, ""))
            @if !stands_in.is_empty() {
                (ask.several("substitutions", &stands_in, |choice| html! { (choice.label) }))
            }
            (ask.paragraph("mirror_missing", ""))
            (ask.day("rewrite_by", "", Some(&earliest)))
        },
        "accept" => ask.paragraph("mirror_note", ""),
        "reply" => ask.paragraph("mirror_reply", ""),
        _ => html! {},
    })
}
