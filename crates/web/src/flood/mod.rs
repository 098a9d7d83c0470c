//! Floods. When more is said than people say, forms ask the browser for a proof of work before
//! they are sent: some seconds of a telephone, which nobody notices who types, and too much for
//! who would send thousands. Who runs no scripts waits in a line instead, which costs nothing but
//! time. Everything is in memory and says nothing of anybody; a proof and a place are used once.

mod line;
mod work;

use crate::component::{Tone, notice};
use crate::form_data::FormData;
use crate::i18n::{Lang, t, t_args};
use crate::site::random;
use crate::token::keyed;
use hmac::Mac;
use maud::{Markup, html};
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::time::Instant;

/// Seconds over which voices are counted.
const WINDOW: u64 = 600;
/// Voices in a window from which on forms ask, where the operator says nothing: one a second.
pub(crate) const AFTER: u32 = 600;
/// Most proofs and places that are remembered as used.
const MOST: usize = 100_000;

/// The state of the door.
pub(crate) struct Flood {
    key: [u8; 32],
    since: Instant,
    after: usize,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// Seconds in which the last voices came, as many as are counted.
    voices: VecDeque<u64>,
    /// What is used up, and the second until which it must be remembered.
    used: HashMap<[u8; 16], u64>,
    /// The last second that a place in the line was given for.
    last: u64,
}

/// Whether a form goes through.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// It does. What was paid is given back where nothing comes of it.
    Open(Option<Paid>),
    /// Not yet.
    Wait(Wait),
}

/// A proof or a place that was used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Paid([u8; 16]);

/// How long to wait, and with what to come again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wait {
    /// The place in the line; empty where the line is full.
    pub(crate) place: String,
    /// Seconds until it is good.
    pub(crate) seconds: u64,
}

impl Wait {
    /// What to do, for whoever has to wait: nothing is lost.
    pub(crate) fn notice(&self, lang: Lang) -> Markup {
        let text = if self.place.is_empty() {
            t(lang, "flood-full")
        } else {
            t_args(lang, "flood-wait", &[("seconds", self.seconds.into())])
        };
        notice(
            Tone::Careful,
            Some(&t(lang, "flood-title")),
            html! { p { (text) } },
        )
    }
}

impl Flood {
    /// Asks from so many voices in ten minutes on.
    pub(crate) fn new(key: [u8; 32], after: u32) -> Self {
        Self {
            key,
            since: Instant::now(),
            after: after as usize,
            held: Mutex::default(),
        }
    }

    /// Somebody wants to say something.
    pub(crate) fn count(&self) {
        let now = self.now();
        let mut held = self.held();
        held.voices.push_back(now);
        while held.voices.len() > self.after {
            held.voices.pop_front();
        }
    }

    /// Whether forms ask for something now.
    pub(crate) fn asks(&self) -> bool {
        let now = self.now();
        let held = self.held();
        let full = held.voices.len() >= self.after;
        full && held.voices.front().is_none_or(|first| now - first < WINDOW)
    }

    /// Whether this form goes through now.
    pub(crate) fn admit(&self, form: &FormData) -> Admission {
        if !self.asks() {
            return Admission::Open(None);
        }
        if let Some(paid) = self.worked(form.text("work")) {
            return Admission::Open(Some(paid));
        }
        self.wait_or_enter(form.text("place_in_line"))
    }

    /// Nothing came of it: it can be used again.
    pub(crate) fn give_back(&self, paid: Paid) {
        self.held().used.remove(&paid.0);
    }

    /// The hidden fields of a form, and a word about what happens; nothing while there is no
    /// flood. `wait` is what the form was answered with.
    pub(crate) fn fields(&self, lang: Lang, wait: Option<&Wait>) -> Markup {
        html! {
            @if self.asks() {
                input type="hidden" name="work" value="" data-work=(self.challenge()) data-bits=(work::BITS);
                @if let Some(wait) = wait { input type="hidden" name="place_in_line" value=(wait.place); }
                p .soft.small { (t(lang, "flood-what")) }
                p hidden data-working role="status" { (t(lang, "flood-working")) }
            }
        }
    }

    /// Uses a nonce up, unless it was used before.
    fn spend(&self, nonce: [u8; 16], until: u64) -> Option<Paid> {
        let now = self.now();
        let mut held = self.held();
        if held.used.len() >= MOST {
            held.used.retain(|_, until| *until >= now);
        }
        // Rather nobody enters than somebody twice.
        if held.used.len() >= MOST || held.used.contains_key(&nonce) {
            return None;
        }
        held.used.insert(nonce, until);
        Some(Paid(nonce))
    }

    /// `<kind>.<second>.<nonce>.<code>`: nobody else can make one.
    fn signed(&self, kind: &str, second: u64) -> String {
        let nonce = massline_log::to_hex(&random::<16>());
        let text = format!("{kind}.{second}.{nonce}");
        let code = self.code(&text).finalize().into_bytes();
        format!("{text}.{}", massline_log::to_hex(&code[..16]))
    }

    /// Second and nonce of what was signed here.
    fn opened(&self, kind: &str, signed: &str) -> Option<(u64, [u8; 16])> {
        let (text, code) = signed.rsplit_once('.')?;
        let code = massline_log::from_hex(code).filter(|code| code.len() == 16)?;
        self.code(text).verify_truncated_left(&code).ok()?;
        let mut parts = text.split('.');
        let ours = parts.next() == Some(kind);
        let second = parts.next()?.parse().ok()?;
        let nonce = massline_log::from_hex(parts.next()?)?;
        ours.then_some((second, nonce.try_into().ok()?))
    }

    fn code(&self, text: &str) -> hmac::Hmac<sha2::Sha256> {
        let mut code = keyed(&self.key);
        code.update(text.as_bytes());
        code
    }

    fn now(&self) -> u64 {
        self.since.elapsed().as_secs()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
