//! From scattered voices to problems: which of many texts are about the same concrete matter.
//!
//! "The same problem" is the same place or body *and* the same issue. Ten estates with noisy
//! restaurants are ten problems. Chinese, English and mixed texts are understood.
//!
//! ```
//! use massline_condense::{Voice, condense};
//!
//! let voices = [
//!     Voice::new("丽发新城小区附近的搅拌站噪音严重"),
//!     Voice::new("A2区丽发新城附近搅拌站灰尘大、噪音大"),
//!     Voice::new("黄兴北路的路灯坏了半年"),
//! ];
//! let found = condense(&voices, &mut |_phase, _share| {});
//! assert_eq!(found.problems.len(), 1);
//! assert_eq!(found.problems[0].members, [0, 1]);
//! assert_eq!(found.assignments[2].problem, None);
//! ```
//!
//! [`condense`] takes a whole collection; [`Index`] takes one voice at a time. Both are pure:
//! the same input gives the same output, on any number of processor cores. The method, its
//! sources and what was measured are in `docs/condense.md`.

pub mod classify;
pub mod evaluate;

mod centroid;
mod clean;
mod collection;
mod counts;
mod decisions;
mod describe;
mod hash;
mod identity;
mod index;
mod leiden;
mod lexicon;
mod lists;
mod meaning;
mod names;
mod near_copies;
mod neighbours;
mod parallel;
mod pieces;
mod pipeline;
mod places;
mod places_near;
mod reading;
mod regions;
mod sameness;
mod sentences;
mod settings;
mod spot;
mod stopwords;
mod strength;
mod terms;
mod themes;
mod ties;
mod tokens;
mod topic;
mod vectors;
mod vocabulary;

pub use decisions::Decisions;
pub use describe::{copy_key, representatives, title_and_keywords};
pub use identity::identities;
pub use index::{Index, Near, Suggestion};
pub use names::Names;
pub use pipeline::{condense, condense_decided, condense_with, themes_of};
pub use settings::Settings;
pub use strength::strength;
pub use ties::Ties;

/// A problem needs at least this many voices. A concern that one person alone voiced stays
/// without a problem here; whoever shows the result decides what becomes of it. A problem that
/// people put voices into ([`Decisions`]) is one also with a single voice.
pub const MIN_SIZE: usize = 2;

/// One thing one person said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Voice<'a> {
    /// What was said, as it came; markup and addresses are removed here.
    pub text: &'a str,
    /// The subject the speaker gave, if any. Its words count more.
    pub title: Option<&'a str>,
    /// The name of the place, if known.
    pub place: Option<&'a str>,
    /// Days since 1970-01-01.
    pub day: Option<i32>,
    /// How much the voice counts in the strength of its problem; usually 1.
    pub weight: f64,
}

impl<'a> Voice<'a> {
    /// A voice of which only the words are known.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            title: None,
            place: None,
            day: None,
            weight: 1.0,
        }
    }
}

/// Where a voice belongs.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Assignment {
    /// Index into [`Condensed::problems`].
    pub problem: Option<usize>,
    /// Cosine (0 to 1) between the voice and the centre of the others in its problem;
    /// 1 if all others say the same words, 0 without a problem.
    pub similarity: f32,
    /// Index into [`Condensed::themes`]; also of a voice that is in no problem.
    pub theme: Option<usize>,
}

/// What a set of voices is about.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Problem {
    /// A subject or sentence of one of its voices, at most 30 Chinese or 80 other characters.
    pub title: String,
    /// How many voices.
    pub size: usize,
    /// How many different texts: copies count once.
    pub people: usize,
    /// See [`strength()`].
    pub strength: f64,
    /// The words that distinguish it, strongest first.
    pub keywords: Vec<String>,
    /// Its most typical voices, as positions in the input; copies left out.
    pub representatives: Vec<usize>,
    /// The first day on which it was voiced (days since 1970-01-01).
    pub first: Option<i32>,
    /// The last day on which it was voiced.
    pub last: Option<i32>,
    /// The places given with the voices, most frequent first; where none was given, the
    /// names that at least half of the texts have in common.
    pub places: Vec<String>,
    /// All its voices, as positions in the input, ascending.
    pub members: Vec<usize>,
    /// Index into [`Condensed::themes`].
    pub theme: Option<usize>,
}

/// What several problems, and voices that are in none, are about, wherever that is.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Theme {
    /// Its first keywords.
    pub title: String,
    /// The words that distinguish it, names left out, strongest first.
    pub keywords: Vec<String>,
    /// Its problems, as positions in [`Condensed::problems`], strongest first.
    pub problems: Vec<usize>,
    /// How many voices, those in no problem too.
    pub size: usize,
    /// The sum of its problems' strengths, and one for each voice in none.
    pub strength: f64,
}

/// The outcome for a whole collection.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Condensed {
    /// One for each voice, in input order.
    pub assignments: Vec<Assignment>,
    /// Strongest first; ties: the larger, then the one whose first voice comes first.
    pub problems: Vec<Problem>,
    /// Strongest first. A theme has at least two problems or lone voices.
    pub themes: Vec<Theme>,
    /// Why each voice is in its problem.
    pub ties: Ties,
}

/// What [`condense`] is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Reading words and folding copies.
    Reading,
    /// Looking for each voice's nearest others.
    Comparing,
    /// Finding the groups.
    Grouping,
    /// Giving each problem its title, keywords and figures.
    Describing,
}

impl Phase {
    /// A stable name for figures and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Comparing => "comparing",
            Self::Grouping => "grouping",
            Self::Describing => "describing",
        }
    }
}
