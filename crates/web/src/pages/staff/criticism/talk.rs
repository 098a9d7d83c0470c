//! The talks before a session: which are still to be held, and recording those that were.

use super::act::number_of;
use crate::component::Choice;
use crate::form_data::FormData;
use crate::i18n::date_iso;
use crate::pages::criticism::talk_words;
use crate::pages::staff::ask::Ask;
use crate::pages::staff::desk::Desk;
use massline_domain::Refusal;
use massline_domain::criticism::Talk;
use massline_service::criticism::Heard;
use maud::{Markup, html};

/// The form: a box for each talk that is still to be held.
pub(super) fn questions(desk: &Desk, heard: &Heard, act: &str, ask: &Ask<'_>) -> Markup {
    let (lang, session) = (desk.lang, &heard.session);
    let today = date_iso(desk.today().0);
    let owed = session.talks_owed();
    let of_team = act == "team-talks";
    let talks: Vec<Talk> = if of_team {
        let with = owed.team.iter().copied();
        with.map(|with| Talk::Team { with }).collect()
    } else {
        owed.of_unit(session.leader)
    };
    let names = |unit: &_| desk.unit_name(unit);
    let choices: Vec<(Choice, bool)> = talks
        .iter()
        .map(|talk| {
            let label = talk_words(lang, session, talk, &names);
            (Choice::new(code(talk), label), false)
        })
        .collect();
    let offices: Vec<Choice> = session
        .offices()
        .map(|(number, office)| Choice::new(number.to_string(), office))
        .collect();
    html! {
        (ask.several("criticism_talks", &choices, |choice| html! { (choice.label) }))
        @if !of_team && !owed.below.is_empty() {
            (ask.choose("criticism_talked_by", &offices, &session.leader.to_string(), None))
        }
        (ask.day("criticism_talked_on", &today, None))
    }
}

fn code(talk: &Talk) -> String {
    match talk {
        Talk::Pair { one, other } => format!("pair-{one}-{other}"),
        Talk::Below { unit, .. } => format!("below-{unit}"),
        Talk::Team { with } => format!("team-{with}"),
    }
}

/// The talks of the unit that were ticked.
pub(super) fn of_unit(form: &FormData) -> Result<Vec<Talk>, Refusal> {
    form.all("criticism_talks")
        .map(|code| talk(code, form).unwrap_or_else(|| Err(unknown(code))))
        .collect()
}

/// The offices that the team has talked with.
pub(super) fn of_team(form: &FormData) -> Vec<u32> {
    let ticked = form.all("criticism_talks");
    let with = ticked.filter_map(|code| code.strip_prefix("team-")?.parse().ok());
    with.collect()
}

fn talk(code: &str, form: &FormData) -> Option<Result<Talk, Refusal>> {
    let (kind, rest) = code.split_once('-')?;
    match kind {
        "pair" => {
            let (one, other) = rest.split_once('-')?;
            let (one, other) = (one.parse().ok()?, other.parse().ok()?);
            Some(Ok(Talk::Pair { one, other }))
        }
        "below" => {
            let unit = rest.parse().ok()?;
            Some(number_of(form, "criticism_talked_by").map(|by| Talk::Below { by, unit }))
        }
        _ => None,
    }
}

fn unknown(code: &str) -> Refusal {
    let (kind, found) = ("talk", code.chars().take(60).collect());
    Refusal::UnknownCode { kind, found }
}
