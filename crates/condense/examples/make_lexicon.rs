//! Makes `data/lexicon.bin`, the Chinese dictionary that ships with the program, from the two
//! data files of jieba (MIT): `dict.txt` (word, frequency, word class) and `hmm.model`.
//!
//! ```text
//! cargo run --release -p massline-condense --example make_lexicon -- dict.txt hmm.model data/lexicon.bin
//! ```
//!
//! The format is described in `src/lexicon/mod.rs`.
#![allow(
    clippy::expect_used,
    clippy::cast_possible_truncation,
    clippy::print_stderr,
    reason = "a tool run by hand on trusted files; it stops at what it does not understand"
)]

use std::collections::BTreeMap;

const FIRST_LETTER: u32 = 0x3400;
const LAST_LETTER: u32 = 0xfaff;
/// Steps of a natural logarithm.
const STEP: f64 = 128.0;
const NEVER: i16 = i16::MIN;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().expect("dict.txt hmm.model OUT");
    let (dictionary, model, out) = (next(), next(), next());
    let words = words(&std::fs::read_to_string(dictionary).expect("a readable dict.txt"));
    let emissions = emissions(&std::fs::read_to_string(model).expect("a readable hmm.model"));
    let letters = Letters::of(&words, &emissions);
    let trie = Trie::of(&words, &letters);
    let bytes = bytes(&letters, &trie, &emissions, total(&words));
    std::fs::write(&out, &bytes).expect("a writable file");
    eprintln!(
        "{} words, {} letters, {} nodes, {} bytes",
        words.len(),
        letters.count,
        trie.base.len(),
        bytes.len()
    );
}

struct Word {
    letters: Vec<char>,
    frequency: f64,
    class: u16,
}

fn words(text: &str) -> Vec<Word> {
    let mut all: BTreeMap<Vec<char>, Word> = BTreeMap::new();
    for line in text.lines() {
        let mut parts = line.split(' ');
        let word: Vec<char> = parts.next().expect("a word").chars().collect();
        let frequency: f64 = parts.next().and_then(|n| n.parse().ok()).expect("a number");
        let class = class(parts.next().unwrap_or(""), frequency);
        if !word.is_empty() && word.len() < 256 && word.iter().copied().all(is_han) {
            let frequency = frequency.max(1.0);
            all.insert(
                word.clone(),
                Word {
                    letters: word,
                    frequency,
                    class,
                },
            );
        }
    }
    all.into_values().collect()
}

fn is_han(letter: char) -> bool {
    (FIRST_LETTER..=LAST_LETTER).contains(&(letter as u32))
}

/// From this frequency on what is marked as a person's name is mostly a noun: 幼儿园, 阳光.
const COMMON: f64 = 100.0;

/// The numbers of `WordClass` in `src/lexicon/mod.rs`.
fn class(tag: &str, frequency: f64) -> u16 {
    match tag {
        "nr" | "nrt" | "nrfg" if frequency >= COMMON => 4,
        "ns" => 1,
        "nr" | "nrt" | "nrfg" => 2,
        "nz" => 3,
        "j" => 4,
        _ if tag.starts_with('n') => 4,
        _ if tag.starts_with('v') => 5,
        _ if tag.starts_with('a') => 6,
        _ => 0,
    }
}

fn total(words: &[Word]) -> f64 {
    words.iter().map(|word| word.frequency).sum()
}

/// For each letter the logarithms of its probability at the begin, end and middle of a word,
/// and as a word.
fn emissions(text: &str) -> BTreeMap<char, [i16; 4]> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let mut all: BTreeMap<char, [i16; 4]> = BTreeMap::new();
    for (state, line) in lines[lines.len() - 4..].iter().enumerate() {
        for pair in line.split(',') {
            let (letter, log) = pair.split_once(':').expect("letter:logarithm");
            let log: f64 = log.parse().expect("a number");
            let letter = letter.chars().next().expect("a letter");
            if is_han(letter) {
                all.entry(letter).or_insert([NEVER; 4])[state] = (log * STEP).round() as i16;
            }
        }
    }
    all
}

/// Letters numbered by how often they stand in words, so that the table is dense.
struct Letters {
    codes: Vec<u16>,
    count: usize,
}

impl Letters {
    fn of(words: &[Word], emissions: &BTreeMap<char, [i16; 4]>) -> Self {
        let mut counts: BTreeMap<char, u32> = emissions.keys().map(|c| (*c, 0)).collect();
        for letter in words.iter().flat_map(|word| &word.letters) {
            *counts.entry(*letter).or_default() += 1;
        }
        let mut order: Vec<(char, u32)> = counts.into_iter().collect();
        order.sort_by_key(|&(letter, count)| (std::cmp::Reverse(count), letter));
        let mut codes = vec![0; (LAST_LETTER - FIRST_LETTER + 1) as usize];
        for (at, (letter, _)) in order.iter().enumerate() {
            codes[(*letter as u32 - FIRST_LETTER) as usize] = at as u16 + 1;
        }
        Self {
            codes,
            count: order.len(),
        }
    }

    fn code(&self, letter: char) -> u16 {
        self.codes[(letter as u32 - FIRST_LETTER) as usize]
    }
}

/// A double array: from node `s` by letter `c` to `base[s] + c`, if `check` there is `s`.
struct Trie {
    base: Vec<u32>,
    check: Vec<u32>,
    value: Vec<u16>,
}

#[derive(Default)]
struct Branch {
    children: BTreeMap<u16, Branch>,
    value: u16,
}

impl Trie {
    fn of(words: &[Word], letters: &Letters) -> Self {
        let total = total(words);
        let mut root = Branch::default();
        for word in words {
            let mut at = &mut root;
            for letter in &word.letters {
                at = at.children.entry(letters.code(*letter)).or_default();
            }
            let cost = ((total / word.frequency).ln() * STEP).round() as u16;
            assert!(cost + 1 < 1 << 13, "a cost of 13 bits");
            at.value = (cost + 1) | word.class << 13;
        }
        let mut trie = Self {
            base: vec![0],
            check: vec![u32::MAX],
            value: vec![0],
        };
        trie.place(&root);
        trie
    }

    fn place(&mut self, root: &Branch) {
        let mut free_from = 1;
        // Nodes with many children first: those with one fit into the gaps they leave.
        let mut waiting: BTreeMap<(usize, u32), &Branch> = BTreeMap::new();
        waiting.insert((root.children.len(), 0), root);
        while let Some(((_, node), branch)) = waiting.pop_last() {
            self.value[node as usize] = branch.value;
            if branch.children.is_empty() {
                continue;
            }
            let codes: Vec<u16> = branch.children.keys().copied().collect();
            let base = self.fitting_base(&codes, &mut free_from);
            self.base[node as usize] = base;
            for (code, child) in &branch.children {
                let to = base + u32::from(*code);
                self.check[to as usize] = node;
                waiting.insert((child.children.len(), to), child);
            }
        }
    }

    fn fitting_base(&mut self, codes: &[u16], free_from: &mut usize) -> u32 {
        while self.is_taken(*free_from) {
            *free_from += 1;
        }
        let mut at = *free_from;
        loop {
            let first = usize::from(codes[0]);
            if at >= first
                && !codes
                    .iter()
                    .any(|c| self.is_taken(at - first + usize::from(*c)))
            {
                let base = at - first;
                let longest = base + usize::from(codes[codes.len() - 1]) + 1;
                if self.base.len() < longest {
                    self.base.resize(longest, 0);
                    self.check.resize(longest, u32::MAX);
                    self.value.resize(longest, 0);
                }
                return base as u32;
            }
            at += 1;
        }
    }

    fn is_taken(&self, at: usize) -> bool {
        at == 0 || self.check.get(at).is_some_and(|check| *check != u32::MAX)
    }
}

fn bytes(
    letters: &Letters,
    trie: &Trie,
    emissions: &BTreeMap<char, [i16; 4]>,
    total: f64,
) -> Vec<u8> {
    let mut out = b"MLLEX001".to_vec();
    let unknown = (total.ln() * STEP).round() as u32;
    for number in [letters.count as u32, trie.base.len() as u32, unknown] {
        out.extend(number.to_le_bytes());
    }
    out.extend(letters.codes.iter().flat_map(|code| code.to_le_bytes()));
    let mut by_code = vec![[NEVER; 4]; letters.count + 1];
    for (letter, logs) in emissions {
        by_code[usize::from(letters.code(*letter))] = *logs;
    }
    out.extend(by_code.iter().flatten().flat_map(|log| log.to_le_bytes()));
    for (base, check) in trie.base.iter().zip(&trie.check) {
        out.extend(base.to_le_bytes());
        out.extend(check.to_le_bytes());
    }
    out.extend(trie.value.iter().flat_map(|value| value.to_le_bytes()));
    out
}
