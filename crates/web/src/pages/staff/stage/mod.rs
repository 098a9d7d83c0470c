//! The stages at the desk: a supervision team sees the units it was sent to, a unit its own.

pub(super) mod act;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{Column, Kind, Look, actions, empty_state, link_button, table};
use crate::i18n::{t, t_code};
use crate::pages::names;
use crate::pages::stage::parts::{self, View};
use massline_domain::context::Role;
use massline_service::stage::UnitWay;
use massline_service::{Right, ServiceError};
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/stages";

impl Desk {
    /// What the parts of the public pages need.
    pub(super) fn stage_view(&self) -> View<'_> {
        View {
            lang: self.lang,
            campaign: &self.campaign,
            units: &self.units,
            today: self.today(),
        }
    }
}

/// `GET /staff/stages`
pub(super) async fn show(desk: Desk) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let title = t(lang, "staff-stages-title");
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let inside = match staff.role {
        Role::Supervisor => many(&desk, &desk.service.supervised(campaign, staff).await?),
        Role::Unit => match desk.service.stage_of(campaign, &staff.unit).await {
            Ok((own, _)) => own_stage(&desk, &own),
            Err(ServiceError::NotFound) => empty_state(&t(lang, "stages-not-mine"), None),
            Err(error) => return Err(error.into()),
        },
        _ => many(&desk, &desk.service.stages(campaign).await?),
    };
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "staff-stages-lead", staff.role.code())) }
        (inside)
        p {
            a href=(lang.path("/stages")) { (t(lang, "stages-to-public")) } " · "
            @if desk.staff.may(Right::Supervise) { a href=(lang.path("/staff/spot-checks")) { (t(lang, "checks-title")) } " · " }
            @if desk.staff.may(Right::PlanHearing) { a href=(lang.path("/staff/hearing")) { (t(lang, "act-hearing")) } " · " }
            a href=(lang.path("/staff/study")) { (t(lang, "study-title")) } " · "
            a href=(lang.path("/staff/waves")) { (t(lang, "waves-title")) }
        }
    };
    let sheet = Sheet {
        title: &title,
        active: PATH,
        wide: staff.role != Role::Unit,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn own_stage(desk: &Desk, own: &UnitWay) -> Markup {
    let lang = desk.lang;
    let view = desk.stage_view();
    let path = lang.path(&format!("{PATH}/{}/report", own.unit.unit));
    html! {
        @match own.current(&desk.campaign) {
            Some(current) => {
                (parts::stage(&view, own, current))
                (actions(link_button(Look::Main, &path, &t(lang, "act-stage-report"))))
            }
            None => (empty_state(&t(lang, "stages-all-passed"), None)),
        }
    }
}

fn many(desk: &Desk, ways: &[UnitWay]) -> Markup {
    let lang = desk.lang;
    let view = desk.stage_view();
    let columns = [
        Column::new(Kind::Text, t(lang, "stages-unit")),
        Column::new(Kind::Text, t(lang, "stages-now")),
        Column::new(Kind::Text, t(lang, "stages-what-now")),
    ];
    // What waits for a signature stands first.
    let mut sorted: Vec<&UnitWay> = ways.iter().collect();
    sorted.sort_by_key(|one| !one.is_ready(&desk.campaign));
    let rows: Vec<Vec<Markup>> = sorted
        .iter()
        .map(|one| {
            let href = lang.path(&format!("/stages/{}", one.unit.unit));
            let current = one.current(&desk.campaign);
            vec![
                html! { a href=(href) { (names::pick(lang, &one.unit.name)) } },
                html! { (current.map_or("–", |stage| names::pick(lang, &stage.name))) },
                match current {
                    Some(stage) => html! { (parts::state(&view, one, stage)) (buttons(desk, one)) },
                    None => html! { (t(lang, "stages-all-passed")) },
                },
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { (empty_state(&t(lang, "stages-none-mine"), None)) }
        @else { (table(&t(lang, "stages-caption"), &columns, &rows)) }
    }
}

fn buttons(desk: &Desk, one: &UnitWay) -> Markup {
    let lang = desk.lang;
    if !desk.staff.may(Right::Supervise) {
        return html! {};
    }
    let path = |act: &str| lang.path(&format!("{PATH}/{}/{act}", one.unit.unit));
    html! {
        p .small {
            @if one.is_ready(&desk.campaign) { a href=(path("sign")) { (t(lang, "act-stage-sign")) } " · " }
            a href=(path("postpone")) { (t(lang, "act-stage-postpone")) } " · "
            a href=(lang.path(&format!("/staff/copies/{}", one.unit.unit))) { (t(lang, "copies-link")) }
        }
    }
}
