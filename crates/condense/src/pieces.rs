//! Joins the pieces of very large problems.
//!
//! A voice keeps only its nearest neighbours, so a matter voiced by hundreds falls into
//! several communities that are indistinguishable from each other. Two communities are
//! pieces of one when their members are as similar across as within: the cosine of their
//! means, with each voice's similarity to itself taken out, is near 1. Single voices that
//! such a problem left over join it by the same measure.

use crate::centroid::Sum;
use crate::neighbours::{Lists, nearest};
use crate::settings::Settings;
use crate::vectors::Vector;

/// Rounds of joining; each at least halves what can be joined.
const MOST_ROUNDS: usize = 20;

/// Words kept of a community's mean.
const LONGEST_MEAN: usize = 256;

/// Renumbers `communities` (one per vector) so that pieces of one problem share a number.
pub(crate) fn join_pieces(
    vectors: &[Vector],
    mut communities: Vec<u32>,
    words: usize,
    settings: &Settings,
) -> Vec<u32> {
    for _ in 0..MOST_ROUNDS {
        let groups = groups(&communities);
        if !groups
            .iter()
            .any(|group| group.len() >= settings.neighbours)
        {
            break;
        }
        let Some(joined) = one_round(vectors, &groups, words, settings) else {
            break;
        };
        for community in &mut communities {
            *community = joined[*community as usize];
        }
    }
    communities
}

/// Members of each community.
pub(crate) fn groups(communities: &[u32]) -> Vec<Vec<u32>> {
    let count = communities
        .iter()
        .max()
        .map_or(0, |&largest| largest as usize + 1);
    let mut groups = vec![Vec::new(); count];
    for (node, &community) in (0u32..).zip(communities) {
        groups[community as usize].push(node);
    }
    groups
}

/// The new number of each community, or nothing when none is joined.
fn one_round(
    vectors: &[Vector],
    groups: &[Vec<u32>],
    words: usize,
    settings: &Settings,
) -> Option<Vec<u32>> {
    let means = means(vectors, groups, words);
    let directions: Vec<Vector> = means.iter().map(|mean| mean.sum.clone().unit()).collect();
    let near_settings = Settings {
        min_similarity: 0.5,
        ..settings.clone()
    };
    let lists = Lists::new(&directions, words);
    let near = nearest(
        &directions,
        &lists,
        &|a, b| directions[a].dot(&directions[b]),
        &near_settings,
        &mut |_| {},
    );
    let mut into: Vec<u32> = (0u32..).take(groups.len()).collect();
    let mut any = false;
    for (a, others) in near.iter().enumerate() {
        let alike = others.iter().find(|&&(b, _)| {
            let (one, other) = (&means[a], &means[b as usize]);
            one.size.max(other.size) >= settings.neighbours
                && one.likeness(other) >= settings.piece_ratio
        });
        if let Some(&(b, _)) = alike {
            let (root_a, root_b) = (root(&mut into, a), root(&mut into, b as usize));
            into[root_a.max(root_b)] = u32::try_from(root_a.min(root_b)).unwrap_or(u32::MAX);
            any |= root_a != root_b;
        }
    }
    any.then(|| {
        let roots: Vec<usize> = (0..into.len()).map(|c| root(&mut into, c)).collect();
        let mut number = vec![u32::MAX; into.len()];
        let mut next = 0;
        for &root in &roots {
            if number[root] == u32::MAX {
                number[root] = next;
                next += 1;
            }
        }
        roots.into_iter().map(|root| number[root]).collect()
    })
}

fn root(into: &mut [u32], mut community: usize) -> usize {
    while into[community] as usize != community {
        into[community] = into[into[community] as usize];
        community = into[community] as usize;
    }
    community
}

struct Mean {
    size: usize,
    sum: Vector,
    /// Mean similarity of two different members.
    within: f32,
}

impl Mean {
    /// Mean similarity across, over the geometric mean of those within. A single voice has
    /// none within; it is measured by those of the other.
    fn likeness(&self, other: &Self) -> f32 {
        let scale = match (self.size, other.size) {
            (1, _) => other.within,
            (_, 1) => self.within,
            _ => (self.within * other.within).sqrt(),
        };
        if scale <= f32::EPSILON {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a mean")]
        let pairs = (self.size * other.size) as f32;
        self.sum.dot(&other.sum) / pairs / scale
    }
}

fn means(vectors: &[Vector], groups: &[Vec<u32>], words: usize) -> Vec<Mean> {
    let mut sum = Sum::new(words);
    let mut out = Vec::with_capacity(groups.len());
    for group in groups {
        let mut selves = 0.0;
        for &member in group {
            sum.add(&vectors[member as usize]);
            selves += vectors[member as usize].squared_length();
        }
        #[expect(clippy::cast_precision_loss, reason = "a mean")]
        let size = group.len() as f32;
        let within = ((sum.squared_length() - selves) / (size * (size - 1.0)).max(1.0)).max(0.0);
        let mut heaviest = sum.heaviest();
        heaviest.truncate(LONGEST_MEAN);
        heaviest.sort_by_key(|entry| entry.0);
        out.push(Mean {
            size: group.len(),
            sum: Vector(heaviest),
            within,
        });
        sum.clear();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_one_large_matter_join_and_another_matter_stays() {
        // Every voice has the matter's two words and one of its own.
        let voice = |matter: u32, own: u32| {
            Vector(vec![(matter, 3.0), (matter + 1, 3.0), (10 + own, 2.0)]).unit()
        };
        let mut vectors: Vec<Vector> = (0..80).map(|own| voice(0, own)).collect();
        vectors.extend((80..120).map(|own| voice(4, own)));
        let communities: Vec<u32> = (0..120).map(|node| node / 40).collect();
        let joined = join_pieces(&vectors, communities, 130, &Settings::default());
        assert_eq!(joined[0], joined[79]);
        assert_ne!(joined[0], joined[80]);
    }
}
