//! Consultations for everyone: the list, one statement at a time to answer, one's own answers,
//! what it comes to, and a statement of one's own.

mod add;
mod answers;
mod list;
mod parts;
mod results;
mod vote;

pub(super) use add::{ask as ask_to_add, send as add};
pub(super) use answers::show as answers;
pub(super) use list::list;
pub(in crate::pages) use parts::{agreed, by, card, cites};
pub(super) use results::show as results;
pub(super) use vote::{send as send_vote, show as vote};

use crate::errors::Failure;
use crate::i18n::t;
use crate::request::{Ctx, Page};
use massline_domain::id::ConsultationId;
use massline_service::rows::ConsultationRow;

/// The name of these forms, for their tokens.
const FORM: &str = "consult";
/// The item of the navigation.
const ACTIVE: &str = "/consultations";

/// The path of a consultation.
pub(in crate::pages) fn path(id: ConsultationId) -> String {
    format!("{ACTIVE}/{id}")
}

/// The consultation of an address.
async fn find(ctx: &Ctx, number: &str) -> Result<ConsultationRow, Failure> {
    let id = number
        .parse()
        .map(ConsultationId)
        .map_err(|_| Failure::NotFound)?;
    Ok(ctx.service().consultation(&ctx.campaign, id).await?)
}

/// A page under a consultation.
fn below(ctx: &Ctx, row: &ConsultationRow, title: &str) -> Page {
    let page = Page::new(title).active(ACTIVE);
    let page = page.crumb(ACTIVE, t(ctx.lang, "consult-title"));
    page.crumb(path(row.consultation), row.question.clone())
}
