//! The language of the command line, and the two ways out: data on standard output, words
//! on standard error.

use massline_web::i18n::Lang;
use std::io::Write;
use std::sync::LazyLock;

static LANG: LazyLock<Lang> = LazyLock::new(|| {
    let set = ["MASSLINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let first = set
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    match first {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
});

/// The language of the user's locale; English where it is neither.
pub(crate) fn lang() -> Lang {
    *LANG
}

/// Writes a line of words. Where nobody reads them any more, nothing is lost.
pub(crate) fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Writes a line of data.
pub(crate) fn print(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}
