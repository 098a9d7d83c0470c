//! Proposals: groups of waiting opinions that seem to be about one thing. The machine
//! proposes; the office says which opinions belong together and what the problem is called.

pub(super) mod one;

use super::desk::{Answer, Desk, Sheet};
use crate::component::{empty_state, words};
use crate::i18n::{t, t_args};
use massline_service::Right;
use maud::html;

/// Proposals shown at once, the strongest first.
const SHOWN: usize = 30;
/// A single voice is no group.
const LEAST: usize = 2;

/// `GET /staff/proposals`
pub(super) async fn list(desk: Desk) -> Answer {
    desk.must(Right::SortOpinions)?;
    let lang = desk.lang;
    let mut proposals = desk.service.proposals(&desk.campaign, &desk.staff).await?;
    proposals.retain(|proposal| proposal.opinions.len() >= LEAST);
    let title = t(lang, "proposals-title");
    let body = html! {
        h1 { (title) }
        p { (t(lang, "proposals-why")) }
        @if proposals.is_empty() {
            (empty_state(&t(lang, "proposals-empty"), None))
        } @else {
            ul .cards {
                @for proposal in proposals.iter().take(SHOWN) {
                    @if let Some(first) = proposal.opinions.first() {
                        li .card {
                            h2 { a href=(lang.path(&format!("/staff/proposals/{first}"))) { (words(lang, &proposal.language, &proposal.title)) } }
                            p { (t_args(lang, "voices-count", &[("n", proposal.opinions.len().into())])) }
                            p .meta { (words(lang, &proposal.language, &proposal.keywords.join(" · "))) }
                        }
                    }
                }
            }
            @if proposals.len() > SHOWN {
                p .soft { (t_args(lang, "proposals-more", &[("n", (proposals.len() - SHOWN).into())])) }
            }
        }
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/inbox",
        crumbs: vec![("/staff/inbox".to_owned(), t(lang, "inbox-title"))],
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}
