//! What is done with an opinion that becomes no problem: answered, passed on, not taken,
//! taken out of its problem, erased.

use super::super::act::Act;
use super::super::desk::{Answer, Desk};
use super::super::draft::Draft;
use super::super::sent::{Sent, number};
use super::letter;
use crate::component::Choice;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{t_code, t_if};
use axum::extract::Path;
use massline_domain::id::OpinionId;
use massline_domain::opinion::Authority;
use massline_domain::text::PARAGRAPH_CHARS;
use massline_service::inbox::Sorting;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// The things this page does, by the last part of their path.
const ACTS: [&str; 6] = [
    "answer",
    "refer",
    "refuse",
    "release",
    "reconsider",
    "erase",
];
/// Why an office may erase, by code.
const AUTHORITIES: [(&str, Authority); 4] = [
    ("legal", Authority::Legal),
    ("third-party", Authority::ThirdParty),
    ("illegal", Authority::Illegal),
    ("expiry", Authority::Expiry),
];

/// `GET /staff/inbox/{opinion}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((opinion, act)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::SortOpinions)?;
    render(&desk, number(&opinion)?, known(&act)?, &Draft::new()).await
}

/// `POST /staff/inbox/{opinion}/{act}`
pub(in super::super) async fn post(
    Path((opinion, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::SortOpinions)?;
    let (opinion, act) = (number(&opinion)?, known(&act)?);
    match carry_out(&desk, opinion, act, &form).await {
        Ok(()) => Ok(letter::after(&desk, act)),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, opinion, act, &Draft::again(form, wrong)).await
        }
    }
}

fn known(act: &str) -> Result<&'static str, Failure> {
    ACTS.into_iter()
        .find(|known| *known == act)
        .ok_or(Failure::NotFound)
}

async fn carry_out(
    desk: &Desk,
    opinion: OpinionId,
    act: &str,
    form: &FormData,
) -> Result<(), ServiceError> {
    let text = |name: &str| form.text(name).to_owned();
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let sorting = match act {
        "answer" => {
            return service
                .answer_opinion(campaign, staff, opinion, form.text("answer"))
                .await;
        }
        "erase" => {
            let chosen = AUTHORITIES
                .iter()
                .find(|(code, _)| *code == form.text("authority"));
            let (_, authority) =
                chosen.ok_or(massline_domain::Refusal::Empty { field: "authority" })?;
            return service
                .erase_by_office(campaign, staff, opinion, *authority)
                .await;
        }
        "refer" => Sorting::Refer { to: text("to") },
        "refuse" => Sorting::Refuse {
            reason: text("refusal_reason"),
        },
        "reconsider" => Sorting::Reconsider,
        _ => Sorting::Release,
    };
    service
        .sort_opinion(campaign, staff, opinion, sorting)
        .await
}

async fn render(desk: &Desk, opinion: OpinionId, act: &'static str, draft: &Draft) -> Answer {
    let page = Act {
        code: act,
        path: format!("/staff/inbox/{opinion}/{act}"),
        back: letter::inbox_crumb(desk, opinion),
        active: "/staff/inbox",
        now: letter::now(desk, opinion).await?,
        seen: None,
        with_file: false,
        grave: act == "erase",
    };
    Ok(desk.act(&page, draft, |ask| match act {
        "answer" => ask.words("answer", "", 7, PARAGRAPH_CHARS),
        "refer" => ask.line("to", ""),
        "refuse" => ask.cards("refusal_reason", &reasons(desk), ""),
        "erase" => ask.cards("authority", &authorities(desk), ""),
        _ => nothing(),
    }))
}

fn nothing() -> Markup {
    html! {}
}

fn reasons(desk: &Desk) -> Vec<Choice> {
    let lang = desk.lang;
    let reasons = desk.campaign.charter.refusal_reasons.iter();
    reasons
        .map(|one| {
            let choice = Choice::new(&one.id, lang.pick(&one.name.zh, &one.name.en));
            match &one.meaning {
                Some(meaning) => choice.with_note(lang.pick(&meaning.zh, &meaning.en)),
                None => choice,
            }
        })
        .collect()
}

fn authorities(desk: &Desk) -> Vec<Choice> {
    let lang = desk.lang;
    AUTHORITIES
        .iter()
        .map(|(code, _)| {
            let choice = Choice::new(*code, t_code(lang, "authority", code));
            match t_if(lang, "authority-means", code) {
                Some(note) => choice.with_note(note),
                None => choice,
            }
        })
        .collect()
}
