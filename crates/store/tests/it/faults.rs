//! What goes wrong outside: a full disk, a newer program, a tree that was touched.

use crate::author::Author;
use crate::place::{Place, identity, on_both};
use crate::scenario::{CAMPAIGN, DAY, opinion_write, tell};
use massline_store::testing::limit_growth;
use massline_store::{Database, LogIdentity, Store, StoreError, VaultWrite};

on_both!(
    a_newer_database_is_refused,
    an_older_database_is_brought_up_and_its_views_fit,
    a_tree_that_was_touched_is_not_signed_again,
    another_logs_key_is_refused,
    a_file_must_have_its_digest,
);

async fn a_newer_database_is_refused(place: Place) {
    place.open().await.close().await;
    let mut door = place.back_door().await;
    door.run("INSERT INTO schema_version (version) VALUES (999)")
        .await;
    door.close().await;
    let refused = place.try_open().await.err();
    assert!(
        matches!(
            refused,
            Some(StoreError::NewerVersion {
                found: 999,
                known: 7
            })
        ),
        "{refused:?}"
    );
}

/// A database of the first version, as it was left: its events know no traits and no splits.
async fn an_older_database_is_brought_up_and_its_views_fit(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    author.open("first").await;
    let spoken = author.speak("灯坏了", DAY).await;
    let lamps = author.list(1, "Broken lamps").await;
    author.assign(spoken, lamps, false).await;
    let before = store.problem(CAMPAIGN, lamps).await.unwrap();
    store.close().await;
    let mut door = place.back_door().await;
    for (table, column) in [
        ("view_opinion", "traits"),
        ("view_spread", "units"),
        ("view_problem", "units"),
        ("view_problem", "harmed"),
        ("view_problem", "first_hand"),
        ("view_problem", "placed"),
        ("view_problem", "seen"),
        ("view_problem", "supporters"),
        ("view_problem", "split_from"),
        ("view_problem", "pictures"),
        ("view_item", "cites"),
    ] {
        let sql = format!("ALTER TABLE {table} DROP COLUMN {column}");
        door.run(&sql).await;
    }
    for table in [
        "view_thing",
        "view_consultation",
        "view_statement",
        "view_vote",
        "vault_picture",
    ] {
        door.run(&format!("DROP TABLE {table}")).await;
    }
    door.run("DELETE FROM schema_version WHERE version > 1")
        .await;
    door.close().await;
    let store = place.open().await;
    assert_eq!(store.problem(CAMPAIGN, lamps).await.unwrap(), before);
    let report = store.audit().await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    store.rebuild().await.unwrap();
    assert_eq!(store.problem(CAMPAIGN, lamps).await.unwrap(), before);
}

async fn a_tree_that_was_touched_is_not_signed_again(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let size = "(SELECT MAX(size) FROM checkpoint)";
    let mut door = place.back_door().await;
    let zeros = door.bytes(&[0; 32]);
    let first = "SELECT hashes FROM tile WHERE level = 1 AND idx = 0";
    assert_eq!(
        door.maybe_bytes(first).await.unwrap().len(),
        32,
        "one complete tile below"
    );
    door.run(&format!(
        "UPDATE tile SET hashes = {zeros} WHERE level = 1 AND idx = 0"
    ))
    .await;
    let refused = store.seal(CAMPAIGN, DAY.plus(3), true).await;
    assert!(
        matches!(refused, Err(StoreError::RootMismatch { .. })),
        "{refused:?}"
    );
    assert!(
        store.waiting(CAMPAIGN).await.unwrap().events > 0,
        "nothing was sealed"
    );
    store.close().await;
    let refused = place.try_open().await.err();
    assert!(
        matches!(refused, Some(StoreError::RootMismatch { .. })),
        "{refused:?}"
    );
    // A checkpoint that was taken away: the tree is larger than what was signed.
    door.run(&format!("DELETE FROM checkpoint WHERE size = {size}"))
        .await;
    assert!(place.try_open().await.is_err());
}

async fn another_logs_key_is_refused(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    store.close().await;
    let other = LogIdentity::new(&identity().origin, [43; 32]);
    let refused = Store::open(&place.database(), other).await.err();
    assert!(matches!(refused, Some(StoreError::Log(_))), "{refused:?}");
    place.open().await;
}

async fn a_file_must_have_its_digest(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    let digest = massline_domain::id::Digest([1; 32]);
    let file = VaultWrite::File {
        digest,
        media: "text/plain".into(),
        bytes: b"x".to_vec(),
    };
    let refused = author
        .write(massline_domain::Who::System, Vec::new(), vec![file])
        .await;
    assert!(
        matches!(refused, Err(StoreError::Damaged { .. })),
        "{refused:?}"
    );
    assert_eq!(store.file(digest).await.unwrap(), None);
}

/// The disk is full at many moments; what was acknowledged is there, what was refused is
/// not, and writing goes on once there is space.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_loses_nothing() {
    let place = Place::sqlite();
    let store = place.open().await;
    let mut acknowledged = Vec::new();
    let mut refused = Vec::new();
    for round in 0..100 {
        limit_growth(&store, Some(round % 4)).await.unwrap();
        let mut full = false;
        for n in 0..200 {
            let words = "words ".repeat(1 + (round + n) as usize % 40);
            let (write, spoken) = opinion_write(CAMPAIGN, &words, DAY);
            match store.append(write).await {
                Ok(_) => acknowledged.push(spoken),
                Err(StoreError::Full) => {
                    refused.push(spoken);
                    full = true;
                    break;
                }
                Err(other) => panic!("{other}"),
            }
        }
        assert!(full, "the disk of round {round} was full in time");
        limit_growth(&store, None).await.unwrap();
        let (write, spoken) = opinion_write(CAMPAIGN, "there is space", DAY);
        store.append(write).await.unwrap();
        acknowledged.push(spoken);
    }
    store.close().await;
    let store = place.open().await;
    for spoken in &acknowledged {
        assert!(
            store
                .opinion_by_lookup(&spoken.lookup)
                .await
                .unwrap()
                .is_some()
        );
    }
    for spoken in &refused {
        assert!(
            store
                .opinion_by_lookup(&spoken.lookup)
                .await
                .unwrap()
                .is_none()
        );
    }
    let figures = store.figures(CAMPAIGN).await.unwrap();
    assert_eq!(figures.opinions, acknowledged.len() as u64);
    limit_growth(&store, Some(0)).await.unwrap();
    let sealing = store.seal(CAMPAIGN, DAY, true).await;
    assert!(matches!(sealing, Err(StoreError::Full)), "{sealing:?}");
    limit_growth(&store, None).await.unwrap();
    store.seal(CAMPAIGN, DAY, true).await.unwrap();
    assert_eq!(store.audit().await.unwrap().findings, []);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_so() {
    let database = Database::Postgres("postgres://nobody@127.0.0.1:1/none".into());
    let refused = Store::open(&database, identity()).await.err();
    assert!(
        matches!(refused, Some(StoreError::Unreachable(_))),
        "{refused:?}"
    );
    let database = Database::Postgres("not an address".into());
    assert!(Store::open(&database, identity()).await.is_err());
    let file = tempfile::NamedTempFile::new().unwrap();
    let database = Database::Sqlite(file.path().join("below-a-file"));
    let refused = Store::open(&database, identity()).await.err();
    assert!(
        matches!(refused, Some(StoreError::Directory { .. })),
        "{refused:?}"
    );
}
