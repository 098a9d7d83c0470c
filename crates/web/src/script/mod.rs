//! The one script, for the keys of whoever sorts opinions or answers statements. Only pages that
//! say so ask for it; all others forbid every script.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_small_and_asks_nobody() {
        assert!(KEYS.len() < 3_000, "{} bytes", KEYS.len());
        for forbidden in [
            "fetch",
            "http",
            "import",
            "eval",
            "cookie",
            "Storage",
            "innerHTML",
        ] {
            assert!(!KEYS.contains(forbidden), "{forbidden}");
        }
    }
}
