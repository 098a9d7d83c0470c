//! Writing: versions, groups, neighbours.

use crate::author::Author;
use crate::place::{Place, on_both};
use crate::scenario::{CAMPAIGN, DAY, fresh, opinion_write};
use massline_domain::event::stream;
use massline_domain::{Event, opinion};
use massline_store::{StoreError, StreamWrite, VaultWrite, Write};

on_both!(
    what_is_written_is_read,
    a_wrong_version_is_stale,
    only_the_version_is_checked,
    one_bad_write_does_not_fail_its_neighbours,
    of_many_with_the_same_key_one_is_taken,
    an_opinion_can_be_erased_in_its_own_write,
    what_is_unique_is_unique,
    writers_at_once_leave_no_gap,
    a_second_opening_finds_everything,
);

async fn what_is_written_is_read(place: Place) {
    let store = place.open().await;
    let (write, spoken) = opinion_write(CAMPAIGN, "路灯坏了", DAY);
    let events = write.streams[0].events.clone();
    let written = store.append(write.clone()).await.unwrap();
    assert_eq!(
        (written.last_seq, written.versions.as_slice()),
        (1, &[1][..])
    );
    let read = store
        .stream(CAMPAIGN, &stream::opinion(spoken.opinion))
        .await
        .unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!((read[0].seq, read[0].version, read[0].leaf), (1, 1, None));
    assert_eq!((read[0].day, &read[0].who), (DAY, &write.who));
    assert_eq!(read[0].event, events[0]);
    assert_eq!(store.events_after(0, 10).await.unwrap(), read);
    assert!(store.events_after(1, 10).await.unwrap().is_empty());
}

fn assigned(from: &Write) -> Event {
    let Event::Opinion(opinion::Event::Received { opinion, .. }) = &from.streams[0].events[0]
    else {
        panic!("the write brings an opinion");
    };
    let (opinion, reason) = (*opinion, "abuse".to_owned());
    opinion::Event::Refused { opinion, reason }.into()
}

async fn a_wrong_version_is_stale(place: Place) {
    let store = place.open().await;
    let (write, _) = opinion_write(CAMPAIGN, "one", DAY);
    store.append(write.clone()).await.unwrap();
    for (expected, good) in [(0, false), (2, false), (1, true), (1, false)] {
        let stream = write.streams[0].stream.clone();
        let events = vec![assigned(&write)];
        let again = Write {
            streams: vec![StreamWrite {
                stream,
                expected,
                events,
            }],
            vault: Vec::new(),
            ..write.clone()
        };
        let result = store.append(again).await;
        match result {
            Ok(written) => assert!(good && written.versions == [2], "version {expected}"),
            Err(StoreError::Stale { stream }) => {
                assert!(
                    !good && stream == write.streams[0].stream,
                    "version {expected}"
                );
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(
        store.events_after(0, 10).await.unwrap().len(),
        2,
        "nothing else was written"
    );
}

async fn only_the_version_is_checked(place: Place) {
    let store = place.open().await;
    let (first, _) = opinion_write(CAMPAIGN, "one", DAY);
    store.append(first.clone()).await.unwrap();
    let with = |expected| {
        let (mut write, _) = opinion_write(CAMPAIGN, "two", DAY);
        let stream = first.streams[0].stream.clone();
        write.streams.push(StreamWrite {
            stream,
            expected,
            events: Vec::new(),
        });
        write
    };
    let stale = store.append(with(0)).await;
    assert!(matches!(stale, Err(StoreError::Stale { .. })), "{stale:?}");
    let written = store.append(with(1)).await.unwrap();
    assert_eq!(written.versions, [1, 1]);
    assert_eq!(
        written.last_seq, 2,
        "the stale write left nothing, not even a number"
    );
}

async fn one_bad_write_does_not_fail_its_neighbours(place: Place) {
    let store = place.open().await;
    let (first, _) = opinion_write(CAMPAIGN, "first", DAY);
    store.append(first.clone()).await.unwrap();
    let tasks: Vec<_> = (0..60)
        .map(|n| {
            let (store, bad) = (store.clone(), n % 7 == 3);
            let (good, _) = opinion_write(CAMPAIGN, "neighbour", DAY);
            let write = if bad {
                Write {
                    entropy: fresh(),
                    ..first.clone()
                }
            } else {
                good
            };
            tokio::spawn(async move { (bad, store.append(write).await) })
        })
        .collect();
    for task in tasks {
        let (bad, result) = task.await.unwrap();
        assert_eq!(result.is_err(), bad, "{result:?}");
    }
    let events = store.events_after(0, 1_000).await.unwrap();
    let gap_free = events.iter().zip(1..).all(|(event, seq)| event.seq == seq);
    assert!(
        gap_free && events.len() == 1 + 60 - 9,
        "{} events",
        events.len()
    );
    assert_eq!(store.audit().await.unwrap().findings, []);
}

/// The write of an opinion with keys that may belong to another one.
fn with_keys(lookup: Option<[u8; 16]>, source_key: Option<[u8; 32]>) -> Write {
    let (mut write, _) = opinion_write(CAMPAIGN, "two", DAY);
    if let VaultWrite::Opinion {
        lookup: l,
        source_key: s,
        ..
    } = &mut write.vault[0]
    {
        *l = lookup.unwrap_or(*l);
        *s = source_key.or(*s);
    }
    write
}

async fn what_is_unique_is_unique(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    author.open("first").await;
    let first = author.speak("one", DAY).await;
    let same_lookup = with_keys(Some(first.lookup), None);
    let same_source = with_keys(None, Some(first.source_key));
    let told = |result: Result<_, StoreError>| match result {
        Err(StoreError::Duplicate { what }) => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(told(store.append(same_lookup).await), "lookup");
    assert_eq!(told(store.append(same_source.clone()).await), "source_key");
    let elsewhere = Write {
        campaign: crate::scenario::OTHER,
        ..same_source
    };
    store
        .append(elsewhere)
        .await
        .expect("source keys are unique per campaign");
    let known = store
        .known_source_keys(CAMPAIGN, &[first.source_key, [0; 32]])
        .await
        .unwrap();
    assert_eq!(known.into_iter().collect::<Vec<_>>(), [first.source_key]);

    let mut second = Author::new(&store, crate::scenario::OTHER);
    let user = massline_domain::id::UserId([9; 8]);
    let (login, name, password) = ("wang".to_owned(), String::new(), String::new());
    let taken = VaultWrite::Account {
        user,
        login,
        name,
        password,
    };
    let who = massline_domain::Who::System;
    let result = author
        .write(who.clone(), Vec::new(), vec![taken.clone()])
        .await;
    assert_eq!(told(result), "login");
    second
        .write(who, Vec::new(), vec![taken])
        .await
        .expect("logins are unique per campaign");
}

async fn writers_at_once_leave_no_gap(place: Place) {
    let store = place.open().await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                for _ in 0..50 {
                    store
                        .append(opinion_write(CAMPAIGN, "words", DAY).0)
                        .await
                        .unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let events = store.events_after(0, 1_000).await.unwrap();
    let seqs: Vec<u64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(seqs, (1..=400).collect::<Vec<u64>>());
    assert_eq!(store.figures(CAMPAIGN).await.unwrap().opinions, 400);
}

async fn a_second_opening_finds_everything(place: Place) {
    let store = place.open().await;
    let (write, spoken) = opinion_write(CAMPAIGN, "words", DAY);
    store.append(write).await.unwrap();
    let before = store.events_after(0, 10).await.unwrap();
    store.close().await;
    let store = place.open().await;
    assert_eq!(store.events_after(0, 10).await.unwrap(), before);
    assert!(
        store
            .opinion(CAMPAIGN, spoken.opinion)
            .await
            .unwrap()
            .is_some()
    );
    let (write, _) = opinion_write(CAMPAIGN, "more", DAY);
    assert_eq!(store.append(write).await.unwrap().last_seq, 2);
}

async fn of_many_with_the_same_key_one_is_taken(place: Place) {
    let store = place.open().await;
    let tasks: Vec<_> = (0..40)
        .map(|n| {
            let store = store.clone();
            let write = if n % 2 == 0 {
                with_keys(None, Some([7; 32]))
            } else {
                opinion_write(CAMPAIGN, "neighbour", DAY).0
            };
            tokio::spawn(async move { (n % 2 == 0, store.append(write).await) })
        })
        .collect();
    let (mut same, mut others) = (0, 0);
    for task in tasks {
        match task.await.unwrap() {
            (true, Ok(_)) => same += 1,
            (true, Err(StoreError::Duplicate { what })) => assert_eq!(what, "source_key"),
            (false, Ok(_)) => others += 1,
            (_, Err(other)) => panic!("{other}"),
        }
    }
    assert_eq!((same, others), (1, 20));
    assert_eq!(store.audit().await.unwrap().findings, []);
}

async fn an_opinion_can_be_erased_in_its_own_write(place: Place) {
    let store = place.open().await;
    let (mut write, spoken) = opinion_write(CAMPAIGN, "never mind", DAY);
    let (opinion, authority) = (spoken.opinion, opinion::Authority::Subject);
    let erased = opinion::Event::Erased {
        opinion,
        authority,
        from: None,
    };
    write.streams[0].events.push(erased.into());
    write.vault.push(VaultWrite::Erase { opinion });
    assert_eq!(store.append(write).await.unwrap().versions, [2]);
    let found = store.opinion_by_lookup(&spoken.lookup).await.unwrap();
    assert_eq!(found, Some((CAMPAIGN, opinion, true)));
    assert_eq!(store.audit().await.unwrap().findings, []);
}
