//! Reading many voices on several threads. What comes out does not depend on how many.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::Voice;
use crate::clean::{Clean, bare_letters};
use crate::counts::Counts;
use crate::hash::Digest;
use crate::regions::Regions;
use crate::settings::Settings;
use crate::spot::Spot;
use crate::terms::Term;
use crate::tokens::{Kind, Lexer};

/// Voices read between two reports of progress.
const CHUNK: usize = 512;

/// Voices that one thread read, one after the other.
pub(crate) struct Chunk {
    /// Which thread's terms the words' numbers belong to.
    pub(crate) reader: usize,
    pub(crate) voices: Vec<Read>,
    /// The words of all of them: term, kind, weight.
    pub(crate) words: Vec<(u32, Kind, f32)>,
}

/// What one voice gives, before it is compared with any other.
pub(crate) struct Read {
    /// Equal for copies.
    pub(crate) text: u128,
    /// Equal for the same weighed words.
    pub(crate) said: u128,
    /// How many of the chunk's words are its own.
    pub(crate) words: usize,
    pub(crate) regions: Regions,
    pub(crate) spot: Spot,
}

/// A reader's terms, each with the position of the first voice in which it met it.
pub(crate) type Met = Vec<(Term, u32)>;

/// Reads all voices: chunks in the order of the input, and the terms of each reader.
pub(crate) fn read_all(
    voices: &[Voice<'_>],
    decided: &[Option<u64>],
    settings: &Settings,
    progress: &mut dyn FnMut(f32),
) -> (Vec<Chunk>, Vec<Met>) {
    let next = AtomicUsize::new(0);
    let count = voices.len().div_ceil(CHUNK);
    let mut chunks: Vec<Option<Chunk>> = (0..count).map(|_| None).collect();
    let mut met = Vec::new();
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let readers: Vec<_> = (0..settings.workers().min(count.max(1)))
            .map(|reader| {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || read_some(reader, (voices, decided), settings, next, &sender))
            })
            .collect();
        drop(sender);
        for (done, (at, chunk)) in receiver.into_iter().enumerate() {
            chunks[at] = Some(chunk);
            #[expect(clippy::cast_precision_loss, reason = "a share for a progress bar")]
            progress((done + 1) as f32 / count as f32);
        }
        for reader in readers {
            match reader.join() {
                Ok(terms) => met.push(terms),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    (chunks.into_iter().flatten().collect(), met)
}

/// One thread's part: chunks as they come.
fn read_some(
    reader: usize,
    (voices, decided): (&[Voice<'_>], &[Option<u64>]),
    settings: &Settings,
    next: &AtomicUsize,
    sender: &mpsc::Sender<(usize, Chunk)>,
) -> Met {
    let mut lexer = Lexer::with_names(&settings.names);
    let mut first: Vec<u32> = Vec::new();
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(some) = voices.chunks(CHUNK).nth(at) else {
            break;
        };
        let mut chunk = Chunk {
            reader,
            voices: Vec::with_capacity(some.len()),
            words: Vec::new(),
        };
        for (position, voice) in (at * CHUNK..).zip(some) {
            let decided = decided.get(position).copied().flatten();
            let read = read(voice, decided, settings, &mut lexer, &mut chunk.words);
            chunk.voices.push(read);
            #[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 voices")]
            first.resize(lexer.terms.all().len(), position as u32);
        }
        if sender.send((at, chunk)).is_err() {
            break;
        }
    }
    lexer.terms.into_all().into_iter().zip(first).collect()
}

fn read(
    voice: &Voice<'_>,
    decided: Option<u64>,
    settings: &Settings,
    lexer: &mut Lexer,
    words: &mut Vec<(u32, Kind, f32)>,
) -> Read {
    let voice = Clean::of(voice);
    let counts = Counts::of(&voice, settings, lexer);
    let mut text = Digest::new();
    for part in [&voice.title, &voice.text, &voice.place] {
        add_letters(part, &mut text);
    }
    let mut said = Digest::new();
    for count in &counts.words {
        said.add(lexer.terms.get(count.term).hash);
        said.add(u64::from(count.weight.to_bits()));
    }
    voice.spot.add_to(&mut said);
    // Copies that people put into different problems are told apart.
    if let Some(problem) = decided {
        said.add(problem);
    }
    let own = counts.words.iter();
    words.extend(own.map(|count| (count.term, count.kind, count.weight)));
    Read {
        text: text.finish(),
        said: said.finish(),
        words: counts.words.len(),
        regions: counts.regions,
        spot: voice.spot,
    }
}

/// Adds the letters that copies of a text have in common, and that another part follows.
fn add_letters(part: &str, to: &mut Digest) {
    for letter in bare_letters(part) {
        to.add(letter.into());
    }
    to.add(u64::MAX);
}
