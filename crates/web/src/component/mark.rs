//! The mark of the masthead.

use maud::{Markup, html};

/// 众, many people: three times 人, cut into a seal. Decoration beside the site's name.
#[must_use]
pub fn mark() -> Markup {
    html! {
        svg viewBox="0 0 64 64" width="38" height="38" aria-hidden="true" focusable="false" {
            rect .seal-ground x="2" y="2" width="60" height="60" rx="5" {}
            g .seal-cut {
                path d="M32 10C31 19 26 26 17 31M32 13C33 20 38 26 47 31" {}
                path d="M20 33C19.500 42 17 48 10 54M20 36C21 44 24 49 29 53" {}
                path d="M44 33C43.500 42 41 48 34 54M44 36C45 44 48 49 54 53" {}
            }
        }
    }
}
