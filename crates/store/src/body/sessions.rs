//! Who is signed in.

use super::cells::Cells;
use super::{Body, signed};
use crate::error::Result;
use crate::rows::SessionRow;
use crate::sql::session as sql;
use massline_domain::id::{CampaignId, UserId};

impl Body {
    pub(crate) async fn put_session(&self, session: &SessionRow) -> Result<()> {
        let query = sqlx::query(sql::PUT)
            .bind(&session.token[..])
            .bind(signed(session.campaign.0))
            .bind(session.user.to_string())
            .bind(&session.csrf)
            .bind(session.expires);
        query.execute(&self.write).await?;
        Ok(())
    }

    pub(crate) async fn session(&self, token: &[u8; 32], now: i64) -> Result<Option<SessionRow>> {
        let query = sqlx::query(sql::GET).bind(&token[..]).bind(now);
        let Some(row) = query.fetch_optional(&self.read).await? else {
            return Ok(None);
        };
        let mut cells = Cells::of(&row);
        Ok(Some(SessionRow {
            token: cells.array()?,
            campaign: CampaignId(cells.number()?),
            user: cells.id()?,
            csrf: cells.text()?,
            expires: cells.whole()?,
        }))
    }

    pub(crate) async fn delete_session(&self, token: &[u8; 32]) -> Result<()> {
        sqlx::query(sql::DELETE)
            .bind(&token[..])
            .execute(&self.write)
            .await?;
        Ok(())
    }

    pub(crate) async fn delete_sessions_of(
        &self,
        campaign: CampaignId,
        user: UserId,
    ) -> Result<()> {
        let query = sqlx::query(sql::DELETE_USER)
            .bind(signed(campaign.0))
            .bind(user.to_string());
        query.execute(&self.write).await?;
        Ok(())
    }

    pub(crate) async fn prune_sessions(&self, now: i64) -> Result<u64> {
        let pruned = sqlx::query(sql::PRUNE)
            .bind(now)
            .execute(&self.write)
            .await?;
        Ok(pruned.rows_affected())
    }
}
