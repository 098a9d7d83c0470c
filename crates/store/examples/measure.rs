//! Measures the store at a size: `cargo run --release -p massline-store --example measure -- 100000 DIR`.
//! Writes opinions by a few writers at once, sorts them into problems, seals, reads, audits.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for measuring"
)]

use massline_domain::campaign::{self, Profile};
use massline_domain::event::stream;
use massline_domain::id::{CampaignId, Digest, OpinionId, ProblemId};
use massline_domain::unit::Name;
use massline_domain::{Day, Event, Who, opinion, problem};
use massline_log::commit::{LABELS, commitment, field_commitment};
use massline_store::{
    Database, LogIdentity, OpinionFilter, ProblemFilter, ProblemSort, Store, StreamWrite,
    VaultField, VaultWrite, Write,
};
use std::time::Instant;

const CAMPAIGN: CampaignId = CampaignId(1);
const WRITERS: u64 = 16;
const PER_PROBLEM: u64 = 100;

fn hash<const N: usize>(what: &str, n: u64) -> [u8; N] {
    let hash = massline_log::sha256(format!("{what}/{n}").as_bytes());
    std::array::from_fn(|i| hash[i])
}

fn write(entropy: u64, streams: Vec<StreamWrite>, vault: Vec<VaultWrite>) -> Write {
    let today = day(entropy);
    let entropy = hash("entropy", entropy);
    Write {
        campaign: CAMPAIGN,
        today,
        who: Who::Public,
        entropy,
        streams,
        vault,
    }
}

fn day(n: u64) -> Day {
    Day(20_000 + i32::try_from(n % 200).unwrap())
}

fn opinion(n: u64) -> Write {
    let words = format!("The street lamp number {n} at the corner has been dark for three weeks");
    let fields: Vec<VaultField> = LABELS
        .iter()
        .map(|label| VaultField {
            label: (*label).to_owned(),
            salt: hash(label, n),
            value: if *label == "text" {
                words.clone().into_bytes()
            } else {
                Vec::new()
            },
        })
        .collect();
    let parts: Vec<[u8; 32]> = fields
        .iter()
        .map(|f| field_commitment(&f.label, &f.salt, &f.value).unwrap())
        .collect();
    let opinion = OpinionId(hash("opinion", n));
    let event = opinion::Event::Received {
        opinion,
        commitment: Digest(commitment(&parts).unwrap()),
        channel: ["web", "visit", "call"][(n % 3) as usize].to_owned(),
        group: None,
        language: "en".to_owned(),
        received: day(n),
        said_on: day(n),
        receipt: true,
    };
    let stream = stream::opinion(opinion);
    let streams = vec![StreamWrite {
        stream,
        expected: 0,
        events: vec![event.into()],
    }];
    let (lookup, source_key) = (hash("lookup", n), Some(hash("source", n)));
    write(
        n,
        streams,
        vec![VaultWrite::Opinion {
            opinion,
            lookup,
            source_key,
            fields,
        }],
    )
}

/// A problem with the opinions that are in it, as one write.
fn sorted(number: u64) -> Write {
    let problem = ProblemId(number + 1);
    let listed = problem::Event::Listed {
        problem,
        title: format!("Dark lamps in street {number}"),
        language: "en".to_owned(),
        keywords: vec!["lamp".to_owned(), "street".to_owned()],
        source: "opinions".to_owned(),
        day: day(number),
    };
    let one = |stream, expected, event: Event| StreamWrite {
        stream,
        expected,
        events: vec![event],
    };
    let mut streams = vec![one(stream::problem(problem), 0, listed.into())];
    for n in number * PER_PROBLEM..(number + 1) * PER_PROBLEM {
        let opinion = OpinionId(hash("opinion", n));
        let event = opinion::Event::Assigned {
            opinion,
            problem,
            copy: n % 9 == 0,
            from: None,
            traits: Default::default(),
        };
        streams.push(one(stream::opinion(opinion), 1, event.into()));
    }
    write(number, streams, Vec::new())
}

fn say(what: &str, count: u64, began: Instant) {
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{what:<28} {count:>9} in {seconds:>8.2} s = {:>9.0}/s",
        count as f64 / seconds
    );
}

async fn open_campaign(store: &Store) {
    let charter = include_str!("../../../charters/mass-line.toml").to_owned();
    let event = campaign::Event::Opened {
        slug: "measure".to_owned(),
        name: Name {
            zh: "测".to_owned(),
            en: "Measure".to_owned(),
        },
        digest: Digest(massline_log::sha256(charter.as_bytes())),
        charter,
        profile: Profile::Protected,
        day: day(0),
    };
    let stream = stream::CAMPAIGN.to_owned();
    let streams = vec![StreamWrite {
        stream,
        expected: 0,
        events: vec![event.into()],
    }];
    store
        .append(write(u64::MAX, streams, Vec::new()))
        .await
        .unwrap();
}

async fn fill(store: &Store, count: u64) {
    open_campaign(store).await;
    let began = Instant::now();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for n in (writer..count).step_by(WRITERS as usize) {
                    store.append(opinion(n)).await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    say("opinions written", count, began);
    let began = Instant::now();
    let half = count / PER_PROBLEM / 2;
    for number in 0..half {
        store.append(sorted(number)).await.unwrap();
    }
    say("opinions sorted", half * PER_PROBLEM, began);
    let began = Instant::now();
    let sealed = store.seal(CAMPAIGN, day(0), true).await.unwrap().unwrap();
    say("entries sealed", sealed.entries, began);
}

async fn reads(store: &Store, count: u64) {
    async fn time<T>(what: &str, call: impl AsyncFn() -> T) {
        call().await;
        let began = Instant::now();
        for _ in 0..10 {
            call().await;
        }
        println!(
            "{what:<28} {:>9.2} ms",
            began.elapsed().as_secs_f64() * 100.0
        );
    }
    let problem = ProblemId(1);
    let opinion = OpinionId(hash("opinion", 1));
    time("figures", async || store.figures(CAMPAIGN).await.unwrap()).await;
    time("campaign", async || {
        store.campaign("measure").await.unwrap()
    })
    .await;
    let by = |sort| ProblemFilter {
        sort,
        ..ProblemFilter::default()
    };
    let (strongest, late) = (by(ProblemSort::Strength), by(ProblemSort::Deadline));
    time("problems by strength", async || {
        store.problems(CAMPAIGN, &strongest).await
    })
    .await;
    time("problems by deadline", async || {
        store.problems(CAMPAIGN, &late).await
    })
    .await;
    let search = ProblemFilter {
        search: Some("street 33".into()),
        ..ProblemFilter::default()
    };
    time("problems searched", async || {
        store.problems(CAMPAIGN, &search).await
    })
    .await;
    time("problem", async || {
        store.problem(CAMPAIGN, problem).await.unwrap()
    })
    .await;
    time("story", async || {
        store.story(CAMPAIGN, problem).await.unwrap()
    })
    .await;
    time("opinions in problem", async || {
        store.problem_opinions(CAMPAIGN, problem, 1).await
    })
    .await;
    let state = OpinionFilter {
        state: Some("waiting".into()),
        ..OpinionFilter::default()
    };
    time("opinions waiting", async || {
        store.opinions(CAMPAIGN, &state).await.unwrap()
    })
    .await;
    let all = OpinionFilter::default();
    time("opinions", async || {
        store.opinions(CAMPAIGN, &all).await.unwrap()
    })
    .await;
    time("opinion", async || {
        store.opinion(CAMPAIGN, opinion).await.unwrap()
    })
    .await;
    time("lookup", async || {
        store.opinion_by_lookup(&hash("lookup", 5)).await.unwrap()
    })
    .await;
    time("proof", async || store.proof(count / 2).await.unwrap()).await;
    time("tile", async || store.tile(0, 0, 256).await.unwrap()).await;
    time("bundle", async || store.entry_bundle(1, 256).await.unwrap()).await;
    time("waiting", async || store.waiting(CAMPAIGN).await.unwrap()).await;
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let count = arguments
        .next()
        .map_or(10_000, |count| count.parse().unwrap());
    let place = arguments
        .next()
        .unwrap_or_else(|| "measure-data".to_owned());
    let database = if place.starts_with("postgres") {
        Database::Postgres(place)
    } else {
        Database::Sqlite(place.into())
    };
    let identity = LogIdentity::new("measure.example.org/log/1", [1; 32]);
    let store = Store::open(&database, identity).await.unwrap();
    if store.campaigns().await.unwrap().is_empty() {
        fill(&store, count).await;
    }
    reads(&store, count).await;
    let began = Instant::now();
    let report = store.audit().await.unwrap();
    say("events audited", report.events, began);
    assert_eq!(report.findings, []);
    let began = Instant::now();
    say("events replayed", store.rebuild().await.unwrap(), began);
}
