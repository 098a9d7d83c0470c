//! Tables that look like a ledger, and like cards on a phone.

use maud::{Markup, html};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// The entry's number in the ledger, before the double rule.
    Key,
    /// An amount, set to the right.
    Number,
    /// A day, never broken over two lines.
    Day,
}

impl Kind {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            Self::Key => Some("key"),
            Self::Number => Some("number"),
            Self::Day => Some("day"),
        }
    }
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it is called.
    pub label: String,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column of this kind.
    #[must_use]
    pub fn new(kind: Kind, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            kind,
        }
    }
}

/// A table with a caption. Each row has as many cells as there are columns. The roles
/// are said again because browsers forget them where the style makes cards of the rows.
#[must_use]
pub fn table(caption: &str, columns: &[Column], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table .ledger.cards-on-phone role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    @for column in columns {
                        th scope="col" role="columnheader" class=[column.kind.class()] { (column.label) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (column, cell) in columns.iter().zip(row) {
                            td role="cell" class=[column.kind.class()] data-label=(column.label) {
                                div .cell { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}
