//! How far a problem has come.

use crate::i18n::{Lang, t, t_code};
use maud::{Markup, html};

/// The stages in order. `reopened` stands where `claimed` stands, `merged` nowhere.
const STAGES: [&str; 6] = [
    "listed",
    "assigned",
    "claimed",
    "rectifying",
    "judging",
    "closed",
];

/// The way of a problem with this stage's code, the present stage marked.
#[must_use]
pub fn way(lang: Lang, stage: &str) -> Markup {
    let shown = if stage == "reopened" {
        "claimed"
    } else {
        stage
    };
    let here = STAGES.iter().position(|known| *known == shown);
    html! {
        ol .way {
            @for (place, known) in STAGES.iter().enumerate() {
                @let is_here = here == Some(place);
                li .past[here.is_some_and(|at| place < at)] .here[is_here]
                    .people[is_here && matches!(*known, "judging" | "closed")]
                    aria-current=[is_here.then_some("step")] {
                    (t_code(lang, "stage", known))
                    @if is_here && stage == "reopened" { small { (t(lang, "way-reopened")) } }
                }
            }
        }
    }
}
