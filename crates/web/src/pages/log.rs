//! About the public log: what it is in plain words, its state, and how anybody checks it.

use super::front::books;
use crate::component::{day, facts};
use crate::errors::Failure;
use crate::i18n::{count, t, t_args};
use crate::request::{Ctx, Page};
use crate::site::checkpoint_of;
use axum::response::Response;
use maud::{Markup, html};

pub(super) async fn about(ctx: Ctx) -> Result<Response, Failure> {
    let lang = ctx.lang;
    let figures = ctx.service().figures(&ctx.campaign).await?;
    let note = ctx.service().checkpoint().await?;
    let title = t(lang, "log-title");
    let body = html! {
        h1 { (title) }
        p .lead { (t(lang, "log-lead")) }
        h2 { (t(lang, "log-plain")) }
        p { (t(lang, "log-plain-chain")) }
        p { (t(lang, "log-plain-receipt")) }
        p { (t(lang, "log-plain-secret")) }
        p { (t(lang, "log-plain-limits")) }
        (books(lang, &figures))
        (state(&ctx, note.as_deref()))
        (how_to_verify(&ctx))
        (for_machines(&ctx))
    };
    Ok(ctx.page(Page::new(title.clone()).active("/log"), body))
}

fn state(ctx: &Ctx, note: Option<&str>) -> Markup {
    let lang = ctx.lang;
    let (log_key, promise_key) = ctx.service().verifier_keys();
    let mut pairs = vec![(
        t(lang, "log-origin"),
        html! { code { (ctx.service().origin()) } },
    )];
    if let (Some(checkpoint), Some(state)) = (note.and_then(checkpoint_of), &ctx.log) {
        let root = massline_log::to_hex(&checkpoint.root);
        let last = format!("/log/{}", checkpoint.size.saturating_sub(1));
        pairs.push((
            t(lang, "log-size"),
            html! {
                (count(checkpoint.size)) " · " a href=(ctx.to(&last)) { (t(lang, "log-last")) }
            },
        ));
        pairs.push((t(lang, "log-root"), html! { code { (root) } }));
        pairs.push((t(lang, "log-day"), day(lang, state.day)));
    } else {
        pairs.push((t(lang, "log-size"), html! { (t(lang, "log-empty")) }));
    }
    pairs.push((t(lang, "log-key"), html! { code { (log_key) } }));
    pairs.push((t(lang, "log-promise-key"), html! { code { (promise_key) } }));
    html! {
        h2 #state { (t(lang, "log-state")) }
        (facts(&pairs))
        @if let Some(note) = note {
            details { summary { (t(lang, "log-checkpoint")) } pre tabindex="0" { (note) } }
        }
    }
}

fn how_to_verify(ctx: &Ctx) -> Markup {
    let lang = ctx.lang;
    let keys = format!("{}/log/vkey", ctx.base);
    html! {
        h2 #verify { (t(lang, "verify-title")) }
        p { (t(lang, "verify-why")) }
        ol {
            li { (t(lang, "verify-get-file")) " " a href=(ctx.to("/follow")) { (t(lang, "front-follow")) } }
            li {
                (t(lang, "verify-with-program"))
                pre tabindex="0" { "massline verify RECEIPT.json --vkey \"$(curl -s " (keys) " | head -1)\"" }
            }
            li {
                (t(lang, "verify-with-python")) " " a href="/log/verify.py" { "verify.py" }
                pre tabindex="0" { "python3 verify.py receipt RECEIPT.json" }
            }
        }
        p { (t(lang, "verify-says")) }
        p .soft { (t_args(lang, "verify-key", &[("address", keys.as_str().into())])) }
    }
}

fn for_machines(ctx: &Ctx) -> Markup {
    let lang = ctx.lang;
    let lines = [
        ("/log/checkpoint", "machine-checkpoint"),
        ("/log/vkey", "machine-vkey"),
        ("/log/tile/<L>/<N>[.p/<W>]", "machine-tile"),
        ("/log/tile/entries/<N>[.p/<W>]", "machine-entries"),
        ("/log/doc/<sha-256>", "machine-doc"),
    ];
    let pairs: Vec<(String, Markup)> = lines
        .iter()
        .map(|(path, key)| ((*path).to_owned(), html! { (t(lang, key)) }))
        .collect();
    html! {
        h2 #machines { (t(lang, "machine-title")) }
        p { (t(lang, "machine-lead")) }
        (facts(&pairs))
    }
}
