//! Why each voice is in its problem, for the office. A unit never sees it: the words of single
//! voices could tell who spoke.

use super::super::desk::Desk;
use crate::errors::Failure;
use crate::i18n::{t, t_args};
use massline_domain::id::ProblemId;
use massline_service::Right;
use massline_service::ties::Tied;
use maud::{Markup, html};

/// The latest voices with what ties them; nothing for whoever may not read opinions.
pub(super) async fn ties(desk: &Desk, problem: ProblemId) -> Result<Markup, Failure> {
    if !desk.staff.may(Right::SortOpinions) {
        return Ok(html! {});
    }
    let service = &desk.service;
    let tied = service.ties(&desk.campaign, &desk.staff, problem).await?;
    Ok(html! {
        @if !tied.is_empty() {
            details .ties {
                summary { (t(desk.lang, "ties-title")) }
                p .soft { (t_args(desk.lang, "ties-how", &[("n", tied.len().into())])) }
                ul { @for one in &tied { li { (line(desk, one)) } } }
            }
        }
    })
}

fn line(desk: &Desk, one: &Tied) -> Markup {
    let lang = desk.lang;
    let list = |words: &[String]| words.join(lang.pick("、", ", "));
    let why = |key: &str, words: &[String]| t_args(lang, key, &[("words", list(words).into())]);
    html! {
        a href=(lang.path(&format!("/staff/inbox/{}", one.opinion))) { (one.beginning) }
        p .soft.small {
            @if one.words.is_empty() && one.places.is_empty() { (t(lang, "ties-nothing")) }
            @if !one.words.is_empty() { (why("ties-words", &one.words)) " " }
            @if !one.places.is_empty() { (why("ties-places", &one.places)) }
        }
    }
}
