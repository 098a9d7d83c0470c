//! The same work for many jobs, on all processor cores; results in the order of the jobs.

use crate::parallel::in_parallel;
use crate::settings::Settings;

/// Calls `work` once for each job below `jobs`, and `done` after each.
pub(super) fn for_each<T: Send>(
    jobs: usize,
    work: impl Fn(usize) -> T + Sync,
    done: &(dyn Fn() + Sync),
) -> Vec<T> {
    let mut results: Vec<Option<T>> = (0..jobs).map(|_| None).collect();
    let slots = results.iter_mut().enumerate();
    in_parallel(slots, &Settings::default(), |(job, slot)| {
        *slot = Some(work(job));
        done();
    });
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let count = AtomicUsize::new(0);
        let squares = for_each(100, |job| job * job, &|| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        assert!(
            squares
                .iter()
                .enumerate()
                .all(|(at, square)| *square == at * at)
        );
        assert_eq!((squares.len(), count.into_inner()), (100, 100));
        assert!(for_each(0, |job| job, &|| ()).is_empty());
    }
}
