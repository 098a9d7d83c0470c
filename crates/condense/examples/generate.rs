//! Writes a synthetic collection of any size, with the problem each voice belongs to.
//!
//! `cargo run --release -p massline-condense --example generate -- VOICES [SEED] [MODE] > voices.csv`
//!
//! Columns: `id,title,text,day,label,place`. A problem is an issue at a place. Sizes fall off
//! as those of real collections do: a few problems have very many voices, many have two or
//! three, a third of the voices are alone, and some are copies. Two thirds are Chinese.
//!
//! Modes: `--short` (no titles, a sentence or two), and what is worst for the time:
//! `--identical` (one text), `--nearly-identical` (one text, a word or two of each voice's own),
//! `--same-words-many-places` (one text, each voice at an address of its own), `--megabyte`
//! (as without a mode, and the first text is a megabyte long).
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::cast_possible_truncation,
    reason = "a tool for the developer's terminal"
)]

#[path = "generate/words.rs"]
mod words;

use std::io::{StdoutLock, Write};

use words::{ENGLISH, Language, MANDARIN};

/// Length of the one long text, in bytes.
const MEGABYTE: usize = 1 << 20;

/// What kind of collection is written.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Usual,
    Short,
    Identical,
    NearlyIdentical,
    ManyPlaces,
    Megabyte,
}

impl Mode {
    fn named(name: &str) -> Self {
        match name {
            "--short" => Self::Short,
            "--identical" => Self::Identical,
            "--nearly-identical" => Self::NearlyIdentical,
            "--same-words-many-places" => Self::ManyPlaces,
            "--megabyte" => Self::Megabyte,
            other => panic!("unknown mode {other}"),
        }
    }
}

fn main() {
    let (modes, numbers): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let mut numbers = numbers
        .iter()
        .map(|number| number.parse().expect("a number"));
    let voices: u64 = numbers.next().expect("how many voices");
    let mut dice = Dice(numbers.next().unwrap_or(1));
    let mode = modes.first().map_or(Mode::Usual, |name| Mode::named(name));
    let mut out = Output::new();
    match mode {
        Mode::Usual | Mode::Short | Mode::Megabyte => matters(voices, mode, &mut dice, &mut out),
        Mode::Identical | Mode::NearlyIdentical | Mode::ManyPlaces => {
            one_matter(voices, mode, &mut dice, &mut out);
        }
    }
    out.finish();
}

/// Rows of CSV on standard output.
struct Output {
    csv: csv::Writer<std::io::BufWriter<StdoutLock<'static>>>,
    written: u64,
}

impl Output {
    fn new() -> Self {
        let lock = std::io::stdout().lock();
        let mut csv = csv::Writer::from_writer(std::io::BufWriter::new(lock));
        csv.write_record(["id", "title", "text", "day", "label", "place"])
            .expect("room to write");
        Self { csv, written: 0 }
    }

    fn voice(&mut self, (title, text): (&str, &str), label: &str, place: &str, dice: &mut Dice) {
        self.written += 1;
        let day = (19_000 + dice.below(365)).to_string();
        let id = self.written.to_string();
        self.csv
            .write_record([&id, title, text, &day, label, place])
            .expect("room to write");
    }

    fn finish(self) {
        self.csv
            .into_inner()
            .expect("all written")
            .flush()
            .expect("all written");
    }
}

/// Many issues at many places.
fn matters(voices: u64, mode: Mode, dice: &mut Dice, out: &mut Output) {
    let mut problem = 0;
    while out.written < voices {
        problem += 1;
        let size = size_of_problem(dice, voices).min(voices - out.written);
        let language = if dice.below(3) < 2 {
            &MANDARIN
        } else {
            &ENGLISH
        };
        let matter = Matter::draw(language, dice);
        let label = if size > 1 {
            format!("p{problem}")
        } else {
            String::new()
        };
        let say = |dice: &mut Dice| match mode {
            Mode::Short => (String::new(), matter.short(dice)),
            _ => matter.voice(dice),
        };
        let mut last = say(dice);
        for _ in 0..size {
            if dice.below(20) > 0 {
                last = say(dice);
            }
            let long = (mode == Mode::Megabyte && out.written == 0).then(|| megabyte(dice));
            let text = long.as_ref().unwrap_or(&last.1);
            out.voice((&last.0, text), &label, "", dice);
        }
    }
}

/// One text of many others, until it is long.
fn megabyte(dice: &mut Dice) -> String {
    let mut text = String::with_capacity(MEGABYTE + 1000);
    while text.len() < MEGABYTE {
        text.push_str(&Matter::draw(&MANDARIN, dice).voice(dice).1);
    }
    text
}

/// The same text again and again.
fn one_matter(voices: u64, mode: Mode, dice: &mut Dice, out: &mut Output) {
    let text = Matter::draw(&MANDARIN, dice).voice(dice).1;
    for _ in 0..voices {
        let other = Matter::draw(&MANDARIN, dice);
        let house = out.written / 4;
        let (place, text) = match mode {
            Mode::ManyPlaces => (format!("{}{house}号", other.place), text.clone()),
            Mode::NearlyIdentical => (
                String::new(),
                format!("{text}编号{house}，{}。", other.place),
            ),
            _ => (String::new(), text.clone()),
        };
        out.voice(("", &text), "p1", &place, dice);
    }
}

/// A third alone; then about Zipf, the largest a hundredth of all.
fn size_of_problem(dice: &mut Dice, voices: u64) -> u64 {
    if dice.below(3) > 0 {
        return 1;
    }
    let largest = (voices / 100).max(4);
    let share = 1 + dice.below(largest);
    (largest / share).max(2)
}

/// An issue at a place.
struct Matter {
    language: &'static Language,
    place: String,
    area: &'static str,
    issue: usize,
}

impl Matter {
    fn draw(language: &'static Language, dice: &mut Dice) -> Self {
        let mut place = String::new();
        for syllables in language.names {
            place.push_str(dice.pick(syllables));
        }
        place.push_str(dice.pick(language.endings));
        let area = dice.pick(language.areas);
        Self {
            language,
            place,
            area,
            issue: dice.below(language.issues.len() as u64) as usize,
        }
    }

    /// A title and a text, worded anew.
    fn voice(&self, dice: &mut Dice) -> (String, String) {
        let title = self.fill(dice.pick(self.language.titles), dice);
        let mut text = self.fill(dice.pick(self.language.openings), dice);
        for _ in 0..=dice.below(3) {
            text.push_str(&self.fill(dice.pick(self.language.sentences), dice));
        }
        text.push_str(dice.pick(self.language.closings));
        (title, text)
    }

    /// A sentence or two, as most people write.
    fn short(&self, dice: &mut Dice) -> String {
        let mut text = self.fill(dice.pick(self.language.titles), dice);
        if dice.below(2) == 0 {
            text.push_str(self.language.comma);
            text.push_str(&self.fill(dice.pick(self.language.sentences), dice));
        }
        text
    }

    fn fill(&self, pattern: &str, dice: &mut Dice) -> String {
        let issue = &self.language.issues[self.issue];
        pattern
            .replace("{place}", &self.place)
            .replace("{area}", self.area)
            .replace("{what}", dice.pick(issue.what))
            .replace("{effect}", dice.pick(issue.effects))
            .replace("{since}", dice.pick(self.language.since))
    }
}

/// A small generator of fixed sequences (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len() as u64) as usize]
    }
}
