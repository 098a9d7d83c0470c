//! Sealing and everything that is served of the log.

use crate::author::Author;
use crate::place::{ORIGIN, Place, identity, on_both};
use crate::scenario::{CAMPAIGN, DAY, OTHER, opinion_write, tell};
use massline_domain::Event;
use massline_log::checkpoint::Checkpoint;
use massline_log::entry::{ENTRY_LEN, Entry, Kind};
use massline_log::merkle::{Tree, inclusion_proof, leaf_hash, tile_width, verify_consistency};
use massline_log::note::VerifyingKey;
use massline_log::proof::TlogProof;
use massline_log::tile::decode_bundle;
use massline_store::testing::seal_at_most;
use massline_store::{Store, Waiting};
use serde_json::Value;
use std::collections::BTreeMap;

on_both!(
    every_event_is_in_one_entry,
    what_is_served_is_one_tree,
    every_entry_can_be_proved,
    checkpoints_extend_each_other,
    opinions_are_sorted_by_commitment,
    documents_name_nobody,
    books_are_entered_once_a_day,
    nothing_waits_after_a_seal,
    an_erasure_names_the_erased_entry,
    a_batch_stands_after_what_its_members_are_about,
    many_events_are_sealed_in_parts,
    where_an_opinion_went_can_be_proved,
);

fn key() -> VerifyingKey {
    identity().log_key().unwrap().verifying_key()
}

async fn checkpoint(store: &Store) -> Checkpoint {
    let note = store.checkpoint().await.unwrap().unwrap();
    Checkpoint::open(&note, &key(), &[]).unwrap().0
}

/// All entries, read as anybody can read them.
async fn entries(store: &Store) -> Vec<Entry> {
    let size = checkpoint(store).await.size;
    let mut entries = Vec::new();
    for index in 0..size.div_ceil(256) {
        let width = tile_width(0, index, size);
        let bundle = store.entry_bundle(index, width).await.unwrap().unwrap();
        let some = decode_bundle(&bundle, width).unwrap();
        entries.extend(some.into_iter().map(|entry| Entry::decode(entry).unwrap()));
    }
    assert_eq!(entries.len() as u64, size);
    entries
}

async fn every_event_is_in_one_entry(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    store.seal(CAMPAIGN, DAY.plus(2), true).await.unwrap();
    let entries = entries(&store).await;
    let mut covered: BTreeMap<u64, Vec<Event>> = BTreeMap::new();
    for recorded in store.events_after(0, 10_000).await.unwrap() {
        covered
            .entry(recorded.leaf.expect("sealed"))
            .or_default()
            .push(recorded.event);
    }
    for (leaf, entry) in (0..).zip(&entries) {
        let events = covered.remove(&leaf).unwrap_or_default();
        match entry.kind {
            Kind::Balance => assert!(events.is_empty()),
            Kind::Disposition | Kind::Ballots => assert_eq!(events.len() as u64, entry.count),
            _ => assert_eq!(events.len(), 1),
        }
        for event in events {
            assert_eq!(entry.kind, kind_of(&event.tag()), "{}", event.tag());
        }
    }
    assert!(
        covered.is_empty(),
        "no event is in an entry that is not there"
    );
}

/// The table of kinds, written down once more and apart from the code under test.
fn kind_of(tag: &str) -> Kind {
    match tag {
        "opinion.received" => Kind::Submission,
        "opinion.assigned"
        | "opinion.released"
        | "opinion.kept_apart"
        | "opinion.answered"
        | "opinion.referred"
        | "opinion.refused"
        | "opinion.reconsidered" => Kind::Disposition,
        "problem.listed"
        | "problem.renamed"
        | "problem.labelled"
        | "problem.merged"
        | "problem.split"
        | "problem.told_apart"
        | "problem.picture_shown"
        | "problem.picture_hidden"
        | "problem.recurred" => Kind::Problem,
        "problem.assigned" | "problem.referred" => Kind::Dispatch,
        tag if tag.starts_with("escalation.") => Kind::Dispatch,
        tag if tag.starts_with("look_back.") => Kind::Problem,
        "problem.claimed" | "problem.rectifying" | "problem.closing_requested" => Kind::Reply,
        "verdict.opened" => Kind::RoundOpen,
        "verdict.ballot_cast" => Kind::Ballots,
        "verdict.decided" | "problem.closed" | "problem.not_fixed" => Kind::Tally,
        "opinion.erased" => Kind::Erasure,
        "campaign.opened" | "campaign.closed" => Kind::Campaign,
        "stage.passed"
        | "stage.read"
        | "stage.postponed"
        | "mirror.returned"
        | "mirror.accepted"
        | "criticism.returned"
        | "commitment.confirmed"
        | "commitment.doubted" => Kind::Campaign,
        "treatment.replied" | "treatment.carried_out" | "wave.answered" => Kind::Reply,
        "study.assigned" | "study.counted" => Kind::Campaign,
        tag if tag.starts_with("study.") => Kind::Reply,
        tag if tag.starts_with("disclosure.")
            || tag.starts_with("programme.")
            || tag.starts_with("hearing.")
            || tag.starts_with("wave.")
            || tag.starts_with("spot_check.") =>
        {
            Kind::Campaign
        }
        tag if tag.starts_with("treatment.") => Kind::Campaign,
        tag if tag.starts_with("mirror.") || tag.starts_with("rule.") => Kind::Reply,
        tag if ["item.", "stage.", "indicator.", "criticism.", "commitment."]
            .iter()
            .any(|kind| tag.starts_with(kind)) =>
        {
            Kind::Reply
        }
        tag if ["unit.", "user.", "team."]
            .iter()
            .any(|kind| tag.starts_with(kind)) =>
        {
            Kind::Policy
        }
        "campaign.charter_changed" => Kind::Policy,
        "statement.proposed" | "statement.appealed" | "statement.withdrawn" => Kind::Ballots,
        tag if tag.starts_with("vote.") || tag.starts_with("support.") => Kind::Ballots,
        tag if tag.starts_with("consultation.") || tag.starts_with("statement.") => {
            Kind::Additive(0x90)
        }
        other => panic!("{other}"),
    }
}

async fn what_is_served_is_one_tree(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let entries = entries(&store).await;
    assert!(entries.len() > 256, "more than one tile: {}", entries.len());
    let tree = Tree::from_leaves(entries.iter().map(|entry| leaf_hash(&entry.encode())));
    let signed = checkpoint(&store).await;
    assert_eq!((signed.root, signed.origin.as_str()), (tree.root(), ORIGIN));
    for level in 0..2 {
        for index in 0..2 {
            let width = tile_width(level, index, signed.size);
            for width in [1, width]
                .into_iter()
                .filter(|wanted| (1..=width).contains(wanted))
            {
                let served = store.tile(level, index, width).await.unwrap().unwrap();
                let source: &dyn massline_log::merkle::HashSource = &tree;
                assert_eq!(served, source.tile(level, index, width).unwrap().concat());
            }
            assert_eq!(store.tile(level, index, width + 1).await.unwrap(), None);
        }
    }
    assert_eq!(store.entry_bundle(9, 1).await.unwrap(), None);
    assert_eq!(store.tile(0, 0, 0).await.unwrap(), None);
}

async fn every_entry_can_be_proved(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let entries = entries(&store).await;
    let tree = Tree::from_leaves(entries.iter().map(|entry| leaf_hash(&entry.encode())));
    for index in [0, 1, 7, 255, 256, entries.len() - 1] {
        let text = store.proof(index as u64).await.unwrap();
        let proof = TlogProof::parse(&text).unwrap();
        let proved = proof.verify(&key(), &[], 0).unwrap();
        assert_eq!((proved.entry, proved.index), (entries[index], index as u64));
        let size = entries.len() as u64;
        assert_eq!(
            proof.hashes,
            inclusion_proof(&tree, index as u64, size).unwrap()
        );
    }
    assert!(store.proof(entries.len() as u64).await.is_err());
}

async fn checkpoints_extend_each_other(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let mut door = place.back_door().await;
    let count = door.number("SELECT COUNT(*) FROM checkpoint").await;
    assert_eq!(count, 4);
    let mut roots = Vec::new();
    for size in 1..=checkpoint(&store).await.size {
        if let Some(note) = store.checkpoint_at(size).await.unwrap() {
            roots.push(Checkpoint::open(&note, &key(), &[]).unwrap().0);
        }
    }
    assert_eq!(roots.len(), 4);
    for old in &roots {
        for new in roots.iter().filter(|new| new.size >= old.size) {
            let proof = store.consistency(old.size, new.size).await.unwrap();
            verify_consistency(old.size, new.size, &proof, &old.root, &new.root).unwrap();
        }
    }
    assert!(store.consistency(1, roots[3].size + 1).await.is_err());
}

async fn opinions_are_sorted_by_commitment(place: Place) {
    let store = place.open().await;
    for sorted in [true, false] {
        let campaign = if sorted { CAMPAIGN } else { OTHER };
        let mut came = Vec::new();
        for n in 0..20 {
            let (write, _) = opinion_write(campaign, &format!("words {n}"), DAY);
            let Event::Opinion(massline_domain::opinion::Event::Received { commitment, .. }) =
                &write.streams[0].events[0]
            else {
                panic!("an opinion");
            };
            came.push(commitment.0);
            store.append(write).await.unwrap();
        }
        let sealed = store.seal(campaign, DAY, sorted).await.unwrap().unwrap();
        let entries = entries(&store).await;
        let batch = &entries[entries.len() - usize::try_from(sealed.entries).unwrap()..];
        let order: Vec<[u8; 32]> = batch[..20].iter().map(|entry| entry.commitment).collect();
        if sorted {
            assert_ne!(order, came, "an order of 20 that is the same by chance");
            came.sort_unstable();
        }
        assert_eq!(order, came);
    }
}

async fn documents_name_nobody(place: Place) {
    let store = place.open().await;
    let told = tell(&store).await;
    let ids: Vec<String> = told
        .spoken
        .iter()
        .map(|spoken| spoken.opinion.to_string())
        .collect();
    let mut seen = 0;
    for entry in entries(&store).await {
        if entry.kind == Kind::Submission {
            assert_eq!(entry.reference, [0; 32]);
            continue;
        }
        let text = store
            .document(&entry.reference)
            .await
            .unwrap()
            .expect("served");
        assert_eq!(massline_log::sha256(text.as_bytes()), entry.reference);
        assert!(
            !ids.iter().any(|id| text.contains(id)),
            "no opinion's id in {text}"
        );
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(massline_log::json::canonical(&document).unwrap(), text);
        assert!(
            !document["by"].to_string().contains("01010101"),
            "no user in {}",
            document["by"]
        );
        seen += 1;
    }
    assert!(seen > 200);
    assert_eq!(store.document(&[0; 32]).await.unwrap(), None);
}

async fn books_are_entered_once_a_day(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    author.open("first").await;
    let mut balances = Vec::new();
    for (day, words) in [(0, "a"), (0, "b"), (1, "c"), (1, "d"), (5, "e")] {
        author.speak(words, DAY).await;
        store.seal(CAMPAIGN, DAY.plus(day), true).await.unwrap();
        let entries = entries(&store).await;
        balances = entries
            .into_iter()
            .filter(|entry| entry.kind == Kind::Balance)
            .collect::<Vec<_>>();
    }
    let of: Vec<_> = balances
        .iter()
        .map(|entry| (entry.day, entry.count))
        .collect();
    let day = u32::try_from(DAY.0).unwrap();
    assert_eq!(of, [(day, 1), (day + 1, 3), (day + 5, 5)]);
    let text = store
        .document(&balances[2].reference)
        .await
        .unwrap()
        .unwrap();
    let books: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (books["received"].as_u64(), books["waiting"].as_u64()),
        (Some(5), Some(5))
    );
}

async fn nothing_waits_after_a_seal(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    assert_eq!(store.seal(CAMPAIGN, DAY, true).await.unwrap(), None);
    assert_eq!(store.checkpoint().await.unwrap(), None);
    author.speak("words", DAY).await;
    author.list(1, "A problem").await;
    assert_eq!(
        store.waiting(CAMPAIGN).await.unwrap(),
        Waiting {
            events: 2,
            opinions: 1
        }
    );
    assert_eq!(store.waiting(OTHER).await.unwrap(), Waiting::default());
    let sealed = store.seal(CAMPAIGN, DAY, true).await.unwrap().unwrap();
    assert_eq!((sealed.size, sealed.entries), (3, 3), "with the books");
    assert_eq!(store.waiting(CAMPAIGN).await.unwrap(), Waiting::default());
    assert_eq!(store.seal(CAMPAIGN, DAY, true).await.unwrap(), None);
    assert_eq!(checkpoint(&store).await.size, 3);
}

async fn an_erasure_names_the_erased_entry(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    author.open("first").await;
    let early = author.speak("sealed before", DAY).await;
    store.seal(CAMPAIGN, DAY, true).await.unwrap();
    let late = author.speak("sealed with its erasure", DAY).await;
    author.erase(late, None).await;
    author.erase(early, None).await;
    store.seal(CAMPAIGN, DAY, true).await.unwrap();
    let entries = entries(&store).await;
    let erasures: Vec<&Entry> = entries
        .iter()
        .filter(|entry| entry.kind == Kind::Erasure)
        .collect();
    for (erasure, spoken) in erasures.iter().zip([late, early]) {
        let leaf = store
            .opinion(CAMPAIGN, spoken.opinion)
            .await
            .unwrap()
            .unwrap()
            .leaf
            .unwrap();
        let erased = &entries[usize::try_from(leaf).unwrap()];
        assert_eq!(erasure.aux, leaf_hash(&erased.encode()));
        assert_eq!(erased.encode().len(), ENTRY_LEN);
        let text = store.document(&erasure.reference).await.unwrap().unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["event"]["leaf"].as_u64(), Some(leaf));
        assert_eq!(document["by"], "public");
    }
    assert_eq!(erasures.len(), 2);
    assert_eq!(store.audit().await.unwrap().findings, []);
}

async fn a_batch_stands_after_what_its_members_are_about(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    author.open("first").await;
    let early = author
        .speak("answered before the next one speaks", DAY)
        .await;
    author.answer(early, "yes").await;
    let late = author.speak("spoken after the first answer", DAY).await;
    author.answer(late, "yes").await;
    store.seal(CAMPAIGN, DAY, false).await.unwrap();
    let kinds: Vec<Kind> = entries(&store)
        .await
        .iter()
        .map(|entry| entry.kind)
        .collect();
    let place_of = |kind: Kind| kinds.iter().rposition(|found| *found == kind).unwrap();
    assert!(
        place_of(Kind::Disposition) > place_of(Kind::Submission),
        "{kinds:?}"
    );
    assert_eq!(store.audit().await.unwrap().findings, []);
}

async fn many_events_are_sealed_in_parts(place: Place) {
    let mut store = place.open().await;
    seal_at_most(&mut store, 7);
    let told = tell(&store).await;
    let waiting = store.waiting(CAMPAIGN).await.unwrap().events;
    let sealed = store
        .seal(CAMPAIGN, DAY.plus(2), true)
        .await
        .unwrap()
        .unwrap();
    assert!(waiting > 0 && sealed.entries > waiting);
    assert_eq!(store.waiting(CAMPAIGN).await.unwrap(), Waiting::default());
    let mut door = place.back_door().await;
    assert!(
        door.number("SELECT COUNT(*) FROM checkpoint").await > 40,
        "in parts"
    );
    let balances = entries(&store)
        .await
        .into_iter()
        .filter(|e| e.kind == Kind::Balance)
        .count();
    assert_eq!(
        balances, 5,
        "one per campaign and day, when nothing else waits"
    );
    let moved = store
        .disposition_proof(CAMPAIGN, told.spoken[0].opinion)
        .await
        .unwrap();
    assert!(moved.is_some(), "its entry is of an earlier part");
    assert_eq!(store.audit().await.unwrap().findings, []);
}

async fn where_an_opinion_went_can_be_proved(place: Place) {
    let store = place.open().await;
    let told = tell(&store).await;
    let entries = entries(&store).await;
    for (n, proved) in [(0, true), (4, true), (7, false), (10, false)] {
        let opinion = told.spoken[n].opinion;
        let found = store.disposition_proof(CAMPAIGN, opinion).await.unwrap();
        assert_eq!(found.is_some(), proved, "opinion {n}");
        let Some((leaf, proof)) = found else { continue };
        let entry = &entries[usize::try_from(leaf).unwrap()];
        assert_eq!(entry.kind, Kind::Disposition);
        let text = store.document(&entry.reference).await.unwrap().unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        proof.verify(entry, &document).unwrap();
        let said = String::from_utf8(proof.member.document.clone()).unwrap();
        assert!(said.contains(&opinion.to_string()), "{said}");
        let other = entries
            .iter()
            .find(|other| *other != entry && other.kind == entry.kind);
        assert!(
            proof.verify(other.unwrap(), &document).is_err(),
            "not in another batch"
        );
    }
}
