//! Units, for administrators: the tree of bodies, by the charter's classes.

pub(super) mod change;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{Column, Kind, Look, actions, link_button, table};
use crate::i18n::{t, t_code};
use massline_domain::id::UnitCode;
use massline_service::Right;
use massline_service::rows::UnitRow;
use maud::{Markup, html};

/// The list's path.
pub(super) const PATH: &str = "/staff/units";

/// `GET /staff/units`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::ManageUsers)?;
    let lang = desk.lang;
    let title = t(lang, "bodies-title");
    let columns =
        ["unit", "class", "code"].map(|name| Column::new(Kind::Text, t_code(lang, "ask", name)));
    let mut rows = Vec::new();
    below(&desk, None, 0, &mut rows);
    let body = html! {
        h1 { (title) }
        (actions(link_button(Look::Main, &lang.path("/staff/units/new"), &t(lang, "bodies-add"))))
        (table(&t(lang, "bodies-caption"), &columns, &rows))
    };
    Ok(desk.page(
        &Sheet {
            title: &title,
            active: PATH,
            wide: true,
            ..Sheet::default()
        },
        body,
    ))
}

/// The units under one, each followed by those under it. The store keeps the tree free of
/// cycles; the bound is for damaged data.
fn below(desk: &Desk, above: Option<&UnitCode>, depth: usize, rows: &mut Vec<Vec<Markup>>) {
    const DEEPEST: usize = 30;
    if depth > DEEPEST {
        return;
    }
    for unit in desk.units.iter().filter(|row| row.parent.as_ref() == above) {
        rows.push(row(desk, unit, depth));
        below(desk, Some(&unit.unit), depth + 1, rows);
    }
}

fn row(desk: &Desk, unit: &UnitRow, depth: usize) -> Vec<Markup> {
    let lang = desk.lang;
    let class = desk
        .campaign
        .charter
        .classes
        .iter()
        .find(|class| class.id == unit.class);
    let class = class.map_or(unit.class.as_str(), |class| {
        lang.pick(&class.name.zh, &class.name.en)
    });
    vec![
        html! {
            @for _ in 0..depth { span .level aria-hidden="true" { "·" } }
            a href=(lang.path(&format!("{PATH}/{}/rename", unit.unit))) { (lang.pick(&unit.name.zh, &unit.name.en)) }
        },
        html! { (class) },
        html! { code { (unit.unit) } },
    ]
}
