//! The one style sheet and the mark, served at addresses that name their content, so
//! that a browser may keep them for ever and never shows an old one.

use crate::script;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The style sheet, in the order in which its parts build on each other.
pub const STYLE: &str = concat!(
    include_str!("base.css"),
    include_str!("layout.css"),
    include_str!("form.css"),
    include_str!("record.css"),
    include_str!("chart.css"),
    include_str!("staff.css"),
    include_str!("print.css"),
);

/// The mark 众 (many people), three strokes of 人 in a seal, for browser tabs.
pub const MARK: &str = include_str!("mark.svg");

/// A file that pages refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// `/assets/<name>-<hash>.<ending>`.
    pub path: String,
    /// For the `Content-Type` header.
    pub content_type: &'static str,
    /// What is served.
    pub content: &'static str,
}

static STYLE_ASSET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("style", "css", "text/css; charset=utf-8", STYLE));
static MARK_ASSET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("mark", "svg", "image/svg+xml", MARK));

/// The style sheet as an asset.
#[must_use]
pub fn style() -> &'static Asset {
    &STYLE_ASSET
}

/// The mark as an asset.
#[must_use]
pub fn mark() -> &'static Asset {
    &MARK_ASSET
}

/// The asset at this path, to be served with
/// `Cache-Control: public, max-age=31536000, immutable`.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    [style(), mark(), script::keys(), script::work()]
        .into_iter()
        .find(|asset| asset.path == path)
}

impl Asset {
    /// A file at an address that names its content.
    pub(crate) fn new(
        name: &str,
        ending: &str,
        content_type: &'static str,
        content: &'static str,
    ) -> Self {
        let digest = Sha256::digest(content.as_bytes());
        let hash: String = digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            path: format!("/assets/{name}-{hash}.{ending}"),
            content_type,
            content,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_by_the_hash_of_its_content_only() {
        assert_eq!(find(&style().path).map(|asset| asset.content), Some(STYLE));
        assert_eq!(find(&mark().path).map(|asset| asset.content), Some(MARK));
        assert!(style().path.starts_with("/assets/style-"));
        assert_eq!(find("/assets/style-.css"), None);
        assert_ne!(
            Asset::new("a", "css", "", "one").path,
            Asset::new("a", "css", "", "two").path
        );
    }

    #[test]
    fn the_style_sheet_is_small_and_asks_nobody_else() {
        assert!(STYLE.len() < 40_000, "{} bytes", STYLE.len());
        assert!(!STYLE.contains("url("), "no second request");
        assert!(!STYLE.contains("@import") && !STYLE.contains("@font-face"));
        assert_eq!(STYLE.matches('{').count(), STYLE.matches('}').count());
    }
}
