//! Answering: the voices nearest to one that is asked about.

use super::{Index, Slot};
use crate::Voice;
use crate::clean::Clean;
use crate::counts::Counts;
use crate::regions::Regions;
use crate::sameness::{Side, similarity};
use crate::spot::Spot;
use crate::tokens::Lexer;
use crate::vectors::{Vector, idf, squared_length};

/// Candidates compared in full.
const CANDIDATES: usize = 64;

/// List entries read at most for one question; keeps an answer within about a millisecond.
const READING_BUDGET: usize = 10_000;

/// A voice that is asked about.
pub(super) struct Question {
    /// Its known words, scaled as if the unknown ones were there too.
    pub(super) words: Vector,
    /// How many distinct words it has, known or not.
    asked: usize,
    regions: Regions,
    spot: Spot,
    /// The direction of its meaning, less what all have in common.
    meaning: Vec<f32>,
}

/// What the lists of a question's words add up to, for each slot.
#[derive(Debug, Default)]
pub(super) struct Sums {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Sums {
    fn add(&mut self, slots: &[u32], weight: f32, all: usize) {
        if self.sums.len() < all {
            self.sums.resize(all, 0.0);
        }
        for &slot in slots {
            let sum = &mut self.sums[slot as usize];
            if *sum == 0.0 {
                self.touched.push(slot);
            }
            *sum += weight;
        }
    }

    /// The slots with their sums; all sums are zero again.
    fn take(&mut self) -> impl Iterator<Item = (u32, f32)> + '_ {
        let sums = &mut self.sums;
        let touched = self.touched.drain(..);
        touched.map(|slot| (slot, std::mem::take(&mut sums[slot as usize])))
    }
}

impl Index {
    pub(super) fn question(&self, voice: &Voice<'_>) -> Question {
        let mut lexer = Lexer::with_names(&self.settings.names);
        let voice = Clean::of(voice);
        let counts = Counts::of(&voice, &self.settings, &mut lexer);
        let (mut known, mut squares) = (Vec::new(), 0.0_f32);
        for count in &counts.words {
            let word = self.vocabulary.number(lexer.terms.get(count.term).hash);
            let weight = count.weight * word.map_or(idf(self.len(), 0), |word| self.idf(word));
            squares += weight * weight;
            known.extend(word.map(|word| (word, weight)));
        }
        known.sort_by_key(|entry| entry.0);
        let known = Vector(known);
        let meaning = self.centre.direction(&known, &self.vocabulary);
        Question {
            words: known.divided_by(self.divisor(squares.sqrt())),
            meaning: self.centre.less_common(&meaning),
            asked: counts.words.len(),
            regions: counts.regions,
            spot: voice.spot,
        }
    }

    /// Nearest voices with their similarities, of at least the least similarity.
    pub(super) fn nearest(&self, question: &Question) -> Vec<(&Slot, f32)> {
        let mut candidates: Vec<(u32, f32)> = self.candidates(&question.words);
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if candidates.len() > CANDIDATES {
            candidates.select_nth_unstable_by(CANDIDATES, order);
            candidates.truncate(CANDIDATES);
        }
        candidates.sort_by(order);
        let mut found: Vec<(&Slot, f32)> = candidates
            .into_iter()
            .filter_map(|(at, _)| self.slots[at as usize].as_ref())
            .map(|slot| (slot, self.similarity(question, slot)))
            .filter(|(_, similarity)| *similarity >= self.settings.min_similarity)
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.key.cmp(&b.0.key)));
        found
    }

    /// Reads the lists of the question's words, rarest first; of a list that is too long the
    /// voices added last.
    fn candidates(&self, question: &Vector) -> Vec<(u32, f32)> {
        let mut words = question.0.clone();
        words.sort_by_key(|&(word, _)| (self.lists[word as usize].len(), word));
        let Ok(mut sums) = self.sums.lock() else {
            // Another question panicked; without its working memory there is no answer.
            return Vec::new();
        };
        let mut budget = READING_BUDGET;
        for (word, weight) in words {
            let list = &self.lists[word as usize];
            let part = &list[list.len() - list.len().min(budget)..];
            sums.add(part, weight * self.idf(word), self.slots.len());
            budget -= part.len();
        }
        let length = |at: u32| {
            let slot = self.slots[at as usize].as_ref();
            slot.map_or(1.0, |slot| slot.length).max(f32::EPSILON)
        };
        let found = sums.take().map(|(at, sum)| (at, sum / length(at)));
        found.collect()
    }

    fn similarity(&self, question: &Question, slot: &Slot) -> f32 {
        let weighed = self.weighed(&slot.words);
        let same_words = |(a, b): (&(u32, f32), &(u32, f32))| a.0 == b.0;
        if question.asked == slot.words.len()
            && question.words.0.len() == slot.words.len()
            && question.words.0.iter().zip(&slot.words).all(same_words)
        {
            return question.spot.agreement(&slot.spot, slot.words.len());
        }
        let divisor = self.divisor(squared_length(&weighed).sqrt());
        let slot_words = weighed.divided_by(divisor);
        similarity(
            Side {
                words: &question.words,
                regions: &question.regions,
                spot: &question.spot,
            },
            Side {
                words: &slot_words,
                regions: &slot.regions,
                spot: &slot.spot,
            },
            self.centre.cosine(&question.meaning, &slot.meaning),
            &self.vocabulary,
            &self.settings,
        )
        .min(1.0)
    }
}
