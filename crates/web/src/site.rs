//! What all requests share: the service, the settings, and secrets that live in memory only.

use crate::caller::Callers;
use crate::config::WebConfig;
use crate::flood::{self, Flood};
use crate::layout::LogState;
use crate::pictures::Room;
use crate::replay::Replays;
use crate::token::Tokens;
use massline_domain::Day;
use massline_log::checkpoint::Checkpoint;
use massline_log::entry::Entry;
use massline_log::tile::decode_bundle;
use massline_service::Service;
use massline_service::ports::{Random, SystemRandom};
use std::sync::{Arc, Mutex, PoisonError};

/// Entries in a full bundle of the log.
const BUNDLE: u64 = 256;

/// Shared by all requests.
pub(crate) struct Site {
    pub(crate) service: Service,
    pub(crate) config: WebConfig,
    pub(crate) tokens: Tokens,
    pub(crate) callers: Callers,
    /// Who reads the study library, by day.
    pub(crate) readers: Callers,
    pub(crate) replays: Replays,
    /// For forms with pictures.
    pub(crate) room: Room,
    pub(crate) flood: Flood,
    /// The last checkpoint with what the foot of the page says of it.
    log_state: Mutex<Option<(String, LogState)>>,
}

impl Site {
    pub(crate) fn new(service: Service, config: WebConfig) -> Arc<Self> {
        let after = config.flood_after.unwrap_or(flood::AFTER);
        Arc::new(Self {
            service,
            config,
            tokens: Tokens::new(random()),
            callers: Callers::default(),
            readers: Callers::by_day(),
            replays: Replays::default(),
            room: Room::default(),
            flood: Flood::new(random(), after),
            log_state: Mutex::default(),
        })
    }

    /// The state of the log for the foot of the page; nothing where there is none yet or
    /// the database does not answer, since no page should fail for its foot.
    pub(crate) async fn log_state(&self) -> Option<LogState> {
        let note = self.service.checkpoint().await.ok().flatten()?;
        if let Some((known, state)) = self.remembered().as_ref()
            && *known == note
        {
            return Some(state.clone());
        }
        let checkpoint = checkpoint_of(&note)?;
        let day = self.day_of_last(checkpoint.size).await?;
        let root: Vec<String> = checkpoint.root[..6]
            .chunks(2)
            .map(massline_log::to_hex)
            .collect();
        let state = LogState {
            size: checkpoint.size,
            root: root.join(" "),
            day: day.0,
        };
        *self.remembered() = Some((note, state.clone()));
        Some(state)
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, Option<(String, LogState)>> {
        self.log_state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The day on which the last of `size` entries was sealed.
    async fn day_of_last(&self, size: u64) -> Option<Day> {
        let entry = self.log_entry(size.checked_sub(1)?, size).await?;
        i32::try_from(entry.day).ok().map(Day)
    }

    /// An entry of the log with `size` entries.
    pub(crate) async fn log_entry(&self, index: u64, size: u64) -> Option<Entry> {
        let bundle = index / BUNDLE;
        let width = u16::try_from((size.checked_sub(bundle * BUNDLE)?).min(BUNDLE)).ok()?;
        let bytes = self.service.log_entries(bundle, width).await.ok()?;
        let entries = decode_bundle(&bytes, width).ok()?;
        let at = usize::try_from(index % BUNDLE).ok()?;
        Entry::decode(entries.get(at)?).ok()
    }
}

/// The checkpoint in a signed note of our own log.
pub(crate) fn checkpoint_of(note: &str) -> Option<Checkpoint> {
    let end = note.find("\n\n")?;
    Checkpoint::parse(&note[..=end]).ok()
}

/// Random bytes nobody can guess.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom.fill(&mut bytes);
    bytes
}
