//! Two hands for large work.

/// Less than this is not worth a thread.
const WORTH_TWO: usize = 200_000;

/// The first and the second half, always the same, so that sums do not depend on the machine.
pub(crate) fn halves<T>(all: &[T]) -> (&[T], &[T]) {
    all.split_at(all.len() / 2)
}

/// Does both, at the same time where `size` is large; the results do not depend on it.
pub(crate) fn on_two<A: Send, B: Send>(
    size: usize,
    first: impl FnOnce() -> A,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    if size < WORTH_TWO {
        return (first(), second());
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(second);
        let first = first();
        match other.join() {
            Ok(second) => (first, second),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_done_whatever_the_size() {
        for size in [0, WORTH_TWO] {
            assert_eq!(on_two(size, || 1, || "two"), (1, "two"));
        }
        assert_eq!(halves(&[1, 2, 3]), (&[1][..], &[2, 3][..]));
    }
}
