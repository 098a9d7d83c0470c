//! Nearest neighbours over an inverted index: only voices that share a word, or a place, are
//! ever compared.
//!
//! For each voice its words are read from the rarest on, until what is left of its vector is
//! too short to make any further voice similar enough (Cauchy and Schwarz), or the reading
//! budget is spent; the best candidates are then compared in full. Within the budget no
//! similar voice is missed; in very large collections what is left out are the most frequent
//! words, which weigh least.

use std::cmp::Ordering;

use crate::lists::Lists;
use crate::parallel::{Pool, in_parallel};
use crate::places_near::Nearby;
use crate::settings::Settings;
use crate::vectors::{Entry, Vectors, squared_length};

/// Candidates compared in full, for each neighbour wanted.
const CANDIDATES_PER_NEIGHBOUR: usize = 3;

/// What adding up in another order may change.
const ROUNDING: f32 = 1e-4;

/// Voices looked up by one thread at a time.
const CHUNK: usize = 256;

/// Parts after which progress is told.
const ROUNDS: usize = 50;

/// A voice's nearest others, best first.
pub(crate) type Near = Vec<(u32, f32)>;

/// Says how similar two voices are.
pub(crate) trait Judging: Sync {
    /// The similarity of two voices, given the most that the dot product of their words can
    /// be; where it is certainly below `least`, anything below.
    fn at_least(&self, a: usize, b: usize, words: f32, least: f32) -> f32;
}

impl<F: Fn(usize, usize) -> f32 + Sync> Judging for F {
    fn at_least(&self, a: usize, b: usize, _words: f32, _least: f32) -> f32 {
        self(a, b)
    }
}

/// What neighbours are looked for among.
pub(crate) struct Search<'a> {
    pub(crate) vectors: &'a Vectors,
    pub(crate) lists: &'a Lists,
    /// Voices that were said near each other, if places are known.
    pub(crate) nearby: Option<&'a Nearby>,
    /// The similarity of two voices.
    pub(crate) judge: &'a dyn Judging,
    pub(crate) settings: &'a Settings,
}

impl Search<'_> {
    /// For each vector its nearest others (ties: the one nearer in the input), all with a
    /// similarity of at least `settings.min_similarity` in the eyes of `judge`.
    ///
    /// The work is shared by the processor's cores; every voice is looked up independently,
    /// so the answer does not depend on how many there are.
    pub(crate) fn nearest(&self, progress: &mut dyn FnMut(f32)) -> Vec<Near> {
        let all = self.vectors.len();
        let mut found: Vec<Near> = vec![Vec::new(); all];
        let round = all.div_ceil(ROUNDS).next_multiple_of(CHUNK);
        let scratches = Pool::new();
        for (turn, slots) in found.chunks_mut(round.max(CHUNK)).enumerate() {
            let first = turn * round;
            let done = first + slots.len();
            in_parallel(
                slots.chunks_mut(CHUNK).enumerate(),
                self.settings,
                |(at, slots)| {
                    scratches.with(
                        || Scratch::new(all),
                        |scratch| {
                            for (voice, slot) in (first + at * CHUNK..).zip(slots) {
                                *slot = self.nearest_to(voice, scratch);
                            }
                        },
                    );
                },
            );
            #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
            progress((done as f32 / all as f32).min(1.0));
        }
        found
    }

    /// The same for some voices only.
    pub(crate) fn nearest_of(&self, voices: &[u32]) -> Vec<Near> {
        let mut found: Vec<Near> = vec![Vec::new(); voices.len()];
        let share = voices.len().div_ceil(self.settings.workers()).max(1);
        let parts = voices.chunks(share).zip(found.chunks_mut(share));
        in_parallel(parts, self.settings, |(voices, slots)| {
            let mut scratch = Scratch::new(self.vectors.len());
            for (voice, slot) in voices.iter().zip(slots) {
                *slot = self.nearest_to(*voice as usize, &mut scratch);
            }
        });
        found
    }

    fn nearest_to(&self, voice: usize, scratch: &mut Scratch) -> Near {
        let read = self.read(voice, scratch);
        let most = self.settings.neighbours * CANDIDATES_PER_NEIGHBOUR;
        scratch.best(read.cutoff, voice, most);
        let candidates = &mut scratch.candidates;
        for (_, sum) in candidates.iter_mut() {
            *sum += read.unread;
        }
        if let Some(nearby) = self.nearby {
            let mut known: Vec<u32> = candidates.iter().map(|&(other, _)| other).collect();
            known.sort_unstable();
            let further = nearby.around(voice).into_iter();
            let further = further.filter(|other| known.binary_search(other).is_err());
            candidates.extend(further.map(|other| (other, f32::INFINITY)));
        }
        self.judged(voice, candidates)
    }

    /// The nearest of the candidates, that stand with the most their words can have in common.
    fn judged(&self, voice: usize, candidates: &[(u32, f32)]) -> Near {
        let mut near: Near = Vec::with_capacity(self.settings.neighbours + 1);
        let mut least = self.settings.min_similarity;
        for &(other, words) in candidates {
            let similarity = self.judge.at_least(voice, other as usize, words, least);
            if similarity < least {
                continue;
            }
            let new = (other, similarity);
            let at = near.partition_point(|one| order(voice, one, &new).is_lt());
            near.insert(at, new);
            near.truncate(self.settings.neighbours);
            if let Some(last) = near.get(self.settings.neighbours.max(1) - 1) {
                least = last.1;
            }
        }
        near.shrink_to_fit();
        near
    }

    /// Adds up what the lists of the voice's words say, rarest word first. When the budget ran
    /// out the cutoff is an estimate: the words left unread are frequent and bring at most half.
    fn read(&self, voice: usize, scratch: &mut Scratch) -> Reading {
        let least = self.settings.min_similarity / self.settings.meaning.max(0.0).exp();
        let vector = self.vectors.get(voice);
        let mut budget = self.settings.budget(self.vectors.len());
        let mut squares_left = squared_length(vector);
        let mut words = std::mem::take(&mut scratch.words);
        words.clear();
        words.extend(
            vector
                .iter()
                .map(|&(word, w)| (self.lists.length(word), word, w)),
        );
        words.sort_unstable_by_key(|&(length, word, _)| (length, word));
        let (mut cutoff, mut cut_off) = (0.0, 0.0);
        for &(length, word, weight) in &words {
            let list = around(self.lists.get(word), voice, budget);
            budget -= list.len();
            scratch.add(list, weight);
            squares_left -= weight * weight;
            if list.len() < length {
                cut_off = weight * weight;
            }
            if budget == 0 {
                cutoff = least / 2.0;
                break;
            }
            if squares_left < least * least {
                cutoff = least - squares_left.max(0.0).sqrt() - ROUNDING;
                break;
            }
        }
        scratch.words = words;
        Reading {
            cutoff,
            unread: (squares_left.max(0.0) + cut_off).sqrt() + ROUNDING,
        }
    }
}

/// What is known after lists were read.
struct Reading {
    /// The least sum with which another voice can still be similar enough.
    cutoff: f32,
    /// The most that what was not read can add to a sum.
    unread: f32,
}

/// Working memory of one thread.
struct Scratch {
    sums: Vec<f32>,
    /// The voices that have a sum, up to `end`.
    touched: Vec<u32>,
    end: usize,
    words: Vec<(usize, u32, f32)>,
    candidates: Near,
}

impl Scratch {
    fn new(voices: usize) -> Self {
        Self {
            sums: vec![0.0; voices],
            touched: Vec::new(),
            end: 0,
            words: Vec::new(),
            candidates: Vec::new(),
        }
    }

    /// Adds what a list says. Whether a voice comes for the first time cannot be foreseen, so
    /// each is written down, and the next in its place if it came before.
    fn add(&mut self, list: &[Entry], weight: f32) {
        let mut end = self.end;
        if self.touched.len() < end + list.len() {
            self.touched.resize(end + list.len(), 0);
        }
        let (sums, touched) = (self.sums.as_mut_slice(), self.touched.as_mut_slice());
        for &(other, other_weight) in list {
            let sum = &mut sums[other as usize];
            touched[end] = other;
            end += usize::from(*sum == 0.0);
            *sum += weight * other_weight;
        }
        self.end = end;
    }

    /// Leaves the `most` voices with the largest sums, of at least `cutoff`, among the
    /// candidates, best first; all sums are zero again.
    fn best(&mut self, mut cutoff: f32, voice: usize, most: usize) {
        let found = &mut self.candidates;
        found.clear();
        let end = std::mem::take(&mut self.end);
        let sums = self.sums.as_mut_slice();
        for &other in &self.touched[..end] {
            let sum = std::mem::take(&mut sums[other as usize]);
            if sum < cutoff || other as usize == voice {
                continue;
            }
            found.push((other, sum));
            if found.len() >= 4 * most {
                found.select_nth_unstable_by(most, |a, b| order(voice, a, b));
                // The worst of the best: what has less comes too late.
                found.truncate(most);
                cutoff = found.iter().map(|one| one.1).fold(f32::INFINITY, f32::min);
            }
        }
        if found.len() > most {
            found.select_nth_unstable_by(most, |a, b| order(voice, a, b));
            found.truncate(most);
        }
        found.sort_unstable_by(|a, b| order(voice, a, b));
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

/// Best first. Ties go to the voice nearest in the input: if they all went to the first, one
/// voice would be everybody's neighbour among many alike.
fn order(voice: usize, a: &(u32, f32), b: &(u32, f32)) -> Ordering {
    let distance = |other: u32| (other as usize).abs_diff(voice);
    b.1.total_cmp(&a.1)
        .then_with(|| distance(a.0).cmp(&distance(b.0)))
        .then(a.0.cmp(&b.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::{Vector, dot};

    fn search(vectors: &[Vector], words: usize, settings: &Settings) -> Vec<Near> {
        let vectors: Vectors = vectors.iter().map(|vector| &**vector).collect();
        Search {
            vectors: &vectors,
            lists: &Lists::new(&vectors, words),
            nearby: None,
            judge: &|a, b| dot(vectors.get(a), vectors.get(b)),
            settings,
        }
        .nearest(&mut |_| {})
    }

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
            .map(|(other, vector)| (other, dot(&vectors[voice], vector)))
            .filter(|(_, cosine)| *cosine >= settings.min_similarity)
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(settings.neighbours);
        all
    }

    #[test]
    fn within_the_budget_the_answer_is_exact() {
        let (vectors, settings) = (vectors(60), Settings::default());
        let found = search(&vectors, 23, &settings);
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
        let same = vec![Vector(vec![(0, 1.0)]); 5000];
        let settings = Settings {
            reading_budget: 100,
            ..Settings::default()
        };
        let found = search(&same, 1, &settings);
        assert!(found.iter().all(|near| near.len() == settings.neighbours));
    }
}
