//! From votes to groups: the whole way in one function.

use std::collections::HashMap;

use crate::{
    Analysis, GroupSummary, Id, MissingVotes, Notice, ParticipantPlace, Standing, StatementResult,
    Summary, Votes,
    components::{BLOCK, Block, Components, principal_components_from, start_of},
    groups::{FEWEST_PEOPLE, Groups, SMALL_GROUP, Voter, find_groups},
    place::{Point, project},
    priority::set_priorities,
    ratings::Ratings,
    statements::statement_results,
    summary::{consensus, representative_statements},
};

/// Up to this silhouette the structure "is weak and could be artificial" (Kaufman & Rousseeuw 1990).
const WEAK: f64 = 0.5;

/// How large a part of the vectors a statement starts with that was not there before.
const NEW: f64 = 0.01;

/// Finds the opinion groups of a conversation and what they say.
///
/// Deterministic: the same votes give the same result, in whatever order they were recorded.
/// Any votes will do; what is odd about them is in [`Summary::notices`].
#[must_use]
pub fn analyse(votes: &Votes) -> Analysis {
    analyse_with(votes, MissingVotes::at_the_time_of(votes))
}

/// [`analyse`], with a decision on what votes not given count as.
#[must_use]
pub fn analyse_with(votes: &Votes, missing: MissingVotes) -> Analysis {
    analyse_after(votes, missing, None, |best| best).0
}

/// What an analysis leaves for the next one: each statement's part of the vectors.
#[derive(Debug, Clone)]
pub(crate) struct Before {
    parts: HashMap<Id, [f64; BLOCK]>,
}

/// An analysis that begins where an earlier one ended; `number` says which number of groups to
/// follow when one is the best.
pub(crate) fn analyse_after(
    votes: &Votes,
    missing: MissingVotes,
    before: Option<&Before>,
    number: impl FnOnce(usize) -> usize,
) -> (Analysis, Before) {
    let people = sorted_indices(votes.participants().len(), |i| &votes.participants()[i]);
    let statements = sorted_indices(votes.statements().len(), |i| &votes.statements()[i].id);
    let ratings = Ratings::new(votes, &people, &statements, missing);
    let near = before.map(|before| before.near(votes, &statements));
    let components = principal_components_from(&ratings, near);
    let places = project(&ratings, &components);
    let voters = voters(votes, &people, &ratings, &places);
    let groups = find_groups(&voters, ratings.voted_statements, number);
    let mut results = statement_results(
        votes,
        &people,
        &statements,
        &groups.group_of,
        groups.centres.len(),
    );
    set_priorities(&mut results, &ratings, &components);
    let summary = summarise(&ratings, &components, &groups, &results);
    let of_person =
        |((&person, &[x, y]), &group): ((&usize, &Point), &Option<usize>)| ParticipantPlace {
            participant: votes.participants()[person].clone(),
            group,
            x,
            y,
        };
    let people = people.iter().zip(&places).zip(&groups.group_of);
    let analysis = Analysis {
        participants: people.map(of_person).collect(),
        statements: results,
        summary,
    };
    let after = Before::new(votes, &statements, &components);
    (analysis, after)
}

impl Before {
    fn new(votes: &Votes, statements: &[usize], components: &Components) -> Self {
        let id = |&statement: &usize| votes.statements()[statement].id.clone();
        let parts = statements
            .iter()
            .map(id)
            .zip(components.block.iter().copied());
        Self {
            parts: parts.collect(),
        }
    }

    /// The vectors again, for statements that may be more now; new ones get a small part, so that
    /// they can come in.
    fn near(&self, votes: &Votes, statements: &[usize]) -> Block {
        let of = |(at, &statement): (usize, &usize)| {
            let known = self.parts.get(&votes.statements()[statement].id);
            let new = || start_of(at).map(|part| part * NEW);
            known.copied().unwrap_or_else(new)
        };
        statements.iter().enumerate().map(of).collect()
    }
}

fn voters(votes: &Votes, people: &[usize], ratings: &Ratings, places: &[Point]) -> Vec<Voter> {
    // While Polis read missing votes as passes, it also counted statements that were taken out as
    // voted on by everyone.
    let given = match ratings.missing {
        MissingVotes::Mean => 0,
        MissingVotes::Pass => ratings.taken_out,
    };
    let voter = |((&person, &place), &own): ((&usize, &Point), &usize)| Voter {
        place,
        votes: if own > 0 { own + given } else { 0 },
        arrival: votes.arrival(person),
    };
    people
        .iter()
        .zip(places)
        .zip(&ratings.votes)
        .map(voter)
        .collect()
}

fn sorted_indices<'a, K: Ord + 'a>(count: usize, key: impl Fn(usize) -> &'a K) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_by_key(|&index| key(index));
    indices
}

fn summarise(
    ratings: &Ratings,
    components: &Components,
    groups: &Groups,
    statements: &[StatementResult],
) -> Summary {
    let active = statements
        .iter()
        .filter(|statement| statement.standing == Standing::Active);
    let summaries = group_summaries(groups, statements);
    Summary {
        participants: ratings.rows.len(),
        participants_voted: ratings.votes.iter().filter(|&&votes| votes > 0).count(),
        participants_grouped: groups.group_of.iter().flatten().count(),
        votes_needed: groups.enough_votes,
        statements: statements.len(),
        statements_active: active.count(),
        votes: ratings.votes.iter().sum(),
        missing_votes: ratings.missing,
        variance_explained: components.explained,
        notices: notices(ratings, groups, &summaries),
        groups: summaries,
        silhouette: groups.silhouette,
        trials: groups.trials.clone(),
        consensus: consensus(statements),
    }
}

fn group_summaries(groups: &Groups, statements: &[StatementResult]) -> Vec<GroupSummary> {
    let summary = |(group, &[x, y]): (usize, &Point)| {
        let size = groups
            .group_of
            .iter()
            .filter(|&&of| of == Some(group))
            .count();
        let representative = representative_statements(statements, group);
        GroupSummary {
            group,
            size,
            small: size < SMALL_GROUP,
            x,
            y,
            representative,
        }
    };
    groups.centres.iter().enumerate().map(summary).collect()
}

fn notices(ratings: &Ratings, groups: &Groups, summaries: &[GroupSummary]) -> Vec<Notice> {
    let with_enough = ratings
        .votes
        .iter()
        .filter(|&&votes| votes >= groups.enough_votes)
        .count();
    let someone_voted = ratings.voted_statements > 0;
    let varied = ratings.rows.iter().any(|row| !row.is_empty());
    let weak = groups
        .silhouette
        .is_some_and(|silhouette| silhouette <= WEAK);
    [
        (Notice::NoVotes, !someone_voted),
        (Notice::NoVariation, someone_voted && !varied),
        (Notice::OneGroup, summaries.len() == 1),
        (
            Notice::FewPeople,
            someone_voted && with_enough < FEWEST_PEOPLE,
        ),
        (
            Notice::SmallGroup,
            summaries.iter().any(|group| group.small),
        ),
        (Notice::WeakGroups, weak),
    ]
    .into_iter()
    .filter_map(|(notice, applies)| applies.then_some(notice))
    .collect()
}
