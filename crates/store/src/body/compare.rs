//! Comparing the stored views with the replayed ones, row by row; and rebuilding them.

use super::cells::Cells;
use super::events::rows_after;
use super::load::{
    ballot_row, campaign_row, item_row, opinion_row, problem_row, round_row, spread_row, unit_row,
    user_row,
};
use super::save::save;
use super::things::thing_row;
use super::{Body, Connection, Row};
use crate::audit::{Audit, What};
use crate::error::{Result, StoreError};
use crate::sql::thing::{CLEAR_THINGS, THINGS};
use crate::sql::view as sql;
use crate::view::{At, Views, project};
use crate::write::Recorded;
use futures_util::TryStreamExt as _;
use massline_domain::id::CampaignId;
use std::collections::BTreeMap;

/// Events replayed at once.
const PAGE: u32 = 10_000;

/// Compares all views.
pub(super) async fn views(db: &mut Connection, audit: &mut Audit) -> Result<()> {
    let rows = audit.views.campaigns.take_rows();
    let one = |row: &Row| campaign_row(row).map(|row| (row.id, row));
    compare(db, audit, "view_campaign", sql::CAMPAIGNS, one, rows).await?;
    let rows = audit.views.units.take_rows();
    compare(db, audit, "view_unit", sql::UNITS, unit_row, rows).await?;
    let rows = audit.views.users.take_rows();
    compare(db, audit, "view_user", sql::USERS, user_row, rows).await?;
    let rows = audit.views.opinions.take_rows();
    compare(db, audit, "view_opinion", sql::OPINIONS, opinion_row, rows).await?;
    let rows = audit.views.problems.take_rows();
    compare(db, audit, "view_problem", sql::PROBLEMS, problem_row, rows).await?;
    let rows = audit.views.spreads.take_rows();
    compare(db, audit, "view_spread", sql::SPREADS, spread_row, rows).await?;

    let items = audit.views.items.take_rows().into_iter();
    let items = items.flat_map(|((campaign, _), items)| {
        items
            .into_iter()
            .map(move |item| ((campaign, item.item), item))
    });
    compare(
        db,
        audit,
        "view_item",
        sql::ITEMS,
        item_row,
        items.collect(),
    )
    .await?;
    let rounds = audit.views.rounds.take_rows().into_iter();
    let rounds = rounds.flat_map(|((campaign, _), rounds)| {
        rounds
            .into_iter()
            .map(move |round| ((campaign, round.round), round))
    });
    let one = |row: &Row| round_row(row).map(|(of, row)| ((of, row.round), row));
    compare(db, audit, "view_round", sql::ROUNDS, one, rounds.collect()).await?;
    let rows = audit.views.ballots.take_rows();
    compare(db, audit, "view_ballot", sql::BALLOTS, ballot_row, rows).await?;

    let rows = audit.views.things.take_rows();
    compare(db, audit, "view_thing", THINGS, thing_row, rows).await?;
    super::consultation::compare_all(db, audit).await?;

    let figures = audit
        .views
        .figures
        .iter()
        .filter(|(.., number)| *number != 0);
    let figures = figures
        .map(|(of, kind, code, number)| ((of, kind.code().to_owned(), code.to_owned()), number));
    let figures = figures.collect();
    compare(db, audit, "view_figure", sql::FIGURES, figure_row, figures).await
}

fn figure_row(row: &Row) -> Result<((CampaignId, String, String), i64)> {
    let mut cells = Cells::of(row);
    Ok((
        (CampaignId(cells.number()?), cells.text()?, cells.text()?),
        cells.whole()?,
    ))
}

pub(super) async fn compare<K: Ord + std::fmt::Debug, R: PartialEq>(
    db: &mut Connection,
    audit: &mut Audit,
    table: &'static str,
    sql: &'static str,
    read: impl Fn(&Row) -> Result<(K, R)>,
    mut expected: BTreeMap<K, R>,
) -> Result<()> {
    let mut rows = sqlx::query(sql).fetch(db);
    while let Some(row) = rows.try_next().await? {
        audit.report.views += 1;
        let Ok((key, row)) = read(&row) else {
            audit.found(table, "?", What::Unreadable);
            continue;
        };
        match expected.remove(&key) {
            None => audit.found(table, name(&key), What::Unexpected),
            Some(expected) if expected != row => {
                audit.found(table, name(&key), What::NotAsEvents);
            }
            Some(_) => {}
        }
    }
    for key in expected.into_keys() {
        audit.found(table, name(&key), What::Missing);
    }
    Ok(())
}

/// A key for people: the debug form without the names of types.
fn name(key: &impl std::fmt::Debug) -> String {
    let mut text = format!("{key:?}");
    const NOISE: [&str; 7] = [
        "CampaignId",
        "ProblemId",
        "ItemId",
        "RoundId",
        "UnitCode",
        "ConsultationId",
        "StatementId",
    ];
    for noise in NOISE {
        text = text.replace(noise, "");
    }
    text
}

impl Body {
    /// Empties the views and fills them again from the events. Returns how many there were.
    pub(crate) async fn rebuild(&self) -> Result<u64> {
        let mut tx = self.begin_write().await?;
        let mut views = Views::from_nothing();
        let mut last = 0;
        loop {
            let rows = rows_after(&mut tx, last, PAGE).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                last = row.seq;
                let recorded = Recorded::try_from(row)?;
                let at = At {
                    campaign: recorded.campaign,
                    seq: recorded.seq,
                };
                project(&mut views, at, &recorded.event).map_err(|needs| {
                    StoreError::damaged(format!("a replay cannot need {needs:?}"))
                })?;
            }
        }
        for clear in sql::CLEAR.into_iter().chain([CLEAR_THINGS]) {
            sqlx::query(clear).execute(&mut *tx).await?;
        }
        save(&mut tx, &views).await?;
        tx.commit().await?;
        Ok(last)
    }
}
