//! Lists of opinions. A million of them must not make a page slow: each way of narrowing
//! the list has an index, and totals come from figures where one counts them.

use super::cells::Cells;
use super::events::event_row;
use super::load::opinion_cells;
use super::{Body, Row, signed};
use crate::error::Result;
use crate::filter::{OpinionFilter, Page, page_of};
use crate::rows::OpinionRow;
use crate::sql::{event, read as sql};
use crate::view::FigureKind;
use crate::write::Recorded;
use massline_domain::event::stream;
use massline_domain::id::{CampaignId, OpinionId, ProblemId, RoundId};
use massline_domain::opinion::{Opinion, Place};
use massline_domain::{Event, Machine as _};

/// Counting ends here where no figure counts.
const COUNTED: i64 = 10_000;

fn opinion(row: &Row) -> Result<OpinionRow> {
    let mut cells = Cells::of(row);
    let opinion = opinion_cells(&mut cells)?.row;
    Ok(OpinionRow {
        leaf: cells.maybe_number()?,
        ..opinion
    })
}

impl Body {
    pub(crate) async fn opinion(
        &self,
        campaign: CampaignId,
        id: OpinionId,
    ) -> Result<Option<OpinionRow>> {
        let query = sqlx::query(sql::OPINION)
            .bind(signed(campaign.0))
            .bind(id.to_string());
        query
            .fetch_optional(&self.read)
            .await?
            .map(|row| opinion(&row))
            .transpose()
    }

    pub(crate) async fn opinions(
        &self,
        campaign: CampaignId,
        filter: &OpinionFilter,
    ) -> Result<Page<OpinionRow>> {
        let page = page_of(filter.page, filter.per_page);
        let by_turn = |newest, oldest| if filter.oldest_first { oldest } else { newest };
        let list = match (filter.problem, &filter.state, &filter.channel) {
            (Some(_), ..) => by_turn(sql::OPINIONS_PROBLEM, sql::OPINIONS_PROBLEM_OLDEST),
            (None, Some(_), _) => by_turn(sql::OPINIONS_STATE, sql::OPINIONS_STATE_OLDEST),
            (None, None, Some(_)) => by_turn(sql::OPINIONS_CHANNEL, sql::OPINIONS_CHANNEL_OLDEST),
            (None, None, None) => by_turn(sql::OPINIONS, sql::OPINIONS_OLDEST),
        };
        let mut query = sqlx::query(list)
            .bind(signed(campaign.0))
            .bind(page.limit())
            .bind(page.offset());
        query = match (filter.problem, &filter.state, &filter.channel) {
            (Some(problem), state, channel) => {
                query.bind(signed(problem.0)).bind(channel).bind(state)
            }
            (None, Some(state), channel) => query.bind(state).bind(channel),
            (None, None, Some(channel)) => query.bind(channel),
            (None, None, None) => query,
        };
        let rows = query.fetch_all(&self.read).await?;
        let rows = rows.iter().map(opinion).collect::<Result<_>>()?;
        Ok(Page::of(
            page,
            self.opinions_total(campaign, filter).await?,
            rows,
        ))
    }

    pub(crate) async fn problem_opinion_ids(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Vec<OpinionId>> {
        let query = sqlx::query(sql::IDS_IN_PROBLEM)
            .bind(signed(campaign.0))
            .bind(signed(problem.0));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(|row| Cells::of(row).id()).collect()
    }

    /// Replays the opinion up to the event that opened the round.
    pub(crate) async fn was_in_problem_at_round(
        &self,
        campaign: CampaignId,
        opinion: OpinionId,
        round: RoundId,
    ) -> Result<bool> {
        let query = sqlx::query(event::STREAM_BEFORE)
            .bind(signed(campaign.0))
            .bind(stream::opinion(opinion))
            .bind(stream::round(round));
        let mut state = Opinion::default();
        for row in query.fetch_all(&self.read).await? {
            if let Event::Opinion(event) = Recorded::try_from(event_row(&row)?)?.event {
                state.apply(&event);
            }
        }
        Ok(state.place == Place::InProblem(round.problem))
    }

    async fn opinions_total(&self, campaign: CampaignId, filter: &OpinionFilter) -> Result<u64> {
        match (filter.problem, &filter.state, &filter.channel) {
            (None, None, None) => Ok(self.figures(campaign).await?.opinions),
            (None, Some(state), None) => self.one_figure(campaign, FigureKind::State, state).await,
            (None, None, Some(channel)) => {
                self.one_figure(campaign, FigureKind::Channel, channel)
                    .await
            }
            (Some(problem), None, None) => Ok(self
                .problem(campaign, problem)
                .await?
                .map_or(0, |problem| problem.voices)),
            (problem, state, channel) => {
                let query = sqlx::query(sql::OPINIONS_COUNT)
                    .bind(signed(campaign.0))
                    .bind(problem.map(|problem| signed(problem.0)))
                    .bind(state)
                    .bind(channel)
                    .bind(COUNTED);
                Cells::of(&query.fetch_one(&self.read).await?).number()
            }
        }
    }
}
