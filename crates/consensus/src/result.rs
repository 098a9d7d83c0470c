//! What an analysis says, in the form in which it is written to files.
//!
//! The names of the fields are the format: once published they stay.

use serde::Serialize;

use crate::{Id, MissingVotes, Representativeness, Share, Side, Standing, Tally, Trial};

/// Everything found in a conversation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// One per person, by id: the lines of `participants.jsonl`.
    pub participants: Vec<ParticipantPlace>,
    /// One per statement, by id: the lines of `statements.jsonl`.
    pub statements: Vec<StatementResult>,
    /// The whole: `summary.json`.
    pub summary: Summary,
}

/// A person's place on the map and their group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParticipantPlace {
    /// Who.
    pub participant: Id,
    /// Their group, 0 being the largest; none for those who voted on too little.
    pub group: Option<usize>,
    /// Place along the direction in which people differ most; 0 is the middle of all.
    pub x: f64,
    /// Place along the second such direction.
    pub y: f64,
}

/// How people voted on a statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementResult {
    /// Which statement.
    pub statement: Id,
    /// Its words, if they were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What the moderators made of it; only an active one can represent anybody.
    pub standing: Standing,
    /// The last votes of all people, grouped or not.
    #[serde(flatten)]
    pub all: Tally,
    /// Share of those who saw it that agree.
    pub agree_share: Option<Share>,
    /// Share of those who saw it that disagree.
    pub disagree_share: Option<Share>,
    /// How likely people of every group agree, 0 to 1; none without groups.
    pub group_aware_consensus: Option<f64>,
    /// The side that most people take, grouped or not, if the majority is significant at 90 %.
    pub majority: Option<Side>,
    /// Whether so few people saw it (fewer than twenty) that its shares say little: their
    /// intervals are wider than 40 points.
    pub few_seen: bool,
    /// How much a vote on it would tell ([`crate::priority`]): the next statement is drawn with
    /// chances in proportion; none for one that was taken out.
    pub priority: Option<f64>,
    /// The votes of each group, in order of its number.
    pub groups: Vec<StatementInGroup>,
}

/// How a group voted on a statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementInGroup {
    /// Which group.
    pub group: usize,
    /// Its votes.
    #[serde(flatten)]
    pub votes: Tally,
    /// Share of those of the group who saw it that agree.
    pub agree_share: Option<Share>,
    /// Share of those of the group who saw it that disagree.
    pub disagree_share: Option<Share>,
    /// What agreeing and disagreeing say of the group; none if there is only one group.
    pub representativeness: Option<BothSides>,
    /// The side that represents the group: both tests pass and the statement is active.
    pub representative_for: Option<Side>,
}

/// How representative each side of a statement is of a group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BothSides {
    /// Of agreeing.
    pub agree: Representativeness,
    /// Of disagreeing.
    pub disagree: Representativeness,
}

/// The conversation as a whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// People known, voters or not.
    pub participants: usize,
    /// People who voted.
    pub participants_voted: usize,
    /// People in a group.
    pub participants_grouped: usize,
    /// Votes a person needed to be grouped.
    pub votes_needed: usize,
    /// Statements known, of any standing.
    pub statements: usize,
    /// Statements that are active.
    pub statements_active: usize,
    /// Last votes, one per person and statement.
    pub votes: usize,
    /// What votes not given counted as.
    pub missing_votes: MissingVotes,
    /// The part of all variation that lies along x and along y, 0 to 1.
    pub variance_explained: [f64; 2],
    /// The groups, the largest first.
    pub groups: Vec<GroupSummary>,
    /// How well the groups stand apart, -1 to 1; none if there is only one.
    pub silhouette: Option<f64>,
    /// What the choice of the number of groups was made from.
    pub trials: Vec<Trial>,
    /// What a significant majority of all people agrees or disagrees with.
    pub consensus: Consensus,
    /// What a reader must know before drawing conclusions.
    pub notices: Vec<Notice>,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupSummary {
    /// Its number; 0 is the largest.
    pub group: usize,
    /// People in it.
    pub size: usize,
    /// Fewer than five people: not to be published, one could tell who they are.
    pub small: bool,
    /// Mean place of its people.
    pub x: f64,
    /// Mean place of its people.
    pub y: f64,
    /// Up to five statements that set it apart, those it agrees with first.
    pub representative: Vec<RepresentativeStatement>,
}

/// A statement that sets a group apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RepresentativeStatement {
    /// Which statement.
    pub statement: Id,
    /// What the group says to it.
    pub side: Side,
    /// Whether both tests pass at 90 %. The first statement may be there only as the one that the
    /// group agrees with most.
    pub significant: bool,
    /// The figures.
    #[serde(flatten)]
    pub figures: Representativeness,
}

/// Where most people are of one mind.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Consensus {
    /// Up to five statements most agree with, the clearest first.
    pub agree: Vec<ConsensusStatement>,
    /// Up to five statements most disagree with, the clearest first.
    pub disagree: Vec<ConsensusStatement>,
}

/// A statement on which most people take one side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConsensusStatement {
    /// Which statement.
    pub statement: Id,
    /// People who take the side.
    pub count: usize,
    /// People who saw it.
    pub seen: usize,
    /// (count + 1) / (seen + 2).
    pub probability: f64,
    /// z of its being more than half.
    pub probability_z: f64,
}

/// A code for what a reader must know; an interface has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Notice {
    /// Nobody has voted.
    NoVotes,
    /// All who voted said the same: there is nothing to group by.
    NoVariation,
    /// There is only one group.
    OneGroup,
    /// Fewer than fifteen people have enough votes; those with fewer were taken in.
    FewPeople,
    /// A group has fewer than five people.
    SmallGroup,
    /// The silhouette is at most 0.5: the groups run into each other and could be artificial
    /// (Kaufman & Rousseeuw 1990); read them as tendencies.
    WeakGroups,
}
