//! An undirected weighted graph, its partitions' quality, and its aggregation.

use std::collections::VecDeque;

/// Nodes have sizes (how many original nodes they stand for); edges have integer weights.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Graph {
    /// Where each node's edges start in `edges`; one more entry than nodes.
    starts: Vec<usize>,
    /// The other end and the weight, ascending by the other end; each edge stands twice.
    edges: Vec<(u32, i64)>,
    /// How many original nodes each node stands for.
    sizes: Vec<i64>,
    /// Weight of the edges that lie within each node.
    within: Vec<i64>,
}

/// A graph whose nodes are groups of another's.
pub(super) struct Aggregate {
    pub(super) graph: Graph,
    /// For each old node, its node in `graph`.
    pub(super) of: Vec<u32>,
}

impl Graph {
    /// A graph of `nodes` nodes of size 1 from edges `(a, b, weight)`. An edge given more
    /// than once, in either direction, counts once with its largest weight; loops and edges without weight are dropped.
    pub(crate) fn new(nodes: usize, edges: Vec<(u32, u32, i64)>) -> Self {
        let real = |(a, b, weight): &(u32, u32, i64)| a != b && *weight > 0;
        let (sizes, within) = (vec![1; nodes], vec![0; nodes]);
        Self::from_pairs(edges, real, i64::max, sizes, within)
    }

    /// From those pairs `(a, b, weight)` that are `real`; where one comes more than once its
    /// weight is what `both` makes of two. Counted and put in place: sorting all pairs of a
    /// large graph would take longest of all.
    fn from_pairs(
        pairs: Vec<(u32, u32, i64)>,
        real: impl Fn(&(u32, u32, i64)) -> bool,
        both: impl Fn(i64, i64) -> i64,
        sizes: Vec<i64>,
        within: Vec<i64>,
    ) -> Self {
        let mut starts = vec![0; sizes.len() + 1];
        for (a, b, _) in pairs.iter().filter(|pair| real(pair)) {
            starts[*a as usize + 1] += 1;
            starts[*b as usize + 1] += 1;
        }
        for node in 0..sizes.len() {
            starts[node + 1] += starts[node];
        }
        let mut edges = vec![(0, 0); starts[sizes.len()]];
        let mut next = starts.clone();
        for &(a, b, weight) in pairs.iter().filter(|pair| real(pair)) {
            for (from, to) in [(a, b), (b, a)] {
                edges[next[from as usize]] = (to, weight);
                next[from as usize] += 1;
            }
        }
        drop(pairs);
        let mut graph = Self {
            starts,
            edges,
            sizes,
            within,
        };
        graph.put_in_order(both);
        graph
    }

    /// Each node's edges in ascending order, those to the same node made one.
    fn put_in_order(&mut self, both: impl Fn(i64, i64) -> i64) {
        let (mut from, mut kept) = (0, 0);
        for node in 0..self.nodes() {
            let to = self.starts[node + 1];
            self.edges[from..to].sort_unstable_by_key(|edge| edge.0);
            let begin = kept;
            for at in from..to {
                let (other, weight) = self.edges[at];
                if kept > begin && self.edges[kept - 1].0 == other {
                    let before = &mut self.edges[kept - 1].1;
                    *before = both(*before, weight);
                } else {
                    self.edges[kept] = (other, weight);
                    kept += 1;
                }
            }
            from = to;
            self.starts[node + 1] = kept;
        }
        self.edges.truncate(kept);
        self.edges.shrink_to_fit();
    }

    pub(crate) fn nodes(&self) -> usize {
        self.sizes.len()
    }

    pub(super) fn size(&self, node: usize) -> i64 {
        self.sizes[node]
    }

    /// The other ends of a node's edges, with the weights.
    pub(super) fn around(&self, node: usize) -> &[(u32, i64)] {
        &self.edges[self.starts[node]..self.starts[node + 1]]
    }

    /// The constant Potts model's quality: over all communities, the weight of the edges
    /// inside minus `resolution` for every pair of original nodes inside.
    pub(crate) fn quality(&self, partition: &[u32], resolution: i64) -> i64 {
        let count = partition
            .iter()
            .max()
            .map_or(0, |&largest| largest as usize + 1);
        let mut size = vec![0i64; count];
        let mut quality: i64 = self.within.iter().sum();
        for (node, &community) in partition.iter().enumerate() {
            size[community as usize] += self.sizes[node];
            for &(other, weight) in self.around(node) {
                if (other as usize) < node && partition[other as usize] == community {
                    quality += weight;
                }
            }
        }
        quality - resolution * size.iter().map(|n| n * (n - 1) / 2).sum::<i64>()
    }

    /// The graph whose nodes are the communities of `partition`, in their order.
    pub(super) fn aggregate(&self, partition: &[u32]) -> Aggregate {
        let of = super::renumbered(partition);
        let count = of.iter().max().map_or(0, |&largest| largest as usize + 1);
        let (mut sizes, mut within) = (vec![0; count], vec![0; count]);
        let mut pairs: Vec<(u32, u32, i64)> = Vec::new();
        for (node, &whole) in of.iter().enumerate() {
            sizes[whole as usize] += self.sizes[node];
            within[whole as usize] += self.within[node];
            for &(other, weight) in self
                .around(node)
                .iter()
                .take_while(|e| (e.0 as usize) < node)
            {
                let other_whole = of[other as usize];
                if other_whole == whole {
                    within[whole as usize] += weight;
                } else {
                    pairs.push((whole, other_whole, weight));
                }
            }
        }
        Aggregate {
            graph: Self::from_pairs(pairs, |_| true, |one, other| one + other, sizes, within),
            of,
        }
    }

    /// The partition with every community cut into its connected parts, numbered in the
    /// order of their first nodes. The quality cannot fall: no edge is cut.
    pub(crate) fn connected_parts(&self, partition: &[u32]) -> Vec<u32> {
        let mut part = vec![u32::MAX; self.nodes()];
        let mut next = 0;
        let mut waiting = VecDeque::new();
        for first in 0..self.nodes() {
            if part[first] != u32::MAX {
                continue;
            }
            part[first] = next;
            waiting.push_back(first);
            while let Some(node) = waiting.pop_front() {
                for &(other, _) in self.around(node) {
                    let other = other as usize;
                    if part[other] == u32::MAX && partition[other] == partition[node] {
                        part[other] = next;
                        waiting.push_back(other);
                    }
                }
            }
            next += 1;
        }
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path() -> Graph {
        Graph::new(
            4,
            vec![(0, 1, 10), (1, 2, 20), (2, 3, 30), (1, 0, 5), (3, 3, 99)],
        )
    }

    #[test]
    fn doubled_edges_count_once_with_the_larger_weight() {
        assert_eq!(path().around(1), [(0, 10), (2, 20)]);
        assert_eq!(path().quality(&[0, 0, 0, 0], 0), 60);
    }

    #[test]
    fn quality_takes_off_the_resolution_for_each_pair() {
        assert_eq!(path().quality(&[0, 0, 1, 1], 3), 10 - 3 + 30 - 3);
    }

    #[test]
    fn aggregation_keeps_quality_and_sizes() {
        let Aggregate { graph, of } = path().aggregate(&[1, 1, 0, 2]);
        assert_eq!(of, [0, 0, 1, 2]);
        assert_eq!(graph.size(0), 2);
        assert_eq!(
            graph.quality(&[0, 1, 1], 3),
            path().quality(&[0, 0, 1, 1], 3)
        );
    }

    #[test]
    fn parts_that_do_not_touch_are_separated() {
        assert_eq!(path().connected_parts(&[0, 1, 0, 0]), [0, 1, 2, 2]);
    }
}
