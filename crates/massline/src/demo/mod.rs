//! The sample campaign: a fictional county, its voices and what became of them.

pub(crate) mod build;
mod checks;
mod consult;
mod content;
mod life;
mod mirrors;
mod pictures;
mod regroup;
mod rules;
mod scenes;
mod setup;
mod stages;

use massline_domain::context::Role;
use massline_domain::unit::Name;

/// Short name of the sample campaign.
pub(crate) const SLUG: &str = "demo";

/// A sign-in of the sample campaign, with a password made for this run.
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) role: Role,
    pub(crate) name: Name,
}

/// What the person who started the demo needs to know.
pub(crate) struct Built {
    pub(crate) accounts: Vec<Account>,
    /// A receipt whose ballot decides a round.
    pub(crate) deciding_code: String,
    /// A receipt of an opinion that waits in the inbox.
    pub(crate) waiting_code: String,
}
