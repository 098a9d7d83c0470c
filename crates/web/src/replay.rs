//! A form that is sent twice (a double tap, a reload) must not speak twice. For ten minutes
//! the answer to the first is remembered, in memory only, under the form's random key.

use massline_service::speak::Receipt;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

const REMEMBERED: Duration = Duration::from_secs(600);
/// Most receipts remembered; beyond it the oldest go first.
const MOST: usize = 10_000;

type Slot = Arc<tokio::sync::Mutex<Option<Receipt>>>;

/// Receipts of the last ten minutes, by the random key of their form.
#[derive(Default)]
pub(crate) struct Replays(Mutex<HashMap<String, (Instant, Slot)>>);

impl Replays {
    /// The place of a form that was sent before, if it was.
    pub(crate) fn known(&self, form_key: &str) -> Option<Slot> {
        let slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, slot) = slots.get(form_key)?;
        (since.elapsed() < REMEMBERED).then(|| slot.clone())
    }

    /// The place for the receipt of this form. Whoever holds its lock is the only one who
    /// acts for the form; the others wait and find the receipt.
    pub(crate) fn slot(&self, form_key: &str) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slots.retain(|_, (since, _)| since.elapsed() < REMEMBERED);
        if slots.len() >= MOST
            && let Some(oldest) = slots
                .iter()
                .min_by_key(|(_, (since, _))| *since)
                .map(|(key, _)| key.clone())
        {
            slots.remove(&oldest);
        }
        let (_, slot) = slots
            .entry(form_key.to_owned())
            .or_insert_with(|| (Instant::now(), Slot::default()));
        slot.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_form_has_one_place_for_ten_minutes() {
        tokio::time::pause();
        let replays = Replays::default();
        let first = replays.slot("a");
        assert!(Arc::ptr_eq(&first, &replays.slot("a")));
        assert!(!Arc::ptr_eq(&first, &replays.slot("b")));
        assert!(replays.known("c").is_none());
        assert!(Arc::ptr_eq(&first, &replays.known("a").unwrap()));
        tokio::time::advance(REMEMBERED).await;
        assert!(!Arc::ptr_eq(&first, &replays.slot("a")));
    }

    #[tokio::test]
    async fn no_more_than_so_many_are_kept() {
        let replays = Replays::default();
        for form in 0..MOST + 5 {
            replays.slot(&form.to_string());
        }
        assert_eq!(replays.0.lock().unwrap().len(), MOST);
    }
}
