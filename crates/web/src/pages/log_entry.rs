//! One entry of the public log, in words, with the public document it stands for.

use crate::component::{day, facts};
use crate::errors::Failure;
use crate::i18n::{count, t, t_args, t_code};
use crate::request::{Ctx, Page};
use axum::extract::Path;
use axum::response::Response;
use massline_log::entry::{Entry, Kind};
use maud::{Markup, html};

/// What stands where an entry has nothing.
const NOTHING: [u8; 32] = [0; 32];

pub(super) async fn one(ctx: Ctx, Path(index): Path<String>) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let index: u64 = index.parse().map_err(|_| Failure::NotFound)?;
    let size = ctx.log.as_ref().map_or(0, |log| log.size);
    if index >= size {
        return Err(Failure::NotFound);
    }
    let entry = ctx
        .site
        .log_entry(index, size)
        .await
        .ok_or(Failure::NotFound)?;
    let document = match entry.reference {
        NOTHING => None,
        hash => ctx.service().log_document(hash).await.ok(),
    };
    let title = t_args(lang, "log-entry", &[("n", index.into())]);
    let code = kind_code(entry.kind);
    let body = html! {
        h1 { (title) }
        p .lead { (t_code(lang, "log-kind", code)) }
        (facts(&parts(&ctx, &entry)))
        @if let Some(text) = document {
            h2 { (t(lang, "entry-document")) }
            pre tabindex="0" { (indented(&text)) }
        }
        (neighbours(&ctx, index, size))
    };
    let page = Page::new(title.clone()).active("/log");
    Ok(ctx.page(page.crumb("/log", t(lang, "log-title")), body))
}

fn parts(ctx: &Ctx, entry: &Entry) -> Vec<(String, Markup)> {
    let lang = ctx.lang;
    let mut pairs = Vec::new();
    if let Ok(sealed) = i32::try_from(entry.day) {
        pairs.push((t(lang, "entry-day"), day(lang, sealed)));
    }
    let hashes = [
        ("entry-commitment", entry.commitment),
        ("entry-reference", entry.reference),
        ("entry-aux", entry.aux),
    ];
    for (key, hash) in hashes.into_iter().filter(|(_, hash)| *hash != NOTHING) {
        pairs.push((
            t(lang, key),
            html! { code { (massline_log::to_hex(&hash)) } },
        ));
    }
    if entry.count > 0 {
        pairs.push((t(lang, "entry-count"), html! { (count(entry.count)) }));
    }
    pairs
}

fn neighbours(ctx: &Ctx, index: u64, size: u64) -> Markup {
    let lang = ctx.lang;
    let link = |to: u64, key: &str| {
        html! { a .button.second href=(ctx.to(&format!("/log/{to}"))) { (t(lang, key)) } }
    };
    html! {
        nav .pager aria-label=(t(lang, "pager")) {
            p { (t_args(lang, "entry-of", &[("size", size.into())])) }
            div .turn {
                @if index > 0 { (link(index - 1, "entry-before")) }
                @if index + 1 < size { (link(index + 1, "entry-after")) }
            }
        }
    }
}

/// The canonical JSON in lines, for reading; the hash is over the text without them.
fn indented(text: &str) -> String {
    serde_json::from_str::<serde_json::Value>(text)
        .ok()
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .unwrap_or_else(|| text.to_owned())
}

fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Submission => "submission",
        Kind::Disposition => "disposition",
        Kind::Problem => "problem",
        Kind::Dispatch => "dispatch",
        Kind::Reply => "reply",
        Kind::RoundOpen => "round-open",
        Kind::Draw => "draw",
        Kind::Issuance => "issuance",
        Kind::Ballots => "ballots",
        Kind::Tally => "tally",
        Kind::Erasure => "erasure",
        Kind::Key => "key",
        Kind::Policy => "policy",
        Kind::Campaign => "campaign",
        Kind::Balance => "balance",
        Kind::Opened => "opened",
        Kind::Additive(0x90) => "consultation",
        Kind::Additive(_) => "other",
    }
}
