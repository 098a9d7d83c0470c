//! Giving a group of voices its title, keywords, representatives and figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::centroid::Sum;
use crate::clean::{Clean, bare, clean};
use crate::collection::Collection;
use crate::counts::Counts;
use crate::settings::Settings;
use crate::tokens::Lexer;
use crate::topic::{Topic, most_typical};
use crate::vectors::{Entry, Vector};
use crate::vocabulary::Vocabulary;
use crate::{Problem, Voice, strength};

const REPRESENTATIVES: usize = 3;

/// A title and keywords for voices already known to belong together (after people merged or
/// moved some, say), from these voices alone. [`crate::Index::title_and_keywords`] knows in
/// addition how common each word is elsewhere. Both empty when no voice has any words.
pub fn title_and_keywords(voices: &[Voice<'_>]) -> (String, Vec<String>) {
    let (vectors, vocabulary) = vectors_alone(voices);
    describe_alone(voices, &vectors, &vocabulary)
}

/// The positions of the most typical voices among these, at most `most`; copies left out.
pub fn representatives(voices: &[Voice<'_>], most: usize) -> Vec<usize> {
    let (vectors, vocabulary) = vectors_alone(voices);
    let mut sum = Sum::new(vocabulary.len());
    let vectors: Vec<&[Entry]> = vectors.iter().map(|vector| &**vector).collect();
    vectors.iter().for_each(|vector| sum.add(vector));
    let mut seen = BTreeSet::new();
    let first = |at: &usize| seen.insert(copy_key(voices[*at].text));
    most_typical(&vectors, &sum)
        .into_iter()
        .filter(first)
        .take(most)
        .collect()
}

/// Two texts with the same key are copies of each other: the same letters and digits,
/// whatever was done to spaces, punctuation and markup on the way.
pub fn copy_key(text: &str) -> String {
    bare(&clean(text))
}

fn vectors_alone(voices: &[Voice<'_>]) -> (Vec<Vector>, Vocabulary) {
    let settings = Settings::default();
    let mut vocabulary = Vocabulary::default();
    let mut lexer = Lexer::new();
    let mut vectors = Vec::with_capacity(voices.len());
    for voice in voices {
        let counts = Counts::of(&Clean::of(voice), &settings, &mut lexer).words;
        let entries = counts.iter().map(|count| {
            let word = vocabulary.take_in(lexer.terms.get(count.term));
            vocabulary.count(word, count.kind);
            (word, count.weight)
        });
        vectors.push(Vector::heaviest(entries.collect(), settings.longest_vector).unit());
    }
    (vectors, vocabulary)
}

/// Title and keywords from the voices and their vectors.
pub(crate) fn describe_alone(
    voices: &[Voice<'_>],
    vectors: &[Vector],
    vocabulary: &Vocabulary,
) -> (String, Vec<String>) {
    let mut sum = Sum::new(vocabulary.len());
    let vectors: Vec<&[Entry]> = vectors.iter().map(|vector| &**vector).collect();
    for vector in &vectors {
        sum.add(vector);
    }
    let topic = Topic::of(&sum, voices.len(), vocabulary);
    let order = most_typical(&vectors, &sum);
    let said = order.iter().map(|&at| (voices[at].title, voices[at].text));
    (topic.title(said, &mut Lexer::new()), topic.keywords())
}

/// Describes the groups of one collection.
pub(crate) struct Describer<'a> {
    voices: &'a [Voice<'a>],
    collection: &'a Collection,
    sum: Sum,
    lexer: Lexer,
}

impl<'a> Describer<'a> {
    pub(crate) fn new(voices: &'a [Voice<'a>], collection: &'a Collection) -> Self {
        Self {
            voices,
            collection,
            sum: Sum::new(collection.vocabulary.len()),
            lexer: Lexer::new(),
        }
    }

    /// The problem that `members` (ascending) make up, and each member's similarity to it.
    pub(crate) fn describe(&mut self, members: Vec<usize>) -> (Problem, Vec<f32>) {
        let firsts = self.first_voice_of_each_node(&members);
        self.sum.clear();
        for node in firsts.keys() {
            self.sum.add(self.collection.vectors.get(*node as usize));
        }
        let similarities = self.similarities(&members, &firsts);
        let topic = Topic::of(&self.sum, firsts.len(), &self.collection.vocabulary);
        let vectors: Vec<&[Entry]> = firsts
            .keys()
            .map(|node| self.collection.vectors.get(*node as usize))
            .collect();
        let voices: Vec<usize> = firsts.values().copied().collect();
        let mut typical: Vec<usize> = most_typical(&vectors, &self.sum)
            .into_iter()
            .map(|at| voices[at])
            .collect();
        if typical.is_empty() {
            // People put voices together of which none has any word.
            typical.extend(members.first());
        }
        let said = typical
            .iter()
            .map(|&at| (self.voices[at].title, self.voices[at].text));
        let days = members.iter().filter_map(|&at| self.voices[at].day);
        let texts: BTreeSet<u32> = members
            .iter()
            .map(|&at| self.collection.text_of[at])
            .collect();
        let problem = Problem {
            title: topic.title(said, &mut self.lexer),
            size: members.len(),
            people: texts.len(),
            strength: self.strength(&members),
            keywords: topic.keywords(),
            representatives: typical.iter().copied().take(REPRESENTATIVES).collect(),
            first: days.clone().min(),
            last: days.max(),
            places: self.places(&members, &topic),
            members,
        };
        (problem, similarities)
    }

    /// For each node of the group, in order, the first voice that says it.
    fn first_voice_of_each_node(&self, members: &[usize]) -> BTreeMap<u32, usize> {
        let mut firsts = BTreeMap::new();
        for &voice in members {
            if let Some(node) = self.collection.node_of[voice] {
                firsts.entry(node).or_insert(voice);
            }
        }
        firsts
    }

    fn similarities(&self, members: &[usize], firsts: &BTreeMap<u32, usize>) -> Vec<f32> {
        let squared_length = self.sum.squared_length();
        let of_node: BTreeMap<u32, f32> = firsts
            .keys()
            .map(|&node| {
                let vector = self.collection.vectors.get(node as usize);
                let alone = firsts.len() == 1;
                (
                    node,
                    if alone {
                        1.0
                    } else {
                        self.sum.cosine_with_rest(vector, squared_length)
                    },
                )
            })
            .collect();
        let node = |voice: &usize| self.collection.node_of[*voice];
        members
            .iter()
            .map(|voice| node(voice).map_or(0.0, |node| of_node[&node]))
            .collect()
    }

    fn strength(&self, members: &[usize]) -> f64 {
        strength(members.iter().map(|&at| {
            let voice = &self.voices[at];
            (self.collection.text_of[at], voice.weight, voice.day)
        }))
    }

    fn places(&self, members: &[usize], topic: &Topic) -> Vec<String> {
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for place in members.iter().filter_map(|&at| self.voices[at].place) {
            let place = clean(place);
            if !place.is_empty() {
                *counted.entry(place).or_default() += 1;
            }
        }
        if counted.is_empty() {
            return topic.names();
        }
        let mut places: Vec<(String, usize)> = counted.into_iter().collect();
        places.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        places.into_iter().map(|(place, _)| place).collect()
    }
}
