//! The service: holds the door to the database, the clock, the campaigns' charters and
//! the index of voices; the use cases are its methods, one file per feature.

use crate::condensing::Voices;
use crate::consultation::results::Known;
use crate::error::{Result, ServiceError};
use crate::labelling::Labels;
use crate::limit::Limiter;
use crate::ports::{Clock, Random, bytes};
use crate::session::PasswordCost;
use crate::study::Readers;
use crate::themes::Themes;
use massline_domain::charter::CharterError;
use massline_domain::id::CampaignId;
use massline_domain::{Charter, Context, Day, Event, Machine, Who};
use massline_log::note::SigningKey;
use massline_store::{CampaignRow, Recorded, Store, StreamWrite, VaultWrite, Write, Written};
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// What the service needs to know beside the database.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Origin of the log: host/log/name, without a scheme.
    pub origin: String,
    /// Seed of the log's signing key.
    pub seed: [u8; 32],
    /// How dear a password check is.
    pub password_cost: PasswordCost,
}

/// The use cases. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) promise_key: SigningKey,
    pub(crate) log_key: SigningKey,
    pub(crate) campaigns: RwLock<HashMap<CampaignId, Arc<Campaign>>>,
    pub(crate) voices: Voices,
    pub(crate) labels: Labels,
    pub(crate) themes: Themes,
    pub(crate) readers: Readers,
    pub(crate) consultations: Known,
    pub(crate) limiter: Limiter,
}

/// A campaign with its charter in force.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// As it stands in the database.
    pub row: CampaignRow,
    /// The charter in force.
    pub charter: Charter,
}

impl Campaign {
    /// Its number.
    #[must_use]
    pub fn id(&self) -> CampaignId {
        self.row.id
    }
}

/// A state with the version it was read at.
pub(crate) struct Loaded<M> {
    pub(crate) state: M,
    pub(crate) version: u64,
    pub(crate) stream: String,
}

/// How often a write is tried again when someone else was faster.
pub(crate) const TRIES: u32 = 5;

/// Decides again where someone else wrote in the meantime: for people who have seen nothing
/// that could be stale, such as two who answer at the same moment.
macro_rules! again {
    ($call:expr) => {{
        let mut tried = 1;
        loop {
            match $call {
                Err($crate::error::ServiceError::Stale) if tried < $crate::service::TRIES => {
                    tried += 1;
                }
                result => break result,
            }
        }
    }};
}
pub(crate) use again;

impl<M: Machine> Loaded<M>
where
    M::Event: Into<Event>,
{
    /// The write that adds these events.
    pub(crate) fn write(&self, events: Vec<M::Event>) -> StreamWrite {
        let events = events.into_iter().map(Into::into).collect();
        StreamWrite {
            stream: self.stream.clone(),
            expected: self.version,
            events,
        }
    }

    /// The form was filled in on this version of the thing; on another it is stale.
    pub(crate) fn must_be_version(&self, seen: Option<u64>) -> Result<()> {
        match seen {
            Some(seen) if seen != self.version => Err(ServiceError::Stale),
            _ => Ok(()),
        }
    }
}

impl Service {
    /// Over an open store.
    ///
    /// # Errors
    /// Where the campaigns in the store cannot be read.
    pub async fn new(
        store: Store,
        settings: Settings,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Self> {
        let identity = massline_store::LogIdentity::new(&settings.origin, settings.seed);
        let inner = Inner {
            promise_key: identity.promise_key()?,
            log_key: identity.log_key()?,
            store,
            settings,
            clock,
            random,
            campaigns: RwLock::default(),
            voices: Voices::default(),
            labels: Labels::default(),
            themes: Themes::default(),
            readers: Readers::default(),
            consultations: Known::default(),
            limiter: Limiter::default(),
        };
        let service = Self {
            inner: Arc::new(inner),
        };
        service.reload_campaigns().await?;
        Ok(service)
    }

    /// Reads the campaigns and their charters again.
    ///
    /// # Errors
    /// From the store, or a charter in the log that this version cannot read.
    pub async fn reload_campaigns(&self) -> Result<()> {
        let mut campaigns = HashMap::new();
        for row in self.store().campaigns().await? {
            let charter = Charter::parse(&row.charter).map_err(damaged_charter)?;
            campaigns.insert(row.id, Arc::new(Campaign { row, charter }));
        }
        *write(&self.inner.campaigns) = campaigns;
        Ok(())
    }

    /// All campaigns, by number.
    #[must_use]
    pub fn campaigns(&self) -> Vec<Arc<Campaign>> {
        let mut all: Vec<_> = read(&self.inner.campaigns).values().cloned().collect();
        all.sort_by_key(|campaign| campaign.id());
        all
    }

    /// The campaign with this short name.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub fn campaign(&self, slug: &str) -> Result<Arc<Campaign>> {
        let all = self.campaigns();
        all.into_iter()
            .find(|one| one.row.slug == slug)
            .ok_or(ServiceError::NotFound)
    }

    /// The campaign with this number.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub fn campaign_by_id(&self, id: CampaignId) -> Result<Arc<Campaign>> {
        read(&self.inner.campaigns)
            .get(&id)
            .cloned()
            .ok_or(ServiceError::NotFound)
    }

    /// Today in the campaign's calendar.
    #[must_use]
    pub fn today(&self, campaign: &Campaign) -> Day {
        self.inner
            .clock
            .day(campaign.charter.time.utc_offset_minutes)
    }

    /// The log's origin.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.inner.settings.origin
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        bytes(self.inner.random.as_ref())
    }

    pub(crate) fn context<'a>(&self, campaign: &'a Campaign, who: &'a Who) -> Context<'a> {
        Context {
            today: self.today(campaign),
            who,
            charter: &campaign.charter,
        }
    }

    /// Replays a stream.
    pub(crate) async fn load<M>(&self, campaign: CampaignId, stream: String) -> Result<Loaded<M>>
    where
        M: Machine,
        M::Event: TryFrom<Event>,
    {
        let recorded = self.store().stream(campaign, &stream).await?;
        let version = recorded.last().map_or(0, |last| last.version);
        let mut state = M::default();
        for Recorded { event, .. } in recorded {
            if let Ok(event) = M::Event::try_from(event) {
                state.apply(&event);
            }
        }
        Ok(Loaded {
            state,
            version,
            stream,
        })
    }

    /// Writes what was decided; durable when it returns.
    pub(crate) async fn append(
        &self,
        campaign: &Campaign,
        who: &Who,
        streams: Vec<StreamWrite>,
        vault: Vec<VaultWrite>,
    ) -> Result<Written> {
        let write = Write {
            campaign: campaign.id(),
            today: self.today(campaign),
            who: who.clone(),
            entropy: self.random(),
            streams,
            vault,
        };
        Ok(self.store().append(write).await?)
    }
}

fn damaged_charter(error: CharterError) -> ServiceError {
    ServiceError::Store(massline_store::StoreError::damaged(format!(
        "the charter in force cannot be read: {error}"
    )))
}

pub(crate) fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    lock.read()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

pub(crate) fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
