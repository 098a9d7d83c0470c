//! What people have decided about which voices belong together. The machine never undoes it:
//! merging two problems is saying that the voices of both belong to one, splitting that some
//! belong to another, moving that one belongs elsewhere.

use std::collections::{BTreeMap, BTreeSet};

/// People's decisions about a collection. Problems are named by numbers the caller chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Voices (positions in the input) that a person put into a problem. Where a voice stands
    /// twice, the last counts.
    pub belongs: Vec<(usize, u64)>,
    /// Voices that a person said are not about a problem.
    pub not_about: Vec<(usize, u64)>,
}

/// The decisions by node of the graph.
#[derive(Debug, Default)]
pub(crate) struct Bound {
    /// The problem of each node that a person decided about.
    belongs: BTreeMap<u32, u64>,
    not_about: BTreeSet<(u32, u64)>,
}

impl Decisions {
    /// The problem that a person put each voice into.
    pub(crate) fn of_voices(&self, voices: usize) -> Vec<Option<u64>> {
        let mut of = vec![None; voices];
        for &(voice, problem) in &self.belongs {
            if let Some(place) = of.get_mut(voice) {
                *place = Some(problem);
            }
        }
        of
    }
}

impl Bound {
    /// `node_of` gives the node of each voice.
    pub(crate) fn new(decisions: &Decisions, node_of: &[Option<u32>]) -> Self {
        let node = |voice: usize| node_of.get(voice).copied().flatten();
        let by_node = |all: &[(usize, u64)]| -> Vec<(u32, u64)> {
            let known = all
                .iter()
                .filter_map(|&(voice, problem)| Some((node(voice)?, problem)));
            known.collect()
        };
        Self {
            belongs: by_node(&decisions.belongs).into_iter().collect(),
            not_about: by_node(&decisions.not_about).into_iter().collect(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.belongs.is_empty() && self.not_about.is_empty()
    }

    /// The problem that people put the voices of a node into.
    pub(crate) fn problem(&self, node: u32) -> Option<u64> {
        self.belongs.get(&node).copied()
    }

    /// Whether two nodes must not be in one problem.
    fn forbid(&self, one: u32, other: u32) -> bool {
        let (first, second) = (self.problem(one), self.problem(other));
        let not = |node: u32, problem: Option<u64>| {
            problem.is_some_and(|problem| self.not_about.contains(&(node, problem)))
        };
        (first.is_some() && second.is_some() && first != second)
            || not(one, second)
            || not(other, first)
    }

    /// The graph's edges as people see them: none between what they hold apart.
    pub(crate) fn allowed(&self, edges: Vec<(u32, u32, i64)>) -> Vec<(u32, u32, i64)> {
        let allow = |edge: &(u32, u32, i64)| !self.forbid(edge.0, edge.1);
        edges.into_iter().filter(allow).collect()
    }

    /// `communities` (one per node) changed so that every decision holds: all voices of a
    /// problem are together and with those of no other; of a community in which several were
    /// mixed, each further node goes to the problem it has most `edges` with, or stays behind.
    pub(crate) fn enforce(&self, communities: &[u32], edges: &[(u32, u32, i64)]) -> Vec<u32> {
        if self.is_empty() {
            return communities.to_vec();
        }
        let mut next = communities.iter().max().map_or(0, |largest| largest + 1);
        let mut fresh = || {
            next += 1;
            next - 1
        };
        // The community that carries each problem; new ones, so that nothing else is in them.
        let mut of_problem: BTreeMap<u64, u32> = BTreeMap::new();
        for problem in self.belongs.values() {
            of_problem.entry(*problem).or_insert_with(&mut fresh);
        }
        let claims = self.claims(communities);
        let weights = self.weights(communities, edges, &claims);
        (0u32..)
            .zip(communities)
            .map(|(node, community)| {
                if let Some(problem) = self.problem(node) {
                    return of_problem[&problem];
                }
                let Some(claimed) = claims.get(community) else {
                    return *community;
                };
                let open = claimed
                    .iter()
                    .filter(|p| !self.not_about.contains(&(node, **p)));
                let weight = |problem: &&u64| weights.get(&(node, **problem)).copied().unwrap_or(0);
                let best =
                    open.max_by_key(|problem| (weight(problem), std::cmp::Reverse(**problem)));
                match best {
                    Some(problem) if claimed.len() == 1 || weight(&problem) > 0 => {
                        of_problem[problem]
                    }
                    _ => fresh(),
                }
            })
            .collect()
    }

    /// The problems that have voices in each community.
    fn claims(&self, communities: &[u32]) -> BTreeMap<u32, BTreeSet<u64>> {
        let mut claims: BTreeMap<u32, BTreeSet<u64>> = BTreeMap::new();
        for (&node, &problem) in &self.belongs {
            let community = communities[node as usize];
            claims.entry(community).or_default().insert(problem);
        }
        claims
    }

    /// For the free nodes of such communities the weight of their edges to each problem.
    fn weights(
        &self,
        communities: &[u32],
        edges: &[(u32, u32, i64)],
        claims: &BTreeMap<u32, BTreeSet<u64>>,
    ) -> BTreeMap<(u32, u64), i64> {
        let mut weights: BTreeMap<(u32, u64), i64> = BTreeMap::new();
        for &(a, b, weight) in edges {
            for (free, decided) in [(a, b), (b, a)] {
                let community = communities[free as usize];
                let together = community == communities[decided as usize];
                if !together || self.problem(free).is_some() || !claims.contains_key(&community) {
                    continue;
                }
                if let Some(problem) = self.problem(decided) {
                    *weights.entry((free, problem)).or_default() += weight;
                }
            }
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(belongs: &[(u32, u64)], not_about: &[(u32, u64)]) -> Bound {
        Bound {
            belongs: belongs.iter().copied().collect(),
            not_about: not_about.iter().copied().collect(),
        }
    }

    #[test]
    fn what_people_put_together_is_together_and_what_they_split_is_apart() {
        let bound = bound(&[(0, 7), (3, 7), (1, 8)], &[]);
        let edges = [(0, 2, 10), (1, 2, 50)];
        let found = bound.enforce(&[0, 0, 0, 1, 1], &edges);
        assert_eq!(found[0], found[3], "merged by a person");
        assert_ne!(found[0], found[1], "split by a person");
        assert_eq!(found[2], found[1], "a free voice goes where its edges are");
        assert_eq!(found[4], found[3], "the rest of a community stays with it");
    }

    #[test]
    fn not_about_takes_a_voice_out() {
        let bound = bound(&[(0, 7)], &[(1, 7)]);
        let found = bound.enforce(&[0, 0, 0], &[]);
        assert_ne!(found[1], found[0]);
        assert_eq!(found[2], found[0]);
        assert!(bound.forbid(1, 0) && !bound.forbid(2, 0));
        assert_eq!(bound.allowed(vec![(0, 1, 5), (0, 2, 5)]), [(0, 2, 5)]);
    }

    #[test]
    fn without_decisions_nothing_changes() {
        assert_eq!(bound(&[], &[]).enforce(&[4, 2, 4], &[]), [4, 2, 4]);
    }
}
