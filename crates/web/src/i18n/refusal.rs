//! What to say where the rules say no.

use super::{Lang, Value, date, t_args, t_code};
use massline_domain::Refusal;

/// A refusal in words, with what is known of it: the limit, the day, what is missing.
#[must_use]
pub fn refusal_text(lang: Lang, refusal: &Refusal) -> String {
    let first = t_code(lang, "refusal", refusal.code());
    let more = match refusal {
        Refusal::TooLong { max, found, .. } => {
            let args = [("max", Value::from(*max)), ("found", Value::from(*found))];
            t_args(lang, "refusal-too-long-by", &args)
        }
        Refusal::TooEarly { earliest, .. } => t_args(
            lang,
            "refusal-earliest",
            &[("day", date(lang, earliest.0).into())],
        ),
        Refusal::TooLate { latest, .. } => t_args(
            lang,
            "refusal-latest",
            &[("day", date(lang, latest.0).into())],
        ),
        Refusal::NotReady { what } => t_code(lang, "not-ready", what),
        Refusal::OutOfOrder { what } => t_code(lang, "order", what),
        Refusal::GateShut { condition } => t_code(lang, "condition", condition),
        _ => return first,
    };
    format!("{first}{}{more}", lang.pick("", " "))
}
