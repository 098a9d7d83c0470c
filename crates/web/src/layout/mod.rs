//! The frame around each page: masthead, navigation, flash, crumbs, colophon.

mod colophon;
mod nav;

pub use colophon::LogState;
pub use nav::{NavItem, public_nav, staff_nav};

use crate::component::{self, Tone};
use crate::i18n::{Lang, t, t_args, t_code};
use crate::style;
use maud::{DOCTYPE, Markup, html};

/// What the frame needs to know about a page.
#[derive(Debug, Clone, Default)]
pub struct PageFrame<'a> {
    /// The language of the page.
    pub lang: Lang,
    /// The campaign's name, or the name of whoever runs the site.
    pub site: &'a str,
    /// The page's title, without the site's name. The page itself brings its one `h1`.
    pub title: &'a str,
    /// The page's path with its query and without the language: `/problems?page=2`.
    pub path: &'a str,
    /// The navigation: [`public_nav`] or [`staff_nav`].
    pub nav: Vec<NavItem>,
    /// The path of the navigation item that this page belongs to.
    pub active: Option<&'a str>,
    /// The ways up from this page: path and label of each, nearest last.
    pub crumbs: Vec<(String, String)>,
    /// Who is signed in.
    pub signed_in: Option<SignedIn<'a>>,
    /// Tables and lists use the whole width; texts and forms keep to a line's measure.
    pub wide: bool,
    /// What the last action did.
    pub flash: Option<Flash>,
    /// The state of the public log, for the colophon.
    pub log: Option<LogState>,
    /// Whether something went wrong with a form on this page; the title says so.
    pub has_errors: bool,
    /// The script that the page may run, if any.
    pub script: Option<&'static style::Asset>,
}

/// Who is signed in, for the masthead.
#[derive(Debug, Clone, Copy)]
pub struct SignedIn<'a> {
    /// The account's name.
    pub name: &'a str,
    /// The role's code: `administrator`, `office`, `supervisor`, `unit`.
    pub role: &'a str,
    /// The unit's name, if any.
    pub unit: Option<&'a str>,
    /// The token that the sign-out form carries.
    pub csrf: &'a str,
}

/// A line about what the last action did, shown once.
#[derive(Debug, Clone)]
pub struct Flash {
    /// How it is meant.
    pub tone: Tone,
    /// The text, in the page's language.
    pub text: String,
}

/// A whole page. `body` brings the one `h1`.
#[must_use]
pub fn page(frame: &PageFrame<'_>, body: Markup) -> Markup {
    let lang = frame.lang;
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            (head(frame))
            body {
                a .skip href="#main" { (t(lang, "skip-to-content")) }
                (masthead(frame))
                @if !frame.crumbs.is_empty() { (component::crumbs(lang, &frame.crumbs)) }
                @if let Some(flash) = &frame.flash {
                    div .flash role="status" { (component::notice(flash.tone, None, html! { p { (flash.text) } })) }
                }
                main #main .narrow[!frame.wide] tabindex="-1" { (body) }
                (colophon::colophon(lang, frame.log.as_ref()))
            }
        }
    }
}

fn head(frame: &PageFrame<'_>) -> Markup {
    let lang = frame.lang;
    let other = other(lang);
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="same-origin";
            title {
                @if frame.has_errors { (t(lang, "error-in-title")) " " }
                @if frame.title == frame.site { (frame.site) } @else { (frame.title) " – " (frame.site) }
            }
            @if let Some(script) = frame.script { script src=(script.path) defer {} }
            link rel="stylesheet" href=(style::style().path);
            link rel="icon" type="image/svg+xml" href=(style::mark().path);
            link rel="alternate" hreflang=(other.tag()) href=(other.path(frame.path));
        }
    }
}

fn masthead(frame: &PageFrame<'_>) -> Markup {
    let lang = frame.lang;
    html! {
        header .masthead {
            div .brand-row {
                a .brand href=(lang.path("/")) { (component::mark()) span { (frame.site) } }
                @if let Some(who) = &frame.signed_in { (signed_in(lang, who)) }
                nav aria-label=(t(lang, "nav-languages")) { (languages(lang, frame.path)) }
            }
            p .print-head { (frame.title) " · " (t_args(lang, "print-address", &[("path", lang.path(frame.path).into())])) }
            @if !frame.nav.is_empty() {
                nav .nav aria-label=(t(lang, "nav-main")) { (nav::items(lang, &frame.nav, frame.active)) }
            }
        }
    }
}

fn signed_in(lang: Lang, who: &SignedIn<'_>) -> Markup {
    html! {
        div .who {
            span {
                b { (who.name) } " · " (t_code(lang, "role", who.role))
                @if let Some(unit) = who.unit { " · " (unit) }
            }
            (component::form(&lang.path("/staff/sign-out"), Some(who.csrf), component::button(component::Look::Plain, &t(lang, "sign-out"))))
        }
    }
}

/// The same page in the other language, a plain link.
fn languages(lang: Lang, path: &str) -> Markup {
    html! {
        ul .langs {
            @for each in Lang::ALL {
                li lang=(each.tag()) {
                    @if each == lang { span aria-current="true" { (each.own_name()) } }
                    @else { a href=(each.path(path)) hreflang=(each.tag()) { (each.own_name()) } }
                }
            }
        }
    }
}

fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    }
}
