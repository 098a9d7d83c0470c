//! Commitments at the desk: a unit makes, moves and tells its own; a team looks at those of the
//! units it reads.

pub(super) mod act;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{Look, actions, empty_state, link_button, told};
use crate::i18n::{t, t_args, t_code};
use crate::pages::commitment::{View, rows};
use massline_domain::commitment::Commitment;
use massline_domain::context::Role;
use massline_domain::id::CommitmentId;
use massline_service::Right;
use massline_service::commitment::TakenOn;
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/commitments";

/// `GET /staff/commitments`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let title = t(lang, "commitments-title");
    let mut all = desk.service.commitments(&desk.campaign).await?;
    let mut taken = Vec::new();
    match desk.staff.role {
        Role::Unit => {
            all.retain(|(_, one)| one.unit.as_ref() == Some(&desk.staff.unit));
            taken = desk
                .service
                .taken_on(&desk.campaign, &desk.staff.unit)
                .await?;
        }
        Role::Supervisor => {
            let read = desk.service.units_read(&desk.campaign, &desk.staff).await?;
            all.retain(|(_, one)| one.unit.as_ref().is_some_and(|unit| read.contains(unit)));
        }
        _ => {}
    }
    let to = |path: &str| lang.path(path);
    let acts = |id: CommitmentId, one: &Commitment| links(&desk, id, one);
    let view = View {
        lang,
        charter: &desk.campaign.charter,
        units: &desk.units,
        today: desk.today(),
        to: &to,
        acts: &acts,
    };
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "staff-commitments-lead", desk.staff.role.code())) }
        (from_sessions(&desk, &taken))
        @if all.is_empty() { (empty_state(&t(lang, "commitments-none"), None)) }
        @else { (rows(&view, &title, &all)) }
        @if desk.staff.may(Right::WorkForUnit) {
            (actions(html! {
                (link_button(Look::Main, &lang.path(&format!("{PATH}/new")), &t(lang, "act-commitment-new")))
                (link_button(Look::Second, &lang.path(&format!("{PATH}/at-once")), &t(lang, "act-commitment-at-once")))
            }))
        }
        p { a href=(lang.path("/commitments")) { (t(lang, "commitments-to-public")) } }
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

/// What was taken on in sessions and is no commitment yet: one button each.
fn from_sessions(desk: &Desk, taken: &[TakenOn]) -> Markup {
    let lang = desk.lang;
    html! {
        @if !taken.is_empty() {
            h2 { (t(lang, "commitments-taken-on")) }
            ul .plain {
                @for one in taken {
                    @let path = format!("{PATH}/new?session={}&number={}", one.session, one.number);
                    li {
                        p .small.soft { (t_args(lang, "commitments-taken-by", &[("office", one.office.clone().into())])) }
                        (told(lang, &one.words))
                        p { a href=(lang.path(&path)) { (t(lang, "commitments-make-of-it")) } }
                    }
                }
            }
        }
    }
}

fn links(desk: &Desk, id: CommitmentId, one: &Commitment) -> Markup {
    let lang = desk.lang;
    let open = one.outcome().is_none();
    let mine = desk.staff.may(Right::WorkForUnit) && one.unit.as_ref() == Some(&desk.staff.unit);
    let acts: &[&str] = match desk.staff.role {
        Role::Unit if mine && open => &["tell", "move"],
        Role::Supervisor if !open => &["look"],
        _ => &[],
    };
    html! {
        @if !acts.is_empty() {
            p .small {
                @for (at, act) in acts.iter().enumerate() {
                    @if at > 0 { " · " }
                    a href=(lang.path(&format!("{PATH}/{}/{act}", id.0))) { (t_code(lang, "act-commitment", act)) }
                }
            }
        }
    }
}
