//! Guesses which column holds what.

use super::{Field, Why, names};
use crate::dates::DateGuess;
use crate::table::Row;
use std::collections::BTreeMap;

/// What the cells of a column look like.
struct Looks {
    filled: usize,
    letters: usize,
    dates: usize,
    numbers: usize,
}

impl Looks {
    fn of(rows: &[Row], column: usize) -> Self {
        let mut looks = Self {
            filled: 0,
            letters: 0,
            dates: 0,
            numbers: 0,
        };
        let cells = || {
            rows.iter()
                .filter_map(|row| row.cells.get(column))
                .map(|cell| cell.trim())
        };
        let order = DateGuess::learn(cells());
        for cell in cells().filter(|cell| !cell.is_empty()) {
            looks.filled += 1;
            looks.letters += cell.chars().filter(|c| c.is_alphabetic()).count();
            let is_number = cell.parse::<f64>().is_ok();
            looks.numbers += usize::from(is_number);
            looks.dates += usize::from(order.parse(cell).is_ok());
        }
        looks
    }

    /// The mean number of letters of a cell that is not empty.
    fn mean_letters(&self) -> usize {
        self.letters / self.filled.max(1)
    }

    fn mostly(&self, some: usize) -> bool {
        self.filled > 0 && some * 10 >= self.filled * 8
    }
}

pub(super) fn fields(headers: &[String], rows: &[Row]) -> BTreeMap<Field, Vec<(usize, Why)>> {
    let looks: Vec<Looks> = (0..headers.len()).map(|at| Looks::of(rows, at)).collect();
    let mut found = BTreeMap::new();
    let mut taken = vec![false; headers.len()];
    for (_, field, at, why) in by_name(headers, &looks) {
        if !taken[at] && !found.contains_key(&field) {
            taken[at] = true;
            found.insert(field, vec![(at, why)]);
        }
    }
    let dated = dates_column(&found, &taken, &looks);
    if let Some(at) = dated {
        taken[at] = true;
        found.insert(Field::Time, vec![(at, Why::HoldsDates)]);
    }
    if !found.contains_key(&Field::Text) {
        find_text(&mut found, &taken, &looks);
    }
    found
}

/// A column of dates that no name claims; none where the time is found already.
fn dates_column(
    found: &BTreeMap<Field, Vec<(usize, Why)>>,
    taken: &[bool],
    looks: &[Looks],
) -> Option<usize> {
    let dated = |looks: &Looks| looks.mostly(looks.dates) && !looks.mostly(looks.numbers);
    let mut free = taken
        .iter()
        .zip(looks)
        .map(|(taken, looks)| !taken && dated(looks));
    if found.contains_key(&Field::Time) {
        None
    } else {
        free.position(|fits| fits)
    }
}

/// Every name that fits, the best first; between equals, the column with more words is
/// the text, and the column further left is anything else.
fn by_name(headers: &[String], looks: &[Looks]) -> Vec<(u32, Field, usize, Why)> {
    let mut fits = Vec::new();
    for (at, (name, looks)) in headers.iter().zip(looks).enumerate() {
        for field in Field::ALL {
            let Some((score, word)) = names::fit(name, field) else {
                continue;
            };
            if !plausible(field, looks, score) {
                continue;
            }
            let words = if field == Field::Text {
                looks.mean_letters().min(90) / 10
            } else {
                0
            };
            let score = score + u32::try_from(words).unwrap_or_default();
            let why = word.map_or(Why::NameIs, |word| Why::NameHas {
                word: word.to_owned(),
            });
            fits.push((score, field, at, why));
        }
    }
    fits.sort_by_key(|(score, _, at, _)| (std::cmp::Reverse(*score), *at));
    fits
}

/// Whether the cells may be what the name says. A usual name is believed, so that wrong
/// dates come out as bad rows and not as rows without a date.
fn plausible(field: Field, looks: &Looks, score: u32) -> bool {
    match field {
        _ if looks.filled == 0 || score >= names::EXACT && field != Field::Weight => true,
        Field::Time | Field::ReplyTime => looks.dates * 2 >= looks.filled,
        Field::Weight => looks.mostly(looks.numbers),
        Field::Text => !looks.mostly(looks.numbers) && !looks.mostly(looks.dates),
        _ => true,
    }
}

fn find_text(found: &mut BTreeMap<Field, Vec<(usize, Why)>>, taken: &[bool], looks: &[Looks]) {
    let free = || {
        taken
            .iter()
            .zip(looks)
            .enumerate()
            .filter(|(_, (taken, _))| !**taken)
    };
    let wordy = free().filter(|(_, (_, looks))| {
        looks.mean_letters() >= 6 && !looks.mostly(looks.numbers) && !looks.mostly(looks.dates)
    });
    let most = wordy.max_by_key(|(at, (_, looks))| (looks.mean_letters(), std::cmp::Reverse(*at)));
    if taken.len() == 1 {
        found.clear();
        found.insert(Field::Text, vec![(0, Why::OnlyColumn)]);
    } else if let Some((at, _)) = most {
        found.insert(Field::Text, vec![(at, Why::MostWords)]);
    } else if let Some(title) = found.remove(&Field::Title) {
        found.insert(Field::Text, title);
    }
}
