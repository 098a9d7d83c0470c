//! From waiting events to the entries of one batch, in their order.

use super::balance::day_number;
use super::{Cover, cover, document, member};
use crate::chain::EventRow;
use crate::error::{Result, StoreError};
use crate::write::Recorded;
use massline_domain::id::{CampaignId, ConsultationId, OpinionId, RoundId};
use massline_domain::{Day, Event, opinion};
use massline_log::Hash;
use massline_log::batch::Batch;
use massline_log::entry::{Entry, Kind};
use massline_log::seal::{Profile, order};
use massline_log::{json::canonical, sha256};
use std::collections::BTreeMap;

/// Where the entry of an opinion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) leaf: u64,
    pub(crate) hash: Hash,
}

/// What a seal adds.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Entries in the order of the log.
    pub(crate) entries: Vec<Entry>,
    /// Public documents by their hashes.
    pub(crate) documents: Vec<([u8; 32], String)>,
    /// Which event is covered by which entry.
    pub(crate) leaves: Vec<(u64, u64)>,
}

/// An entry to be, with the events it covers, by their places among the waiting ones.
struct Draft {
    cover: Cover,
    /// Unfinished: what depends on other entries of the batch comes once they have places.
    entry: Entry,
    events: Vec<usize>,
}

/// Plans the entries for events of one campaign, which are in order of `seq`. `known` has the
/// entries of opinions that were sealed before.
///
/// # Errors
/// Where an event is about an opinion that has no entry.
pub(crate) fn plan(
    (campaign, day): (CampaignId, Day),
    sorted: bool,
    first_leaf: u64,
    rows: Vec<EventRow>,
    mut known: BTreeMap<OpinionId, Known>,
) -> Result<Plan> {
    let salts: Vec<[u8; 32]> = rows.iter().map(|row| row.salt).collect();
    let events: Vec<Recorded> = rows
        .into_iter()
        .map(TryInto::try_into)
        .collect::<Result<_>>()?;
    let mut drafts = drafts(campaign, day, &events);
    let profile = if sorted {
        Profile::Protected
    } else {
        Profile::Open
    };
    order(profile, &mut drafts, |draft| &draft.entry);

    let mut plan = Plan::default();
    for (leaf, draft) in (first_leaf..).zip(drafts) {
        let of = |at: &usize| (&events[*at], salts[*at]);
        let covered: Vec<_> = draft.events.iter().map(of).collect();
        let (entry, text) = finish(draft.cover, draft.entry, &covered, &known)?;
        if let (Cover::Submission, Some((first, _))) = (draft.cover, covered.first())
            && let Event::Opinion(event) = &first.event
        {
            known.insert(
                event.opinion(),
                Known {
                    leaf,
                    hash: entry.leaf_hash(),
                },
            );
        }
        plan.documents
            .extend(text.map(|text| (entry.reference, text)));
        plan.leaves
            .extend(covered.iter().map(|(event, _)| (event.seq, leaf)));
        plan.entries.push(entry);
    }
    Ok(plan)
}

/// One draft for each entry, in the order of its last event: a batch stands after everything
/// that its members are about.
fn drafts(campaign: CampaignId, day: Day, events: &[Recorded]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::with_capacity(events.len());
    let (mut dispositions, mut supports) = (None, None);
    let mut ballots: BTreeMap<RoundId, usize> = BTreeMap::new();
    let mut votes: BTreeMap<ConsultationId, usize> = BTreeMap::new();
    for (at, recorded) in events.iter().enumerate() {
        let cover = cover(&recorded.event);
        let open = match cover {
            Cover::Dispositions => dispositions,
            Cover::Supports => supports,
            Cover::Ballots(round) => ballots.get(&round).copied(),
            Cover::Votes(consultation) => votes.get(&consultation).copied(),
            _ => None,
        };
        if let Some(draft) = open {
            drafts[draft].events.push(at);
            continue;
        }
        match cover {
            Cover::Dispositions => dispositions = Some(drafts.len()),
            Cover::Supports => supports = Some(drafts.len()),
            Cover::Ballots(round) => {
                ballots.insert(round, drafts.len());
            }
            Cover::Votes(consultation) => {
                votes.insert(consultation, drafts.len());
            }
            _ => {}
        }
        let mut entry = Entry::new(kind(cover), day_number(day), campaign.0);
        if let Event::Opinion(opinion::Event::Received { commitment, .. }) = &recorded.event {
            entry.commitment = commitment.0;
        }
        drafts.push(Draft {
            cover,
            entry,
            events: vec![at],
        });
    }
    drafts.sort_by_key(|draft| draft.events.last().copied());
    drafts
}

fn kind(cover: Cover) -> Kind {
    match cover {
        Cover::Submission => Kind::Submission,
        Cover::Dispositions => Kind::Disposition,
        Cover::Ballots(_) | Cover::Votes(_) | Cover::Supports => Kind::Ballots,
        Cover::Erasure => Kind::Erasure,
        Cover::Document(kind) => kind,
    }
}

/// Fills in what depends on the events and on the entries before.
fn finish(
    cover: Cover,
    entry: Entry,
    events: &[(&Recorded, [u8; 32])],
    known: &BTreeMap<OpinionId, Known>,
) -> Result<(Entry, Option<String>)> {
    let Some((first, _)) = events.first() else {
        return Ok((entry, None));
    };
    match cover {
        Cover::Submission => Ok((entry, None)),
        Cover::Document(_) => {
            let text = document(first, None)?;
            let reference = sha256(text.as_bytes());
            Ok((Entry { reference, ..entry }, Some(text)))
        }
        Cover::Erasure => {
            let erased = entry_of(first, known)?;
            let text = document(first, Some(erased.leaf))?;
            let reference = sha256(text.as_bytes());
            Ok((
                Entry {
                    reference,
                    aux: erased.hash,
                    ..entry
                },
                Some(text),
            ))
        }
        Cover::Dispositions | Cover::Ballots(_) | Cover::Votes(_) | Cover::Supports => {
            let mut hashes = Vec::with_capacity(events.len());
            for (event, salt) in events {
                let leaf = match cover {
                    Cover::Dispositions => entry_of(event, known)?.leaf,
                    _ => 0,
                };
                hashes.push(member(event, *salt, leaf)?.hash());
            }
            let batch = Batch::from_hashes(entry.kind, hashes)?;
            let text = canonical(&batch.document())?;
            Ok((batch.entry(entry.day, entry.campaign)?, Some(text)))
        }
    }
}

/// The entry of the opinion this event is about.
fn entry_of(recorded: &Recorded, known: &BTreeMap<OpinionId, Known>) -> Result<Known> {
    let found = match &recorded.event {
        Event::Opinion(event) => known.get(&event.opinion()).copied(),
        _ => None,
    };
    found.ok_or_else(|| {
        StoreError::damaged(format!(
            "event {} of stream {} comes before the opinion it is about",
            recorded.seq, recorded.stream
        ))
    })
}
