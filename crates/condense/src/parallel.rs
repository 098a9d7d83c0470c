//! Sharing work between the processor's cores. Each piece of work is done by itself, so what
//! comes out does not depend on how many there are.

use std::sync::Mutex;

use crate::settings::Settings;

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
