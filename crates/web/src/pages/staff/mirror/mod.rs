//! Self-examinations at the desk: a unit writes its own, a supervision team reads them.

pub(super) mod act;
mod evidence;
pub(super) mod write;

use super::desk::{Answer, Desk, Sheet};
use super::sent::number;
use crate::component::{Column, Kind, Look, actions, empty_state, link_button, table};
use crate::errors::Failure;
use crate::i18n::{t, t_code};
use crate::pages::documents;
use crate::pages::mirror::parts;
use axum::extract::Path;
use massline_domain::context::Role;
use massline_domain::id::PaperId;
use massline_domain::mirror::{Paper, Stage};
use massline_service::mirror::Reading;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/mirrors";

/// The paper of an address.
fn paper_id(unit: &str, of: &str) -> Result<PaperId, Failure> {
    let id = PaperId {
        unit: unit.parse().map_err(|_| Failure::NotFound)?,
        number: number(of)?,
    };
    if (1..1000).contains(&id.number) {
        Ok(id)
    } else {
        Err(Failure::NotFound)
    }
}

/// `GET /staff/mirrors`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let title = t(lang, "staff-mirrors-title");
    let mut papers = desk.service.papers(&desk.campaign).await?;
    match desk.staff.role {
        Role::Unit => papers.retain(|(id, _)| id.unit == desk.staff.unit),
        Role::Supervisor => {
            let (campaign, staff) = (&desk.campaign, &desk.staff);
            let read = desk.service.units_read(campaign, staff).await?;
            let reads = |id: &PaperId| read.contains(&id.unit);
            papers.retain(|(id, paper)| reads(id) && !paper.submitted.is_empty());
        }
        _ => papers.retain(|(_, paper)| !paper.submitted.is_empty()),
    }
    // What waits for the team stands first.
    papers.sort_by_key(|(_, paper)| paper.stage != Stage::Submitted);
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "staff-mirrors-lead", desk.staff.role.code())) }
        p .no-print { a href=(lang.path("/staff/criticism")) { (t(lang, "criticism-title")) } }
        @if papers.is_empty() { (empty_state(&t(lang, "staff-mirrors-none"), None)) }
        @else { (rows(&desk, &papers)) }
        @if desk.may_write() { (new(&desk, &papers)) }
    };
    let sheet = Sheet {
        title: &title,
        active: PATH,
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

impl Desk {
    fn may_write(&self) -> bool {
        self.staff.may(Right::WorkForUnit)
    }
}

fn rows(desk: &Desk, papers: &[(PaperId, Paper)]) -> Markup {
    let lang = desk.lang;
    let columns = [
        Column::new(Kind::Text, t(lang, "mirrors-paper")),
        Column::new(Kind::Text, t(lang, "mirrors-state")),
        Column::new(Kind::Number, t(lang, "mirrors-returned")),
    ];
    let public = desk.staff.role == Role::Office;
    let base = if public { "/mirrors" } else { PATH };
    let rows: Vec<Vec<Markup>> = papers
        .iter()
        .map(|(id, paper)| {
            let href = lang.path(&format!("{base}/{id}"));
            vec![
                html! { a href=(href) { (parts::name(lang, &desk.unit_name(&id.unit), paper)) } },
                parts::state(lang, paper, desk.today()),
                html! { (paper.returned.len()) },
            ]
        })
        .collect();
    table(&t(lang, "mirrors-caption"), &columns, &rows)
}

/// The ways to begin a paper.
fn new(desk: &Desk, papers: &[(PaperId, Paper)]) -> Markup {
    let lang = desk.lang;
    let unit = &desk.staff.unit;
    let last = papers.iter().map(|(id, _)| id.number).max().unwrap_or(0);
    let has_own = papers.iter().any(|(id, _)| id.number == 1);
    let path = |number: u32| lang.path(&format!("{PATH}/{unit}/{number}/write"));
    actions(html! {
        @if !has_own { (link_button(Look::Main, &path(1), &t(lang, "mirror-begin-body"))) }
        (link_button(Look::Second, &path(last.max(1) + 1), &t(lang, "mirror-begin-office")))
    })
}

/// `GET /staff/mirrors/{unit}/{number}`
pub(super) async fn one(desk: Desk, Path((unit, of)): Path<(String, String)>) -> Answer {
    let reading = read(&desk, &unit, &of).await?;
    if reading.paper.version == 0 {
        return Err(Failure::NotFound);
    }
    let lang = desk.lang;
    let title = parts::name(lang, &desk.unit_name(&reading.id.unit), &reading.paper);
    let body = html! {
        h1 { (title) }
        p { (parts::state(lang, &reading.paper, desk.today())) }
        (evidence::last_return(&desk, &reading))
        (buttons(&desk, &reading))
        (evidence::figures(&desk, &reading))
        (parts::columns(lang, &desk.campaign, &reading.content, |answer| evidence::lacks(&desk, answer)))
        (documents::links(lang, |format| format!("/staff/documents/mirrors/{}/{format}", reading.id)))
        @if desk.staff.may(Right::Supervise) {
            (evidence::versions(lang, &reading))
            (evidence::copies(&desk, &desk.service.paper_copies(&desk.campaign, &desk.staff, &reading.id).await?).await?)
        }
    };
    let sheet = Sheet {
        title: &title,
        active: PATH,
        crumbs: vec![(PATH.to_owned(), t(lang, "staff-mirrors-title"))],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

/// The paper as whoever is at the desk may read it.
pub(super) async fn read(desk: &Desk, unit: &str, of: &str) -> Result<Reading, Failure> {
    let id = paper_id(unit, of)?;
    if !desk.may_write() && !desk.staff.may(Right::Supervise) {
        return Err(ServiceError::Forbidden.into());
    }
    Ok(desk
        .service
        .read_paper(&desk.campaign, &desk.staff, &id)
        .await?)
}

/// What can be done with the paper now.
fn buttons(desk: &Desk, reading: &Reading) -> Markup {
    let lang = desk.lang;
    let acts: &[&str] = match (desk.may_write(), reading.paper.stage) {
        (true, Stage::Draft | Stage::Returned) => &["write"],
        (true, Stage::Accepted) => &["publish", "reply"],
        (false, Stage::Submitted) => &["accept", "return"],
        _ => &[],
    };
    let path = |act: &str| lang.path(&format!("{PATH}/{}/{act}", reading.id));
    html! {
        @if !acts.is_empty() {
            (actions(html! {
                @for (at, act) in acts.iter().enumerate() {
                    @let look = if at == 0 { Look::Main } else { Look::Second };
                    (link_button(look, &path(act), &t_code(lang, "act-mirror", act)))
                }
            }))
        }
    }
}
