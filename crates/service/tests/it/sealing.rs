//! When entries enter the log: time is identity.

use crate::world::{Profile, START, World};
use massline_service::sealing::Sealer;
use massline_service::speak::Receipt;

const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

async fn tick(world: &World, sealer: &mut Sealer) -> u64 {
    world.service.seal_due(sealer).await.unwrap()
}

/// A protected campaign whose opening is sealed, looked at from half past on.
async fn protected() -> (World, Sealer) {
    let world = World::new().await;
    world.service.seal_now(world.campaign.id()).await.unwrap();
    world.clock.set(*START, 12 * HOUR + HOUR / 2);
    let mut sealer = Sealer::default();
    assert_eq!(tick(&world, &mut sealer).await, 0);
    (world, sealer)
}

/// Looks every ten minutes; the second of the day on which something was sealed.
async fn sealed_after(world: &World, sealer: &mut Sealer, most: i64) -> Option<i64> {
    for waited in (0..=most).step_by(600) {
        if tick(world, sealer).await > 0 {
            return Some(waited);
        }
        world.clock.advance(600);
    }
    None
}

#[tokio::test]
async fn an_open_campaign_seals_within_a_second() {
    let world = World::with(
        Profile::Open,
        include_str!("../../../../charters/mass-line.toml"),
    )
    .await;
    let mut sealer = Sealer::default();
    tick(&world, &mut sealer).await;
    let code = world.say("路灯坏了").await.code.to_string();
    world.clock.advance(1);
    assert!(tick(&world, &mut sealer).await > 0);
    assert!(world.service.follow(&code, None).await.unwrap().sealed);
}

#[tokio::test]
async fn a_crowd_is_sealed_on_the_hour_and_not_when_the_fifth_comes() {
    let (world, mut sealer) = protected().await;
    let people = world.voices(4).await;
    assert_eq!(sealed_after(&world, &mut sealer, 900).await, None);
    world.clock.set(*START, 13 * HOUR + 60);
    assert_eq!(tick(&world, &mut sealer).await, 0, "four are no crowd");
    world.say("第五个人").await;
    for minute in 2..60 {
        world.clock.set(*START, 13 * HOUR + minute * 60);
        assert_eq!(tick(&world, &mut sealer).await, 0, "at 13:{minute}");
    }
    world.clock.set(*START, 14 * HOUR);
    assert!(tick(&world, &mut sealer).await > 0);
    assert_eq!(tick(&world, &mut sealer).await, 0);
    must_be_sorted(&world, &people).await;
}

async fn must_be_sorted(world: &World, people: &[Receipt]) {
    let mut rows = Vec::new();
    for one in people {
        rows.push(world.opinion(one.opinion).await);
    }
    rows.sort_by_key(|row| row.leaf.unwrap());
    assert!(
        rows.is_sorted_by_key(|row| row.commitment.0),
        "the log tells who came first"
    );
}

#[tokio::test]
async fn a_few_wait_for_a_day_at_most() {
    let (world, mut sealer) = protected().await;
    world.say("一个人").await;
    let waited = sealed_after(&world, &mut sealer, 2 * DAY).await.unwrap();
    assert!((20 * HOUR..=DAY).contains(&waited), "{waited}");
    assert_eq!(world.clock_second() % HOUR, 0, "on the hour");
}

#[tokio::test]
async fn a_promise_holds_although_the_server_starts_again_and_again() {
    let (world, _) = protected().await;
    let receipt = world.say("一个人").await;
    let code = receipt.code.to_string();
    let mut sealed = None;
    for _ in 0..20 {
        let mut sealer = Sealer::default();
        if let Some(waited) = sealed_after(&world, &mut sealer, 5 * HOUR).await {
            sealed = Some(waited);
            break;
        }
    }
    assert!(sealed.is_some());
    let file = world.service.proof_file(&code, false, None).await.unwrap();
    let trust = massline_log::receipt::Trust::default();
    let verdict = massline_log::receipt::verify(&file, &trust).unwrap();
    assert!(!verdict.late(), "{verdict:?}");
}

#[tokio::test]
async fn what_the_staff_does_waits_with_the_few_and_goes_alone_without_them() {
    let (world, mut sealer) = protected().await;
    let people = world.voices(2).await;
    // An entry for the listing on the next hour would tell that somebody had spoken by then.
    world.list(&people).await;
    assert_eq!(sealed_after(&world, &mut sealer, 3 * HOUR).await, None);
    world.service.seal_now(world.campaign.id()).await.unwrap();
    world.give(massline_domain::id::ProblemId(1)).await;
    let waited = sealed_after(&world, &mut sealer, 2 * HOUR).await.unwrap();
    assert!(waited <= HOUR, "{waited}");
}

impl World {
    fn clock_second(&self) -> i64 {
        massline_service::ports::Clock::unix_seconds(self.clock.as_ref())
    }
}
