//! The pages of one rectification item: planned, worked on, shown, finished.

pub(super) mod evidence;
pub(super) mod plan;
pub(super) mod work;

use super::desk::Desk;
use super::problem::{find, parts};
use super::sent::number;
use crate::component::facts;
use crate::errors::Failure;
use massline_domain::id::ItemId;
use massline_service::ServiceError;
use massline_service::rows::{ItemRow, ProblemRow};
use maud::{Markup, html};

/// An item with its problem and the version that forms carry.
pub(super) struct Found {
    pub(super) problem: ProblemRow,
    pub(super) item: ItemRow,
    pub(super) version: u64,
}

/// The item of an address.
pub(super) async fn find_item(desk: &Desk, problem: &str, item: &str) -> Result<Found, Failure> {
    let (row, _) = find(desk, problem).await?;
    let id = ItemId {
        problem: row.problem,
        number: number(item)?,
    };
    let story = desk.service.story(&desk.campaign, row.problem).await?;
    let item = story
        .items
        .into_iter()
        .find(|one| one.item == id)
        .ok_or(ServiceError::NotFound)?;
    let version = desk.service.item_version(&desk.campaign, id).await?;
    Ok(Found {
        problem: row,
        item,
        version,
    })
}

/// What stands above a form about an item.
pub(super) fn now(desk: &Desk, found: &Found) -> Markup {
    html! {
        (super::problem::now(desk, &found.problem))
        details .now {
            summary { (crate::i18n::t_args(desk.lang, "item-number", &[("n", found.item.item.number.into())])) }
            (facts(&parts::plan(desk, &found.item)))
        }
    }
}
