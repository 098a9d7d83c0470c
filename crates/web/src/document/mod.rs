//! What offices hand around: one content, as a workbook (xlsx) and as a text document (docx).
//!
//! Both are A4, in the layouts customary in offices: a title in the middle, a line under it
//! that says what was chosen and when, tables with a number in the first column and their head
//! repeated on every page. Nothing in them is run or fetched when they are opened.

mod docx;
mod xlsx;

use crate::i18n::Lang;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// A document before it has a file format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// The language it is written in: it decides the fonts.
    pub(crate) lang: Lang,
    /// Stands in the middle of the first page.
    pub(crate) title: String,
    /// Stands under the title: whose it is, what was chosen, which day.
    pub(crate) note: String,
    /// In their order.
    pub(crate) parts: Vec<Part>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Stands above the paragraphs after it.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Who signs, and the day: at the right, at the end.
    Signed(String),
    /// A table.
    Table(Table),
}

/// A table; the document lies on its side where one has more than six columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// Names the sheet of a workbook, and stands above the table of a text document unless it
    /// is the title.
    pub(crate) name: String,
    /// Heads and widths, from left to right.
    pub(crate) columns: Vec<Column>,
    /// As many cells each as there are columns; further ones are left out.
    pub(crate) rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Stands on top.
    pub(crate) head: String,
    /// Width in letters of the usual size.
    pub(crate) width: u16,
}

/// The file formats that offices use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Office Open XML workbook (ISO/IEC 29500).
    Xlsx,
    /// Office Open XML text document (ISO/IEC 29500).
    Docx,
}

/// A document could not be put together: it is larger than its format can be.
#[derive(Debug, thiserror::Error)]
#[error("the file could not be made: {0}")]
pub(crate) struct DocumentError(String);

impl Document {
    /// The bytes of the file.
    ///
    /// # Errors
    ///
    /// More than a million rows in a table, or more than 4 GB.
    pub(crate) fn file(&self, format: Format) -> Result<Vec<u8>, DocumentError> {
        match format {
            Format::Xlsx => xlsx::file(self).map_err(|error| DocumentError(error.to_string())),
            Format::Docx => docx::file(self).map_err(|error| DocumentError(error.to_string())),
        }
    }

    /// The file as an answer that is saved under `name` with the ending of the format.
    ///
    /// # Errors
    ///
    /// As [`Document::file`].
    pub(crate) fn download(&self, format: Format, name: &str) -> Result<Response, DocumentError> {
        let bytes = self.file(format)?;
        let disposition = format!("attachment; filename=\"{name}.{}\"", format.ending());
        let headers = [
            (CONTENT_TYPE, format.media_type().to_owned()),
            (CONTENT_DISPOSITION, disposition),
        ];
        Ok((headers, bytes).into_response())
    }

    fn tables(&self) -> impl Iterator<Item = &Table> {
        self.parts.iter().filter_map(|part| match part {
            Part::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Whether it is read from top to bottom and not only looked up in its tables.
    fn is_told(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Heading(_)))
    }

    fn lies_on_its_side(&self) -> bool {
        self.tables().any(|table| table.columns.len() > 6)
    }
}

impl Part {
    /// A paragraph, and nothing where there are no words.
    pub(crate) fn text(words: &str) -> Option<Self> {
        (!words.trim().is_empty()).then(|| Self::Text(words.to_owned()))
    }
}

impl Table {
    /// A table with these heads and widths.
    pub(crate) fn new(name: String, columns: &[(String, u16)], rows: Vec<Vec<String>>) -> Self {
        let columns = columns.iter().map(|(head, width)| Column {
            head: head.clone(),
            width: *width,
        });
        Self {
            name,
            columns: columns.collect(),
            rows,
        }
    }
}

impl Format {
    /// `xlsx` or `docx`.
    pub(crate) fn named(ending: &str) -> Option<Self> {
        [Self::Xlsx, Self::Docx]
            .into_iter()
            .find(|format| format.ending() == ending)
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

#[cfg(test)]
mod tests;
