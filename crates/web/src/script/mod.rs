//! The two scripts: for the keys of whoever sorts opinions or answers statements, and for the proof
//! of work of a form in a flood. Only pages that say so ask for one of them; all others forbid
//! every script.

use crate::style::Asset;
use std::sync::LazyLock;

/// Its text.
pub const KEYS: &str = include_str!("keys.js");

static KEYS_ASSET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("keys", "js", "text/javascript; charset=utf-8", KEYS));

/// The script of the keys as an asset.
#[must_use]
pub fn keys() -> &'static Asset {
    &KEYS_ASSET
}

/// Its text.
pub const WORK: &str = include_str!("work.js");

static WORK_ASSET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("work", "js", "text/javascript; charset=utf-8", WORK));

/// The script of the proof of work as an asset.
#[must_use]
pub fn work() -> &'static Asset {
    &WORK_ASSET
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_small_and_ask_nobody() {
        for script in [KEYS, WORK] {
            assert!(script.len() < 3_500, "{} bytes", script.len());
            for forbidden in [
                "fetch",
                "http",
                "import",
                "eval",
                "cookie",
                "Storage",
                "innerHTML",
            ] {
                assert!(!script.contains(forbidden), "{forbidden}");
            }
        }
    }
}
