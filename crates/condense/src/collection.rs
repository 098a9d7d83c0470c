//! A collection read once: copies folded, words counted, vectors made.
//!
//! Two foldings keep mass mailings from being quadratic and from counting as many people:
//! texts equal but for spaces and signs are one *text*; texts with the same weighed words
//! (say, with another name signed under it) are one *node* of the graph.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::Voice;
use crate::clean::{bare, clean};
use crate::regions::Regions;
use crate::settings::Settings;
use crate::vectors::{Counts, Vector, Vocabulary, divisor, idf};

/// Voices read between two reports of progress.
const BATCH: usize = 4096;

pub(crate) struct Collection {
    /// For each voice, its distinct text.
    pub(crate) text_of: Vec<u32>,
    /// For each voice, its node; none if it has no words.
    pub(crate) node_of: Vec<Option<u32>>,
    /// For each node its vector, scaled.
    pub(crate) vectors: Vec<Vector>,
    /// For each node the regions it names.
    pub(crate) regions: Vec<Regions>,
    pub(crate) vocabulary: Vocabulary,
}

impl Collection {
    /// Reads all voices.
    pub(crate) fn read(
        voices: &[Voice<'_>],
        settings: &Settings,
        progress: &mut dyn FnMut(f32),
    ) -> Self {
        let mut reading = Reading::default();
        for (batch, some) in voices.chunks(BATCH).enumerate() {
            for read in read_in_parallel(some, settings) {
                reading.take(read);
            }
            #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
            progress((batch * BATCH + some.len()) as f32 / voices.len() as f32);
        }
        reading.finish(settings)
    }
}

/// What one voice gives, before it is compared with any other.
struct Read {
    text: u128,
    words: u128,
    counts: Counts,
}

fn read_in_parallel(voices: &[Voice<'_>], settings: &Settings) -> Vec<Read> {
    let workers = settings.workers();
    let share = voices.len().div_ceil(workers).max(64);
    let mut all = Vec::with_capacity(voices.len());
    std::thread::scope(|scope| {
        let running: Vec<_> = voices
            .chunks(share)
            .map(|some| scope.spawn(|| some.iter().map(|v| read(v, settings)).collect::<Vec<_>>()))
            .collect();
        for worker in running {
            match worker.join() {
                Ok(some) => all.extend(some),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    all
}

fn read(voice: &Voice<'_>, settings: &Settings) -> Read {
    let counts = Counts::of(voice, settings);
    let part = |text: Option<&str>| text.map(clean).map(|text| bare(&text)).unwrap_or_default();
    let said = [part(voice.title), part(Some(voice.text)), part(voice.place)];
    Read {
        text: digest(|to| said.hash(to)),
        words: digest(|to| {
            for count in &counts.words {
                (&count.term, count.weight.to_bits()).hash(to);
            }
            said[2].hash(to);
        }),
        counts,
    }
}

/// 128 bits that stand for a text, so that a million texts need not be kept twice.
fn digest(write: impl Fn(&mut DefaultHasher)) -> u128 {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        write(&mut hasher);
        u128::from(hasher.finish())
    };
    (half(1) << 64) | half(2)
}

#[derive(Default)]
struct Reading {
    texts: HashMap<u128, u32>,
    nodes: HashMap<u128, u32>,
    text_of: Vec<u32>,
    node_of: Vec<Option<u32>>,
    counted: Vec<Vec<(u32, f32)>>,
    regions: Vec<Regions>,
    vocabulary: Vocabulary,
}

impl Reading {
    #[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 voices")]
    fn take(&mut self, read: Read) {
        let next_text = self.texts.len() as u32;
        self.text_of
            .push(*self.texts.entry(read.text).or_insert(next_text));
        if read.counts.words.is_empty() {
            self.node_of.push(None);
            return;
        }
        let next_node = self.nodes.len() as u32;
        let node = *self.nodes.entry(read.words).or_insert(next_node);
        self.node_of.push(Some(node));
        if node == next_node {
            let counts = read.counts.words.iter();
            let entries = counts.map(|count| (self.vocabulary.meet(count), count.weight));
            self.counted.push(entries.collect());
            self.regions.push(read.counts.regions);
        }
    }

    fn finish(self, settings: &Settings) -> Collection {
        let all = self.counted.len();
        let having = &self.vocabulary.having;
        let weigh =
            |(word, weight): (u32, f32)| (word, weight * idf(all, having[word as usize] as usize));
        let weighed = |counts: Vec<(u32, f32)>| {
            Vector::heaviest(
                counts.into_iter().map(weigh).collect(),
                settings.longest_vector,
            )
        };
        let vectors: Vec<Vector> = self.counted.into_iter().map(weighed).collect();
        let lengths: Vec<f32> = vectors.iter().map(|v| v.squared_length().sqrt()).collect();
        #[expect(clippy::cast_precision_loss, reason = "a mean")]
        let mean = lengths.iter().sum::<f32>() / all.max(1) as f32;
        let scaled =
            |(vector, length): (Vector, f32)| vector.divided_by(divisor(length, mean, settings));
        let vectors = vectors.into_iter().zip(lengths).map(scaled).collect();
        Collection {
            text_of: self.text_of,
            node_of: self.node_of,
            vectors,
            regions: self.regions,
            vocabulary: self.vocabulary,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(texts: &[&str]) -> Collection {
        let voices: Vec<Voice<'_>> = texts.iter().map(|text| Voice::new(text)).collect();
        Collection::read(&voices, &Settings::default(), &mut |_| {})
    }

    #[test]
    fn copies_are_one_text_and_same_words_one_node() {
        let read = read_all(&["路灯坏了", "路灯 坏了！", "坏了的路灯", "停水"]);
        assert_eq!(read.text_of, [0, 0, 1, 2]);
        assert_eq!(read.node_of, [Some(0), Some(0), Some(0), Some(1)]);
        assert_eq!(read.vectors.len(), 2);
    }

    #[test]
    fn a_voice_without_words_has_no_node() {
        assert_eq!(read_all(&["", "!!!", "👍"]).node_of, [None, None, None]);
    }
}
