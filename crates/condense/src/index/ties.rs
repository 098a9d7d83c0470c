//! Why voices are together: the words that each shares with others among them.

use std::collections::BTreeMap;

use super::{Index, MOST_WORDS, Slot};

impl Index {
    /// For each of these voices, by key, the words that tie it to the others, strongest first;
    /// none for a key that is not known, or where nothing is shared. How common a word is in the
    /// whole index counts.
    pub fn ties(&self, keys: &[u64]) -> Vec<Vec<String>> {
        let slot = |key: &u64| self.slots.get(*self.by_key.get(key)? as usize)?.as_ref();
        let slots: Vec<Option<&Slot>> = keys.iter().map(slot).collect();
        let mut held: BTreeMap<u32, (u32, f32)> = BTreeMap::new();
        for &(word, weight) in slots.iter().flatten().flat_map(|slot| &slot.words) {
            let (holders, sum) = held.entry(word).or_default();
            *holders += 1;
            *sum += weight;
        }
        let tie = |slot: &Slot| {
            let shared = slot.words.iter().filter(|(word, _)| held[word].0 > 1);
            let weigh = |&(word, weight): &(u32, f32)| {
                let rare = self.idf(word);
                (word, weight * rare * held[&word].1 * rare)
            };
            let mut shared: Vec<(u32, f32)> = shared.map(weigh).collect();
            shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            let words = shared.into_iter().take(MOST_WORDS);
            words
                .map(|(word, _)| self.vocabulary.word(word).shown.to_string())
                .collect()
        };
        slots
            .into_iter()
            .map(|slot| slot.map(tie).unwrap_or_default())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Voice;

    #[test]
    fn a_voice_is_tied_by_what_it_shares_and_by_nothing_else() {
        let mut index = Index::new();
        let voices = [
            (1, "丽发新城小区旁边的搅拌站噪音扰民"),
            (2, "丽发新城附近搅拌站灰尘很大"),
            (3, "黄兴北路的路灯坏了"),
        ];
        for (key, text) in voices {
            index.add(key, &Voice::new(text), Some(1));
        }
        let ties = index.ties(&[1, 2, 3, 99]);
        assert!(ties[0].iter().any(|word| word == "搅拌站"), "{ties:?}");
        assert!(!ties[0].iter().any(|word| word == "噪音"), "{ties:?}");
        assert!(ties[2].is_empty() && ties[3].is_empty());
        assert!(index.ties(&[1])[0].is_empty(), "nothing to share with");
    }
}
