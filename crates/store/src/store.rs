//! The public face: one type for both engines.

use crate::audit::AuditReport;
use crate::error::{Result, StoreError};
use crate::filter::{LedgerFilter, OpinionFilter, Page, ProblemFilter, page_of};
use crate::identity::LogIdentity;
use crate::rows::{
    CampaignRow, ClosingRow, Figures, ItemRow, LateRow, OpinionRow, PictureRow, ProblemRow,
    RoundRow, Sealed, SessionRow, UnitRow, UnitWork, UserRow, Waiting,
};
use crate::view::Thing;
use crate::write::{Recorded, VaultField, Write, Written};
use crate::writer::{Target, Writer};
use crate::{postgres, sqlite};
use massline_domain::Day;
use massline_domain::id::{CampaignId, Digest, OpinionId, ProblemId, RoundId, UnitCode, UserId};
use massline_domain::item::RuleAnswer;
use massline_log::Hash;
use massline_log::batch::MemberProof;
use massline_log::proof::TlogProof;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// SQLite, in the file `massline.db` of this directory.
    Sqlite(PathBuf),
    /// PostgreSQL 15 or later, by its URL.
    Postgres(String),
}

/// The one door to the database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) engine: Engine,
    writer: Writer,
}

#[derive(Clone)]
pub(crate) enum Engine {
    Sqlite(sqlite::body::Body),
    Postgres(postgres::body::Body),
}

/// Calls the same function of whichever engine it is.
macro_rules! on_engine {
    ($engine:expr, $body:ident => $call:expr) => {
        match &$engine {
            $crate::store::Engine::Sqlite($body) => $call.await,
            $crate::store::Engine::Postgres($body) => $call.await,
        }
    };
}

pub(crate) use on_engine;

impl Target for Engine {
    async fn write_group(
        &self,
        writes: &[Write],
    ) -> std::result::Result<Vec<Written>, (Option<usize>, StoreError)> {
        on_engine!(*self, body => body.write_group(writes))
    }
}

impl Store {
    /// Opens the database, makes or updates its tables, and starts the writer on the current
    /// tokio runtime.
    ///
    /// # Errors
    /// [`StoreError::NewerVersion`] where a newer program wrote it, [`StoreError::NotDurable`],
    /// [`StoreError::RootMismatch`] where the signed checkpoint is not that of the stored tree,
    /// [`StoreError::Unreachable`].
    pub async fn open(database: &Database, identity: LogIdentity) -> Result<Self> {
        let engine = match database {
            Database::Sqlite(directory) => {
                let pools = sqlite::connect(directory).await?;
                Engine::Sqlite(sqlite::body::Body::open(pools, identity).await?)
            }
            Database::Postgres(url) => {
                let pools = postgres::connect(url).await?;
                Engine::Postgres(postgres::body::Body::open(pools, identity).await?)
            }
        };
        Ok(Self {
            writer: Writer::start(engine.clone()),
            engine,
        })
    }

    /// Ends all connections; what was acknowledged is durable anyway.
    pub async fn close(&self) {
        on_engine!(self.engine, body => body.close());
    }

    /// Writes. Durable when it returns; many writes at once share a commit.
    ///
    /// # Errors
    /// [`StoreError::Stale`], [`StoreError::Duplicate`], [`StoreError::Full`]; nothing was
    /// written then. After [`StoreError::Unreachable`] it may have been: look.
    pub async fn append(&self, write: Write) -> Result<Written> {
        self.writer.write(write).await
    }
}

/// Reading. Every call can fail with what [`StoreError`] says of the database.
#[expect(clippy::missing_errors_doc, reason = "said once for all of them")]
impl Store {
    /// The events of a stream, in order.
    pub async fn stream(&self, campaign: CampaignId, stream: &str) -> Result<Vec<Recorded>> {
        on_engine!(self.engine, body => body.stream(campaign, stream))
    }

    /// Events of all campaigns after a sequence number, at most 10 000 at once.
    pub async fn events_after(&self, seq: u64, limit: u32) -> Result<Vec<Recorded>> {
        on_engine!(self.engine, body => body.events_after(seq, limit))
    }

    /// What happened to a problem, its items and its rounds, without single ballots.
    pub async fn story(&self, campaign: CampaignId, problem: ProblemId) -> Result<Vec<Recorded>> {
        on_engine!(self.engine, body => body.story(campaign, problem))
    }

    /// All campaigns, by number.
    pub async fn campaigns(&self) -> Result<Vec<CampaignRow>> {
        on_engine!(self.engine, body => body.campaigns())
    }

    /// The campaign with this short name.
    pub async fn campaign(&self, slug: &str) -> Result<Option<CampaignRow>> {
        on_engine!(self.engine, body => body.campaign(slug))
    }

    /// A number for a new campaign.
    pub async fn next_campaign_id(&self) -> Result<CampaignId> {
        on_engine!(self.engine, body => body.next_campaign_id())
    }

    /// The units of a campaign, by code.
    pub async fn units(&self, campaign: CampaignId) -> Result<Vec<UnitRow>> {
        on_engine!(self.engine, body => body.units(campaign))
    }

    /// Whether the campaign has this unit.
    pub async fn unit_exists(&self, campaign: CampaignId, unit: &UnitCode) -> Result<bool> {
        on_engine!(self.engine, body => body.unit_exists(campaign, unit))
    }

    /// The counters of a campaign.
    pub async fn figures(&self, campaign: CampaignId) -> Result<Figures> {
        on_engine!(self.engine, body => body.figures(campaign))
    }

    /// The staff of a campaign.
    pub async fn users(&self, campaign: CampaignId) -> Result<Vec<UserRow>> {
        on_engine!(self.engine, body => body.users(campaign))
    }

    /// The member of staff who signs in with this name, and the password hash.
    pub async fn user_by_login(
        &self,
        campaign: CampaignId,
        login: &str,
    ) -> Result<Option<(UserRow, String)>> {
        on_engine!(self.engine, body => body.user_by_login(campaign, login))
    }

    /// A member of staff.
    pub async fn user(&self, campaign: CampaignId, user: UserId) -> Result<Option<UserRow>> {
        on_engine!(self.engine, body => body.user(campaign, user))
    }

    /// A page of problems.
    pub async fn problems(
        &self,
        campaign: CampaignId,
        filter: &ProblemFilter,
    ) -> Result<Page<ProblemRow>> {
        on_engine!(self.engine, body => body.problems(campaign, filter))
    }

    /// A problem.
    pub async fn problem(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Option<ProblemRow>> {
        on_engine!(self.engine, body => body.problem(campaign, problem))
    }

    /// A number for a new problem.
    pub async fn next_problem_number(&self, campaign: CampaignId) -> Result<u64> {
        on_engine!(self.engine, body => body.next_problem_number(campaign))
    }

    /// Voices of a problem per calendar month (`2026-07`), in order.
    pub async fn problem_months(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Vec<(String, u64)>> {
        let spread = on_engine!(self.engine, body => body.spread(campaign, problem))?;
        Ok(spread.months().into_iter().collect())
    }

    /// Voices of a problem per day on which they spoke, in order.
    pub async fn problem_days(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Vec<(Day, u64)>> {
        let spread = on_engine!(self.engine, body => body.spread(campaign, problem))?;
        Ok(spread.days.into_iter().collect())
    }

    /// Voices of a problem per channel.
    pub async fn problem_channels(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<BTreeMap<String, u64>> {
        let spread = on_engine!(self.engine, body => body.spread(campaign, problem))?;
        Ok(spread.channels)
    }

    /// A page (from 1, of 50) of the opinions in a problem, the latest received first.
    pub async fn problem_opinions(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
        page: u32,
    ) -> Result<Vec<OpinionRow>> {
        let page = page_of(page, 0);
        let filter = OpinionFilter {
            problem: Some(problem),
            page: page.page,
            per_page: page.per_page,
            ..OpinionFilter::default()
        };
        Ok(self.opinions(campaign, &filter).await?.rows)
    }

    /// The things of a kind (the first part of their stream) by name (the rest of it), as
    /// they stand.
    pub async fn things(&self, campaign: CampaignId, kind: &str) -> Result<Vec<(String, Thing)>> {
        on_engine!(self.engine, body => body.things(campaign, kind))
    }

    /// How many opinions wait since before this day.
    pub async fn opinions_late(&self, campaign: CampaignId, before: Day) -> Result<u64> {
        on_engine!(self.engine, body => body.opinions_late(campaign, before))
    }

    /// What was not done by its day, the longest waiting first.
    pub async fn late(&self, campaign: CampaignId, today: Day) -> Result<Vec<LateRow>> {
        on_engine!(self.engine, body => body.late(campaign, today))
    }

    /// Every closing by the people, in order.
    pub async fn closings(&self, campaign: CampaignId) -> Result<Vec<ClosingRow>> {
        on_engine!(self.engine, body => body.closings(campaign))
    }

    /// What finished items say of a rule, with their units and problems.
    pub async fn rules_of_items(
        &self,
        campaign: CampaignId,
    ) -> Result<Vec<(UnitCode, ProblemId, RuleAnswer)>> {
        on_engine!(self.engine, body => body.rules_of_items(campaign))
    }

    /// Items that are not done, by unit; units without one are left out.
    pub async fn work_of_units(
        &self,
        campaign: CampaignId,
        today: Day,
    ) -> Result<BTreeMap<UnitCode, UnitWork>> {
        on_engine!(self.engine, body => body.work_of_units(campaign, today))
    }

    /// The items of a problem, by number.
    pub async fn items(&self, campaign: CampaignId, problem: ProblemId) -> Result<Vec<ItemRow>> {
        on_engine!(self.engine, body => body.items(campaign, problem))
    }

    /// A page of the rectification ledger, the nearest deadline first.
    pub async fn ledger(
        &self,
        campaign: CampaignId,
        filter: &LedgerFilter,
    ) -> Result<Page<(ItemRow, ProblemRow)>> {
        on_engine!(self.engine, body => body.ledger(campaign, filter))
    }

    /// The rounds of a problem, by number.
    pub async fn rounds(&self, campaign: CampaignId, problem: ProblemId) -> Result<Vec<RoundRow>> {
        on_engine!(self.engine, body => body.rounds(campaign, problem))
    }

    /// Open rounds whose window is over on this day.
    pub async fn open_rounds_due(&self, campaign: CampaignId, today: Day) -> Result<Vec<RoundId>> {
        on_engine!(self.engine, body => body.open_rounds_due(campaign, today))
    }

    /// All opinions in a problem, in order of receipt.
    pub async fn problem_opinion_ids(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<Vec<OpinionId>> {
        on_engine!(self.engine, body => body.problem_opinion_ids(campaign, problem))
    }

    /// Whether the opinion was in the problem when the round of judgement opened.
    pub async fn was_in_problem_at_round(
        &self,
        campaign: CampaignId,
        opinion: OpinionId,
        round: RoundId,
    ) -> Result<bool> {
        on_engine!(self.engine, body => body.was_in_problem_at_round(campaign, opinion, round))
    }

    /// A page of opinions. The total stops at 10 000 where state, channel and problem are
    /// combined.
    pub async fn opinions(
        &self,
        campaign: CampaignId,
        filter: &OpinionFilter,
    ) -> Result<Page<OpinionRow>> {
        on_engine!(self.engine, body => body.opinions(campaign, filter))
    }

    /// An opinion.
    pub async fn opinion(
        &self,
        campaign: CampaignId,
        opinion: OpinionId,
    ) -> Result<Option<OpinionRow>> {
        on_engine!(self.engine, body => body.opinion(campaign, opinion))
    }
}

/// The vault: what is private.
#[expect(clippy::missing_errors_doc, reason = "said once for all of them")]
impl Store {
    /// The opinion a receipt belongs to, and whether its words are erased.
    pub async fn opinion_by_lookup(
        &self,
        lookup: &[u8; 16],
    ) -> Result<Option<(CampaignId, OpinionId, bool)>> {
        on_engine!(self.engine, body => body.opinion_by_lookup(lookup))
    }

    /// The private parts of an opinion; none where they are erased.
    pub async fn fields(
        &self,
        campaign: CampaignId,
        opinion: OpinionId,
    ) -> Result<Option<Vec<VaultField>>> {
        on_engine!(self.engine, body => body.fields(campaign, opinion))
    }

    /// The private parts of many opinions, in no particular order, without the erased.
    pub async fn texts(
        &self,
        campaign: CampaignId,
        opinions: &[OpinionId],
    ) -> Result<Vec<(OpinionId, Vec<VaultField>)>> {
        on_engine!(self.engine, body => body.texts(campaign, opinions))
    }

    /// Opinions with their private parts in order of their ids, from after one on: for
    /// reading all of them page by page. The erased are left out, `leaf` is not filled in.
    pub async fn all_words(
        &self,
        campaign: CampaignId,
        after: Option<OpinionId>,
        limit: u32,
    ) -> Result<Vec<(OpinionRow, Vec<VaultField>)>> {
        on_engine!(self.engine, body => body.words_after(campaign, after, limit))
    }

    /// Opinions that nobody has sorted, with their private parts, in order of receipt.
    pub async fn waiting_words(
        &self,
        campaign: CampaignId,
    ) -> Result<Vec<(OpinionId, Vec<VaultField>)>> {
        on_engine!(self.engine, body => body.waiting_words(campaign))
    }

    /// A text, such as an answer.
    pub async fn text(&self, campaign: CampaignId, key: &str) -> Result<Option<String>> {
        on_engine!(self.engine, body => body.text(campaign, key))
    }

    /// The comments on the ballots of a round, in an order that tells nothing.
    pub async fn comments(&self, campaign: CampaignId, round: RoundId) -> Result<Vec<String>> {
        on_engine!(self.engine, body => body.comments(campaign, round))
    }

    /// Which pictures these opinions have, by opinion and number.
    pub async fn pictures(
        &self,
        campaign: CampaignId,
        opinions: &[OpinionId],
    ) -> Result<Vec<PictureRow>> {
        on_engine!(self.engine, body => body.pictures(campaign, opinions))
    }

    /// A picture of an opinion: media type and content.
    pub async fn picture(
        &self,
        campaign: CampaignId,
        opinion: OpinionId,
        number: u8,
    ) -> Result<Option<(String, Vec<u8>)>> {
        on_engine!(self.engine, body => body.picture(campaign, opinion, number))
    }

    /// A picture with this digest of any opinion that is in this problem.
    pub async fn picture_in_problem(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
        digest: Digest,
    ) -> Result<Option<(String, Vec<u8>)>> {
        on_engine!(self.engine, body => body.picture_in_problem(campaign, problem, digest))
    }

    /// The digests of the pictures of all opinions that are in this problem.
    pub async fn pictures_in_problem(
        &self,
        campaign: CampaignId,
        problem: ProblemId,
    ) -> Result<BTreeSet<Digest>> {
        on_engine!(self.engine, body => body.pictures_in_problem(campaign, problem))
    }

    /// A file of evidence: media type and content.
    pub async fn file(&self, digest: Digest) -> Result<Option<(String, Vec<u8>)>> {
        on_engine!(self.engine, body => body.file(digest))
    }

    /// The media type of a file, without its content.
    pub async fn file_media(&self, digest: Digest) -> Result<Option<String>> {
        on_engine!(self.engine, body => body.file_media(digest))
    }

    /// Those of the source keys that were imported already.
    pub async fn known_source_keys(
        &self,
        campaign: CampaignId,
        keys: &[[u8; 32]],
    ) -> Result<BTreeSet<[u8; 32]>> {
        on_engine!(self.engine, body => body.known_source_keys(campaign, keys))
    }
}

/// The verifiable log.
#[expect(clippy::missing_errors_doc, reason = "said once for all of them")]
impl Store {
    /// What waits to be sealed.
    pub async fn waiting(&self, campaign: CampaignId) -> Result<Waiting> {
        on_engine!(self.engine, body => body.waiting(campaign))
    }

    /// Seals everything that waits into the log; none where nothing does. `day` is the day of
    /// sealing in UTC. `sorted` puts the opinions into the order of their commitments, which
    /// tells nothing of the order in which they came.
    ///
    /// The first seal of a day also enters the books of the campaign.
    ///
    /// # Errors
    /// [`StoreError::RootMismatch`] and [`StoreError::Unbalanced`] are fatal for the log:
    /// nothing was sealed, and nothing will be before the database is restored.
    pub async fn seal(
        &self,
        campaign: CampaignId,
        day: Day,
        sorted: bool,
    ) -> Result<Option<Sealed>> {
        on_engine!(self.engine, body => body.seal(campaign, day, sorted))
    }

    /// The current checkpoint, a signed note; none before the first seal.
    pub async fn checkpoint(&self) -> Result<Option<String>> {
        on_engine!(self.engine, body => body.checkpoint())
    }

    /// The checkpoint that was signed at this size.
    pub async fn checkpoint_at(&self, size: u64) -> Result<Option<String>> {
        on_engine!(self.engine, body => body.checkpoint_at(size))
    }

    /// The first checkpoint that covers the entry with this index; none before it is sealed.
    pub async fn checkpoint_after(&self, leaf: u64) -> Result<Option<String>> {
        on_engine!(self.engine, body => body.checkpoint_after(leaf))
    }

    /// The first `width` hashes of a tile, in C2SP coordinates; none outside the signed tree.
    pub async fn tile(&self, level: u8, index: u64, width: u16) -> Result<Option<Vec<u8>>> {
        on_engine!(self.engine, body => body.tile(level, index, width))
    }

    /// The first `width` entries of a bundle; none outside the signed tree.
    pub async fn entry_bundle(&self, index: u64, width: u16) -> Result<Option<Vec<u8>>> {
        on_engine!(self.engine, body => body.entry_bundle(index, width))
    }

    /// A public document by its hash.
    pub async fn document(&self, hash: &[u8; 32]) -> Result<Option<String>> {
        on_engine!(self.engine, body => body.document(hash))
    }

    /// Proof that an entry is under the current checkpoint, as a `tlog-proof` text.
    pub async fn proof(&self, leaf: u64) -> Result<String> {
        Ok(self.inclusion(leaf).await?.to_text())
    }

    /// Proof that an entry is under the current checkpoint.
    pub async fn inclusion(&self, leaf: u64) -> Result<TlogProof> {
        on_engine!(self.engine, body => body.proof(leaf))
    }

    /// Proof of where an opinion went last: the entry of the batch (02) and the place of the
    /// opinion's event in it; none before that is sealed. For who holds the opinion only.
    pub async fn disposition_proof(
        &self,
        campaign: CampaignId,
        opinion: OpinionId,
    ) -> Result<Option<(u64, MemberProof)>> {
        on_engine!(self.engine, body => body.disposition_proof(campaign, opinion))
    }

    /// Proof that the log of `old` entries is the beginning of the log of `new` entries.
    pub async fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>> {
        on_engine!(self.engine, body => body.consistency(old, new))
    }
}

/// Checking and repairing.
impl Store {
    /// Replays log, events, vault and views, from one snapshot, and names every row that does
    /// not fit. Writing goes on meanwhile.
    ///
    /// # Errors
    /// Where the database cannot be read at all; what does not fit is a finding, not an error.
    pub async fn audit(&self) -> Result<AuditReport> {
        on_engine!(self.engine, body => body.audit())
    }

    /// Empties the views and fills them again from the events. Returns how many events there
    /// were.
    ///
    /// # Errors
    /// Where an event cannot be read; the views stay as they were then.
    pub async fn rebuild(&self) -> Result<u64> {
        on_engine!(self.engine, body => body.rebuild())
    }
}

/// Who is signed in. Times are seconds since 1970-01-01 UTC.
#[expect(clippy::missing_errors_doc, reason = "said once for all of them")]
impl Store {
    /// Signs in, or prolongs, and forgets the sessions that have ended by `now`.
    pub async fn put_session(&self, session: &SessionRow, now: i64) -> Result<()> {
        self.prune_sessions(now).await?;
        on_engine!(self.engine, body => body.put_session(session))
    }

    /// The session with this SHA-256 of a token, unless it has ended by `now`.
    pub async fn session(&self, token: &[u8; 32], now: i64) -> Result<Option<SessionRow>> {
        on_engine!(self.engine, body => body.session(token, now))
    }

    /// Signs out.
    pub async fn delete_session(&self, token: &[u8; 32]) -> Result<()> {
        on_engine!(self.engine, body => body.delete_session(token))
    }

    /// Signs a user out everywhere.
    pub async fn delete_sessions_of(&self, campaign: CampaignId, user: UserId) -> Result<()> {
        on_engine!(self.engine, body => body.delete_sessions_of(campaign, user))
    }

    /// Forgets sessions that have ended by `now`; says how many.
    pub async fn prune_sessions(&self, now: i64) -> Result<u64> {
        on_engine!(self.engine, body => body.prune_sessions(now))
    }
}
