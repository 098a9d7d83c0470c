//! The same work for many jobs, on all processor cores; results in the order of the jobs.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Calls `work` once for each job below `jobs`, and `done` after each.
pub(super) fn for_each<T: Send>(
    jobs: usize,
    work: impl Fn(usize) -> T + Sync,
    done: &(dyn Fn() + Sync),
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(jobs));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(jobs) {
            scope.spawn(|| {
                loop {
                    let job = next.fetch_add(1, Ordering::Relaxed);
                    if job >= jobs {
                        break;
                    }
                    let result = work(job);
                    let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
                    results.push((job, result));
                    done();
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(job, _)| *job);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
