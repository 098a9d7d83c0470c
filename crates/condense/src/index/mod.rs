//! One voice at a time: which problem does a new voice belong to?

mod ask;
mod centre;
mod ties;

use std::collections::HashMap;
use std::sync::Mutex;

use crate::Voice;
use crate::clean::Clean;
use crate::counts::Counts;
use crate::describe::describe_alone;
use crate::regions::Regions;
use crate::settings::Settings;
use crate::spot::Spot;
use crate::tokens::Lexer;
use crate::vectors::{Vector, divisor, idf, squared_length};
use crate::vocabulary::Vocabulary;
use ask::{Question, Sums};
use centre::Centre;

/// Words named as the reason of a suggestion.
const MOST_WORDS: usize = 5;

/// A problem a voice may belong to, and why.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Suggestion {
    /// The problem, as the caller numbered it.
    pub problem: u64,
    /// Similarity (0 to 1) to the nearest voice of the problem; 1 for the same words.
    pub similarity: f32,
    /// The words that tie the two, strongest first.
    pub words: Vec<String>,
    /// The key of that nearest voice.
    pub nearest: u64,
}

/// A voice that says something alike.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Near {
    /// Its key.
    pub key: u64,
    /// 0 to 1; 1 for the same words.
    pub similarity: f32,
    /// The problem it is in, if any.
    pub problem: Option<u64>,
}

/// The voices known so far, by the words they use.
///
/// Weights follow the collection as it grows: how common a word is, is asked at the time of
/// each question. The answers depend only on what was added and removed, and in which order.
#[derive(Debug, Default)]
pub struct Index {
    settings: Settings,
    vocabulary: Vocabulary,
    /// For each word the slots that have it, ascending.
    lists: Vec<Vec<u32>>,
    slots: Vec<Option<Slot>>,
    /// Sum of the slots' lengths.
    lengths: f64,
    by_key: HashMap<u64, u32>,
    /// What all voices have in common in meaning.
    centre: Centre,
    /// Working memory of one question.
    sums: Mutex<Sums>,
}

#[derive(Debug)]
struct Slot {
    key: u64,
    problem: Option<u64>,
    /// Words with their frequency weights, ascending.
    words: Vec<(u32, f32)>,
    /// Length of the vector when it was added; for the mean, and to pick candidates.
    length: f32,
    regions: Regions,
    spot: Spot,
    /// The direction of its meaning, names left out.
    meaning: Box<[i8]>,
}

impl Index {
    /// An empty index.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty index that measures with other numbers than the default.
    pub fn with_settings(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// How many voices are known.
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Whether no voice is known.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Adds a voice, in place of what was known under the same key.
    pub fn add(&mut self, key: u64, voice: &Voice<'_>, problem: Option<u64>) {
        self.remove(key);
        let mut lexer = Lexer::with_names(&self.settings.names);
        let voice = Clean::of(voice);
        let counts = Counts::of(&voice, &self.settings, &mut lexer);
        let mut words: Vec<(u32, f32)> = Vec::with_capacity(counts.words.len());
        for count in &counts.words {
            let word = self.vocabulary.take_in(lexer.terms.get(count.term));
            self.vocabulary.count(word, count.kind);
            words.push((word, count.weight));
        }
        words.sort_by_key(|entry| entry.0);
        self.lists.resize_with(self.vocabulary.len(), Vec::new);
        #[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 voices")]
        let at = self.slots.len() as u32;
        for &(word, _) in &words {
            self.lists[word as usize].push(at);
        }
        self.by_key.insert(key, at);
        let weighed = self.weighed(&words);
        let meaning = self.centre.direction(&weighed, &self.vocabulary);
        self.centre.add(&meaning);
        let length = squared_length(&weighed).sqrt();
        self.lengths += f64::from(length);
        self.slots.push(Some(Slot {
            key,
            problem,
            words,
            length,
            regions: counts.regions,
            spot: voice.spot,
            meaning,
        }));
    }

    /// Says to which problem a known voice belongs now. An unknown key is ignored.
    pub fn set_problem(&mut self, key: u64, problem: Option<u64>) {
        if let Some(&slot) = self.by_key.get(&key)
            && let Some(slot) = &mut self.slots[slot as usize]
        {
            slot.problem = problem;
        }
    }

    /// Forgets a voice. An unknown key is ignored.
    pub fn remove(&mut self, key: u64) {
        let Some(at) = self.by_key.remove(&key) else {
            return;
        };
        let Some(slot) = self.slots[at as usize].take() else {
            return;
        };
        self.lengths -= f64::from(slot.length);
        self.centre.remove(&slot.meaning);
        for (word, _) in slot.words {
            self.vocabulary.having[word as usize] -= 1;
            let list = &mut self.lists[word as usize];
            if let Ok(place) = list.binary_search(&at) {
                list.remove(place);
            }
        }
    }

    /// The problems a voice may belong to, most similar first (ties: the smaller number).
    pub fn suggest(&self, voice: &Voice<'_>, limit: usize) -> Vec<Suggestion> {
        let question = self.question(voice);
        let mut seen = Vec::new();
        let mut found = Vec::new();
        for (slot, similarity) in self.nearest(&question) {
            let Some(problem) = slot.problem.filter(|problem| !seen.contains(problem)) else {
                continue;
            };
            seen.push(problem);
            let words = self.shared_words(&question, slot);
            found.push(Suggestion {
                problem,
                similarity,
                words,
                nearest: slot.key,
            });
        }
        found.sort_by(|a: &Suggestion, b| {
            b.similarity
                .total_cmp(&a.similarity)
                .then(a.problem.cmp(&b.problem))
        });
        found.truncate(limit);
        found
    }

    /// The voices that say something alike, in a problem or not, most similar first (ties:
    /// the smaller key).
    pub fn near(&self, voice: &Voice<'_>, limit: usize) -> Vec<Near> {
        let question = self.question(voice);
        let mut found: Vec<Near> = self
            .nearest(&question)
            .into_iter()
            .map(|(slot, similarity)| Near {
                key: slot.key,
                similarity,
                problem: slot.problem,
            })
            .collect();
        found.truncate(limit);
        found
    }

    /// A title and keywords for voices that belong together, knowing how common each word is
    /// among all voices. The voices need not be in the index.
    pub fn title_and_keywords(&self, voices: &[Voice<'_>]) -> (String, Vec<String>) {
        let mut vocabulary = Vocabulary::default();
        let mut lexer = Lexer::with_names(&self.settings.names);
        let mut vectors = Vec::with_capacity(voices.len());
        for voice in voices {
            let counts = Counts::of(&Clean::of(voice), &self.settings, &mut lexer).words;
            let entries = counts.iter().map(|count| {
                let term = lexer.terms.get(count.term);
                let known = self.vocabulary.number(term.hash);
                let having = known.map_or(0, |word| self.vocabulary.having[word as usize]);
                let word = vocabulary.take_in(term);
                vocabulary.count(word, count.kind);
                (word, count.weight * idf(self.len(), having as usize))
            });
            vectors.push(Vector::heaviest(entries.collect(), self.settings.longest_vector).unit());
        }
        describe_alone(voices, &vectors, &vocabulary, &mut lexer)
    }

    fn idf(&self, word: u32) -> f32 {
        idf(self.len(), self.vocabulary.having[word as usize] as usize)
    }

    /// Frequency weights times how rare each word is now.
    fn weighed(&self, words: &[(u32, f32)]) -> Vector {
        Vector(
            words
                .iter()
                .map(|&(word, weight)| (word, weight * self.idf(word)))
                .collect(),
        )
    }

    /// What a vector of this length is divided by.
    fn divisor(&self, length: f32) -> f32 {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            reason = "a mean of lengths"
        )]
        let mean = (self.lengths / self.len().max(1) as f64) as f32;
        divisor(length, mean, &self.settings)
    }

    fn shared_words(&self, question: &Question, slot: &Slot) -> Vec<String> {
        let mut shared: Vec<(u32, f32)> = Vec::new();
        for &(word, weight) in &slot.words {
            let asked = &question.words.0;
            if let Ok(at) = asked.binary_search_by_key(&word, |entry| entry.0) {
                shared.push((word, asked[at].1 * weight * self.idf(word)));
            }
        }
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let shown = shared.into_iter().take(MOST_WORDS);
        shown
            .map(|(word, _)| self.vocabulary.word(word).shown.to_string())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Index {
        let mut index = Index::new();
        let voices = [
            (10, "丽发新城小区旁边的搅拌站噪音太大", Some(1)),
            (11, "丽发新城搅拌站灰尘污染", Some(1)),
            (12, "黄兴北路的路灯坏了", Some(2)),
            (13, "泰禾小学门口没有斑马线", None),
        ];
        for (key, text, problem) in voices {
            index.add(key, &Voice::new(text), problem);
        }
        index
    }

    #[test]
    fn a_new_voice_gets_its_problem_and_the_reason() {
        let found = filled().suggest(&Voice::new("丽发新城附近搅拌站半夜施工"), 3);
        assert_eq!(found[0].problem, 1);
        assert!(
            found[0].words.iter().any(|word| word == "搅拌站"),
            "{:?}",
            found[0].words
        );
        assert!(found.iter().all(|suggestion| suggestion.problem != 2));
    }

    #[test]
    fn meaning_helps_where_words_differ() {
        let mut index = Index::new();
        index.add(
            1,
            &Voice::new("The street lamp in Mill Road is broken"),
            Some(1),
        );
        index.add(
            2,
            &Voice::new("The street in Mill Road is flooded"),
            Some(2),
        );
        let found = index.suggest(&Voice::new("broken lights on the street in Mill Road"), 2);
        assert_eq!(found[0].problem, 1, "{found:?}");
    }

    #[test]
    fn the_same_words_at_another_corner_are_another_matter() {
        let at = |place| Voice {
            place: Some(place),
            ..Voice::new("Pothole in street")
        };
        let mut index = Index::new();
        index.add(1, &at("41.88000,-87.63000"), Some(1));
        index.add(2, &at("41.95000,-87.70000"), Some(2));
        let found = index.suggest(&at("41.95001,-87.70001"), 2);
        assert_eq!(found.iter().map(|one| one.problem).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn the_same_text_has_similarity_one() {
        let found = filled().near(&Voice::new("泰禾小学门口没有斑马线"), 1);
        assert_eq!((found[0].key, found[0].problem), (13, None));
        assert!((found[0].similarity - 1.0).abs() < 1e-5);
    }

    #[test]
    fn moving_and_removing_are_followed() {
        let mut index = filled();
        index.set_problem(13, Some(7));
        let question = Voice::new("泰禾小学门口缺少斑马线");
        assert_eq!(index.suggest(&question, 1)[0].problem, 7);
        index.remove(13);
        index.remove(13);
        assert!(index.suggest(&question, 1).is_empty());
        assert_eq!(index.len(), 3);
    }

    #[test]
    fn adding_a_key_again_replaces_it() {
        let mut index = filled();
        index.add(12, &Voice::new("东湾村自来水发黄"), Some(9));
        assert_eq!(index.len(), 4);
        assert!(index.near(&Voice::new("黄兴北路的路灯坏了"), 5).is_empty());
    }

    #[test]
    fn an_empty_index_and_an_empty_question_have_no_answer() {
        assert!(Index::new().suggest(&Voice::new("路灯"), 5).is_empty());
        assert!(filled().near(&Voice::new(""), 5).is_empty());
    }
}
