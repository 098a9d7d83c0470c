//! What a vote that was not given counts as.

use serde::Serialize;

use crate::Votes;

/// How the vote of a person on a statement they have not seen is filled in before the two
/// directions are sought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingVotes {
    /// As the mean of the statement: not to have seen it says nothing (Small et al. 2021).
    #[default]
    Mean,
    /// As a pass. Polis servers did this until 2018; people who saw few statements then come to
    /// stand together. Only for comparison with results of that time.
    Pass,
}

/// Before this there was no Polis, so that a smaller number is no time in milliseconds.
const POLIS_BEGINS: i64 = 1_325_376_000_000;
/// Conversations that ended in September 2017 were published with passes, ones that ended in
/// February 2019 with means; half way between is taken as the change.
const MEAN_SINCE: i64 = 1_527_200_000_000;

impl MissingVotes {
    /// As the Polis server did when the last vote was given; the mean where that is not known.
    #[must_use]
    pub fn at_the_time_of(votes: &Votes) -> Self {
        match votes.latest() {
            Some(time) if (POLIS_BEGINS..MEAN_SINCE).contains(&time) => Self::Pass,
            _ => Self::Mean,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Choice;

    fn at(time: i64) -> MissingVotes {
        let mut votes = Votes::new();
        votes.record(1.into(), 1.into(), Choice::Agree, time);
        MissingVotes::at_the_time_of(&votes)
    }

    #[test]
    fn only_votes_of_the_old_servers_days_are_read_the_old_way() {
        assert_eq!(at(1_504_205_899_707), MissingVotes::Pass);
        assert_eq!(at(1_549_803_562_398), MissingVotes::Mean);
        assert_eq!(at(0), MissingVotes::Mean, "no time");
        assert_eq!(
            at(1_504_205_899),
            MissingVotes::Mean,
            "seconds, a row number"
        );
        assert_eq!(
            MissingVotes::at_the_time_of(&Votes::new()),
            MissingVotes::Mean
        );
    }
}
