//! The grades of treatment that a charter knows, from the lightest to the heaviest.

use crate::unit::Name;
use serde::{Deserialize, Serialize};

/// A grade of treatment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// The code used in data.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// What it means, in a sentence.
    #[serde(default)]
    pub meaning: Option<Name>,
    /// Whether what is ordered stands in public, after the right of reply.
    #[serde(default)]
    pub public: bool,
}
