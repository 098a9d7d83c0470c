//! Giving a group of voices its title, keywords, representatives and figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::centroid::Sum;
use crate::clean::{Clean, bare, clean};
use crate::collection::Collection;
use crate::counts::Counts;
use crate::names::Names;
use crate::parallel::{Pool, in_parallel};
use crate::settings::Settings;
use crate::ties::{NOTHING, Tie, tie};
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
    describe_alone(voices, &vectors, &vocabulary, &mut Lexer::new())
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
    lexer: &mut Lexer,
) -> (String, Vec<String>) {
    let mut sum = Sum::new(vocabulary.len());
    let vectors: Vec<&[Entry]> = vectors.iter().map(|vector| &**vector).collect();
    for vector in &vectors {
        sum.add(vector);
    }
    let topic = Topic::of(&sum, voices.len(), vocabulary);
    let order = most_typical(&vectors, &sum);
    let said = order.iter().map(|&at| (voices[at].title, voices[at].text));
    (topic.title(said, lexer), topic.keywords())
}

/// Groups described by one thread at a time.
const CHUNK: usize = 16;

/// Parts after which progress is told.
const ROUNDS: usize = 20;

/// A problem, and how each member belongs to it.
pub(crate) type Described = (Problem, Vec<Membership>);

/// How a voice belongs to its problem.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Membership {
    /// The cosine between the voice and the centre of the others.
    pub(crate) similarity: f32,
    pub(crate) tie: Tie,
}

/// The problem that each group of voices makes up, and how each member belongs to it.
pub(crate) fn describe_each(
    voices: &[Voice<'_>],
    collection: &Collection,
    groups: Vec<Vec<usize>>,
    settings: &Settings,
    progress: &mut dyn FnMut(f32),
) -> Vec<Described> {
    let all = groups.len();
    let mut slots: Vec<(Vec<usize>, Option<Described>)> =
        groups.into_iter().map(|group| (group, None)).collect();
    let describers = Pool::new();
    let mut done = 0;
    for round in slots.chunks_mut(all.div_ceil(ROUNDS).next_multiple_of(CHUNK).max(CHUNK)) {
        done += round.len();
        in_parallel(round.chunks_mut(CHUNK), settings, |some| {
            let make = || Describer::new(voices, collection, &settings.names);
            describers.with(make, |describer| {
                for (group, described) in some {
                    *described = Some(describer.describe(std::mem::take(group)));
                }
            });
        });
        #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
        progress(done as f32 / all as f32);
    }
    slots.into_iter().filter_map(|(_, done)| done).collect()
}

/// Describes the groups of one collection.
struct Describer<'a> {
    voices: &'a [Voice<'a>],
    collection: &'a Collection,
    sum: Sum,
    lexer: Lexer,
}

impl<'a> Describer<'a> {
    fn new(voices: &'a [Voice<'a>], collection: &'a Collection, names: &Names) -> Self {
        Self {
            voices,
            collection,
            sum: Sum::new(collection.vocabulary.len()),
            lexer: Lexer::with_names(names),
        }
    }

    /// The problem that `members` (ascending) make up, and how each member belongs to it.
    fn describe(&mut self, members: Vec<usize>) -> Described {
        let firsts = self.first_voice_of_each_node(&members);
        self.sum.clear();
        for &(node, _) in &firsts {
            self.sum.add(self.collection.vectors.get(node as usize));
        }
        let memberships = self.memberships(&members, &firsts);
        let topic = Topic::of(&self.sum, firsts.len(), &self.collection.vocabulary);
        let vectors: Vec<&[Entry]> = firsts
            .iter()
            .map(|&(node, _)| self.collection.vectors.get(node as usize))
            .collect();
        let mut typical: Vec<usize> = most_typical(&vectors, &self.sum)
            .into_iter()
            .map(|at| firsts[at].1)
            .collect();
        if typical.is_empty() {
            // People put voices together of which none has any word.
            typical.extend(members.first());
        }
        let said = typical
            .iter()
            .map(|&at| (self.voices[at].title, self.voices[at].text));
        let days = members.iter().filter_map(|&at| self.voices[at].day);
        let mut texts: Vec<u32> = members
            .iter()
            .map(|&at| self.collection.text_of[at])
            .collect();
        texts.sort_unstable();
        texts.dedup();
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
            theme: None,
        };
        (problem, memberships)
    }

    /// For each node of the group, in order, the first voice that says it.
    fn first_voice_of_each_node(&self, members: &[usize]) -> Vec<(u32, usize)> {
        let node = |&voice: &usize| Some((self.collection.node_of[voice]?, voice));
        let mut firsts: Vec<(u32, usize)> = members.iter().filter_map(node).collect();
        firsts.sort_unstable();
        firsts.dedup_by_key(|first| first.0);
        firsts
    }

    fn memberships(&self, members: &[usize], firsts: &[(u32, usize)]) -> Vec<Membership> {
        let squared_length = self.sum.squared_length();
        let of_node = |&(node, _): &(u32, usize)| {
            let vector = self.collection.vectors.get(node as usize);
            let similarity = match firsts.len() {
                1 => 1.0,
                _ => self.sum.cosine_with_rest(vector, squared_length),
            };
            Membership {
                similarity,
                tie: tie(vector, &self.sum),
            }
        };
        let of_node: Vec<Membership> = firsts.iter().map(of_node).collect();
        let of_voice = |voice: &usize| {
            let node = self.collection.node_of[*voice]?;
            let at = firsts.binary_search_by_key(&node, |first| first.0).ok()?;
            Some(of_node[at])
        };
        let without_words = Membership {
            similarity: 0.0,
            tie: NOTHING,
        };
        let all = members.iter();
        all.map(|voice| of_voice(voice).unwrap_or(without_words))
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
