//! Treatments at the desk: the unit, the teams that read it and the office see the words.

pub(super) mod act;

use super::desk::{Answer, Desk, Sheet};
use super::sent::number;
use crate::component::told;
use crate::component::{Column, Kind, Look, actions, day, empty_state, facts, link_button, table};
use crate::i18n::{t, t_args, t_code};
use crate::pages::treatment::{grade, grounds, state};
use axum::extract::Path;
use massline_domain::context::Role;
use massline_domain::id::TreatmentId;
use massline_domain::treatment::Treatment;
use massline_service::Right;
use massline_service::treatment::Treated;
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/treatments";

/// `GET /staff/treatments`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let title = t(lang, "treatments-title");
    let mut all = desk.service.treatments(&desk.campaign).await?;
    let staff = &desk.staff;
    match staff.role {
        Role::Unit => all.retain(|(_, one)| one.unit.as_ref() == Some(&staff.unit)),
        Role::Supervisor => {
            let read = desk.service.units_read(&desk.campaign, staff).await?;
            all.retain(|(_, one)| one.unit.as_ref().is_some_and(|unit| read.contains(unit)));
        }
        // Of its own body the office knows no more than everyone.
        _ => all.retain(|(_, one)| one.unit.as_ref() != Some(&staff.unit)),
    }
    let new = lang.path(&format!("{PATH}/new"));
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "staff-treatments-lead", staff.role.code())) }
        @if all.is_empty() { (empty_state(&t(lang, "treatments-none"), None)) }
        @else { (rows(&desk, &all)) }
        @if staff.may(Right::Treat) && !desk.campaign.charter.treatments.is_empty() {
            (actions(link_button(Look::Main, &new, &t(lang, "act-treatment-new"))))
        }
        p { a href=(lang.path("/treatments")) { (t(lang, "treatments-to-public")) } }
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/ledger",
        crumbs: vec![("/staff/ledger".to_owned(), t(lang, "ledger-title"))],
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn rows(desk: &Desk, all: &[(TreatmentId, Treatment)]) -> Markup {
    let lang = desk.lang;
    let columns = [
        Column::new(Kind::Text, t(lang, "treatments-which")),
        Column::new(Kind::Text, t(lang, "treatments-unit")),
        Column::new(Kind::Text, t(lang, "treatments-state")),
        Column::new(Kind::Day, t(lang, "treatment-proposed")),
    ];
    let row = |(id, one): &(TreatmentId, Treatment)| {
        let href = lang.path(&format!("{PATH}/{}", id.0));
        let name = t_args(lang, "treatment-name", &[("n", id.0.into())]);
        Some(vec![
            html! { a href=(href) { (name) } },
            html! { (desk.unit_name(one.unit.as_ref()?)) },
            state(lang, one, desk.today()),
            day(lang, one.proposed.0),
        ])
    };
    let rows: Vec<Vec<Markup>> = all.iter().filter_map(row).collect();
    table(&t(lang, "treatments-title"), &columns, &rows)
}

/// `GET /staff/treatments/{treatment}`
pub(super) async fn one(desk: Desk, Path(treatment): Path<String>) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let id = TreatmentId(number(&treatment)?);
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    let found = desk.service.read_treatment(campaign, staff, id).await?;
    let title = t_args(lang, "treatment-name", &[("n", id.0.into())]);
    let body = html! {
        h1 { (title) }
        p { (state(lang, &found.state, desk.today())) }
        (words(&desk, &found))
        (ways(&desk, &found))
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/ledger",
        crumbs: vec![(PATH.to_owned(), t(lang, "treatments-title"))],
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

/// Everything that was written, in order.
pub(super) fn words(desk: &Desk, found: &Treated) -> Markup {
    let lang = desk.lang;
    let charter = &desk.campaign.charter;
    let unit = found.state.unit.as_ref().map(|unit| desk.unit_name(unit));
    let mut pairs = vec![(
        t(lang, "treatments-unit"),
        html! { (unit.unwrap_or_default()) },
    )];
    let to = |path: &str| lang.path(path);
    pairs.extend(grounds(lang, charter, &found.grounds, &to));
    let until = day(lang, found.state.reply_until.0);
    pairs.push((
        t(lang, "treatment-reply"),
        match &found.reply {
            Some(reply) => told(lang, reply),
            None => html! { span .soft { (t(lang, "treatment-reply-until")) " " (until) } },
        },
    ));
    if let Some(decision) = &found.decision {
        let stands = decision.grade.as_deref();
        let stands = stands.map_or_else(
            || t_code(lang, "treatment-state", "dropped"),
            |code| grade(lang, charter, code),
        );
        let words = html! { b { (stands) } (told(lang, &decision.words)) };
        pairs.push((t(lang, "treatment-decision"), words));
    }
    if let Some(due) = found.state.due {
        pairs.push((t(lang, "treatment-due"), day(lang, due.0)));
    }
    if let Some(done) = &found.done {
        pairs.push((t(lang, "treatment-done"), told(lang, done)));
    }
    facts(&pairs)
}

fn ways(desk: &Desk, found: &Treated) -> Markup {
    let lang = desk.lang;
    let path = |act: &str| lang.path(&format!("{PATH}/{}/{act}", found.id.0));
    let button =
        |act: &str| link_button(Look::Main, &path(act), &t_code(lang, "act-treatment", act));
    let waits = found.state.is_open() && desk.staff.may(Right::Treat);
    html! {
        @if found.may_reply(&desk.staff) { (actions(button("reply"))) }
        @if found.may_carry_out(&desk.staff) { (actions(button("carry-out"))) }
        @if found.may_decide(&desk.staff, desk.today()) { (actions(button("decide"))) }
        @else if waits && found.own_proposal { p .soft { (t(lang, "treatment-another-decides")) } }
    }
}
