//! How long an analysis takes: `cargo run --release -p massline-consensus --example measure`.
//!
//! Votes are made up: camps that agree with their statements three times of four, everybody seeing
//! the statements that come up for them. Reading, analysing and updating are timed apart.

#![expect(clippy::print_stdout, reason = "an example says what it found")]

use massline_consensus::{Choice, Conversation, Id, Votes, analyse, read_votes, stability};
use std::fmt::Write;
use std::time::Instant;

/// A conversation to make up.
#[derive(Clone, Copy)]
struct Size {
    people: u64,
    statements: u64,
    votes: u64,
}

fn main() {
    let sizes = [
        (1_900, 197, 62_000),
        (5_000, 200, 100_000),
        (20_000, 1_000, 1_000_000),
        (100_000, 10_000, 5_000_000),
    ];
    println!(
        "people,statements,votes,read_ms,record_ms,analyse_ms,analyse_processor_ms,groups,peak_mib"
    );
    for (people, statements, votes) in sizes {
        analysis(Size {
            people,
            statements,
            votes,
        });
    }
    streaming();
}

fn analysis(size: Size) {
    let file = file(size);
    let (votes, read) = timed(|| read_votes(file.as_bytes()));
    let Ok(votes) = votes else { return };
    drop(file);
    let (copy, record) = timed(|| {
        let mut copy = Votes::new();
        for_each_vote(size, |person, statement, choice, at| {
            copy.record(Id::from(person), Id::from(statement), choice, at);
        });
        copy
    });
    let found = analyse(&copy);
    drop(copy);
    let mut times: Vec<f64> = Vec::new();
    let rounds: i32 = if size.votes > 500_000 { 1 } else { 40 };
    let before = processor();
    for _ in 0..rounds {
        let (again, time) = timed(|| analyse(&votes));
        assert!(again == found, "the same votes, the same result");
        times.push(time);
    }
    let processor = (processor() - before) / f64::from(rounds);
    times.sort_by(f64::total_cmp);
    println!(
        "{},{},{},{read:.1},{record:.1},{:.1},{processor:.1},{},{}",
        size.people,
        size.statements,
        votes.count(),
        times[times.len() / 2],
        found.summary.groups.len(),
        peak()
    );
    if size.votes < 500_000 {
        let (_, time) = timed(|| stability(&votes, &found));
        println!("  resampling: {time:.0} ms");
    }
}

/// A hundred thousand votes stand; one more comes, and the result is wanted.
fn streaming() {
    let size = Size {
        people: 5_000,
        statements: 200,
        votes: 100_000,
    };
    let mut conversation = Conversation::new();
    for_each_vote(size, |person, statement, choice, at| {
        conversation.vote(Id::from(person), Id::from(statement), choice, at);
    });
    let (_, first) = timed(|| conversation.update());
    let before = processor();
    let mut times: Vec<f64> = (0..40u64)
        .map(|number| {
            let at = 2_000_000_000_000 + number as i64;
            let person = Id::from(number * 7 % 5_000);
            conversation.vote(person, Id::from(number % 200), Choice::Agree, at);
            timed(|| conversation.update()).1
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "update at 100,000 votes: first {first:.1} ms, then median {:.1} ms, slowest {:.1} ms, \
         processor time {:.1} ms",
        times[20],
        times[39],
        (processor() - before) / 40.0
    );
}

fn file(size: Size) -> String {
    let mut file = String::from("timestamp,datetime,comment-id,voter-id,vote\n");
    for_each_vote(size, |person, statement, choice, at| {
        let _ = writeln!(file, "{at},x,{statement},{person},{}", choice.value());
    });
    file
}

fn for_each_vote(size: Size, mut visit: impl FnMut(u64, u64, Choice, i64)) {
    let each = size.votes / size.people;
    let mut state = 1u64;
    let mut below = |count: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % count
    };
    for person in 0..size.people {
        let first = below(size.statements);
        for number in 0..each {
            let statement = (first + number * 7) % size.statements;
            let liked = (person % 3 + statement) % 3 == 0;
            let choice = match (below(100), liked) {
                (0..10, _) => Choice::Pass,
                (10..78, true) | (78..100, false) => Choice::Agree,
                _ => Choice::Disagree,
            };
            visit(
                person,
                statement,
                choice,
                1_600_000_000_000 + (person * 60_000) as i64,
            );
        }
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed().as_secs_f64() * 1_000.0)
}

/// Processor time of this process and its threads so far, in ms, to 10 ms; 0 where the system does
/// not say. On a busy machine this tells more than the clock.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields.filter_map(|it| it.parse::<f64>().ok()).sum::<f64>() * 10.0
}

/// Most memory this process has had, in MiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1_024
}
