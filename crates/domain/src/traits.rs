//! What an opinion's words say beside what they are about: whether they tell of harm, of
//! something met with oneself, of a place, of a unit, and whether a picture came with them.
//! Read off when the opinion is put into a problem, by the word lists of the charter in force;
//! only yes and no is kept, never the words.

use crate::charter::Charter;
use crate::id::UnitCode;
use serde::{Deserialize, Serialize};

/// The traits of one opinion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Traits {
    /// The unit that the speaker named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitCode>,
    /// Its words tell of harm.
    #[serde(default, skip_serializing_if = "is_no")]
    pub harm: bool,
    /// Its words tell of what the speaker met with.
    #[serde(default, skip_serializing_if = "is_no")]
    pub first_hand: bool,
    /// It names a place.
    #[serde(default, skip_serializing_if = "is_no")]
    pub placed: bool,
    /// A picture came with it.
    #[serde(default, skip_serializing_if = "is_no")]
    pub pictured: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that serde asks for"
)]
fn is_no(yes: &bool) -> bool {
    !yes
}

impl Traits {
    /// Reads them off the words, the place and the unit that the speaker gave, and whether
    /// they gave a picture.
    #[must_use]
    pub fn of(
        words: &str,
        place: &str,
        unit: Option<UnitCode>,
        pictured: bool,
        charter: &Charter,
    ) -> Self {
        Self {
            pictured,
            unit,
            harm: charter.harm_words.are_in(words),
            first_hand: charter.first_hand_words.are_in(words),
            placed: !place.trim().is_empty(),
        }
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the speaker met with it and says where, or shows it.
    #[must_use]
    pub fn seen(&self) -> bool {
        self.pictured || (self.first_hand && self.placed)
    }
}
