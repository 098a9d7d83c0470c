//! Refinement: inside each community, nodes are joined again from scratch, and only where
//! they are well connected, so that what is aggregated next holds together by itself.

use super::graph::Graph;

/// A partition finer than `partition`: every part lies in one community and is connected.
pub(super) fn refine(graph: &Graph, partition: &[u32], resolution: i64) -> Vec<u32> {
    let mut state = Refinement::new(graph, partition, resolution);
    for node in 0..graph.nodes() {
        if state.is_alone(node) && state.is_well_connected(node) {
            state.join_best(node);
        }
    }
    state.part
}

struct Refinement<'a> {
    graph: &'a Graph,
    partition: &'a [u32],
    resolution: i64,
    community_size: Vec<i64>,
    part: Vec<u32>,
    part_size: Vec<i64>,
    /// Weight from each part to the rest of its community.
    part_outward: Vec<i64>,
    members: Vec<u32>,
    weight_to: Vec<i64>,
    /// Parts that have a weight there.
    touched: Vec<u32>,
}

impl<'a> Refinement<'a> {
    fn new(graph: &'a Graph, partition: &'a [u32], resolution: i64) -> Self {
        let nodes = graph.nodes();
        let mut community_size = vec![0; nodes];
        let mut part_outward = vec![0; nodes];
        for node in 0..nodes {
            community_size[partition[node] as usize] += graph.size(node);
            let inside = graph.around(node).iter();
            let inside = inside.filter(|(other, _)| partition[*other as usize] == partition[node]);
            part_outward[node] = inside.map(|(_, weight)| weight).sum();
        }
        Self {
            graph,
            partition,
            resolution,
            community_size,
            part: super::singletons(nodes),
            part_size: (0..nodes).map(|node| graph.size(node)).collect(),
            part_outward,
            members: vec![1; nodes],
            weight_to: vec![0; nodes],
            touched: Vec::new(),
        }
    }

    fn is_alone(&self, node: usize) -> bool {
        self.part[node] as usize == node && self.members[node] == 1
    }

    /// Whether a part is tied to the rest of its community at least as strongly as the
    /// resolution asks (the paper's condition for taking part in a merge).
    fn is_well_connected(&self, part: usize) -> bool {
        let rest = self.community_size[self.partition[part] as usize] - self.part_size[part];
        self.part_outward[part] >= self.resolution * self.part_size[part] * rest
    }

    /// Joins a lone node to the well-connected part where the quality gains most, if any
    /// does not lose.
    fn join_best(&mut self, node: usize) {
        let mut touched = std::mem::take(&mut self.touched);
        touched.clear();
        for &(other, weight) in self.graph.around(node) {
            if self.partition[other as usize] == self.partition[node] {
                let part = self.part[other as usize];
                if self.weight_to[part as usize] == 0 {
                    touched.push(part);
                }
                self.weight_to[part as usize] += weight;
            }
        }
        let mut best: Option<(u32, i64)> = None;
        for &part in &touched {
            let size = self.part_size[part as usize];
            let gain =
                self.weight_to[part as usize] - self.resolution * self.graph.size(node) * size;
            let better = gain >= 0 && best.is_none_or(|(_, best_gain)| gain > best_gain);
            if better && self.is_well_connected(part as usize) {
                best = Some((part, gain));
            }
        }
        if let Some((part, _)) = best {
            self.join(node, part as usize);
        }
        for &part in &touched {
            self.weight_to[part as usize] = 0;
        }
        self.touched = touched;
    }

    fn join(&mut self, node: usize, part: usize) {
        let between = self.weight_to[part];
        self.part_outward[part] += self.part_outward[node] - 2 * between;
        self.part_size[part] += self.graph.size(node);
        self.members[part] += 1;
        self.members[node] -= 1;
        self.part[node] = self.part[part];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stay_within_their_community() {
        let graph = Graph::new(4, vec![(0, 1, 90), (1, 2, 90), (2, 3, 90)]);
        let refined = refine(&graph, &[0, 0, 1, 1], 10);
        assert_eq!(refined[0], refined[1]);
        assert_eq!(refined[2], refined[3]);
        assert_ne!(refined[1], refined[2]);
    }

    #[test]
    fn what_is_tied_too_weakly_is_not_joined() {
        let graph = Graph::new(3, vec![(0, 1, 90), (1, 2, 25)]);
        let refined = refine(&graph, &[0, 0, 0], 20);
        assert_eq!(refined[0], refined[1]);
        assert_ne!(refined[1], refined[2]);
    }

    #[test]
    fn what_does_not_touch_is_not_joined() {
        let graph = Graph::new(4, vec![(0, 1, 90), (2, 3, 90)]);
        let refined = refine(&graph, &[0, 0, 0, 0], 10);
        assert_ne!(refined[0], refined[2]);
    }
}
