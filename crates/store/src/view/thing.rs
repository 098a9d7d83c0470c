//! Things that are few and are shown as they are: their view is their state. One table keeps
//! them all, so that a further kind needs no table of its own.

use super::{At, Needs, Views};
use massline_domain::event::Event;
use massline_domain::{
    Machine, commitment, criticism, disclosure, escalation, hearing, indicator, look_back, mirror,
    programme, rule, spot_check, stage, study, team, treatment, wave,
};
use serde::{Deserialize, Serialize};

/// A thing as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "thing", rename_all = "snake_case")]
pub enum Thing {
    /// A unit's way through the stages; its name is the unit's code.
    Stage(stage::Way),
    /// A supervision team; its name is the account's id.
    Team(team::Team),
    /// The look-backs upon a problem; its name is the problem's number.
    LookBack(look_back::LookBacks),
    /// The escalations of a unit; its name is the unit's code.
    Escalations(escalation::Escalations),
    /// A self-examination; its name is its unit's code and its number there.
    Mirror(mirror::Paper),
    /// A rule; its name is its number.
    Rule(rule::Rule),
    /// A commitment of an office; its name is its number.
    Commitment(commitment::Commitment),
    /// A treatment; its name is its number.
    Treatment(treatment::Treatment),
    /// A wave; its name is its number.
    Wave(wave::Wave),
    /// A disclosure, without what it says; its name is its id.
    Disclosure(disclosure::Disclosure),
    /// A special programme; its name is its number.
    Programme(programme::Programme),
    /// The plan of hearing; its name is `plan`.
    Hearing(hearing::Hearing),
    /// A document of the study library; its name is its number.
    Study(study::Document),
    /// A spot-check; its name is its number.
    SpotCheck(spot_check::SpotCheck),
    /// A criticism session; its name is its unit's code and its number there.
    Criticism(criticism::Session),
    /// The indicators of a problem or a unit; its name says which.
    Indicators(indicator::Indicators),
}

/// Where a thing is: campaign, kind, name. Kind and name are the two parts of its stream.
pub(crate) type ThingKey = (massline_domain::id::CampaignId, String, String);

/// Kind and name of the thing whose stream this is.
fn kind_and_name(stream: &str) -> (String, String) {
    let (kind, name) = stream.split_once('/').unwrap_or((stream, ""));
    (kind.to_owned(), name.to_owned())
}

/// A machine whose state is its view.
pub(crate) trait Shown: Machine + Into<Thing> {
    /// The state in a row, where it is one of this kind.
    fn of(thing: &Thing) -> Option<&Self>;
}

macro_rules! shown {
    ($($variant:ident = $machine:ty),*) => {$(
        impl From<$machine> for Thing {
            fn from(state: $machine) -> Self {
                Self::$variant(state)
            }
        }

        impl Shown for $machine {
            fn of(thing: &Thing) -> Option<&Self> {
                match thing {
                    Thing::$variant(state) => Some(state),
                    _ => None,
                }
            }
        }
    )*};
}

shown!(
    Stage = stage::Way,
    Team = team::Team,
    LookBack = look_back::LookBacks,
    Escalations = escalation::Escalations,
    Mirror = mirror::Paper,
    Rule = rule::Rule,
    SpotCheck = spot_check::SpotCheck,
    Study = study::Document,
    Wave = wave::Wave,
    Hearing = hearing::Hearing,
    Programme = programme::Programme,
    Disclosure = disclosure::Disclosure,
    Treatment = treatment::Treatment,
    Commitment = commitment::Commitment,
    Criticism = criticism::Session,
    Indicators = indicator::Indicators
);

/// Applies an event to its thing.
pub(super) fn thing<M: Shown>(views: &mut Views, at: At, event: &M::Event) -> Result<(), Needs>
where
    M::Event: Into<Event> + Clone,
{
    let (kind, name) = kind_and_name(&event.clone().into().stream());
    let key = (at.campaign, kind, name);
    let stored = views
        .things
        .get(&key)
        .map_err(|()| Needs::Thing(key.clone()))?;
    let mut state = stored.and_then(M::of).cloned().unwrap_or_default();
    state.apply(event);
    views.things.put(key, state.into());
    Ok(())
}
