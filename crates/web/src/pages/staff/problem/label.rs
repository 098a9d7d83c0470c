//! A label that the machine suggests: named as that, with how sure it is and the words that
//! speak for it, and one button that accepts it. The button sends the form that a person
//! would fill in.

use super::super::desk::Desk;
use super::path;
use crate::component::{Choice, Look, actions};
use crate::errors::Failure;
use crate::i18n::{Lang, percent, t, t_args};
use massline_domain::charter::Category;
use massline_domain::id::ProblemId;
use massline_service::Right;
use massline_service::labelling::{Basis, LabelSuggestion};
use massline_service::rows::ProblemRow;
use maud::{Markup, html};
use std::collections::HashMap;

/// Nothing is said to be certain, whatever it is rounded to.
const MOST_SURE: f64 = 0.99;

/// What is suggested for these problems, for whoever may label.
pub(super) async fn suggested(
    desk: &Desk,
    rows: &[ProblemRow],
) -> Result<HashMap<ProblemId, LabelSuggestion>, Failure> {
    if !desk.staff.may(Right::KeepProblems) {
        return Ok(HashMap::new());
    }
    let (campaign, staff) = (&desk.campaign, &desk.staff);
    Ok(desk
        .service
        .label_suggestions(campaign, staff, rows)
        .await?)
}

/// The suggestion with its button; after it one is back at `back`, or at the problem.
pub(super) fn suggestion(
    desk: &Desk,
    row: &ProblemRow,
    one: &LabelSuggestion,
    back: Option<&str>,
) -> Markup {
    let lang = desk.lang;
    let name = name(desk, &one.category);
    let accept = t_args(lang, "label-accept", &[("category", name.as_str().into())]);
    let hidden = html! {
        input type="hidden" name="seen" value=(one.version);
        input type="hidden" name="category" value=(one.category);
        @if let Some(back) = back { input type="hidden" name="back" value=(back); }
    };
    let by_keys = back.is_some();
    html! {
        div .suggested data-letter[by_keys] tabindex=[by_keys.then_some("-1")] {
            p { small { (t(lang, "label-suggested")) } br; b { (name) } }
            p .soft.small {
                (basis(lang, one.basis))
                @if !one.words.is_empty() {
                    " " (t_args(lang, "label-words", &[("words", one.words.join(lang.pick("、", ", ")).into())]))
                }
            }
            (actions(desk.key_button(&format!("{}/label", path(row.problem)), Look::Second, &accept, "a", hidden)))
        }
    }
}

fn basis(lang: Lang, basis: Basis) -> String {
    match basis {
        Basis::Decisions {
            decisions,
            probability,
        } => {
            let probability = percent(probability.min(MOST_SURE)).into();
            let says = [("probability", probability), ("n", decisions.into())];
            t_args(lang, "label-probability", &says)
        }
        Basis::Signs { voices, of } => {
            let says = [("n", voices.into()), ("of", of.into())];
            t_args(lang, "label-signs", &says)
        }
    }
}

/// The charter's categories, to choose from.
pub(super) fn categories(desk: &Desk) -> Vec<Choice> {
    let choice = |one: &Category| Choice::new(&one.id, desk.lang.pick(&one.name.zh, &one.name.en));
    desk.campaign
        .charter
        .categories
        .iter()
        .map(choice)
        .collect()
}

fn name(desk: &Desk, code: &str) -> String {
    let all = &desk.campaign.charter.categories;
    all.iter().find(|one| one.id == code).map_or_else(
        || code.to_owned(),
        |one| desk.lang.pick(&one.name.zh, &one.name.en).to_owned(),
    )
}
