//! What goes through the door, and when.

use super::*;
use std::time::Duration;

fn flood() -> Flood {
    Flood::new([7; 32], 3)
}

fn form(name: &str, value: &str) -> FormData {
    FormData::of(&[(name, value)])
}

fn place_of(admission: Admission) -> (String, u64) {
    match admission {
        Admission::Wait(wait) => (wait.place, wait.seconds),
        Admission::Open(_) => panic!("it is open"),
    }
}

/// What the script does.
fn solve(challenge: &str) -> String {
    let nonce = challenge.split('.').nth(2).unwrap();
    let solved = |number: &u64| {
        let hash = massline_log::sha256(format!("{nonce}.{number}").as_bytes());
        hash[0] == 0 && hash[1] == 0 && hash[2] < 16
    };
    let number = (0..).find(solved).unwrap();
    format!("{challenge}.{number}")
}

#[tokio::test(start_paused = true)]
async fn nothing_is_asked_before_there_is_a_flood_and_after_it() {
    let flood = flood();
    let plain = FormData::default();
    for _ in 0..2 {
        flood.count();
        assert_eq!(flood.admit(&plain), Admission::Open(None));
    }
    flood.count();
    assert!(flood.asks());
    assert!(matches!(flood.admit(&plain), Admission::Wait(_)));
    tokio::time::advance(Duration::from_secs(WINDOW)).await;
    assert_eq!(flood.admit(&plain), Admission::Open(None));
    assert!(
        Flood::new([7; 32], 0).asks(),
        "always, where that is wanted"
    );
}

#[tokio::test(start_paused = true)]
async fn work_opens_once_and_only_ours() {
    let flood = Flood::new([7; 32], 0);
    let challenge = flood.challenge();
    let proof = solve(&challenge);
    let other = Flood::new([8; 32], 0);
    assert!(
        matches!(other.admit(&form("work", &proof)), Admission::Wait(_)),
        "of another server"
    );
    for wrong in [
        "",
        &challenge,
        &format!("{challenge}.0"),
        &format!("{challenge}.x"),
        &proof[1..],
    ] {
        assert!(
            matches!(flood.admit(&form("work", wrong)), Admission::Wait(_)),
            "{wrong}"
        );
    }
    // A place in the line is no work.
    let (place, _) = place_of(flood.admit(&FormData::default()));
    assert!(matches!(
        flood.admit(&form("work", &place)),
        Admission::Wait(_)
    ));
    let Admission::Open(Some(paid)) = flood.admit(&form("work", &proof)) else {
        panic!("it is work");
    };
    assert!(
        matches!(flood.admit(&form("work", &proof)), Admission::Wait(_)),
        "twice"
    );
    flood.give_back(paid);
    assert!(
        matches!(flood.admit(&form("work", &proof)), Admission::Open(Some(_))),
        "nothing came of it"
    );
    let late = solve(&flood.challenge());
    tokio::time::advance(Duration::from_secs(2 * 3600 + 1)).await;
    assert!(
        matches!(flood.admit(&form("work", &late)), Admission::Wait(_)),
        "too old"
    );
}

#[tokio::test(start_paused = true)]
async fn who_waits_enters_in_turn_and_once() {
    let flood = Flood::new([7; 32], 0);
    let (first, seconds) = place_of(flood.admit(&FormData::default()));
    assert_eq!(seconds, 20);
    let (second, seconds) = place_of(flood.admit(&FormData::default()));
    assert_eq!(seconds, 22);
    tokio::time::advance(Duration::from_secs(5)).await;
    let again = place_of(flood.admit(&form("place_in_line", &first)));
    assert_eq!(
        again,
        (first.clone(), 15),
        "who comes too early keeps the place"
    );
    tokio::time::advance(Duration::from_secs(15)).await;
    let enters = |place: &str| {
        matches!(
            flood.admit(&form("place_in_line", place)),
            Admission::Open(Some(_))
        )
    };
    assert!(enters(&first));
    assert!(!enters(&first), "once");
    assert!(!enters(&second), "not before its time");
    tokio::time::advance(Duration::from_secs(2)).await;
    assert!(enters(&second));
}

#[tokio::test(start_paused = true)]
async fn the_line_ends_and_says_so() {
    let flood = Flood::new([7; 32], 0);
    let mut last = String::from("not yet");
    for _ in 0..1_000 {
        last = place_of(flood.admit(&FormData::default())).0;
    }
    assert_eq!(last, "", "nobody waits longer than half an hour");
    // Work opens all the same.
    let proof = solve(&flood.challenge());
    assert!(matches!(
        flood.admit(&form("work", &proof)),
        Admission::Open(Some(_))
    ));
}
