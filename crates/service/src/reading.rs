//! What everyone may read: problems, units, numbers, stories, the log. Small numbers are
//! not shown, and words only where enough people spoke.

use crate::condensing::text_of;
use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::redact::redact;
use crate::service::{Campaign, Service};
use crate::trend::{Trend, trend};
use massline_condense::Voice;
use massline_domain::id::{Digest, OpinionId, ProblemId, UnitCode};
use massline_domain::item::Evidence;
use massline_domain::problem::Stage;
use massline_domain::{Day, Event, event::stream, opinion};
use massline_store::{
    AuditReport, Figures, ItemRow, LedgerFilter, Page, PageOf, ProblemFilter, ProblemRow, Recorded,
    RoundRow, StatementRow,
};
use std::collections::{BTreeMap, BTreeSet};

/// Voices shown on a problem's page.
const VOICES_SHOWN: usize = 3;
/// Names of places shown there.
const PLACES_SHOWN: usize = 6;
/// Voices read to choose them from.
const VOICES_READ: u32 = 200;

/// A count of people as the public sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Exactly this many.
    Exact(u64),
    /// Fewer than this; the number itself is not shown.
    Under(u64),
}

impl Count {
    /// The count under the charter's rule for small numbers.
    #[must_use]
    pub fn of(people: u64, campaign: &Campaign) -> Self {
        let k = u64::from(campaign.charter.limits.small_number);
        if people > 0 && people < k {
            Self::Under(k)
        } else {
            Self::Exact(people)
        }
    }
}

/// The whole story of a problem.
#[derive(Debug, Clone)]
pub struct Story {
    /// The problem as it stands.
    pub problem: ProblemRow,
    /// The version that forms carry.
    pub version: u64,
    /// Its items.
    pub items: Vec<ItemRow>,
    /// Its rounds of judgement.
    pub rounds: Vec<RoundRow>,
    /// What happened, in order.
    pub events: Vec<Recorded>,
    /// Voices over time; none where few people spoke.
    pub trend: Option<Trend>,
    /// Names of places that enough people gave, the most frequent first.
    pub places: Vec<String>,
    /// Representative voices, redacted; empty where few people spoke.
    pub voices: Vec<String>,
    /// Statements of consultations that its items cite.
    pub cited: Vec<StatementRow>,
    /// Which files of its items are pictures.
    pub pictures: BTreeSet<Digest>,
}

/// How an opinion ended where it became part of no problem and was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// It was passed on to this body.
    Referred(String),
    /// It was not taken; the charter's code of the reason.
    Refused(String),
}

impl Service {
    /// The numbers of the front page.
    ///
    /// # Errors
    /// From the store.
    pub async fn figures(&self, campaign: &Campaign) -> Result<Figures> {
        Ok(self.store().figures(campaign.id()).await?)
    }

    /// Problems by filter.
    ///
    /// # Errors
    /// From the store.
    pub async fn problems(
        &self,
        campaign: &Campaign,
        filter: &ProblemFilter,
    ) -> Result<Page<ProblemRow>> {
        Ok(self.store().problems(campaign.id(), filter).await?)
    }

    /// The story of a problem as the public reads it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn story(&self, campaign: &Campaign, id: ProblemId) -> Result<Story> {
        let (problem, version) = self.problem(campaign, id).await?;
        let store = self.store();
        let enough = matches!(Count::of(problem.people, campaign), Count::Exact(_));
        let k = u64::from(campaign.charter.limits.small_number);
        let (trend, (voices, places)) = if enough {
            let days = store.problem_days(campaign.id(), id).await?;
            (trend(&days, k), self.voices_and_places(campaign, id).await?)
        } else {
            (None, Default::default())
        };
        let items = store.items(campaign.id(), id).await?;
        let mut cited = Vec::new();
        for statement in items.iter().flat_map(|item| &item.cites) {
            cited.extend(store.statement(campaign.id(), *statement).await?);
        }
        Ok(Story {
            pictures: self.pictures(&items).await?,
            items,
            cited,
            rounds: store.rounds(campaign.id(), id).await?,
            events: store.story(campaign.id(), id).await?,
            problem,
            version,
            trend,
            places,
            voices,
        })
    }

    /// How it was and how it is, in pictures: what a problem's items show, with the day of each.
    ///
    /// # Errors
    /// From the store.
    pub async fn before_and_after(
        &self,
        campaign: &Campaign,
        id: ProblemId,
    ) -> Result<Vec<(Day, Evidence)>> {
        let items = self.store().items(campaign.id(), id).await?;
        let pictures = self.pictures(&items).await?;
        let pieces = items.into_iter().flat_map(|item| item.evidence);
        Ok(pieces.filter(|(_, one)| one.is_one_of(&pictures)).collect())
    }

    /// The files of these items that are pictures of before or after.
    async fn pictures(&self, items: &[ItemRow]) -> Result<BTreeSet<Digest>> {
        let pieces = items.iter().flat_map(|item| &item.evidence);
        let mut found = BTreeSet::new();
        for digest in pieces.filter_map(|(_, one)| one.shows_state()) {
            let media = self.store().file_media(digest).await?;
            if media.is_some_and(|media| media.starts_with("image/")) {
                found.insert(digest);
            }
        }
        Ok(found)
    }

    /// Representative voices, and the places that enough of the voices read name.
    async fn voices_and_places(
        &self,
        campaign: &Campaign,
        id: ProblemId,
    ) -> Result<(Vec<String>, Vec<String>)> {
        let mut ids = self.store().problem_opinion_ids(campaign.id(), id).await?;
        ids.truncate(VOICES_READ as usize);
        let texts = self.store().texts(campaign.id(), &ids).await?;
        let of = |label: &str| -> Vec<String> {
            texts
                .iter()
                .map(|(_, fields)| text_of(fields, label))
                .collect()
        };
        let (words, places) = (of("text"), of("places"));
        let voices: Vec<Voice<'_>> = words.iter().map(|text| Voice::new(text)).collect();
        let chosen = massline_condense::representatives(&voices, VOICES_SHOWN);
        let chosen = chosen.into_iter().map(|at| redact(&words[at])).collect();
        Ok((chosen, named_by_many(&places, campaign)))
    }

    /// The rectification ledger, for staff.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn ledger(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        filter: &LedgerFilter,
    ) -> Result<Page<(ItemRow, ProblemRow)>> {
        staff.must(Right::ReadWork, campaign.id())?;
        Ok(self.store().ledger(campaign.id(), filter).await?)
    }

    /// All items that a unit leads, with their problems: for everyone, as on the page of a
    /// problem.
    ///
    /// # Errors
    /// From the store.
    pub async fn items_of(
        &self,
        campaign: &Campaign,
        unit: &UnitCode,
    ) -> Result<Vec<(ItemRow, ProblemRow)>> {
        self.all_items(campaign, Some(unit.clone())).await
    }

    /// All items of this unit, or of all units.
    pub(crate) async fn all_items(
        &self,
        campaign: &Campaign,
        unit: Option<UnitCode>,
    ) -> Result<Vec<(ItemRow, ProblemRow)>> {
        let mut filter = LedgerFilter {
            unit,
            per_page: PageOf::MOST,
            ..LedgerFilter::default()
        };
        let mut all = Vec::new();
        for page in 1.. {
            filter.page = page;
            let found = self.store().ledger(campaign.id(), &filter).await?;
            let pages = found.pages();
            all.extend(found.rows);
            if u64::from(page) >= pages {
                break;
            }
        }
        Ok(all)
    }

    /// A file handed in as evidence: media type and bytes.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn evidence_file(&self, digest: Digest) -> Result<(String, Vec<u8>)> {
        self.store()
            .file(digest)
            .await?
            .ok_or(ServiceError::NotFound)
    }

    /// The comments that came with the ballots of a problem, redacted, without who, in no
    /// telling order; only once the round is decided and enough people answered.
    ///
    /// # Errors
    /// From the store.
    pub async fn ballot_comments(
        &self,
        campaign: &Campaign,
        round: &RoundRow,
    ) -> Result<Vec<String>> {
        let answered = u64::from(round.tally.answered());
        // While people still answer, a comment that appears tells when somebody did.
        if round.decided.is_none() || matches!(Count::of(answered, campaign), Count::Under(_)) {
            return Ok(Vec::new());
        }
        let mut comments = self.store().comments(campaign.id(), round.round).await?;
        comments.retain(|comment| !comment.is_empty());
        comments.sort();
        Ok(comments.iter().map(|comment| redact(comment)).collect())
    }

    /// Replays log, events, vault and views of all campaigns and tells what does not fit. `by`
    /// is `None` only for the operator on the command line.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for a unit: it does not examine the books, and what does not
    /// fit is named, be it an opinion.
    pub async fn audit(&self, by: Option<&Staff>) -> Result<AuditReport> {
        if let Some(staff) = by {
            staff.must(Right::Audit, staff.campaign)?;
        }
        Ok(self.store().audit().await?)
    }

    /// The name that this member of staff signs in with.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn own_login(&self, campaign: &Campaign, staff: &Staff) -> Result<String> {
        let user = self.store().user(campaign.id(), staff.user).await?;
        Ok(user.ok_or(ServiceError::NotFound)?.login)
    }

    /// The round in which the people closed it, where it is closed.
    ///
    /// # Errors
    /// From the store.
    pub async fn closing_round(
        &self,
        campaign: &Campaign,
        problem: &ProblemRow,
    ) -> Result<Option<RoundRow>> {
        if problem.stage != Stage::Closed {
            return Ok(None);
        }
        let rounds = self.store().rounds(campaign.id(), problem.problem).await?;
        Ok(rounds
            .into_iter()
            .rev()
            .find(|round| round.decided.is_some()))
    }

    /// The log's checkpoint, a signed note; `None` before the first seal.
    ///
    /// # Errors
    /// From the store.
    pub async fn checkpoint(&self) -> Result<Option<String>> {
        Ok(self.store().checkpoint().await?)
    }

    /// The verifier key of the log and that of the promises.
    #[must_use]
    pub fn verifier_keys(&self) -> (String, String) {
        (self.inner.log_key.vkey(), self.inner.promise_key.vkey())
    }

    /// A tile of the log in C2SP coordinates; `width` 1 to 256.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] outside the tree.
    pub async fn log_tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>> {
        self.store()
            .tile(level, index, width)
            .await?
            .ok_or(ServiceError::NotFound)
    }

    /// An entry bundle of the log.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] outside the tree.
    pub async fn log_entries(&self, index: u64, width: u16) -> Result<Vec<u8>> {
        self.store()
            .entry_bundle(index, width)
            .await?
            .ok_or(ServiceError::NotFound)
    }

    /// The public document of an entry, by its hash.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn log_document(&self, hash: [u8; 32]) -> Result<String> {
        self.store()
            .document(&hash)
            .await?
            .ok_or(ServiceError::NotFound)
    }

    /// Whereto an opinion was passed on, or why it was not taken: for the holder of its
    /// receipt. `None` where neither happened.
    ///
    /// # Errors
    /// From the store.
    pub async fn ending(&self, campaign: &Campaign, opinion: OpinionId) -> Result<Option<Ending>> {
        let events = self
            .store()
            .stream(campaign.id(), &stream::opinion(opinion))
            .await?;
        // Only the last event says where it is now: it may have been taken up again since.
        Ok(events
            .into_iter()
            .next_back()
            .and_then(|recorded| match recorded.event {
                Event::Opinion(opinion::Event::Referred { to, .. }) => Some(Ending::Referred(to)),
                Event::Opinion(opinion::Event::Refused { reason, .. }) => {
                    Some(Ending::Refused(reason))
                }
                _ => None,
            }))
    }
}

/// Names of places that at least the charter's small number of people gave, redacted like
/// their words, the most frequent first.
fn named_by_many(given: &[String], campaign: &Campaign) -> Vec<String> {
    let k = u64::from(campaign.charter.limits.small_number);
    let mut times: BTreeMap<&str, u64> = BTreeMap::new();
    for name in given.iter().map(|name| name.trim()) {
        if !name.is_empty() {
            *times.entry(name).or_default() += 1;
        }
    }
    let mut many: Vec<(&str, u64)> = times.into_iter().filter(|(_, n)| *n >= k).collect();
    many.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    many.into_iter()
        .take(PLACES_SHOWN)
        .map(|(name, _)| redact(name))
        .collect()
}
