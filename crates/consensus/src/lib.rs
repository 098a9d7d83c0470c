//! Opinion groups from agree / disagree / pass votes.
//!
//! People vote on short statements. [`read_votes`] reads such votes from the files Polis exports
//! (or [`Votes::record`] takes them one by one), [`analyse`] finds who thinks alike, what sets
//! each group apart, and what all groups agree on. The method is that published by Polis;
//! `docs/consensus.md` says where and why this differs.
//!
//! Pure: no files, no clock, no randomness, no text for people. The result is data that
//! serialises to the stable formats of `massline consensus`.

mod about_people;
#[cfg(test)]
mod against_polis;
mod analyse;
mod base;
mod chance;
mod components;
mod conversation;
mod error;
mod groups;
mod id;
mod interval;
mod jacobi;
mod kmeans;
mod missing;
mod odd;
mod place;
mod priority;
mod published;
mod rand_index;
mod ratings;
mod read;
mod representative;
mod result;
mod share_work;
mod silhouette;
mod stability;
mod starts;
mod statements;
mod summary;
mod tally;
mod votes;

pub use analyse::{analyse, analyse_with};
pub use conversation::Conversation;
pub use error::ConsensusError;
pub use groups::Trial;
pub use id::Id;
pub use interval::Share;
pub use missing::MissingVotes;
pub use odd::{Odd, StraightLine, Together, WithAndWithout, odd, with_and_without};
pub use priority::priority;
pub use published::{
    FEWEST_SHOWN, Published, PublishedCell, PublishedGroup, PublishedStatement, published,
};
pub use read::{read_comments, read_votes};
pub use representative::Representativeness;
pub use result::{
    Analysis, BothSides, Consensus, ConsensusStatement, GroupSummary, Notice, ParticipantPlace,
    RepresentativeStatement, StatementInGroup, StatementResult, Summary,
};
pub use stability::{Spread, Stability, Verdict, stability};
pub use tally::{Side, Tally};
pub use votes::{Choice, Standing, Statement, Votes};
