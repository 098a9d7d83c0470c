//! The copy-paste mirror of what a unit told the public, for the team that reads it.

use super::desk::{Answer, Desk, Sheet};
use crate::component::told;
use crate::errors::Failure;
use crate::i18n::{Lang, t, t_args, t_code};
use crate::pages::names;
use axum::extract::Path;
use massline_domain::id::UnitCode;
use massline_service::Right;
use massline_service::copies::{Likeness, Place, Told, ToldCopies};
use maud::{Markup, html};

/// The most passages shown of one likeness.
const MOST_PASSAGES: usize = 6;

/// `GET /staff/copies/{unit}`
pub(super) async fn show(desk: Desk, Path(unit): Path<String>) -> Answer {
    desk.must(Right::Supervise)?;
    let unit: UnitCode = unit.parse().map_err(|_| Failure::NotFound)?;
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let copies = desk.service.told_copies(campaign, staff, &unit).await?;
    let lang = desk.lang;
    let name = [("unit", desk.unit_name(&unit).into())];
    let title = t_args(lang, "copies-title", &name);
    let sheet = Sheet {
        title: &title,
        active: "/staff/stages",
        crumbs: vec![("/staff/stages".to_owned(), t(lang, "staff-stages-title"))],
        wide: true,
        ..Sheet::default()
    };
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "copies-lead")) }
        (inside(&desk, &copies))
    };
    Ok(desk.page(&sheet, body))
}

fn inside(desk: &Desk, copies: &ToldCopies) -> Markup {
    let lang = desk.lang;
    let numbers = [
        ("read", (copies.read as u64).into()),
        ("compared", (copies.compared as u64).into()),
    ];
    html! {
        p { (t_args(lang, "copies-compared", &numbers)) }
        @if copies.alike.is_empty() { p { (t(lang, "mirror-copies-none")) } }
        @for like in &copies.alike { (one(desk, like)) }
        @if !copies.phrases.is_empty() {
            h2 { (t(lang, "mirror-phrases")) }
            ul { @for (phrase, times) in &copies.phrases { li { (phrase) " × " (times) } } }
        }
    }
}

fn one(desk: &Desk, like: &Likeness) -> Markup {
    let lang = desk.lang;
    let percent = [("percent", u64::from(like.shared.percent).into())];
    html! {
        section {
            h2 { (t_args(lang, "copies-alike", &percent)) }
            div .side.heads { (place(desk, &like.here)) (place(desk, &like.there)) }
            @for passage in like.shared.passages.iter().take(MOST_PASSAGES) {
                div .side { (told(lang, &passage.here)) (told(lang, &passage.there)) }
            }
        }
    }
}

/// Whose it is, and where it can be read.
fn place(desk: &Desk, told: &Told) -> Markup {
    let lang = desk.lang;
    let (href, what) = match &told.place {
        Place::Plan(item) | Place::Told(item) => (
            format!("/problems/{}", item.problem),
            format!("{}-{}", item.problem, item.number),
        ),
        Place::Stage(stage) => (
            format!("/stages/{}", told.unit),
            stage_name(desk, lang, stage),
        ),
    };
    html! {
        b {
            (desk.unit_name(&told.unit)) " · " (t_code(lang, "copies-place", told.place.code())) " "
            a href=(lang.path(&href)) { (what) }
        }
    }
}

fn stage_name(desk: &Desk, lang: Lang, code: &str) -> String {
    let mut stages = desk.campaign.charter.stages.iter();
    let found = stages.find(|stage| stage.id == code);
    found.map_or_else(
        || code.to_owned(),
        |stage| names::pick(lang, &stage.name).to_owned(),
    )
}
