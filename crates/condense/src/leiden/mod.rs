//! Communities of a weighted graph by the Leiden algorithm with the constant Potts model.
//!
//! Traag, Waltman & van Eck, "From Louvain to Leiden: guaranteeing well-connected
//! communities", Scientific Reports 9:5233 (2019); the model: Traag, Van Dooren & Nesterov,
//! "Narrow scope for resolution-limit-free community detection", Phys. Rev. E 84:016114 (2011).
//!
//! The quality of a partition is the sum over communities of
//! `weight inside − resolution · pairs inside`. All of it is integer arithmetic and every
//! choice has a fixed order, so the same graph gives the same communities everywhere. In the
//! refinement, where the paper draws at random among the improving merges, the best is taken.

mod graph;
mod moving;
mod refine;

pub(crate) use graph::Graph;

use graph::Aggregate;

/// Passes over the whole graph; in practice two or three change anything.
const MOST_PASSES: usize = 10;

/// A pass that raised the quality by less than one part in this many is the last.
const WORTH_ANOTHER_PASS: i64 = 10_000;

/// Similarities become integer edge weights in this unit, so that grouping is exact arithmetic.
const UNIT: f32 = 10_000.0;

/// A similarity (0 to 1; more counts as 1) as an edge weight, or as a resolution.
#[expect(clippy::cast_possible_truncation, reason = "at most 10,000")]
pub(crate) fn in_units(similarity: f32) -> i64 {
    (similarity.min(1.0) * UNIT).round() as i64
}

/// The community of each node, numbered from 0 in the order of their first nodes.
///
/// Guarantees: every community is connected, and no move of a single node would raise the
/// quality within a pass. `resolution` is in the unit of the edge weights.
pub(crate) fn communities(graph: &Graph, resolution: i64) -> Vec<u32> {
    let mut partition = singletons(graph.nodes());
    let mut quality = graph.quality(&partition, resolution);
    for _ in 0..MOST_PASSES {
        let next = one_pass(graph, partition.clone(), resolution);
        let next_quality = graph.quality(&next, resolution);
        let gain = next_quality - quality;
        if gain <= 0 {
            break;
        }
        (partition, quality) = (next, next_quality);
        if gain < quality / WORTH_ANOTHER_PASS {
            break;
        }
    }
    graph.connected_parts(&partition)
}

/// Local moving, refinement and aggregation until nothing can be joined any more.
fn one_pass(graph: &Graph, start: Vec<u32>, resolution: i64) -> Vec<u32> {
    let mut level = std::borrow::Cow::Borrowed(graph);
    let mut partition = start;
    // Which node of the current level each node of the graph has become part of.
    let mut place: Vec<u32> = singletons(graph.nodes());
    loop {
        moving::improve(&level, &mut partition, resolution);
        let refined = refine::refine(&level, &partition, resolution);
        let Aggregate { graph: coarser, of } = level.aggregate(&refined);
        if coarser.nodes() == level.nodes() {
            break;
        }
        let mut coarse_partition = vec![0; coarser.nodes()];
        for (node, &whole) in of.iter().enumerate() {
            coarse_partition[whole as usize] = partition[node];
        }
        for node in &mut place {
            *node = of[*node as usize];
        }
        partition = renumbered(&coarse_partition);
        level = std::borrow::Cow::Owned(coarser);
    }
    let flat: Vec<u32> = place.iter().map(|&node| partition[node as usize]).collect();
    renumbered(&flat)
}

fn singletons(nodes: usize) -> Vec<u32> {
    (0u32..).take(nodes).collect()
}

/// The same partition with communities numbered in the order of their first nodes.
fn renumbered(partition: &[u32]) -> Vec<u32> {
    let most = partition
        .iter()
        .max()
        .map_or(0, |&largest| largest as usize + 1);
    let mut numbers = vec![u32::MAX; most];
    let mut next = 0;
    let mut out = Vec::with_capacity(partition.len());
    for &community in partition {
        let number = &mut numbers[community as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        out.push(*number);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fixed pseudo-random graph (a linear congruence), `nodes` nodes, about 4 edges each.
    fn tangle(nodes: u32, mut state: u64) -> Graph {
        let mut edges = Vec::new();
        for a in 0..nodes {
            for _ in 0..4 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let b = u32::try_from((state >> 33) % u64::from(nodes)).unwrap();
                let near = (a / 10) * 10 + b % 10;
                let b = if state & 0x300 == 0 {
                    b
                } else {
                    near.min(nodes - 1)
                };
                if a != b {
                    edges.push((
                        a.min(b),
                        a.max(b),
                        i64::try_from((state >> 20) % 9000).unwrap(),
                    ));
                }
            }
        }
        Graph::new(nodes as usize, edges)
    }

    #[test]
    fn two_cliques_joined_by_a_thread_are_two() {
        let mut edges = vec![(3, 4, 300)];
        for (first, last) in [(0, 4), (4, 8)] {
            for a in first..last {
                edges.extend((a + 1..last).map(|b| (a, b, 6000)));
            }
        }
        assert_eq!(
            communities(&Graph::new(8, edges), 800),
            [0, 0, 0, 0, 1, 1, 1, 1]
        );
    }

    #[test]
    fn every_community_is_connected() {
        for seed in 0..30 {
            let graph = tangle(200, seed);
            let found = communities(&graph, 500);
            assert_eq!(found, graph.connected_parts(&found), "seed {seed}");
        }
    }

    #[test]
    fn quality_never_falls_in_a_pass() {
        for seed in 0..30 {
            let graph = tangle(200, seed);
            let mut partition = singletons(200);
            let mut before = graph.quality(&partition, 500);
            for _ in 0..4 {
                partition = one_pass(&graph, partition, 500);
                let after = graph.quality(&partition, 500);
                assert!(after >= before, "seed {seed}: {after} < {before}");
                before = after;
            }
            assert!(before > 0);
        }
    }

    #[test]
    fn no_two_communities_would_gain_by_joining() {
        for seed in 0..10 {
            let graph = tangle(100, seed);
            let found = communities(&graph, 500);
            let best = graph.quality(&found, 500);
            let count = found.iter().max().unwrap() + 1;
            for a in 0..count {
                for b in a + 1..count {
                    let joined: Vec<u32> =
                        found.iter().map(|&c| if c == b { a } else { c }).collect();
                    assert!(
                        graph.quality(&joined, 500) <= best,
                        "seed {seed}: {a} and {b}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_graph_and_no_edges() {
        assert!(communities(&Graph::new(0, vec![]), 500).is_empty());
        assert_eq!(communities(&Graph::new(3, vec![]), 500), [0, 1, 2]);
    }
}
