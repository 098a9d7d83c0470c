//! Sharing work between the processor's cores. Each piece of work is done by itself, so what
//! comes out does not depend on how many there are.

use std::sync::Mutex;

use crate::settings::Settings;

/// Working memory that threads take and give back, so that it is made once for each.
pub(crate) struct Pool<S>(Mutex<Vec<S>>);

impl<S> Pool<S> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// Does `work` with what another has given back, else with what `make` makes.
    pub(crate) fn with(&self, make: impl FnOnce() -> S, work: impl FnOnce(&mut S)) {
        let kept = self.0.lock().ok().and_then(|mut kept| kept.pop());
        let mut state = kept.unwrap_or_else(make);
        work(&mut state);
        if let Ok(mut kept) = self.0.lock() {
            kept.push(state);
        }
    }
}

/// Does `work` for every item, each on the next thread that is free.
pub(crate) fn in_parallel<T: Send>(
    items: impl Iterator<Item = T> + Send,
    settings: &Settings,
    work: impl Fn(T) + Sync,
) {
    let waiting = Mutex::new(items);
    let next = || match waiting.lock() {
        Ok(mut waiting) => waiting.next(),
        // Another thread panicked; what it left cannot be used.
        Err(_) => None,
    };
    std::thread::scope(|scope| {
        for _ in 1..settings.workers() {
            scope.spawn(|| {
                while let Some(item) = next() {
                    work(item);
                }
            });
        }
        while let Some(item) = next() {
            work(item);
        }
    });
}
