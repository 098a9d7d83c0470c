//! The program is killed while it writes: what it had acknowledged is there, nothing has to
//! be repaired, and nothing does not fit.

use crate::place::identity;
use crate::scenario::{CAMPAIGN, DAY, opinion_write};
use massline_store::{Database, Store};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

const DIRECTORY: &str = "MASSLINE_TEST_KILL_DIRECTORY";
const KILLS: usize = 6;

async fn open(directory: &Path) -> Store {
    Store::open(&Database::Sqlite(directory.to_owned()), identity())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_kill() {
    let directory = tempfile::tempdir().unwrap();
    let mut acknowledged: Vec<[u8; 16]> = Vec::new();
    for kill in 0..KILLS {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["kill::the_writer_that_is_killed", "--exact", "--nocapture"])
            .env(DIRECTORY, directory.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let mut seen = 0;
        // Some acknowledged writes in, it is killed; what it said meanwhile counts too.
        while let Some(Ok(line)) = lines.next() {
            if let Some(hex) = line.strip_prefix("acknowledged ") {
                let lookup = massline_log::from_hex(hex).unwrap();
                acknowledged.push(lookup.try_into().unwrap());
                seen += 1;
            }
            if seen == 40 + 23 * kill {
                writer.kill().unwrap();
            }
        }
        writer.wait().unwrap();
        assert!(
            seen >= 40 + 23 * kill,
            "the writer wrote {seen} before kill {kill}"
        );
    }
    let store = open(directory.path()).await;
    for lookup in &acknowledged {
        assert!(store.opinion_by_lookup(lookup).await.unwrap().is_some());
    }
    assert!(store.figures(CAMPAIGN).await.unwrap().opinions >= acknowledged.len() as u64);
    assert_eq!(store.audit().await.unwrap().findings, []);
}

/// Not a test of its own: the program that the test above kills.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_writer_that_is_killed() {
    let Some(directory) = std::env::var_os(DIRECTORY) else {
        return;
    };
    let store = open(Path::new(&directory)).await;
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for n in 0u32.. {
                    let words = format!("words {writer} {n} {}", std::process::id());
                    let (write, spoken) = opinion_write(CAMPAIGN, &words, DAY);
                    store.append(write).await.unwrap();
                    println!("acknowledged {}", massline_log::to_hex(&spoken.lookup));
                    if writer == 0 && n % 10 == 9 {
                        store.seal(CAMPAIGN, DAY, true).await.unwrap();
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
}
