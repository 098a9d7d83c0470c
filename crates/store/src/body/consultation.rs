//! The rows of consultations, statements and votes: loaded, saved, listed and compared.

use super::cells::Cells;
use super::compare::compare;
use super::{Body, Connection, Row, signed};
use crate::audit::Audit;
use crate::error::Result;
use crate::rows::{ConsultationRow, StatementRow, VoteRow};
use crate::sql::consultation as sql;
use crate::view::{Needs, Views, VoteKey, code_of};
use massline_domain::consultation::vote::Choice;
use massline_domain::id::{CampaignId, ConsultationId, Digest, ProblemId, StatementId};

/// Loads what is needed, where it is about consultations.
pub(super) async fn load(db: &mut Connection, views: &mut Views, needs: Needs) -> Result<()> {
    match needs {
        Needs::Consultation(campaign, id) => {
            let query = sqlx::query(sql::CONSULTATION)
                .bind(signed(campaign.0))
                .bind(signed(id.0));
            let row = query.fetch_optional(db).await?;
            let row = row.map(|row| consultation_row(&row)).transpose()?;
            let row = row.map(|(_, row)| row);
            views.consultations.load((campaign, id), row);
        }
        Needs::Statement(campaign, id) => {
            let row = one_statement(id, campaign).fetch_optional(db).await?;
            let row = row.map(|row| statement_row(&row)).transpose()?;
            views
                .statements
                .load((campaign, id), row.map(|(_, row)| row));
        }
        _ => {}
    }
    Ok(())
}

fn one_statement<'q>(
    id: StatementId,
    campaign: CampaignId,
) -> sqlx::query::Query<'q, super::Db, <super::Db as sqlx::Database>::Arguments> {
    sqlx::query(sql::STATEMENT)
        .bind(signed(campaign.0))
        .bind(signed(id.consultation.0))
        .bind(signed(id.number))
}

/// Saves every row that has changed.
pub(super) async fn save(db: &mut Connection, views: &Views) -> Result<()> {
    for ((campaign, _), row) in views.consultations.changed() {
        let query = sqlx::query(sql::PUT_CONSULTATION)
            .bind(signed(campaign.0))
            .bind(signed(row.consultation.0))
            .bind(row.problem.map(|problem| signed(problem.0)))
            .bind(&row.question)
            .bind(&row.language)
            .bind(i64::from(row.opened.0))
            .bind(row.closed.map(|day| i64::from(day.0)))
            .bind(signed(row.answers));
        query.execute(&mut *db).await?;
    }
    for ((campaign, id), row) in views.statements.changed() {
        let query = sqlx::query(sql::PUT_STATEMENT)
            .bind(signed(campaign.0))
            .bind(signed(id.consultation.0))
            .bind(signed(id.number))
            .bind(&row.words)
            .bind(&row.language)
            .bind(code_of(row.origin))
            .bind(code_of(row.stage))
            .bind(row.reason.map(code_of))
            .bind(row.receipt.as_ref().map(|receipt| &receipt.0[..]))
            .bind(i64::from(row.added.0))
            .bind(signed(row.agree))
            .bind(signed(row.disagree))
            .bind(signed(row.pass));
        query.execute(&mut *db).await?;
    }
    for ((campaign, id, participant), choice) in views.votes.changed() {
        let query = sqlx::query(sql::PUT_VOTE)
            .bind(signed(campaign.0))
            .bind(signed(id.consultation.0))
            .bind(&participant.0[..])
            .bind(signed(id.number))
            .bind(code_of(*choice));
        query.execute(&mut *db).await?;
    }
    Ok(())
}

/// Compares these views with the replayed ones.
pub(super) async fn compare_all(db: &mut Connection, audit: &mut Audit) -> Result<()> {
    let rows = audit.views.consultations.take_rows();
    let table = "view_consultation";
    compare(db, audit, table, sql::CONSULTATIONS, consultation_row, rows).await?;
    let rows = audit.views.statements.take_rows();
    let table = "view_statement";
    compare(db, audit, table, sql::STATEMENTS, statement_row, rows).await?;
    let rows = audit.views.votes.take_rows();
    compare(db, audit, "view_vote", sql::VOTES, vote_row, rows).await
}

fn consultation_row(row: &Row) -> Result<((CampaignId, ConsultationId), ConsultationRow)> {
    let mut cells = Cells::of(row);
    let campaign = CampaignId(cells.number()?);
    let consultation = ConsultationId(cells.number()?);
    let row = ConsultationRow {
        consultation,
        problem: cells.maybe_number()?.map(ProblemId),
        question: cells.text()?,
        language: cells.text()?,
        opened: cells.day()?,
        closed: cells.maybe_day()?,
        answers: cells.number()?,
    };
    Ok(((campaign, consultation), row))
}

fn statement_row(row: &Row) -> Result<((CampaignId, StatementId), StatementRow)> {
    let mut cells = Cells::of(row);
    let campaign = CampaignId(cells.number()?);
    let statement = StatementId {
        consultation: ConsultationId(cells.number()?),
        number: cells.number()?,
    };
    let row = StatementRow {
        statement,
        words: cells.maybe_text()?,
        language: cells.text()?,
        origin: cells.code()?,
        stage: cells.code()?,
        reason: cells.maybe_code()?,
        receipt: cells.maybe_array()?.map(Digest),
        added: cells.day()?,
        agree: cells.number()?,
        disagree: cells.number()?,
        pass: cells.number()?,
    };
    Ok(((campaign, statement), row))
}

fn vote_row(row: &Row) -> Result<(VoteKey, Choice)> {
    let mut cells = Cells::of(row);
    let campaign = CampaignId(cells.number()?);
    let consultation = ConsultationId(cells.number()?);
    let participant = Digest(cells.array()?);
    let statement = StatementId {
        consultation,
        number: cells.number()?,
    };
    Ok(((campaign, statement, participant), cells.code()?))
}

impl Body {
    pub(crate) async fn consultations(
        &self,
        campaign: CampaignId,
        limit: u32,
    ) -> Result<Vec<ConsultationRow>> {
        let query = sqlx::query(sql::CONSULTATIONS_OF)
            .bind(signed(campaign.0))
            .bind(i64::from(limit));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| consultation_row(row).map(|(_, row)| row))
            .collect()
    }

    pub(crate) async fn consultations_of(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Vec<ConsultationRow>> {
        let query = sqlx::query(sql::CONSULTATIONS_OF_PROBLEM)
            .bind(signed(campaign.0))
            .bind(signed(problem.0));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| consultation_row(row).map(|(_, row)| row))
            .collect()
    }

    pub(crate) async fn consultation(
        &self,
        campaign: CampaignId,
        id: ConsultationId,
    ) -> Result<Option<ConsultationRow>> {
        let query = sqlx::query(sql::CONSULTATION)
            .bind(signed(campaign.0))
            .bind(signed(id.0));
        let row = query.fetch_optional(&self.read).await?;
        let row = row.map(|row| consultation_row(&row)).transpose()?;
        Ok(row.map(|(_, row)| row))
    }

    pub(crate) async fn next_consultation(&self, campaign: CampaignId) -> Result<u64> {
        let query = sqlx::query(sql::NEXT_CONSULTATION).bind(signed(campaign.0));
        Cells::of(&query.fetch_one(&self.read).await?).number()
    }

    pub(crate) async fn statements(
        &self,
        campaign: CampaignId,
        id: ConsultationId,
    ) -> Result<Vec<StatementRow>> {
        let query = sqlx::query(sql::STATEMENTS_OF)
            .bind(signed(campaign.0))
            .bind(signed(id.0));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| statement_row(row).map(|(_, row)| row))
            .collect()
    }

    pub(crate) async fn statement(
        &self,
        campaign: CampaignId,
        id: StatementId,
    ) -> Result<Option<StatementRow>> {
        let row = one_statement(id, campaign)
            .fetch_optional(&self.read)
            .await?;
        let row = row.map(|row| statement_row(&row)).transpose()?;
        Ok(row.map(|(_, row)| row))
    }

    pub(crate) async fn statement_by_receipt(
        &self,
        receipt: Digest,
    ) -> Result<Option<(CampaignId, StatementRow)>> {
        let query = sqlx::query(sql::STATEMENT_BY_RECEIPT).bind(&receipt.0[..]);
        let row = query.fetch_optional(&self.read).await?;
        let row = row.map(|row| statement_row(&row)).transpose()?;
        Ok(row.map(|((campaign, _), row)| (campaign, row)))
    }

    pub(crate) async fn statements_waiting(&self, campaign: CampaignId) -> Result<u64> {
        let query = sqlx::query(sql::STATEMENTS_WAITING).bind(signed(campaign.0));
        Cells::of(&query.fetch_one(&self.read).await?).number()
    }

    pub(crate) async fn votes(
        &self,
        campaign: CampaignId,
        id: ConsultationId,
    ) -> Result<Vec<VoteRow>> {
        let query = sqlx::query(sql::VOTES_OF)
            .bind(signed(campaign.0))
            .bind(signed(id.0));
        let rows = query.fetch_all(&self.read).await?;
        let vote = |((_, statement, participant), choice): (VoteKey, Choice)| VoteRow {
            participant,
            statement: statement.number,
            choice,
        };
        rows.iter().map(|row| vote_row(row).map(vote)).collect()
    }
}
