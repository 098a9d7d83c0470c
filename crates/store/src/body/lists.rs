//! Problems, the rectification ledger and rounds.

use super::cells::Cells;
use super::load::{
    item_cells, items_of, problem_cells, problem_row, round_row, rounds_of, spread_row,
};
use super::{Body, Row, signed};
use crate::error::Result;
use crate::filter::{LedgerFilter, Page, ProblemFilter, ProblemSort, page_of};
use crate::rows::{ItemRow, ProblemRow, RoundRow};
use crate::sql::{read as sql, view};
use crate::view::Spread;
use massline_domain::Day;
use massline_domain::id::{CampaignId, ProblemId, RoundId, UnitCode};

impl Body {
    pub(crate) async fn problems(
        &self,
        campaign: CampaignId,
        filter: &ProblemFilter,
    ) -> Result<Page<ProblemRow>> {
        let page = page_of(filter.page, filter.per_page);
        let list = match filter.sort {
            ProblemSort::Strength => sql::PROBLEMS_BY_STRENGTH,
            ProblemSort::Newest => sql::PROBLEMS_BY_NEWEST,
            ProblemSort::Deadline => sql::PROBLEMS_BY_DEADLINE,
        };
        let (stage, unit, late) = (
            filter.stage.map(|stage| stage.code()),
            filter.unit.as_ref().map(UnitCode::as_str),
            filter.overdue_on.map(|day| i64::from(day.0)),
        );
        let pattern = filter.search.as_deref().and_then(pattern);
        let rows = sqlx::query(list)
            .bind(signed(campaign.0))
            .bind(stage)
            .bind(unit)
            .bind(&filter.category)
            .bind(&filter.language)
            .bind(&pattern)
            .bind(late)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(&self.read)
            .await?;
        let total = sqlx::query(sql::PROBLEMS_COUNT)
            .bind(signed(campaign.0))
            .bind(stage)
            .bind(unit)
            .bind(&filter.category)
            .bind(&filter.language)
            .bind(&pattern)
            .bind(late)
            .fetch_one(&self.read)
            .await?;
        let problem = |row: &Row| problem_row(row).map(|(_, problem)| problem);
        let rows = rows.iter().map(problem).collect::<Result<_>>()?;
        Ok(Page::of(page, Cells::of(&total).number()?, rows))
    }

    pub(crate) async fn problem(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Option<ProblemRow>> {
        let query = sqlx::query(view::PROBLEM)
            .bind(signed(campaign.0))
            .bind(signed(problem.0));
        let row = query.fetch_optional(&self.read).await?;
        Ok(row
            .map(|row| problem_row(&row))
            .transpose()?
            .map(|(_, problem)| problem))
    }

    pub(crate) async fn next_problem_number(&self, campaign: CampaignId) -> Result<u64> {
        let query = sqlx::query(sql::NEXT_PROBLEM).bind(signed(campaign.0));
        Cells::of(&query.fetch_one(&self.read).await?).number()
    }

    pub(crate) async fn spread(&self, campaign: CampaignId, problem: ProblemId) -> Result<Spread> {
        let query = sqlx::query(view::SPREAD)
            .bind(signed(campaign.0))
            .bind(signed(problem.0));
        let row = query.fetch_optional(&self.read).await?;
        let spread = row.map(|row| spread_row(&row)).transpose()?;
        Ok(spread.map(|(_, spread)| spread).unwrap_or_default())
    }

    pub(crate) async fn items(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Vec<ItemRow>> {
        items_of(&mut *self.read.acquire().await?, campaign, problem).await
    }

    pub(crate) async fn rounds(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Vec<RoundRow>> {
        rounds_of(&mut *self.read.acquire().await?, campaign, problem).await
    }

    pub(crate) async fn open_rounds_due(
        &self,
        campaign: CampaignId,
        today: Day,
    ) -> Result<Vec<RoundId>> {
        let query = sqlx::query(sql::ROUNDS_DUE)
            .bind(signed(campaign.0))
            .bind(i64::from(today.0));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| round_row(row).map(|(_, round)| round.round))
            .collect()
    }

    pub(crate) async fn ledger(
        &self,
        campaign: CampaignId,
        filter: &LedgerFilter,
    ) -> Result<Page<(ItemRow, ProblemRow)>> {
        let page = page_of(filter.page, filter.per_page);
        let unit = filter.unit.as_ref().map(UnitCode::as_str);
        let late = filter.overdue_on.map(|day| i64::from(day.0));
        let rows = sqlx::query(sql::LEDGER)
            .bind(signed(campaign.0))
            .bind(unit)
            .bind(filter.unfinished)
            .bind(late)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(&self.read)
            .await?;
        let total = sqlx::query(sql::LEDGER_COUNT)
            .bind(signed(campaign.0))
            .bind(unit)
            .bind(filter.unfinished)
            .bind(late)
            .fetch_one(&self.read)
            .await?;
        let both = |row: &Row| {
            let mut cells = Cells::of(row);
            Ok((item_cells(&mut cells)?, problem_cells(&mut cells)?))
        };
        let rows = rows.iter().map(both).collect::<Result<_>>()?;
        Ok(Page::of(page, Cells::of(&total).number()?, rows))
    }
}

/// What is searched for, as a pattern: anywhere, ASCII letters in either case.
fn pattern(search: &str) -> Option<String> {
    let search = search.trim();
    if search.is_empty() {
        return None;
    }
    let mut pattern = String::from("%");
    for c in search.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c.to_ascii_lowercase());
    }
    pattern.push('%');
    Some(pattern)
}
