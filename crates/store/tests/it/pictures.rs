//! Pictures stay with the opinion they came with, and go with it.

use crate::author::Author;
use crate::place::{Place, on_both};
use crate::scenario::{CAMPAIGN, DAY, pictures_with};
use massline_domain::id::Digest;
use massline_store::PictureRow;

on_both!(pictures_are_read_in_order_where_their_opinion_is_and_erased_with_it);

async fn pictures_are_read_in_order_where_their_opinion_is_and_erased_with_it(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    author.open("first").await;
    let spoken = author.speak("The lamp is broken", DAY).await;
    let plain = author.speak("Noise", DAY).await;
    let opinion = spoken.opinion;
    let given = pictures_with("The lamp is broken");
    let digests: Vec<Digest> = given
        .iter()
        .map(|one| Digest(massline_log::sha256(one)))
        .collect();
    let rows = store
        .pictures(CAMPAIGN, &[plain.opinion, opinion])
        .await
        .unwrap();
    let row = |number: u8, digest| PictureRow {
        opinion,
        number,
        digest,
    };
    assert_eq!(rows, [row(1, digests[0]), row(2, digests[1])]);
    for (number, bytes) in (1..).zip(&given) {
        let (media, found) = store
            .picture(CAMPAIGN, opinion, number)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((media.as_str(), &found), ("image/png", bytes));
    }
    assert_eq!(store.picture(CAMPAIGN, opinion, 3).await.unwrap(), None);
    // In the problem that the opinion is in, and in no other.
    let lamps = author.list(1, "Lamps").await;
    let noise = author.list(2, "Noise").await;
    let there = |problem| store.picture_in_problem(CAMPAIGN, problem, digests[1]);
    assert_eq!(there(lamps).await.unwrap(), None);
    author.assign(spoken, lamps, false).await;
    assert_eq!(
        there(lamps).await.unwrap().map(|(_, bytes)| bytes).as_ref(),
        Some(&given[1])
    );
    assert_eq!(there(noise).await.unwrap(), None);
    let all = store.pictures_in_problem(CAMPAIGN, lamps).await.unwrap();
    assert_eq!(all, digests.iter().copied().collect());
    let report = store.audit().await.unwrap();
    assert!(report.findings.is_empty(), "{report:?}");
    author.erase(spoken, Some(lamps)).await;
    assert_eq!(store.picture(CAMPAIGN, opinion, 1).await.unwrap(), None);
    assert_eq!(there(lamps).await.unwrap(), None);
    assert!(
        store
            .pictures(CAMPAIGN, &[opinion])
            .await
            .unwrap()
            .is_empty()
    );
    let report = store.audit().await.unwrap();
    assert!(report.findings.is_empty(), "{report:?}");
}
