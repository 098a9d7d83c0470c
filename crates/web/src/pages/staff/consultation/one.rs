//! One consultation at the desk: what waits to be looked at, appeals, and what people vote on.

use super::super::desk::{Answer, Desk, Sheet};
use super::super::sent::{Sent, number};
use super::{ACTIVE, find, path, seed};
use crate::component::{
    Choice, Field, Look, Tone, Voice, actions, button, form, link_button, notice, select, voice,
    words,
};
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{t, t_args, t_code};
use axum::extract::Path;
use massline_domain::consultation::statement::{Reason, Stage};
use massline_domain::id::StatementId;
use massline_service::Right;
use massline_service::consultation::statement::{Added, Decision};
use massline_service::redact::REDACTED;
use massline_service::rows::{ConsultationRow, StatementRow};
use maud::{Markup, html};

/// Statements to be decided on the page at once; the next come when these are done.
const SHOWN: usize = 20;

/// `GET /staff/consultations/{consultation}`
pub(in super::super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    desk.must(Right::DecideAppeals)?;
    page(&desk, &number, None).await
}

async fn page(desk: &Desk, number: &str, wrong: Option<String>) -> Answer {
    let row = find(desk, number).await?;
    let (lang, id) = (desk.lang, row.consultation);
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let added = desk.service.added_statements(campaign, staff, id).await?;
    let there = desk.service.accepted_statements(campaign, id).await?;
    let consults = desk.staff.may(Right::Consult);
    let open = row.closed.is_none() && campaign.row.open;
    let voices = if consults && open {
        seed::voices(desk, &row).await?
    } else {
        Vec::new()
    };
    let title = t_args(lang, "consult-number", &[("n", id.0.into())]);
    let body = html! {
        p .soft { (title) }
        h1 { (words(lang, &row.language, &row.question)) }
        @if let Some(wrong) = &wrong { (notice(Tone::Bad, None, html! { p { (wrong) } })) }
        @if row.closed.is_some() { (notice(Tone::Plain, None, html! { p { (t(lang, "vote-closed")) } })) }
        (ways(desk, &row, consults && open))
        (looked_at(desk, &row, &added))
        h2 { (t(lang, "consult-there")) }
        @if there.is_empty() { p .soft { (t(lang, "consult-there-none")) } }
        @else { ul .dated { @for one in &there { (line(desk, one)) } } }
        (from_voices(desk, &row, &voices))
    };
    let sheet = Sheet {
        title: &title,
        active: ACTIVE,
        crumbs: vec![(ACTIVE.to_owned(), t(lang, "consult-title"))],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn ways(desk: &Desk, row: &ConsultationRow, may: bool) -> Markup {
    let lang = desk.lang;
    let to = |page: &str| lang.path(&format!("{}/{page}", path(row.consultation)));
    let public = lang.path(&format!("/consultations/{}", row.consultation));
    html! {
        (actions(html! {
            @if may { (link_button(Look::Main, &to("seed"), &t(lang, "do-seed"))) }
            (link_button(Look::Second, &public, &t(lang, "consult-public")))
            (link_button(Look::Second, &format!("{public}/results"), &t(lang, "consult-to-results")))
            @if may { (link_button(Look::Grave, &to("close"), &t(lang, "do-close-consultation"))) }
        }))
    }
}

fn looked_at(desk: &Desk, row: &ConsultationRow, added: &[Added]) -> Markup {
    let lang = desk.lang;
    html! {
        @for (stage, key) in [(Stage::Waiting, "consult-waiting"), (Stage::Appealed, "consult-appeals")] {
            @let of: Vec<&Added> = added.iter().filter(|one| one.row.stage == stage).collect();
            @if !of.is_empty() {
                h2 { (t(lang, key)) }
                p { (t(lang, if stage == Stage::Waiting { "consult-waiting-how" } else { "consult-appeals-how" })) }
                @for one in of.iter().take(SHOWN) { (to_decide(desk, row, one)) }
                @if of.len() > SHOWN { p .soft { (t_args(lang, "consult-more", &[("n", (of.len() - SHOWN).into())])) } }
            }
        }
    }
}

fn to_decide(desk: &Desk, row: &ConsultationRow, one: &Added) -> Markup {
    let lang = desk.lang;
    let number = one.row.statement.number;
    html! {
        article .to-decide id={ "statement-" (number) } {
            h3 { (words(lang, &one.row.language, &one.words)) }
            @if let Some(reason) = one.row.reason {
                p { (t(lang, "reason-said")) (lang.pick("：", ": ")) (t_code(lang, "statement-reason", reason.code())) }
            }
            @if let Some(appeal) = &one.appeal {
                p { (t(lang, "appeal-said")) (lang.pick("：", ": ")) span .lines { (appeal) } }
            }
            @match one.row.stage {
                _ if one.own_refusal => p .soft { (t(lang, "appeal-not-you")) },
                Stage::Appealed => (actions(html! {
                    (act(desk, row, number, "uphold", Look::Main, html! {}))
                    (act(desk, row, number, "reject", Look::Second, html! {}))
                })),
                _ => {
                    (act(desk, row, number, "accept", Look::Main, html! {}))
                    (act(desk, row, number, "refuse", Look::Second, reasons(desk, number)))
                },
            }
        }
    }
}

fn reasons(desk: &Desk, number: u32) -> Markup {
    let lang = desk.lang;
    let choices: Vec<Choice> = Reason::ALL
        .iter()
        .map(|one| Choice::new(one.code(), t_code(lang, "statement-reason", one.code())))
        .collect();
    let label = t(lang, "ask-statement-reason");
    let name = format!("reason-{number}");
    let field = Field {
        name: &name,
        label: &label,
        ..Field::default()
    };
    select(lang, &field, &choices, None, Some(""))
}

fn act(
    desk: &Desk,
    row: &ConsultationRow,
    number: u32,
    act: &str,
    look: Look,
    questions: Markup,
) -> Markup {
    let path = format!("{}/{number}/{act}", path(row.consultation));
    form(
        &desk.lang.path(&path),
        Some(&desk.csrf),
        html! { (questions) (button(look, &t_code(desk.lang, "statement-do", act))) },
    )
}

fn line(desk: &Desk, one: &StatementRow) -> Markup {
    let lang = desk.lang;
    html! {
        li {
            (words(lang, &one.language, one.words.as_deref().unwrap_or_default()))
            " " small .soft { (t_code(lang, "statement-origin", one.origin.code())) }
        }
    }
}

/// Typical voices of the problem, to make statements of.
fn from_voices(desk: &Desk, row: &ConsultationRow, voices: &[String]) -> Markup {
    let lang = desk.lang;
    html! {
        @if !voices.is_empty() {
            h2 { (t(lang, "seed-voices")) }
            p { (t(lang, "seed-voices-how")) }
            @for (at, text) in voices.iter().enumerate() {
                (voice(lang, &Voice { text, language: &row.language, day: None, channel: None, redaction: Some(REDACTED) }))
                p { a href=(lang.path(&format!("{}/seed?voice={at}", path(row.consultation)))) { (t(lang, "seed-this")) } }
            }
        }
    }
}

/// `POST /staff/consultations/{consultation}/{statement}/{act}`
pub(in super::super) async fn post(
    Path((consultation, statement, act)): Path<(String, String, String)>,
    sent: Sent,
) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::DecideAppeals)?;
    let row = find(&desk, &consultation).await?;
    let id = StatementId {
        consultation: row.consultation,
        number: number(&statement)?,
    };
    if matches!(act.as_str(), "accept" | "refuse") {
        desk.must(Right::Consult)?;
    }
    let Some(decision) = decision(&act, id, &form)? else {
        let wrong = t(desk.lang, "statement-reason-missing");
        return page(&desk, &consultation, Some(wrong)).await;
    };
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let decided = desk
        .service
        .decide_statement(campaign, staff, id, decision)
        .await;
    match decided {
        Ok(()) => Ok(desk.go(&path(row.consultation), "decided")),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            let text = wrong.errors.into_iter().map(|(_, text)| text).next();
            page(&desk, &consultation, Some(text.unwrap_or_default())).await
        }
    }
}

/// What is decided; none where a refusal has no reason.
fn decision(act: &str, id: StatementId, form: &FormData) -> Result<Option<Decision>, Failure> {
    Ok(match act {
        "accept" => Some(Decision::Accept),
        "uphold" => Some(Decision::Uphold),
        "reject" => Some(Decision::Reject),
        "refuse" => {
            let reason = form.text(&format!("reason-{}", id.number));
            Reason::from_code(reason).map(Decision::Refuse)
        }
        _ => return Err(Failure::NotFound),
    })
}
