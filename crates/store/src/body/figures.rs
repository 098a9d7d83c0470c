//! Campaigns, units, staff and the figures of a campaign.

use super::cells::Cells;
use super::load::{campaign_row, unit_row};
use super::{Body, Row, signed};
use crate::error::Result;
use crate::rows::{CampaignRow, Figures, UnitRow, UserRow};
use crate::sql::{read as sql, view};
use crate::view::FigureKind;
use massline_domain::Day;
use massline_domain::id::{CampaignId, UnitCode, UserId};
use std::collections::BTreeMap;

impl Body {
    pub(crate) async fn campaigns(&self) -> Result<Vec<CampaignRow>> {
        let rows = sqlx::query(view::CAMPAIGNS).fetch_all(&self.read).await?;
        rows.iter().map(campaign_row).collect()
    }

    pub(crate) async fn campaign(&self, slug: &str) -> Result<Option<CampaignRow>> {
        let query = sqlx::query(sql::CAMPAIGN_BY_SLUG).bind(slug);
        query
            .fetch_optional(&self.read)
            .await?
            .map(|row| campaign_row(&row))
            .transpose()
    }

    pub(crate) async fn next_campaign_id(&self) -> Result<CampaignId> {
        let row = sqlx::query(sql::NEXT_CAMPAIGN)
            .fetch_one(&self.read)
            .await?;
        Cells::of(&row).number().map(CampaignId)
    }

    pub(crate) async fn units(&self, campaign: CampaignId) -> Result<Vec<UnitRow>> {
        let mut stages = self.unit_stages(campaign).await?;
        let rows = sqlx::query(sql::UNITS)
            .bind(signed(campaign.0))
            .fetch_all(&self.read)
            .await?;
        let unit = |row: &Row| {
            let ((_, unit), found) = unit_row(row)?;
            let problems = stages.remove(unit.as_str()).unwrap_or_default();
            let (parent, class, name) = (found.parent, found.class, found.name);
            Ok(UnitRow {
                unit,
                parent,
                class,
                name,
                problems,
            })
        };
        rows.iter().map(unit).collect()
    }

    async fn unit_stages(
        &self,
        campaign: CampaignId,
    ) -> Result<BTreeMap<String, BTreeMap<String, u64>>> {
        let kind = FigureKind::UnitStage.code();
        let query = sqlx::query(sql::FIGURES_OF)
            .bind(signed(campaign.0))
            .bind(kind);
        let mut stages: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for row in query.fetch_all(&self.read).await? {
            let (_, code, number) = figure(&row)?;
            if let Some((unit, stage)) = code.split_once('/')
                && number > 0
            {
                stages
                    .entry(unit.to_owned())
                    .or_default()
                    .insert(stage.to_owned(), number);
            }
        }
        Ok(stages)
    }

    pub(crate) async fn figures(&self, campaign: CampaignId) -> Result<Figures> {
        let query = sqlx::query(sql::FIGURES).bind(signed(campaign.0));
        let mut figures = Figures::default();
        for row in query.fetch_all(&self.read).await? {
            let (kind, code, number) = figure(&row)?;
            if number > 0 {
                put(&mut figures, &kind, code, number);
            }
        }
        figures.opinions = figures.states.values().sum();
        Ok(figures)
    }

    pub(super) async fn one_figure(
        &self,
        campaign: CampaignId,
        kind: FigureKind,
        code: &str,
    ) -> Result<u64> {
        let query = sqlx::query(sql::FIGURE)
            .bind(signed(campaign.0))
            .bind(kind.code())
            .bind(code);
        let row = query.fetch_optional(&self.read).await?;
        row.map_or(Ok(0), |row| Cells::of(&row).number())
    }

    pub(crate) async fn users(&self, campaign: CampaignId) -> Result<Vec<UserRow>> {
        let query = sqlx::query(sql::STAFF).bind(signed(campaign.0));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| user(row).map(|(user, _)| user))
            .collect()
    }

    pub(crate) async fn user_by_login(
        &self,
        campaign: CampaignId,
        login: &str,
    ) -> Result<Option<(UserRow, String)>> {
        let query = sqlx::query(sql::BY_LOGIN)
            .bind(signed(campaign.0))
            .bind(login);
        query
            .fetch_optional(&self.read)
            .await?
            .map(|row| user(&row))
            .transpose()
    }

    pub(crate) async fn user(&self, campaign: CampaignId, id: UserId) -> Result<Option<UserRow>> {
        let query = sqlx::query(sql::BY_USER)
            .bind(signed(campaign.0))
            .bind(id.to_string());
        let row = query.fetch_optional(&self.read).await?;
        Ok(row.map(|row| user(&row)).transpose()?.map(|(user, _)| user))
    }

    pub(crate) async fn unit_exists(&self, campaign: CampaignId, unit: &UnitCode) -> Result<bool> {
        let query = sqlx::query_scalar::<_, i64>(sql::HAS_UNIT)
            .bind(signed(campaign.0))
            .bind(unit.as_str());
        Ok(query.fetch_one(&self.read).await? > 0)
    }
}

/// Kind, code and number of a figure.
fn figure(row: &Row) -> Result<(String, String, u64)> {
    let mut cells = Cells::of(row);
    cells.whole()?;
    Ok((cells.text()?, cells.text()?, cells.number()?))
}

fn put(figures: &mut Figures, kind: &str, code: String, number: u64) {
    let into = match kind {
        "state" => &mut figures.states,
        "channel" => &mut figures.channels,
        "group" => &mut figures.groups,
        "language" => &mut figures.languages,
        "problem_stage" => &mut figures.problems,
        "round" => &mut figures.rounds,
        "day" => {
            if let Ok(day) = code.parse::<Day>() {
                figures.days.insert(day, number);
            }
            return;
        }
        "not_held" => {
            figures.not_held = number;
            return;
        }
        _ => return,
    };
    into.insert(code, number);
}

/// A member of staff and the password hash.
fn user(row: &Row) -> Result<(UserRow, String)> {
    let mut cells = Cells::of(row);
    let user = UserRow {
        user: cells.id()?,
        role: cells.code()?,
        unit: cells.id()?,
        active: cells.flag()?,
        login: cells.text()?,
        name: cells.text()?,
    };
    Ok((user, cells.text()?))
}
