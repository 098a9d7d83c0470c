//! Joins the pieces of very large problems.
//!
//! A voice keeps only its nearest neighbours, so a matter voiced by hundreds falls into
//! several communities that are indistinguishable from each other. Two communities are
//! pieces of one when their members are as similar across as within: by the cosine of their
//! means, with each voice's similarity to itself taken out, and by a sample of pairs compared
//! in full, places and times included. Single voices that such a problem left over join it by
//! the same measure.

use std::sync::OnceLock;

use crate::centroid::Sum;
use crate::lists::Lists;
use crate::neighbours::{Near, Search};
use crate::parallel::{Pool, in_parallel};
use crate::settings::Settings;
use crate::vectors::{Vector, Vectors, dot, squared_length};

/// Rounds of joining; each at least halves what can be joined.
const MOST_ROUNDS: usize = 20;

/// Words kept of a community's mean.
const LONGEST_MEAN: usize = 256;

/// Communities looked at by one thread at a time.
const CHUNK: usize = 64;

/// Renumbers `communities` (one per vector) so that pieces of one problem share a number.
pub(crate) fn join_pieces(
    vectors: &Vectors,
    mut communities: Vec<u32>,
    words: usize,
    judge: &(dyn Fn(usize, usize) -> f32 + Sync),
    settings: &Settings,
) -> Vec<u32> {
    let mut means: Vec<Option<Mean>> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let groups = groups(&communities);
        means.resize_with(groups.len(), || None);
        if !groups
            .iter()
            .any(|group| group.len() >= settings.neighbours)
        {
            break;
        }
        // Of two that have not changed it has been said that they are not one.
        let known: Vec<bool> = means.iter().map(Option::is_some).collect();
        let means_now = all_means(vectors, &groups, &mut means, words, settings);
        let round = Round {
            means: &means_now,
            groups: &groups,
            known: &known,
            judge,
            settings,
        };
        let Some(joined) = round.joined(words) else {
            break;
        };
        means = still_true(means_now, &joined);
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

/// The means of the communities that were joined with no other, by their new numbers.
fn still_true(means: Vec<Mean>, joined: &[u32]) -> Vec<Option<Mean>> {
    let count = joined.iter().max().map_or(0, |&last| last as usize + 1);
    let mut parts = vec![0u32; count];
    joined.iter().for_each(|&new| parts[new as usize] += 1);
    let mut kept: Vec<Option<Mean>> = Vec::new();
    kept.resize_with(count, || None);
    for (mean, &new) in means.into_iter().zip(joined) {
        if parts[new as usize] == 1 {
            kept[new as usize] = Some(mean);
        }
    }
    kept
}

/// Members of each group that are compared in full.
const SAMPLE: usize = 6;

/// What one round of joining goes by.
struct Round<'a> {
    means: &'a [Mean],
    groups: &'a [Vec<u32>],
    /// Which communities are as they were in the round before.
    known: &'a [bool],
    judge: &'a (dyn Fn(usize, usize) -> f32 + Sync),
    settings: &'a Settings,
}

impl Round<'_> {
    /// The new number of each community, or nothing when none is joined.
    fn joined(&self, words: usize) -> Option<Vec<u32>> {
        let mut into: Vec<u32> = (0u32..).take(self.groups.len()).collect();
        let mut any = false;
        for (a, alike) in self.alike(words) {
            for (b, _) in alike {
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

    /// For each large community those that are pieces of the same. One of two pieces is
    /// large, so looking from there is enough.
    fn alike(&self, words: usize) -> Vec<(usize, Near)> {
        let units = self.means.iter().map(|mean| mean.sum.clone().unit());
        let units: Vec<Vector> = units.collect();
        let directions: Vectors = units.iter().map(|unit| &**unit).collect();
        drop(units);
        let near_settings = Settings {
            min_similarity: 0.5,
            ..self.settings.clone()
        };
        let large: Vec<u32> = (0u32..)
            .zip(self.groups)
            .filter(|(_, group)| group.len() >= self.settings.neighbours)
            .map(|(at, _)| at)
            .collect();
        let near = Search {
            vectors: &directions,
            lists: &Lists::new(&directions, words),
            nearby: None,
            judge: &|a, b| dot(directions.get(a), directions.get(b)),
            settings: &near_settings,
        }
        .nearest_of(&large);
        let large = large.into_iter().map(|a| a as usize);
        let mut near: Vec<(usize, Near)> = large.zip(near).collect();
        in_parallel(near.chunks_mut(CHUNK), self.settings, |some| {
            for (a, others) in some {
                others.retain(|&(b, _)| self.are_pieces_of_one(*a, b as usize));
            }
        });
        near
    }

    fn are_pieces_of_one(&self, a: usize, b: usize) -> bool {
        !(self.known[a] && self.known[b])
            && self.means[a].likeness(&self.means[b]) >= self.settings.piece_ratio
            && self.same_in_full(a, b)
    }

    /// Whether members taken evenly from both are about as similar across as within the larger.
    fn same_in_full(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.groups[a], &self.groups[b]);
        let larger = if one.len() >= other.len() { a } else { b };
        let across = mean_similarity(&sample(one), &sample(other), self.judge);
        let within = *self.means[larger].within_sample.get_or_init(|| {
            let some = sample(&self.groups[larger]);
            mean_similarity(&some, &some, self.judge)
        });
        across >= self.settings.piece_ratio * within
    }
}

fn sample(group: &[u32]) -> Vec<u32> {
    let step = group.len().div_ceil(SAMPLE).max(1);
    group.iter().copied().step_by(step).collect()
}

fn mean_similarity(a: &[u32], b: &[u32], judge: &dyn Fn(usize, usize) -> f32) -> f32 {
    let (mut sum, mut pairs) = (0.0, 0.0_f32);
    for &one in a {
        for &other in b.iter().filter(|other| **other != one) {
            sum += judge(one as usize, other as usize);
            pairs += 1.0;
        }
    }
    sum / pairs.max(1.0)
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
    /// The same of a sample that is compared in full, once it was asked for.
    within_sample: OnceLock<f32>,
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
        dot(&self.sum, &other.sum) / pairs / scale
    }
}

/// The means of all communities; those known already are taken.
fn all_means(
    vectors: &Vectors,
    groups: &[Vec<u32>],
    known: &mut [Option<Mean>],
    words: usize,
    settings: &Settings,
) -> Vec<Mean> {
    let sums = Pool::new();
    let chunks = groups.chunks(CHUNK).zip(known.chunks_mut(CHUNK));
    in_parallel(chunks, settings, |(groups, known)| {
        let fill = |sum: &mut Sum| {
            for (group, slot) in groups.iter().zip(known) {
                slot.get_or_insert_with(|| mean(vectors, group, sum));
            }
        };
        sums.with(|| Sum::new(words), fill);
    });
    known.iter_mut().filter_map(Option::take).collect()
}

fn mean(vectors: &Vectors, group: &[u32], sum: &mut Sum) -> Mean {
    sum.clear();
    let mut selves = 0.0;
    for &member in group {
        sum.add(vectors.get(member as usize));
        selves += squared_length(vectors.get(member as usize));
    }
    #[expect(clippy::cast_precision_loss, reason = "a mean")]
    let size = group.len() as f32;
    let within = ((sum.squared_length() - selves) / (size * (size - 1.0)).max(1.0)).max(0.0);
    let mut heaviest = sum.heaviest();
    heaviest.truncate(LONGEST_MEAN);
    heaviest.sort_by_key(|entry| entry.0);
    Mean {
        size: group.len(),
        sum: Vector(heaviest),
        within,
        within_sample: OnceLock::new(),
    }
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
        let vectors = vectors.iter().map(|v| &**v).collect();
        let vectors: Vectors = vectors;
        let judge = |a: usize, b: usize| dot(vectors.get(a), vectors.get(b));
        let joined = join_pieces(&vectors, communities, 130, &judge, &Settings::default());
        assert_eq!(joined[0], joined[79]);
        assert_ne!(joined[0], joined[80]);
    }
}
