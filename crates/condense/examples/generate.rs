//! Writes a synthetic collection of any size, with the problem each voice belongs to.
//!
//! `cargo run --release -p massline-condense --example generate -- VOICES [SEED] > voices.csv`
//!
//! Columns: `id,title,text,day,label`. A problem is an issue at a place. Sizes fall off as
//! those of real collections do: a few problems have very many voices, many have two or
//! three, a third of the voices are alone, and some are copies. Two thirds are Chinese.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::cast_possible_truncation,
    reason = "a tool for the developer's terminal"
)]

#[path = "generate/words.rs"]
mod words;

use std::io::Write;

use words::{ENGLISH, Language, MANDARIN};

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .map(|number| number.parse().expect("a number"));
    let voices: u64 = arguments.next().expect("how many voices");
    let mut dice = Dice(arguments.next().unwrap_or(1));
    let mut out = csv::Writer::from_writer(std::io::BufWriter::new(std::io::stdout().lock()));
    out.write_record(["id", "title", "text", "day", "label"])
        .expect("room to write");
    let mut written = 0;
    let mut problem = 0;
    while written < voices {
        problem += 1;
        let size = size_of_problem(&mut dice, voices).min(voices - written);
        let language = if dice.below(3) < 2 {
            &MANDARIN
        } else {
            &ENGLISH
        };
        let matter = Matter::draw(language, &mut dice);
        let label = if size > 1 {
            format!("p{problem}")
        } else {
            String::new()
        };
        let mut last = matter.voice(&mut dice);
        for _ in 0..size {
            if dice.below(20) > 0 {
                last = matter.voice(&mut dice);
            }
            written += 1;
            let day = (19_000 + dice.below(365)).to_string();
            let id = written.to_string();
            out.write_record([&id, &last.0, &last.1, &day, &label])
                .expect("room to write");
        }
    }
    out.into_inner()
        .expect("all written")
        .flush()
        .expect("all written");
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
        let issue = &self.language.issues[self.issue];
        let fill = |pattern: &str, dice: &mut Dice| {
            pattern
                .replace("{place}", &self.place)
                .replace("{area}", self.area)
                .replace("{what}", dice.pick(issue.what))
                .replace("{effect}", dice.pick(issue.effects))
                .replace("{since}", dice.pick(self.language.since))
        };
        let title = fill(dice.pick(self.language.titles), dice);
        let mut text = fill(dice.pick(self.language.openings), dice);
        for _ in 0..=dice.below(3) {
            text.push_str(&fill(dice.pick(self.language.sentences), dice));
        }
        text.push_str(dice.pick(self.language.closings));
        (title, text)
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
