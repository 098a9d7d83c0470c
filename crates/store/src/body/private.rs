//! The vault's rows.

use super::cells::Cells;
use super::load::opinion_cells;
use super::{Body, Connection, Row, signed};
use crate::error::{Result, StoreError};
use crate::rows::{OpinionRow, PictureRow};
use crate::sql::vault as sql;
use crate::vault::{AccountParts, OpinionParts, PictureParts, TextParts, Vault};
use crate::write::{VaultField, VaultWrite};
use massline_domain::id::{CampaignId, Digest, OpinionId, ProblemId, RoundId};
use std::collections::BTreeSet;

/// Ids and texts of one packed statement.
const PACK: usize = 500;

/// The row of a new opinion, if that is what is written.
pub(super) fn opinion_of(
    vault: &Vault,
    campaign: CampaignId,
    part: &VaultWrite,
) -> Option<OpinionParts> {
    let VaultWrite::Opinion {
        opinion,
        lookup,
        source_key,
        fields,
    } = part
    else {
        return None;
    };
    let mut parts = OpinionParts {
        campaign,
        opinion: *opinion,
        lookup: lookup.to_vec(),
        source_key: source_key.map(|key| key.to_vec()),
        fields: Some(vault.close_fields(fields)),
        mac: Vec::new(),
    };
    parts.mac = vault.opinion_mac(&parts).to_vec();
    Some(parts)
}

/// Writes anything but a new opinion.
pub(super) async fn write(
    db: &mut Connection,
    vault: &Vault,
    campaign: CampaignId,
    part: &VaultWrite,
) -> Result<()> {
    match part {
        // See `opinion_of`: many of them are written at a time.
        VaultWrite::Opinion { .. } => Ok(()),
        VaultWrite::Text { key, salt, value } => {
            let parts = TextParts {
                campaign,
                key: key.clone(),
                salt: salt.to_vec(),
                value: vault.close(value.as_bytes()),
                mac: Vec::new(),
            };
            put_text(db, vault, &parts).await
        }
        VaultWrite::Erase { opinion } => erase(db, vault, campaign, *opinion).await,
        VaultWrite::EraseStatement { statement } => {
            for key in VaultWrite::texts_of(*statement) {
                let query = sqlx::query(sql::DELETE_TEXT)
                    .bind(signed(campaign.0))
                    .bind(key);
                query.execute(&mut *db).await?;
            }
            Ok(())
        }
        VaultWrite::Account {
            user,
            login,
            name,
            password,
        } => {
            let parts = AccountParts {
                campaign,
                user: *user,
                login: login.clone(),
                name: name.clone(),
                password: password.clone(),
                mac: Vec::new(),
            };
            put_account(db, vault, &parts).await
        }
        VaultWrite::Picture {
            opinion,
            number,
            media,
            bytes,
        } => {
            let mut parts = PictureParts {
                campaign,
                opinion: *opinion,
                number: *number,
                digest: Digest(massline_log::sha256(bytes)),
                media: media.clone(),
                bytes: vault.close(bytes),
                mac: Vec::new(),
            };
            parts.mac = vault.picture_mac(&parts).to_vec();
            put_picture(db, &parts).await
        }
        VaultWrite::File {
            digest,
            media,
            bytes,
        } => {
            if massline_log::sha256(bytes) != digest.0 {
                return Err(StoreError::damaged(
                    "the digest given for a file is not that of it",
                ));
            }
            let mac = vault.file_mac(digest, media);
            let query = sqlx::query(sql::INSERT_FILE)
                .bind(&digest.0[..])
                .bind(media)
                .bind(bytes)
                .bind(&mac[..]);
            query.execute(db).await?;
            Ok(())
        }
    }
}

/// Writes the rows of new opinions, and says whether all of them went in.
pub(super) async fn insert_opinions(
    db: &mut Connection,
    sql: &'static str,
    rows: &[&OpinionParts],
) -> Result<bool> {
    let mut query = sqlx::query(sql);
    for parts in rows {
        query = query
            .bind(signed(parts.campaign.0))
            .bind(parts.opinion.to_string())
            .bind(&parts.lookup)
            .bind(&parts.source_key)
            .bind(&parts.fields)
            .bind(&parts.mac);
    }
    Ok(query.execute(db).await?.rows_affected() == rows.len() as u64)
}

/// Whether this very row went in.
///
/// # Errors
/// [`StoreError::Duplicate`] where it did not.
pub(super) async fn must_be_there(db: &mut Connection, parts: &OpinionParts) -> Result<()> {
    let query = sqlx::query(sql::OPINION)
        .bind(signed(parts.campaign.0))
        .bind(parts.opinion.to_string());
    let row = query.fetch_optional(&mut *db).await?;
    let stored = row.map(|row| opinion_parts(&row)).transpose()?;
    if stored.is_some_and(|stored| stored.mac == parts.mac) {
        return Ok(());
    }
    Err(StoreError::Duplicate {
        what: which_is_there(db, parts).await?,
    })
}

async fn which_is_there(db: &mut Connection, parts: &OpinionParts) -> Result<&'static str> {
    let by_lookup = sqlx::query_scalar::<_, i64>(sql::HAS_LOOKUP).bind(&parts.lookup);
    if by_lookup.fetch_one(&mut *db).await? > 0 {
        return Ok("lookup");
    }
    let by_source = sqlx::query_scalar::<_, i64>(sql::HAS_SOURCE)
        .bind(signed(parts.campaign.0))
        .bind(&parts.source_key);
    let found = parts.source_key.is_some() && by_source.fetch_one(&mut *db).await? > 0;
    Ok(if found { "source_key" } else { "opinion" })
}

async fn put_text(db: &mut Connection, vault: &Vault, parts: &TextParts) -> Result<()> {
    let query = sqlx::query(sql::PUT_TEXT)
        .bind(signed(parts.campaign.0))
        .bind(&parts.key)
        .bind(&parts.salt)
        .bind(&parts.value)
        .bind(vault.text_mac(parts).to_vec());
    query.execute(db).await?;
    Ok(())
}

async fn put_picture(db: &mut Connection, parts: &PictureParts) -> Result<()> {
    let query = sqlx::query(sql::INSERT_PICTURE)
        .bind(signed(parts.campaign.0))
        .bind(parts.opinion.to_string())
        .bind(i64::from(parts.number))
        .bind(&parts.digest.0[..])
        .bind(&parts.media)
        .bind(&parts.bytes)
        .bind(&parts.mac);
    query.execute(db).await?;
    Ok(())
}

async fn put_account(db: &mut Connection, vault: &Vault, parts: &AccountParts) -> Result<()> {
    let user = parts.user.to_string();
    let campaign = signed(parts.campaign.0);
    let taken = sqlx::query_scalar::<_, i64>(sql::HAS_LOGIN)
        .bind(campaign)
        .bind(&parts.login)
        .bind(&user);
    if taken.fetch_one(&mut *db).await? > 0 {
        return Err(StoreError::Duplicate { what: "login" });
    }
    let query = sqlx::query(sql::PUT_ACCOUNT)
        .bind(campaign)
        .bind(&user)
        .bind(&parts.login)
        .bind(&parts.name)
        .bind(&parts.password)
        .bind(vault.account_mac(parts).to_vec());
    query.execute(db).await?;
    Ok(())
}

async fn erase(
    db: &mut Connection,
    vault: &Vault,
    campaign: CampaignId,
    opinion: OpinionId,
) -> Result<()> {
    let query = sqlx::query(sql::OPINION)
        .bind(signed(campaign.0))
        .bind(opinion.to_string());
    let row = query.fetch_optional(&mut *db).await?;
    let Some(row) = row else {
        return Err(StoreError::damaged(format!(
            "opinion {opinion} is not in the vault"
        )));
    };
    let parts = OpinionParts {
        fields: None,
        ..opinion_parts(&row)?
    };
    let query = sqlx::query(sql::ERASE_OPINION)
        .bind(signed(campaign.0))
        .bind(opinion.to_string())
        .bind(vault.opinion_mac(&parts).to_vec());
    query.execute(&mut *db).await?;
    sqlx::query(sql::DELETE_PICTURES)
        .bind(signed(campaign.0))
        .bind(opinion.to_string())
        .execute(&mut *db)
        .await?;
    let answer = VaultWrite::answer_key(opinion);
    sqlx::query(sql::DELETE_TEXT)
        .bind(signed(campaign.0))
        .bind(answer)
        .execute(db)
        .await?;
    Ok(())
}

pub(super) fn opinion_parts(row: &Row) -> Result<OpinionParts> {
    let mut cells = Cells::of(row);
    Ok(OpinionParts {
        campaign: CampaignId(cells.number()?),
        opinion: cells.id()?,
        lookup: cells.bytes()?,
        source_key: cells.maybe_bytes()?,
        fields: cells.maybe_bytes()?,
        mac: cells.bytes()?,
    })
}

pub(super) fn picture_parts(row: &Row) -> Result<PictureParts> {
    let mut cells = Cells::of(row);
    Ok(PictureParts {
        campaign: CampaignId(cells.number()?),
        opinion: cells.id()?,
        number: cells.number()?,
        digest: Digest(cells.array()?),
        media: cells.text()?,
        bytes: cells.bytes()?,
        mac: cells.bytes()?,
    })
}

pub(super) fn account_parts(row: &Row) -> Result<AccountParts> {
    let mut cells = Cells::of(row);
    Ok(AccountParts {
        campaign: CampaignId(cells.number()?),
        user: cells.id()?,
        login: cells.text()?,
        name: cells.text()?,
        password: cells.text()?,
        mac: cells.bytes()?,
    })
}

pub(super) fn text_parts(row: &Row) -> Result<TextParts> {
    let mut cells = Cells::of(row);
    Ok(TextParts {
        campaign: CampaignId(cells.number()?),
        key: cells.text()?,
        salt: cells.bytes()?,
        value: cells.bytes()?,
        mac: cells.bytes()?,
    })
}

impl Body {
    pub(crate) async fn opinion_by_lookup(
        &self,
        lookup: &[u8; 16],
    ) -> Result<Option<(CampaignId, OpinionId, bool)>> {
        let query = sqlx::query(sql::BY_LOOKUP).bind(&lookup[..]);
        let Some(row) = query.fetch_optional(&self.read).await? else {
            return Ok(None);
        };
        let parts = opinion_parts(&row)?;
        Ok(Some((
            parts.campaign,
            parts.opinion,
            parts.fields.is_none(),
        )))
    }

    pub(crate) async fn fields(
        &self,
        campaign: CampaignId,
        opinion: OpinionId,
    ) -> Result<Option<Vec<VaultField>>> {
        let query = sqlx::query(sql::OPINION)
            .bind(signed(campaign.0))
            .bind(opinion.to_string());
        let Some(row) = query.fetch_optional(&self.read).await? else {
            return Ok(None);
        };
        let fields = opinion_parts(&row)?.fields;
        fields
            .map(|fields| self.vault.open_fields(&fields))
            .transpose()
    }

    /// Those that are erased or unknown are left out.
    pub(crate) async fn texts(
        &self,
        campaign: CampaignId,
        opinions: &[OpinionId],
    ) -> Result<Vec<(OpinionId, Vec<VaultField>)>> {
        let mut found = Vec::with_capacity(opinions.len());
        for some in opinions.chunks(PACK) {
            let packed: String = some.iter().map(ToString::to_string).collect();
            let query = sqlx::query(sql::OPINIONS)
                .bind(signed(campaign.0))
                .bind(packed)
                .bind(signed(some.len()));
            for row in query.fetch_all(&self.read).await? {
                let parts = opinion_parts(&row)?;
                if let Some(fields) = parts.fields {
                    found.push((parts.opinion, self.vault.open_fields(&fields)?));
                }
            }
        }
        Ok(found)
    }

    pub(crate) async fn words_after(
        &self,
        campaign: CampaignId,
        after: Option<OpinionId>,
        limit: u32,
    ) -> Result<Vec<(OpinionRow, Vec<VaultField>)>> {
        let query = sqlx::query(sql::WORDS)
            .bind(signed(campaign.0))
            .bind(after.map_or_else(String::new, |opinion| opinion.to_string()))
            .bind(i64::from(limit));
        let rows = query.fetch_all(&self.read).await?;
        let mut words = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut cells = Cells::of(row);
            let opinion = opinion_cells(&mut cells)?.row;
            words.push((opinion, self.vault.open_fields(&cells.bytes()?)?));
        }
        Ok(words)
    }

    pub(crate) async fn text(&self, campaign: CampaignId, key: &str) -> Result<Option<String>> {
        let query = sqlx::query(sql::TEXT).bind(signed(campaign.0)).bind(key);
        let Some(row) = query.fetch_optional(&self.read).await? else {
            return Ok(None);
        };
        self.open_text(&text_parts(&row)?).map(Some)
    }

    pub(crate) async fn comments(
        &self,
        campaign: CampaignId,
        round: RoundId,
    ) -> Result<Vec<String>> {
        let prefix = format!("comment/{}/{}/", round.problem, round.number);
        // '0' follows '/' in every order of texts that goes by bytes.
        let end = format!("comment/{}/{}0", round.problem, round.number);
        let query = sqlx::query(sql::TEXTS)
            .bind(signed(campaign.0))
            .bind(&prefix)
            .bind(end);
        let mut comments = Vec::new();
        for row in query.fetch_all(&self.read).await? {
            comments.push(self.open_text(&text_parts(&row)?)?);
        }
        Ok(comments)
    }

    fn open_text(&self, parts: &TextParts) -> Result<String> {
        let bytes = self.vault.open(&parts.value)?;
        String::from_utf8(bytes).map_err(|_| StoreError::damaged("a text in the vault"))
    }

    pub(crate) async fn pictures(
        &self,
        campaign: CampaignId,
        opinions: &[OpinionId],
    ) -> Result<Vec<PictureRow>> {
        let mut found = Vec::new();
        for some in opinions.chunks(PACK) {
            let packed: String = some.iter().map(ToString::to_string).collect();
            let query = sqlx::query(sql::PICTURES)
                .bind(signed(campaign.0))
                .bind(packed)
                .bind(signed(some.len()));
            for row in query.fetch_all(&self.read).await? {
                let mut cells = Cells::of(&row);
                found.push(PictureRow {
                    opinion: cells.id()?,
                    number: cells.number()?,
                    digest: Digest(cells.array()?),
                });
            }
        }
        Ok(found)
    }

    pub(crate) async fn picture(
        &self,
        campaign: CampaignId,
        opinion: OpinionId,
        number: u8,
    ) -> Result<Option<(String, Vec<u8>)>> {
        let query = sqlx::query(sql::PICTURE)
            .bind(signed(campaign.0))
            .bind(opinion.to_string())
            .bind(i64::from(number));
        let row = query.fetch_optional(&self.read).await?;
        row.map(|row| self.open_picture(&row)).transpose()
    }

    pub(crate) async fn picture_in_problem(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
        digest: Digest,
    ) -> Result<Option<(String, Vec<u8>)>> {
        let query = sqlx::query(sql::PICTURE_IN_PROBLEM)
            .bind(signed(campaign.0))
            .bind(&digest.0[..])
            .bind(signed(problem.0));
        let row = query.fetch_optional(&self.read).await?;
        row.map(|row| self.open_picture(&row)).transpose()
    }

    pub(crate) async fn pictures_in_problem(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<BTreeSet<Digest>> {
        let query = sqlx::query(sql::PICTURES_IN_PROBLEM)
            .bind(signed(campaign.0))
            .bind(signed(problem.0));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| Cells::of(row).array().map(Digest))
            .collect()
    }

    fn open_picture(&self, row: &Row) -> Result<(String, Vec<u8>)> {
        let parts = picture_parts(row)?;
        Ok((parts.media, self.vault.open(&parts.bytes)?))
    }

    pub(crate) async fn file(&self, digest: Digest) -> Result<Option<(String, Vec<u8>)>> {
        let query = sqlx::query(sql::FILE).bind(&digest.0[..]);
        let Some(row) = query.fetch_optional(&self.read).await? else {
            return Ok(None);
        };
        let mut cells = Cells::of(&row);
        cells.bytes()?;
        Ok(Some((cells.text()?, cells.bytes()?)))
    }

    pub(crate) async fn file_media(&self, digest: Digest) -> Result<Option<String>> {
        let query = sqlx::query(sql::FILE_MEDIA).bind(&digest.0[..]);
        let row = query.fetch_optional(&self.read).await?;
        row.map(|row| Cells::of(&row).text()).transpose()
    }

    pub(crate) async fn waiting_words(
        &self,
        campaign: CampaignId,
    ) -> Result<Vec<(OpinionId, Vec<VaultField>)>> {
        let query = sqlx::query(sql::WAITING_WORDS).bind(signed(campaign.0));
        let mut words = Vec::new();
        for row in query.fetch_all(&self.read).await? {
            let mut cells = Cells::of(&row);
            words.push((cells.id()?, self.vault.open_fields(&cells.bytes()?)?));
        }
        Ok(words)
    }

    pub(crate) async fn known_source_keys(
        &self,
        campaign: CampaignId,
        keys: &[[u8; 32]],
    ) -> Result<BTreeSet<[u8; 32]>> {
        let mut known = BTreeSet::new();
        let mut connection = self.read.acquire().await?;
        for key in keys {
            let query = sqlx::query_scalar::<_, i64>(sql::HAS_SOURCE)
                .bind(signed(campaign.0))
                .bind(&key[..]);
            if query.fetch_one(&mut *connection).await? > 0 {
                known.insert(*key);
            }
        }
        Ok(known)
    }
}
