//! What a person says about the columns: `text=留言详情,time=留言时间`.

use super::{Field, Mapping, Why, names};
use crate::table::TableError;
use std::collections::BTreeMap;

impl Mapping {
    /// Overrules the guess with `FIELD=COLUMN,FIELD=COLUMN,…`.
    ///
    /// A column is named as in the header (case and spaces do not count), or by its place
    /// as `#3`. Commas within a column's name need no care. `time=` says that no column
    /// holds the time. The text may be joined from several: `text=主题,text=详情`.
    ///
    /// # Errors
    /// [`TableError::UnknownField`], [`TableError::UnknownColumn`],
    /// [`TableError::OneColumnOnly`].
    pub fn with_overrides(mut self, overrides: &str) -> Result<Self, TableError> {
        let mut given: BTreeMap<Field, Vec<(usize, Why)>> = BTreeMap::new();
        for (name, column) in pairs(overrides)? {
            let field = Field::named(&name).ok_or_else(|| unknown_field(&name))?;
            let columns = given.entry(field).or_default();
            if column.trim().is_empty() {
                continue;
            }
            if !columns.is_empty() && field != Field::Text {
                return Err(TableError::OneColumnOnly {
                    field: field.code().to_owned(),
                });
            }
            columns.push((self.find(&column)?, Why::Given));
        }
        let is_given = |at: &usize| given.values().flatten().any(|(column, _)| column == at);
        for columns in self.fields.values_mut() {
            columns.retain(|(at, _)| !is_given(at));
        }
        self.fields.extend(given);
        self.fields.retain(|_, columns| !columns.is_empty());
        Ok(self)
    }

    /// The place of a column.
    fn find(&self, name: &str) -> Result<usize, TableError> {
        let name = name.trim();
        let by = |same: &dyn Fn(&String) -> bool| self.headers.iter().position(same);
        let bare = names::plain(name);
        let place = name
            .strip_prefix('#')
            .and_then(|place| place.parse::<usize>().ok());
        let place = place
            .and_then(|place| place.checked_sub(1))
            .filter(|at| *at < self.headers.len());
        by(&|header| header == name)
            .or_else(|| by(&|header| !bare.is_empty() && names::plain(header) == bare))
            .or(place)
            .ok_or_else(|| TableError::UnknownColumn {
                column: name.to_owned(),
                nearest: self.nearest(&bare),
                columns: self.headers.clone(),
            })
    }

    /// A column with nearly this name.
    fn nearest(&self, bare: &str) -> Option<String> {
        let distance = |header: &&String| {
            let header = names::plain(header);
            let within = !bare.is_empty() && !header.is_empty();
            let within = within && (header.contains(bare) || bare.contains(&header));
            if within { 0 } else { edits(&header, bare) }
        };
        let allowed = (bare.chars().count() / 3).max(1);
        self.headers
            .iter()
            .min_by_key(distance)
            .filter(|header| distance(header) <= allowed)
            .cloned()
    }
}

/// Splits at the commas that a field's name and `=` follow.
fn pairs(overrides: &str) -> Result<Vec<(String, String)>, TableError> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for part in overrides.split([',', '，']) {
        let pair = part
            .split_once('=')
            .map(|(name, column)| (name.trim(), column));
        match (pair, pairs.last_mut()) {
            (Some((name, column)), _) if Field::named(name).is_some() => {
                pairs.push((name.to_owned(), column.to_owned()));
            }
            (None, Some((_, column))) => {
                column.push(',');
                column.push_str(part);
            }
            (Some((name, _)), _) => return Err(unknown_field(name)),
            (None, None) if part.trim().is_empty() => {}
            (None, None) => return Err(unknown_field(part)),
        }
    }
    Ok(pairs)
}

fn unknown_field(name: &str) -> TableError {
    let fields = Field::ALL
        .iter()
        .map(|field| field.code().to_owned())
        .collect();
    TableError::UnknownField {
        name: name.trim().to_owned(),
        fields,
    }
}

/// How many letters must be changed to make one name the other (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let changed = corner + usize::from(left != *right);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
