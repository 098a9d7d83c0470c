//! Local moving: each node goes to the community where it adds most, until none wants to.

use std::collections::VecDeque;

use super::graph::Graph;

/// Moves nodes one at a time while a move raises the quality. Only the neighbours of what
/// moved are looked at again.
pub(super) fn improve(graph: &Graph, partition: &mut [u32], resolution: i64) {
    let nodes = graph.nodes();
    let mut sizes = vec![0i64; nodes];
    for (node, &community) in partition.iter().enumerate() {
        sizes[community as usize] += graph.size(node);
    }
    let mut empty: Vec<u32> = (0u32..)
        .zip(&sizes)
        .filter(|(_, size)| **size == 0)
        .map(|(c, _)| c)
        .collect();
    let mut weight_to = vec![0i64; nodes];
    let mut waiting: VecDeque<usize> = (0..nodes).collect();
    let mut queued = vec![true; nodes];
    let mut touched: Vec<u32> = Vec::new();
    while let Some(node) = waiting.pop_front() {
        queued[node] = false;
        let own = partition[node];
        touched.clear();
        touched.push(own);
        for &(other, weight) in graph.around(node) {
            let community = partition[other as usize];
            if weight_to[community as usize] == 0 && community != own {
                touched.push(community);
            }
            weight_to[community as usize] += weight;
        }
        sizes[own as usize] -= graph.size(node);
        let gain = |community: u32| {
            weight_to[community as usize]
                - resolution * graph.size(node) * sizes[community as usize]
        };
        // Staying wins a tie; so does the community met first.
        let (mut best, mut best_gain) = (own, gain(own));
        for &community in &touched[1..] {
            if gain(community) > best_gain {
                (best, best_gain) = (community, gain(community));
            }
        }
        if best_gain < 0
            && let Some(alone) = empty.pop()
        {
            best = alone;
        }
        for &community in &touched {
            weight_to[community as usize] = 0;
        }
        sizes[best as usize] += graph.size(node);
        if best == own {
            continue;
        }
        if sizes[own as usize] == 0 {
            empty.push(own);
        }
        partition[node] = best;
        for &(other, _) in graph.around(node) {
            if partition[other as usize] != best && !queued[other as usize] {
                queued[other as usize] = true;
                waiting.push_back(other as usize);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn afterwards_no_single_move_helps() {
        let edges = vec![
            (0, 1, 90),
            (1, 2, 80),
            (0, 2, 70),
            (2, 3, 30),
            (3, 4, 90),
            (4, 5, 10),
        ];
        let graph = Graph::new(6, edges);
        let mut partition = vec![0, 1, 2, 3, 4, 5];
        improve(&graph, &mut partition, 20);
        let quality = graph.quality(&partition, 20);
        for node in 0..6 {
            for community in 0..6 {
                let mut moved = partition.clone();
                moved[node] = community;
                assert!(graph.quality(&moved, 20) <= quality);
            }
        }
    }

    #[test]
    fn a_node_that_fits_nowhere_gets_a_community_of_its_own() {
        let graph = Graph::new(3, vec![(0, 1, 90)]);
        let mut partition = vec![0, 0, 0];
        improve(&graph, &mut partition, 20);
        assert_ne!(partition[2], partition[0]);
        assert_eq!(partition[0], partition[1]);
    }
}
