//! The data directory: the key of the log, the settings, the embedded database, and a lock
//! so that two programs never write to it at once.

use crate::failure::Failure;
use massline_service::ports::{Clock, Random, SystemClock, SystemRandom};
use massline_service::session::PasswordCost;
use massline_service::{Service, Settings};
use massline_store::{Database, LogIdentity, Store};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The format of this directory; a newer one is refused, not guessed at.
const FORMAT: u32 = 1;
const SETTINGS: &str = "massline.toml";
const KEY: &str = "log.key";
const LOCK: &str = "massline.lock";

/// What `massline.toml` says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DirSettings {
    /// Format of the directory.
    pub(crate) format: u32,
    /// Origin of the log: host/log/name, without a scheme.
    pub(crate) origin: String,
    /// The campaign shown at `/`.
    pub(crate) campaign: String,
    /// PostgreSQL, where the database is not in the directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) database: Option<String>,
}

/// An open data directory. Holds the lock until it is dropped.
pub(crate) struct DataDir {
    pub(crate) path: PathBuf,
    pub(crate) settings: DirSettings,
    seed: [u8; 32],
    _lock: Option<File>,
}

impl DataDir {
    /// Makes a new data directory; one that holds data is never overwritten.
    pub(crate) fn create(path: &Path, settings: DirSettings) -> Result<Self, Failure> {
        if path.join(SETTINGS).exists() {
            return Err(Failure::new(
                "cli-error-dir-exists",
                &[("dir", &shown(path))],
            ));
        }
        fs::create_dir_all(path).map_err(|error| Failure::path(path, &error))?;
        let mut seed = [0; 32];
        SystemRandom.fill(&mut seed);
        write_key(&path.join(KEY), &seed)?;
        let text = toml::to_string(&settings)
            .map_err(|error| Failure::new("cli-error-other", &[("error", &error.to_string())]))?;
        let file = path.join(SETTINGS);
        fs::write(&file, text).map_err(|error| Failure::path(&file, &error))?;
        Self::open(path, None)
    }

    /// Opens a data directory. A database given here wins over the one in the settings.
    pub(crate) fn open(path: &Path, database: Option<String>) -> Result<Self, Failure> {
        let mut settings = read_settings(path)?;
        if database.is_some() {
            settings.database = database;
        }
        let seed = read_key(&path.join(KEY))?;
        // With PostgreSQL any number of nodes may run on copies of one directory.
        let lock = if settings.database.is_none() {
            Some(take_lock(path)?)
        } else {
            None
        };
        Ok(Self {
            path: path.to_owned(),
            settings,
            seed,
            _lock: lock,
        })
    }

    /// The database this directory belongs to.
    pub(crate) fn database(&self) -> Database {
        match &self.settings.database {
            Some(url) => Database::Postgres(url.clone()),
            None => Database::Sqlite(self.path.clone()),
        }
    }

    /// Opens the store.
    pub(crate) async fn store(&self) -> Result<Store, Failure> {
        let identity = LogIdentity::new(&self.settings.origin, self.seed);
        Ok(Store::open(&self.database(), identity).await?)
    }

    /// The use cases over this directory.
    pub(crate) async fn service(&self) -> Result<Service, Failure> {
        self.service_with(Arc::new(SystemClock), Arc::new(SystemRandom))
            .await
    }

    /// The use cases with another clock and other randomness, for building the demo's past.
    pub(crate) async fn service_with(
        &self,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Service, Failure> {
        let settings = Settings {
            origin: self.settings.origin.clone(),
            seed: self.seed,
            password_cost: PasswordCost::Standard,
        };
        Ok(Service::new(self.store().await?, settings, clock, random).await?)
    }
}

fn read_settings(path: &Path) -> Result<DirSettings, Failure> {
    let file = path.join(SETTINGS);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Failure::new("cli-error-no-dir", &[("dir", &shown(path))]));
        }
        Err(error) => return Err(Failure::path(&file, &error)),
    };
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let newer = toml::from_str::<Format>(&text).is_ok_and(|found| found.format > FORMAT);
    if newer {
        return Err(Failure::new("cli-error-newer", &[("error", &shown(path))]));
    }
    toml::from_str(&text).map_err(|error| {
        let error = error.message().to_owned();
        Failure::new(
            "cli-error-settings",
            &[("file", &shown(&file)), ("error", &error)],
        )
    })
}

fn write_key(path: &Path, seed: &[u8; 32]) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let write = || -> std::io::Result<()> {
        let mut file = options.open(path)?;
        writeln!(file, "{}", massline_log::to_hex(seed))?;
        file.sync_all()
    };
    write().map_err(|error| Failure::path(path, &error))
}

fn read_key(path: &Path) -> Result<[u8; 32], Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::path(path, &error))?;
    massline_log::from_hex(text.trim())
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| Failure::new("cli-error-key", &[("file", &shown(path))]))
}

fn take_lock(path: &Path) -> Result<File, Failure> {
    let name = path.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&name)
        .map_err(|error| Failure::path(&name, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => {
            Err(Failure::new("cli-error-locked", &[("dir", &shown(path))]))
        }
        Err(fs::TryLockError::Error(error)) => Err(Failure::path(&name, &error)),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
