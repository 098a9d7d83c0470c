//! Real conversations, and what Polis published about them.
//!
//! The data is CC BY 4.0 (The Computational Democracy Project) and not part of this repository.

mod agreement;
mod figures;
mod sturdy;

use std::path::PathBuf;

/// A file of the shared data, or none, said aloud, where the data is absent.
fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("MASSLINE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let file = root.join("data/polis").join(path);
    match std::fs::read(&file) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let required = std::env::var("MASSLINE_REQUIRE_ALL").is_ok_and(|value| value == "1");
            assert!(!required, "{}: {error}", file.display());
            eprintln!("SKIPPED: {} cannot be read ({error})", file.display());
            None
        }
    }
}

/// How far two divisions agree, each pair being a person's group in both.
fn agreement_of(pairs: &[(usize, usize)]) -> f64 {
    let (first, second): (Vec<_>, Vec<_>) = pairs.iter().copied().unzip();
    crate::rand_index::adjusted_rand_index(&first, &second, &vec![1.0; pairs.len()])
}
