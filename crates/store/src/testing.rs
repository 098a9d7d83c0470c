//! For tests of this crate and of the crates above: a private PostgreSQL, every statement,
//! and a disk that is full on demand.

pub use crate::sql::{Statement, all as statements};

use crate::error::Result;
use crate::store::{Engine, Store};
use std::io;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// If set to 1, nothing may be skipped.
const REQUIRE_ALL: &str = "MASSLINE_REQUIRE_ALL";
/// If set to 1, the server flushes to disk as in real use; slower.
const FSYNC: &str = "MASSLINE_TEST_PG_FSYNC";

/// A PostgreSQL server of its own in a temporary directory, on a free port of the loopback
/// interface, from the programs installed on this machine. Stopped when dropped.
#[derive(Debug)]
pub struct PostgresCluster {
    programs: PathBuf,
    owner: Option<(u32, u32)>,
    directory: tempfile::TempDir,
    port: u16,
    server: Child,
    databases: AtomicU32,
}

/// One server for all tests of a program that run at the same time.
static SHARED: Mutex<Weak<PostgresCluster>> = Mutex::new(Weak::new());

impl PostgresCluster {
    /// Starts a server. Where PostgreSQL is not installed it says so on standard error and
    /// returns nothing.
    ///
    /// # Panics
    /// Where it is installed and does not start, and where it is not installed although
    /// `MASSLINE_REQUIRE_ALL=1`.
    #[must_use]
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            skip("PostgreSQL is not installed (looked in /usr/lib/postgresql and PATH)");
            return None;
        };
        match Self::start_from(programs) {
            Ok(cluster) => Some(cluster),
            #[expect(clippy::panic, reason = "a test cannot go on without its server")]
            Err(error) => panic!("PostgreSQL is installed and does not start: {error}"),
        }
    }

    /// As [`PostgresCluster::start`], but tests that run at the same time share one server.
    #[must_use]
    pub fn shared() -> Option<Arc<Self>> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cluster) = shared.upgrade() {
            return Some(cluster);
        }
        let cluster = Arc::new(Self::start()?);
        *shared = Arc::downgrade(&cluster);
        Some(cluster)
    }

    fn start_from(programs: PathBuf) -> io::Result<Self> {
        let directory = tempfile::tempdir()?;
        let owner = other_user_for_root(directory.path())?;
        if let Some((user, group)) = owner {
            chown(directory.path(), Some(user), Some(group))?;
        }
        let data = directory.path().join("data");
        let mut initdb = command(&programs.join("initdb"), owner, directory.path());
        initdb
            .arg("-D")
            .arg(&data)
            .args(["-U", "massline", "-A", "trust", "-E", "UTF8"]);
        must_succeed(initdb.args(["--locale=C", "--no-sync"]))?;

        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let fsync = if std::env::var(FSYNC).as_deref() == Ok("1") {
            "on"
        } else {
            "off"
        };
        let mut server = command(&programs.join("postgres"), owner, directory.path());
        server.arg("-D").arg(&data).arg("-k").arg(directory.path());
        server.args(["-h", "127.0.0.1", "-p", &port.to_string()]);
        server.args(["-c", &format!("fsync={fsync}"), "-c", "max_connections=200"]);
        let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let cluster = Self {
            programs,
            owner,
            directory,
            port,
            server,
            databases: AtomicU32::new(0),
        };
        cluster.wait()?;
        Ok(cluster)
    }

    /// Waits until the server answers.
    fn wait(&self) -> io::Result<()> {
        for _ in 0..600 {
            let mut ready = self.client("pg_isready");
            if ready
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()?
                .success()
            {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(io::Error::other("it does not answer"))
    }

    /// The URL of a fresh, empty database.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "a test cannot go on without its database"
    )]
    pub fn database(&self) -> String {
        let name = format!("test{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut create = self.client("createdb");
        must_succeed(create.args(["-U", "massline", &name])).expect("createdb makes a database");
        format!("postgres://massline@127.0.0.1:{}/{name}", self.port)
    }

    /// The server's process, for tests that stop or freeze it.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.server.id()
    }

    fn client(&self, program: &str) -> Command {
        let mut client = command(&self.programs.join(program), None, self.directory.path());
        client.args(["-h", "127.0.0.1", "-p", &self.port.to_string()]);
        client
    }
}

impl Drop for PostgresCluster {
    fn drop(&mut self) {
        let mut stop = command(
            &self.programs.join("pg_ctl"),
            self.owner,
            self.directory.path(),
        );
        stop.arg("-D").arg(self.directory.path().join("data"));
        let stopped = must_succeed(stop.args(["-m", "immediate", "stop"]));
        if stopped.is_err() {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

/// Where the server's programs are: the newest version wins.
fn programs() -> Option<PathBuf> {
    let has_both = |dir: &PathBuf| dir.join("initdb").is_file() && dir.join("postgres").is_file();
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut installed: Vec<PathBuf> = versions.map(|entry| entry.path().join("bin")).collect();
    let version = |dir: &PathBuf| {
        let name = dir
            .parent()
            .and_then(Path::file_name)
            .and_then(|name| name.to_str());
        name.and_then(|name| name.parse::<u32>().ok()).unwrap_or(0)
    };
    installed.sort_by_key(|dir| std::cmp::Reverse(version(dir)));
    let path = std::env::var_os("PATH").unwrap_or_default();
    installed.extend(std::env::split_paths(&path));
    installed.into_iter().find(has_both)
}

/// The server refuses to run as root; then it runs as `postgres` or `nobody`.
fn other_user_for_root(ours: &Path) -> io::Result<Option<(u32, u32)>> {
    if std::fs::metadata(ours)?.uid() != 0 {
        return Ok(None);
    }
    let users = std::fs::read_to_string("/etc/passwd")?;
    let ids = |name: &str| {
        let line = users
            .lines()
            .find(|line| line.split(':').next() == Some(name))?;
        let mut parts = line.split(':').skip(2);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    };
    let found = ids("postgres").or_else(|| ids("nobody"));
    found
        .map(Some)
        .ok_or_else(|| io::Error::other("there is no user postgres or nobody"))
}

fn command(program: &Path, owner: Option<(u32, u32)>, directory: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(directory)
        .env_remove("PGDATABASE")
        .env("LC_ALL", "C");
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}

fn must_succeed(command: &mut Command) -> io::Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(io::Error::other(format!(
        "{}: {said}",
        command.get_program().to_string_lossy()
    )))
}

#[expect(clippy::print_stderr, reason = "a skipped test must be seen")]
fn skip(why: &str) {
    assert!(
        std::env::var(REQUIRE_ALL).as_deref() != Ok("1"),
        "{REQUIRE_ALL}=1, but {why}"
    );
    eprintln!("SKIPPED: PostgreSQL tests: {why}");
}

/// Seals at most so many events in one transaction.
pub fn seal_at_most(store: &mut Store, events: i64) {
    match &mut store.engine {
        Engine::Sqlite(body) => body.seal_at_most = events,
        Engine::Postgres(body) => body.seal_at_most = events,
    }
}

/// Lets a SQLite database grow no further than by this many pages from now on, as if the
/// disk were full; without a number it may grow again. Nothing happens on PostgreSQL.
///
/// # Errors
/// From the database.
pub async fn limit_growth(store: &Store, pages: Option<i64>) -> Result<()> {
    if let Engine::Sqlite(body) = &store.engine {
        body.limit_growth(pages).await?;
    }
    Ok(())
}

impl crate::sqlite::body::Body {
    async fn limit_growth(&self, pages: Option<i64>) -> Result<()> {
        let mut connection = self.write.acquire().await?;
        let now: i64 = sqlx::query_scalar("PRAGMA page_count")
            .fetch_one(&mut *connection)
            .await?;
        let most = pages.map_or(i64::from(u32::MAX) - 2, |pages| now + pages);
        let pragma = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {most}"));
        sqlx::query(pragma).execute(&mut *connection).await?;
        Ok(())
    }
}
