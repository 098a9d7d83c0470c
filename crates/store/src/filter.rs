//! What lists can be narrowed by, and pages of them.

use massline_domain::Day;
use massline_domain::id::{ProblemId, UnitCode};
use massline_domain::problem::Stage;

/// Which page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageOf {
    /// From 1; 0 is read as 1.
    pub page: u32,
    /// Rows on a page, at most [`PageOf::MOST`].
    pub per_page: u32,
}

impl PageOf {
    /// The most rows on a page.
    pub const MOST: u32 = 1_000;

    /// Page `page` of `per_page` rows.
    #[must_use]
    pub fn new(page: u32, per_page: u32) -> Self {
        Self { page, per_page }
    }

    pub(crate) fn limit(self) -> i64 {
        i64::from(self.per_page.clamp(1, Self::MOST))
    }

    pub(crate) fn offset(self) -> i64 {
        i64::from(self.page.saturating_sub(1)) * self.limit()
    }
}

impl Default for PageOf {
    fn default() -> Self {
        Self {
            page: 1,
            per_page: 50,
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Rows in the whole list.
    pub total: u64,
    /// Which page this is.
    pub page: u32,
    /// Rows on a page.
    pub per_page: u32,
}

impl<T> Page<T> {
    pub(crate) fn of(at: PageOf, total: u64, rows: Vec<T>) -> Self {
        let per_page = at.per_page.clamp(1, PageOf::MOST);
        Self {
            rows,
            total,
            page: at.page.max(1),
            per_page,
        }
    }

    /// The same page with other rows.
    #[must_use]
    pub fn map<U>(self, row: impl FnMut(T) -> U) -> Page<U> {
        Page {
            rows: self.rows.into_iter().map(row).collect(),
            total: self.total,
            page: self.page,
            per_page: self.per_page,
        }
    }

    /// How many pages there are; at least 1.
    #[must_use]
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(u64::from(self.per_page.max(1))).max(1)
    }
}

/// The order of a list of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProblemSort {
    /// The strongest first.
    #[default]
    Strength,
    /// The latest listed first.
    Newest,
    /// The nearest deadline first, those without one last.
    Deadline,
}

/// Which problems. Merged ones are left out unless their stage is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProblemFilter {
    /// Only in this stage.
    pub stage: Option<Stage>,
    /// Only with this unit.
    pub unit: Option<UnitCode>,
    /// Only in this category; an empty one: only those that have none.
    pub category: Option<String>,
    /// Only with a title in this language.
    pub language: Option<String>,
    /// Only where title or keywords contain this; ASCII letters in either case.
    pub search: Option<String>,
    /// Only what is late on this day: assigned and not claimed in time, or with an item
    /// whose deadline has passed.
    pub overdue_on: Option<Day>,
    /// The order.
    pub sort: ProblemSort,
    /// Which page, from 1.
    pub page: u32,
    /// Rows on a page; 0 stands for 50.
    pub per_page: u32,
}

/// Which items of the rectification ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerFilter {
    /// Only of this unit.
    pub unit: Option<UnitCode>,
    /// Only those not done.
    pub unfinished: bool,
    /// Only those not done whose deadline has passed on this day.
    pub overdue_on: Option<Day>,
    /// Which page, from 1.
    pub page: u32,
    /// Rows on a page; 0 stands for 50.
    pub per_page: u32,
}

/// Which opinions, the latest received first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpinionFilter {
    /// Only in this state.
    pub state: Option<String>,
    /// Only in this problem.
    pub problem: Option<ProblemId>,
    /// Only by this channel.
    pub channel: Option<String>,
    /// The earliest received first instead.
    pub oldest_first: bool,
    /// Which page, from 1.
    pub page: u32,
    /// Rows on a page; 0 stands for 50.
    pub per_page: u32,
}

pub(crate) fn page_of(page: u32, per_page: u32) -> PageOf {
    let default = PageOf::default().per_page;
    PageOf::new(page, if per_page == 0 { default } else { per_page })
}
