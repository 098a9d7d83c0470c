//! The register at the desk: a unit sets, revises and repeals its own rules.

pub(super) mod act;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{Column, Kind, Look, actions, empty_state, link_button, table};
use crate::i18n::{t, t_code};
use crate::pages::rule;
use massline_domain::context::Role;
use massline_domain::id::RuleId;
use massline_domain::rule::Rule;
use massline_service::Right;
use maud::{Markup, html};

/// Where these pages are.
pub(super) const PATH: &str = "/staff/rules";

/// `GET /staff/rules`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let title = t(lang, "rules-title");
    let mut rules = desk.service.rules(&desk.campaign).await?;
    if desk.staff.role == Role::Unit {
        rules.retain(|(_, rule)| rule.owner.as_ref() == Some(&desk.staff.unit));
    }
    let path = lang.path(&format!("{PATH}/new"));
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "staff-rules-lead", desk.staff.role.code())) }
        @if rules.is_empty() { (empty_state(&t(lang, "rules-none"), None)) }
        @else { (rows(&desk, &rules)) }
        @if desk.staff.may(Right::WorkForUnit) {
            (actions(link_button(Look::Main, &path, &t(lang, "act-rule-new"))))
        }
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

fn rows(desk: &Desk, rules: &[(RuleId, Rule)]) -> Markup {
    let lang = desk.lang;
    let columns = [
        Column::new(Kind::Key, t(lang, "rules-number")),
        Column::new(Kind::Text, t(lang, "rules-name")),
        Column::new(Kind::Text, t(lang, "rules-owner")),
        Column::new(Kind::Text, t(lang, "rules-state")),
    ];
    let row = |(id, rule): &(RuleId, Rule)| {
        let (text, owner) = (rule.text()?, rule.owner.as_ref()?);
        let public = lang.path(&format!("/rules/{}", id.0));
        let act = |act: &str| lang.path(&format!("{PATH}/{}/{act}", id.0));
        let mine = desk.staff.may(Right::WorkForUnit) && rule.repealed.is_none();
        Some(vec![
            html! { (id.0) },
            html! { a href=(public) { (text.title) } },
            html! { (desk.unit_name(owner)) },
            html! {
                (rule::state(lang, rule, desk.today()))
                @if mine {
                    p .small {
                        a href=(act("revise")) { (t(lang, "act-rule-revise")) } " · "
                        a href=(act("repeal")) { (t(lang, "act-rule-repeal")) }
                    }
                }
            },
        ])
    };
    let rows: Vec<Vec<Markup>> = rules.iter().filter_map(row).collect();
    table(&t(lang, "rules-title"), &columns, &rows)
}
