//! The navigation of the public pages and of the staff's.

use crate::i18n::{Lang, t, t_code};
use maud::{Markup, html};

/// One link of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// The path without the language: `/problems`.
    pub path: &'static str,
    /// The label in the page's language.
    pub label: String,
    /// How many things wait there, if that is worth a figure.
    pub waiting: Option<u64>,
    /// Whether it is the thing most people come for.
    pub first: bool,
}

/// Paths and text keys of the public navigation; the first is what people come for.
const PUBLIC: [(&str, &str); 6] = [
    ("/speak", "speak"),
    ("/follow", "follow"),
    ("/problems", "problems"),
    ("/consultations", "consultations"),
    ("/units", "units"),
    ("/log", "log"),
];

/// Paths, text keys and the roles that see them.
const STAFF: &[(&str, &str, &[&str])] = &[
    (
        "/staff",
        "desk",
        &["administrator", "office", "supervisor", "unit"],
    ),
    ("/staff/inbox", "inbox", &["office"]),
    ("/staff/problems", "work", &["office", "supervisor", "unit"]),
    (
        "/staff/consultations",
        "consultations",
        &["office", "supervisor"],
    ),
    ("/staff/ledger", "ledger", &["office", "supervisor", "unit"]),
    (
        "/staff/mirrors",
        "mirrors",
        &["office", "supervisor", "unit"],
    ),
    ("/staff/stages", "stages", &["office", "supervisor", "unit"]),
    ("/staff/disclosures", "disclosures", &["inspector"]),
    ("/staff/users", "users", &["administrator"]),
    ("/staff/units", "staff-units", &["administrator"]),
    (
        "/staff/audit",
        "audit",
        &["administrator", "office", "supervisor"],
    ),
];

/// The navigation of the public pages.
#[must_use]
pub fn public_nav(lang: Lang) -> Vec<NavItem> {
    PUBLIC
        .iter()
        .enumerate()
        .map(|(place, (path, key))| NavItem {
            path,
            label: t_code(lang, "nav-to", key),
            waiting: None,
            first: place == 0,
        })
        .collect()
}

/// The navigation of the staff's pages for a role's code, and back to the public ones.
/// `waiting` are figures to show beside a path.
#[must_use]
pub fn staff_nav(lang: Lang, role: &str, waiting: &[(&str, u64)]) -> Vec<NavItem> {
    let mut items: Vec<NavItem> = STAFF
        .iter()
        .filter(|(_, _, roles)| roles.contains(&role))
        .map(|(path, key, _)| NavItem {
            path,
            label: t_code(lang, "nav-to", key),
            waiting: waiting
                .iter()
                .find(|(at, _)| at == path)
                .map(|(_, count)| *count),
            first: false,
        })
        .collect();
    items.push(NavItem {
        path: "/",
        label: t(lang, "nav-public"),
        waiting: None,
        first: false,
    });
    items
}

pub(super) fn items(lang: Lang, items: &[NavItem], active: Option<&str>) -> Markup {
    html! {
        ul {
            @for item in items {
                li .first[item.first] {
                    a href=(lang.path(item.path)) aria-current=[(active == Some(item.path)).then_some("page")] {
                        (item.label)
                        @if let Some(count) = item.waiting.filter(|count| *count > 0) {
                            " " span .note { (crate::i18n::count(count)) }
                        }
                    }
                }
            }
        }
    }
}
