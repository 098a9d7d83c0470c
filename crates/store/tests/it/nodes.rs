//! Several programs on one database.

use crate::place::{Place, on_both};
use crate::scenario::{CAMPAIGN, DAY, OTHER, opinion_write};
use massline_store::Store;

on_both!(two_nodes_write_and_seal_at_once);

/// On PostgreSQL these are two servers of the house; on SQLite, the server and a command run
/// beside it.
async fn two_nodes_write_and_seal_at_once(place: Place) {
    let first = place.open().await;
    let second = place.open().await;
    let tasks: Vec<_> = [
        (&first, CAMPAIGN),
        (&second, CAMPAIGN),
        (&first, OTHER),
        (&second, OTHER),
    ]
    .into_iter()
    .map(|(store, campaign)| {
        let store: Store = store.clone();
        tokio::spawn(async move {
            let mut sealed = 0;
            for n in 0..40 {
                store
                    .append(opinion_write(campaign, "words", DAY).0)
                    .await
                    .unwrap();
                if n % 7 == 0
                    && let Some(done) = store.seal(campaign, DAY, true).await.unwrap()
                {
                    sealed += done.entries;
                }
            }
            sealed
        })
    })
    .collect();
    let mut sealed = 0;
    for task in tasks {
        sealed += task.await.unwrap();
    }
    for campaign in [CAMPAIGN, OTHER] {
        let done = second.seal(campaign, DAY, true).await.unwrap();
        sealed += done.map_or(0, |done| done.entries);
        assert_eq!(first.figures(campaign).await.unwrap().opinions, 80);
    }
    let seqs: Vec<u64> = first
        .events_after(0, 1_000)
        .await
        .unwrap()
        .iter()
        .map(|event| event.seq)
        .collect();
    assert_eq!(seqs, (1..=160).collect::<Vec<u64>>());
    let report = first.audit().await.unwrap();
    assert_eq!(report.findings, []);
    assert_eq!(
        (report.entries, sealed),
        (162, 162),
        "160 opinions and the books of two"
    );
}
