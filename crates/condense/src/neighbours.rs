//! Nearest neighbours over an inverted index: only voices that share a word are
//! ever compared.
//!
//! For each voice its words are read from the rarest on, until what is left of its vector is
//! too short to make any further voice similar enough (Cauchy and Schwarz), or the reading
//! budget is spent; the best candidates are then compared in full. Within the budget no
//! similar voice is missed; in very large collections what is left out are the most frequent
//! words, which weigh least.

use crate::settings::Settings;
use crate::vectors::Vector;

/// Candidates compared in full, for each neighbour wanted.
const CANDIDATES_PER_NEIGHBOUR: usize = 4;

/// What adding up in another order may change.
const ROUNDING: f32 = 1e-4;

/// For each word, the voices that have it, with its weight there; in order of voices.
pub(crate) struct Lists(Vec<Vec<(u32, f32)>>);

impl Lists {
    /// Builds the lists for `words` distinct words.
    pub(crate) fn new(vectors: &[Vector], words: usize) -> Self {
        let mut lists = vec![Vec::new(); words];
        for (voice, vector) in (0u32..).zip(vectors) {
            for &(word, weight) in &vector.0 {
                lists[word as usize].push((voice, weight));
            }
        }
        Self(lists)
    }
}

/// The similarity of two voices: at most the dot product of their vectors.
pub(crate) type Judge<'a> = dyn Fn(usize, usize) -> f32 + Sync + 'a;

/// For each vector its nearest others, best first (ties: the one nearer in the input), all with a
/// similarity of at least `settings.min_similarity` in the eyes of `judge`.
///
/// The work is shared by the processor's cores; every voice is looked up independently, so
/// the answer does not depend on how many there are.
pub(crate) fn nearest(
    vectors: &[Vector],
    lists: &Lists,
    judge: &Judge<'_>,
    settings: &Settings,
    progress: &mut dyn FnMut(f32),
) -> Vec<Vec<(u32, f32)>> {
    const ROUNDS: usize = 50;
    let workers = settings.workers();
    let mut scratch: Vec<Scratch> = (0..workers).map(|_| Scratch::new(vectors.len())).collect();
    let mut found: Vec<Vec<(u32, f32)>> = vec![Vec::new(); vectors.len()];
    let round = vectors.len().div_ceil(ROUNDS).max(256);
    for (turn, slots) in found.chunks_mut(round).enumerate() {
        let share = slots.len().div_ceil(workers);
        std::thread::scope(|scope| {
            for (worker, (slots, scratch)) in slots.chunks_mut(share).zip(&mut scratch).enumerate()
            {
                let first = turn * round + worker * share;
                scope.spawn(move || {
                    for (offset, slot) in slots.iter_mut().enumerate() {
                        *slot = scratch.nearest_to(first + offset, vectors, lists, judge, settings);
                    }
                });
            }
        });
        #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
        progress(((turn * round + slots.len()) as f32 / vectors.len() as f32).min(1.0));
    }
    found
}

/// Working memory of one thread.
struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Scratch {
    fn new(voices: usize) -> Self {
        Self {
            sums: vec![0.0; voices],
            touched: Vec::new(),
        }
    }

    fn nearest_to(
        &mut self,
        voice: usize,
        vectors: &[Vector],
        lists: &Lists,
        judge: &Judge<'_>,
        settings: &Settings,
    ) -> Vec<(u32, f32)> {
        let cutoff = self.read(voice, &vectors[voice], lists, settings);
        let mut candidates: Vec<(u32, f32)> = Vec::new();
        for other in self.touched.drain(..) {
            let sum = std::mem::take(&mut self.sums[other as usize]);
            if sum >= cutoff {
                candidates.push((other, sum));
            }
        }
        keep_best(
            &mut candidates,
            voice,
            settings.neighbours * CANDIDATES_PER_NEIGHBOUR,
        );
        for (other, similarity) in &mut candidates {
            *similarity = judge(voice, *other as usize);
        }
        candidates.retain(|&(_, similarity)| similarity >= settings.min_similarity);
        keep_best(&mut candidates, voice, settings.neighbours);
        candidates.shrink_to_fit();
        candidates
    }

    /// Adds up what the lists of the voice's words say, rarest word first; returns the least
    /// sum with which another voice can still be similar enough. When the budget ran out that
    /// is an estimate: the words left unread are frequent and bring at most half.
    fn read(&mut self, voice: usize, vector: &Vector, lists: &Lists, settings: &Settings) -> f32 {
        let mut budget = settings.reading_budget;
        let enough = settings.min_similarity * settings.min_similarity;
        let mut squares_left = vector.squared_length();
        let mut words: Vec<(usize, u32, f32)> = vector
            .0
            .iter()
            .map(|&(word, w)| (lists.0[word as usize].len(), word, w))
            .collect();
        words.sort_by_key(|&(length, word, _)| (length, word));
        for (_, word, weight) in words {
            let list = around(&lists.0[word as usize], voice, budget);
            budget -= list.len();
            for &(other, other_weight) in list {
                if other as usize == voice {
                    continue;
                }
                let sum = &mut self.sums[other as usize];
                if *sum == 0.0 {
                    self.touched.push(other);
                }
                *sum += weight * other_weight;
            }
            squares_left -= weight * weight;
            if budget == 0 {
                return settings.min_similarity / 2.0;
            }
            if squares_left < enough {
                return settings.min_similarity - squares_left.max(0.0).sqrt() - ROUNDING;
            }
        }
        0.0
    }
}

/// The part of a list that fits the budget: the entries nearest to the voice itself, so that
/// among very many alike each finds others.
fn around(list: &[(u32, f32)], voice: usize, budget: usize) -> &[(u32, f32)] {
    if list.len() <= budget {
        return list;
    }
    let own = list.partition_point(|&(other, _)| (other as usize) < voice);
    let start = own.saturating_sub(budget / 2).min(list.len() - budget);
    &list[start..start + budget]
}

/// Keeps the best `most`, best first. Ties go to the voice nearest in the input: if they all
/// went to the first, one voice would be everybody's neighbour among many alike.
fn keep_best(candidates: &mut Vec<(u32, f32)>, voice: usize, most: usize) {
    let distance = |other: u32| (other as usize).abs_diff(voice);
    let order = |a: &(u32, f32), b: &(u32, f32)| {
        b.1.total_cmp(&a.1)
            .then(distance(a.0).cmp(&distance(b.0)))
            .then(a.0.cmp(&b.0))
    };
    if candidates.len() > most {
        candidates.select_nth_unstable_by(most, order);
        candidates.truncate(most);
    }
    candidates.sort_by(order);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors(count: usize) -> Vec<Vector> {
        // A fixed mixture of shared and own words.
        let words = |i: u32| vec![(i % 7, 1.0), (7 + i % 11, 2.0), (18 + i % 5, 0.5)];
        (0..u32::try_from(count).unwrap())
            .map(|i| Vector(words(i)).unit())
            .collect()
    }

    fn by_comparing_all(vectors: &[Vector], voice: usize, settings: &Settings) -> Vec<(u32, f32)> {
        let mut all: Vec<(u32, f32)> = (0u32..)
            .zip(vectors)
            .filter(|(other, _)| *other as usize != voice)
            .map(|(other, vector)| (other, vectors[voice].dot(vector)))
            .filter(|(_, cosine)| *cosine >= settings.min_similarity)
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(settings.neighbours);
        all
    }

    #[test]
    fn within_the_budget_the_answer_is_exact() {
        let (vectors, settings) = (vectors(60), Settings::default());
        let found = nearest(
            &vectors,
            &Lists::new(&vectors, 23),
            &|a, b| vectors[a].dot(&vectors[b]),
            &settings,
            &mut |_| {},
        );
        for (voice, near) in found.iter().enumerate() {
            let cosines = |list: &[(u32, f32)]| list.iter().map(|n| n.1).collect::<Vec<_>>();
            assert_eq!(
                cosines(near),
                cosines(&by_comparing_all(&vectors, voice, &settings))
            );
        }
    }

    #[test]
    fn alike_voices_find_each_other_on_any_budget() {
        let same = vec![Vector(vec![(0, 1.0)]); 1000];
        let settings = Settings {
            reading_budget: 100,
            ..Settings::default()
        };
        let found = nearest(
            &same,
            &Lists::new(&same, 1),
            &|_, _| 1.0,
            &settings,
            &mut |_| {},
        );
        assert!(found.iter().all(|near| near.len() == settings.neighbours));
    }
}
