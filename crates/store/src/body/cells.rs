//! Reading the cells of a row, one after the other, into the types of the rules.

use super::Row;
use crate::error::{Result, StoreError};
use crate::view::{Code, from_code};
use massline_domain::Day;
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use std::str::FromStr;

/// The cells of a row from left to right.
pub(super) struct Cells<'r> {
    row: &'r Row,
    at: usize,
}

impl<'r> Cells<'r> {
    pub(super) fn of(row: &'r Row) -> Self {
        Self { row, at: 0 }
    }

    fn next(&mut self) -> usize {
        self.at += 1;
        self.at - 1
    }

    pub(super) fn text(&mut self) -> Result<String> {
        let at = self.next();
        Ok(self.row.try_get(at)?)
    }

    pub(super) fn maybe_text(&mut self) -> Result<Option<String>> {
        let at = self.next();
        Ok(self.row.try_get(at)?)
    }

    pub(super) fn flag(&mut self) -> Result<bool> {
        let at = self.next();
        Ok(self.row.try_get(at)?)
    }

    pub(super) fn whole(&mut self) -> Result<i64> {
        let at = self.next();
        Ok(self.row.try_get(at)?)
    }

    pub(super) fn maybe_whole(&mut self) -> Result<Option<i64>> {
        let at = self.next();
        Ok(self.row.try_get(at)?)
    }

    /// A number in the wanted range.
    pub(super) fn number<N: TryFrom<i64>>(&mut self) -> Result<N> {
        let number = self.whole()?;
        N::try_from(number).map_err(|_| self.wrong(&number.to_string()))
    }

    pub(super) fn maybe_number<N: TryFrom<i64>>(&mut self) -> Result<Option<N>> {
        let Some(number) = self.maybe_whole()? else {
            return Ok(None);
        };
        N::try_from(number)
            .map(Some)
            .map_err(|_| self.wrong(&number.to_string()))
    }

    pub(super) fn day(&mut self) -> Result<Day> {
        self.number().map(Day)
    }

    pub(super) fn maybe_day(&mut self) -> Result<Option<Day>> {
        Ok(self.maybe_number()?.map(Day))
    }

    pub(super) fn bytes(&mut self) -> Result<Vec<u8>> {
        let at = self.next();
        Ok(self.row.try_get(at)?)
    }

    pub(super) fn maybe_bytes(&mut self) -> Result<Option<Vec<u8>>> {
        let at = self.next();
        Ok(self.row.try_get(at)?)
    }

    /// Exactly `N` bytes.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let bytes = self.bytes()?;
        <[u8; N]>::try_from(bytes.as_slice()).map_err(|_| self.wrong("bytes of another length"))
    }

    /// Exactly `N` bytes, or none.
    pub(super) fn maybe_array<const N: usize>(&mut self) -> Result<Option<[u8; N]>> {
        let Some(bytes) = self.maybe_bytes()? else {
            return Ok(None);
        };
        let array = <[u8; N]>::try_from(bytes.as_slice());
        array
            .map(Some)
            .map_err(|_| self.wrong("bytes of another length"))
    }

    /// A text in the form of an id.
    pub(super) fn id<T: FromStr>(&mut self) -> Result<T> {
        let text = self.text()?;
        text.parse().map_err(|_| self.wrong(&text))
    }

    pub(super) fn maybe_id<T: FromStr>(&mut self) -> Result<Option<T>> {
        let Some(text) = self.maybe_text()? else {
            return Ok(None);
        };
        text.parse().map(Some).map_err(|_| self.wrong(&text))
    }

    /// One of a small set of codes.
    pub(super) fn code<T: Code>(&mut self) -> Result<T> {
        let text = self.text()?;
        from_code(&text).ok_or_else(|| self.wrong(&text))
    }

    pub(super) fn maybe_code<T: Code>(&mut self) -> Result<Option<T>> {
        let Some(text) = self.maybe_text()? else {
            return Ok(None);
        };
        from_code(&text).map(Some).ok_or_else(|| self.wrong(&text))
    }

    pub(super) fn json<T: DeserializeOwned>(&mut self) -> Result<T> {
        let text = self.text()?;
        serde_json::from_str(&text).map_err(|_| self.wrong(&text))
    }

    pub(super) fn maybe_json<T: DeserializeOwned>(&mut self) -> Result<Option<T>> {
        let Some(text) = self.maybe_text()? else {
            return Ok(None);
        };
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|_| self.wrong(&text))
    }

    fn wrong(&self, found: &str) -> StoreError {
        let column = self.row.columns().get(self.at.saturating_sub(1));
        let name = column.map_or("?", sqlx::Column::name);
        let found: String = found.chars().take(60).collect();
        StoreError::damaged(format!("column {name} has {found:?}"))
    }
}

/// For binding: the database knows signed numbers only.
pub(crate) fn signed(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
