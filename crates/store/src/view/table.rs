//! Rows of one view in memory, with a note of which have changed.

use std::collections::BTreeMap;

struct Slot<R> {
    /// `None`: it is known that there is no such row.
    row: Option<R>,
    changed: bool,
}

/// Rows by key. A table that is `whole` has every row there is.
pub(crate) struct Table<K, R> {
    slots: BTreeMap<K, Slot<R>>,
    whole: bool,
}

impl<K: Ord + Clone, R> Table<K, R> {
    pub(super) fn new(whole: bool) -> Self {
        Self {
            slots: BTreeMap::new(),
            whole,
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// The row, `None` where there is none, or an error where that is not known.
    pub(crate) fn get(&self, key: &K) -> Result<Option<&R>, ()> {
        match self.slots.get(key) {
            Some(slot) => Ok(slot.row.as_ref()),
            None if self.whole => Ok(None),
            None => Err(()),
        }
    }

    /// Says what the database has. A row that has changed since stays as it is.
    pub(crate) fn load(&mut self, key: K, row: Option<R>) {
        self.slots.entry(key).or_insert(Slot {
            row,
            changed: false,
        });
    }

    /// Changes a row.
    pub(crate) fn put(&mut self, key: K, row: R) {
        self.slots.insert(
            key,
            Slot {
                row: Some(row),
                changed: true,
            },
        );
    }

    /// The rows that have changed, by key.
    pub(crate) fn changed(&self) -> impl Iterator<Item = (&K, &R)> {
        let changed = self.slots.iter().filter(|(_, slot)| slot.changed);
        changed.filter_map(|(key, slot)| slot.row.as_ref().map(|row| (key, row)))
    }

    /// All rows, by key.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&K, &R)> {
        self.slots
            .iter()
            .filter_map(|(key, slot)| slot.row.as_ref().map(|row| (key, row)))
    }

    /// Takes all rows out.
    pub(crate) fn take_rows(&mut self) -> BTreeMap<K, R> {
        let slots = std::mem::take(&mut self.slots);
        slots
            .into_iter()
            .filter_map(|(key, slot)| slot.row.map(|row| (key, row)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_unknown_until_it_is_loaded() {
        let mut table = Table::new(false);
        assert_eq!(table.get(&1), Err(()));
        table.load(1, Some("stored"));
        assert_eq!(table.get(&1), Ok(Some(&"stored")));
        assert_eq!(table.changed().count(), 0);
        table.put(1, "new");
        table.load(1, Some("stored"));
        assert_eq!(table.changed().collect::<Vec<_>>(), [(&1, &"new")]);
    }

    #[test]
    fn a_whole_table_knows_that_a_row_is_not_there() {
        assert_eq!(Table::<u8, u8>::new(true).get(&1), Ok(None));
    }
}
