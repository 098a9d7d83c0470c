//! One thing done on a page of its own: what is now, the questions, one button.

use super::ask::Ask;
use super::desk::{Desk, Sheet};
use super::draft::{Draft, above};
use crate::component::{Look, actions, button, button_with_key, form, form_with_file};
use crate::i18n::{t, t_code};
use axum::response::Response;
use maud::{Markup, html};

/// What one page does. Its title is the text `act-<code>`, what it means `act-why-<code>`,
/// its button `act-do-<code>`.
pub(super) struct Act<'a> {
    pub(super) code: &'a str,
    /// The path it is shown at and sent to.
    pub(super) path: String,
    /// Where one came from, and goes back to.
    pub(super) back: (String, String),
    /// The navigation item it belongs to.
    pub(super) active: &'static str,
    /// What is now.
    pub(super) now: Markup,
    /// The version that is shown.
    pub(super) seen: Option<u64>,
    pub(super) with_file: bool,
    /// Cannot be undone.
    pub(super) grave: bool,
}

impl Desk {
    /// The page of an act, with the questions that `questions` asks.
    pub(super) fn act(
        &self,
        act: &Act<'_>,
        draft: &Draft,
        questions: impl FnOnce(Ask<'_>) -> Markup,
    ) -> Response {
        let lang = self.lang;
        let title = t_code(lang, "act", act.code);
        let look = if act.grave { Look::Grave } else { Look::Main };
        let inside = html! {
            @if let Some(seen) = act.seen { input type="hidden" name="seen" value=(seen); }
            (questions(Ask { lang, draft }))
            (actions(html! {
                (button(look, &t_code(lang, "act-do", act.code)))
                a href=(lang.path(&act.back.0)) { (t(lang, "act-leave")) }
            }))
        };
        let path = lang.path(&act.path);
        let body = html! {
            h1 { (title) }
            (above(lang, draft))
            p { (t_code(lang, "act-why", act.code)) }
            (act.now)
            div #form {
                @if act.with_file { (form_with_file(&path, Some(&self.csrf), inside)) }
                @else { (form(&path, Some(&self.csrf), inside)) }
            }
        };
        let sheet = Sheet {
            title: &title,
            active: act.active,
            crumbs: vec![act.back.clone()],
            wide: false,
            ..Sheet::default()
        };
        self.page_with(&sheet, draft, body)
    }

    /// A form of one button that has a key as well.
    pub(super) fn key_button(
        &self,
        path: &str,
        look: Look,
        label: &str,
        key: &str,
        hidden: Markup,
    ) -> Markup {
        form(
            &self.lang.path(path),
            Some(&self.csrf),
            html! { (hidden) (button_with_key(look, label, key)) },
        )
    }

    /// A form of one button: something that needs no answer.
    pub(super) fn one_button(&self, path: &str, look: Look, label: &str, hidden: Markup) -> Markup {
        form(
            &self.lang.path(path),
            Some(&self.csrf),
            html! { (hidden) (button(look, label)) },
        )
    }
}
