//! The numbers that decide how close is close, with the values that were measured best.

use crate::names::Names;

/// How condensing is done. [`Settings::default`] is what the product uses; the fields are
/// open so that a measurement can vary them.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Two voices are neighbours from this similarity on (0 to 1).
    pub min_similarity: f32,
    /// At most this many nearest neighbours are kept for each voice.
    pub neighbours: usize,
    /// Resolution of the constant Potts model: a group holds together while its members
    /// are, on average, at least this similar.
    pub resolution: f32,
    /// A word in the title counts as this many in the body.
    pub title_weight: f32,
    /// The weight of a name of a place or body is multiplied by this.
    pub name_weight: f32,
    /// Share of a text's own length in the length it is divided by, the rest being the mean
    /// length of the collection, for texts shorter than the mean; 1 gives the plain cosine.
    pub length_slope: f32,
    /// The similarity of two voices that name different cities, counties or places is
    /// multiplied by this.
    pub elsewhere: f32,
    /// The same for voices that name different smaller places or bodies.
    pub other_names: f32,
    /// The same for voices whose titles name different ones.
    pub other_heads: f32,
    /// How much meaning says: a similarity is multiplied by the exponential of this times the
    /// cosine of what the two mean.
    pub meaning: f32,
    /// A similarity counts in full when at least this much of it comes from other words than
    /// names, else in proportion.
    pub issue_similarity: f32,
    /// Of one text, the words with the largest weights are kept, at most this many.
    pub longest_vector: usize,
    /// Entries of word lists read at most to find the neighbours of one voice, in a small
    /// collection; bounds the time when a word stands in very many voices.
    pub reading_budget: usize,
    /// Threads that share the work; 0 takes as many as there are processor cores. The
    /// answer does not depend on it.
    pub threads: usize,
    /// A user's own dictionary of names.
    pub names: Names,
    /// Two groups are pieces of one when their members are on average at least this share
    /// as similar across as within.
    pub piece_ratio: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            min_similarity: 0.13,
            neighbours: 15,
            resolution: 0.1,
            title_weight: 1.4,
            name_weight: 1.25,
            length_slope: 0.6,
            elsewhere: 0.1,
            other_names: 0.1,
            other_heads: 0.1,
            meaning: 1.3,
            issue_similarity: 0.12,
            longest_vector: 128,
            reading_budget: 20_000,
            threads: 0,
            names: Names::default(),
            piece_ratio: 0.8,
        }
    }
}

impl Settings {
    /// Entries read for one voice among `voices`. From some size on the rare words, which are
    /// read first, say enough: reading less takes away chance likeness only.
    pub(crate) fn budget(&self, voices: usize) -> usize {
        const LEAST: usize = 1_000;
        const FOR_ALL: usize = 200_000_000;
        (FOR_ALL / voices.max(1)).clamp(LEAST, self.reading_budget.max(LEAST))
    }

    /// How many threads share the work.
    pub(crate) fn workers(&self) -> usize {
        match self.threads {
            0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            threads => threads,
        }
    }
}
