//! The rules of the house, tried: every edge of every machine, random lives of whole cases,
//! the rule of judgement, the words of events, and charters right and wrong.
#![expect(
    clippy::unwrap_used,
    reason = "a test that finds nothing has failed and should stop"
)]

mod case;
mod charters;
mod clock;
mod closing;
mod commitments;
mod criticism;
mod disclosures;
mod edges;
mod escalation;
mod events;
mod gates;
mod grouping;
mod hearing;
mod indicator;
mod lives;
mod look_back;
mod mirrors;
mod no_wired_words;
mod programmes;
mod refusals;
mod rules;
mod signs;
mod spot_checks;
mod strength;
mod studies;
mod texts;
mod treatments;
mod verdict_rule;
mod waves;
mod world;
