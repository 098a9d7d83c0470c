//! The people's three answers.

use crate::i18n::{Lang, t, t_code};
use maud::{Markup, html};

/// Code of each answer and the drawing on its button.
const ANSWERS: [(&str, &str); 3] = [
    ("fixed", "M6 17 13 24 27 8"),
    ("not_fixed", "M8 8 24 24M24 8 8 24"),
    (
        "dont_know",
        "M11 11C11 5 21 5 21 11C21 15 16 15 16 19.500M16 25.500V26",
    ),
];

/// Three large buttons that send `choice`; to be put into a form. `given` is the answer
/// that was given before and may be changed.
#[must_use]
pub fn judge_buttons(lang: Lang, given: Option<&str>) -> Markup {
    html! {
        fieldset .judge {
            legend .hidden { (t(lang, "judge-question")) }
            @for (code, drawing) in ANSWERS {
                @let mine = given == Some(code);
                button type="submit" name="choice" value=(code) aria-pressed=[given.map(|_| if mine { "true" } else { "false" })] {
                    svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false" { path .mark d=(drawing) {} }
                    (t_code(lang, "judge-answer", code))
                    small { (t_code(lang, "judge-means", code)) }
                    @if mine { span .mine { (t(lang, "judge-mine")) } }
                }
            }
        }
    }
}
