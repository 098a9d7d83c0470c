//! A unit's way through the stages: told, looked at from above, signed or put off.

use crate::world::{World, refusal, unit};
use massline_domain::Refusal;
use massline_domain::gate::{Condition, Why, check};
use massline_domain::problem::Stage;
use massline_domain::verdict::Choice;
use massline_service::stage::UnitWay;
use massline_service::{ServiceError, Staff};

async fn of(world: &World, code: &str) -> UnitWay {
    let found = world.service.stage_of(&world.campaign, &unit(code)).await;
    found.unwrap().0
}

async fn send(world: &World, over: &str) {
    let (service, team) = (&world.service, world.supervisor.user);
    let over = [unit(over)].into();
    service
        .send_team(&world.campaign, None, team, over)
        .await
        .unwrap();
}

async fn report(world: &World, staff: &Staff) {
    let words = "走访了四个小区，听到的意见已公开。".to_owned();
    world
        .service
        .report_stage(&world.campaign, staff, (words, Some(30), None), None)
        .await
        .unwrap();
}

async fn sign(world: &World, code: &str) -> massline_service::Result<()> {
    let note = "看了走访记录。".to_owned();
    let (service, team) = (&world.service, &world.supervisor);
    service
        .sign_stage(&world.campaign, team, &unit(code), note, None)
        .await
}

/// So many people of every group of the charter.
async fn all_groups_speak(world: &World, times: usize) {
    for group in &world.campaign.charter.groups {
        for each in 0..times {
            let mut speech = world.speech(&format!("{}的第{each}件事", group.id));
            speech.group.clone_from(&group.id);
            let who = massline_domain::Who::Public;
            let (service, campaign) = (&world.service, &world.campaign);
            service.speak(campaign, speech, &who, None).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_unit_passes_its_first_stage_only_after_the_people_spoke_and_the_county_passed() {
    for world in World::on_both().await {
        send(&world, "roads").await;
        report(&world, &world.roads).await;
        let shut = |condition| Refusal::GateShut { condition };
        let signed = sign(&world, "roads").await;
        assert_eq!(refusal(signed), shut("plan-heard"));
        crate::hearing::plan(&world).await;
        let signed = sign(&world, "roads").await;
        assert_eq!(refusal(signed), shut("plan-heard"), "fixed and not reached");
        // One fewer than the small number: the group is not counted as heard.
        let enough = world.campaign.charter.limits.small_number as usize;
        all_groups_speak(&world, enough - 1).await;
        assert_eq!(of(&world, "roads").await.facts.groups_unheard.len(), 8);
        all_groups_speak(&world, 1).await;
        let signed = sign(&world, "roads").await;
        assert_eq!(refusal(signed), shut("above-passed"));
        let facts = of(&world, "roads").await.facts;
        let why = check(Condition::AbovePassed, &facts).missing;
        assert_eq!(why, Some(Why::Unit(unit("county"))));
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn opinions_that_wait_too_long_keep_the_first_gate_shut() {
    let world = World::new().await;
    all_groups_speak(&world, 5).await;
    let late = |facts: &massline_domain::gate::Facts| check(Condition::OpinionsSorted, facts);
    assert!(late(&of(&world, "roads").await.facts).is_met());
    let due = world.campaign.charter.sort_by(world.today());
    world.later(due.since(world.today()));
    assert!(
        late(&of(&world, "roads").await.facts).is_met(),
        "the last day"
    );
    world.later(1);
    let facts = of(&world, "roads").await.facts;
    let why = Why::Share {
        late: 40,
        of: 40,
        percent: 60,
    };
    assert_eq!(late(&facts).missing, Some(why));
}

#[tokio::test]
async fn the_second_stage_waits_for_a_claim() {
    let world = World::new().await;
    let problem = world.list(&world.voices(2).await).await;
    world.give(problem).await;
    assert_eq!(of(&world, "roads").await.facts.unclaimed, 1);
    assert_eq!(of(&world, "water").await.facts.unclaimed, 0);
    world.claim(problem).await;
    let facts = of(&world, "roads").await.facts;
    assert_eq!((facts.unclaimed, facts.unplanned), (0, 1));
}

#[tokio::test]
async fn only_a_team_that_was_sent_signs_and_what_it_saw_is_kept() {
    let world = World::new().await;
    report(&world, &world.roads).await;
    assert!(
        matches!(sign(&world, "roads").await, Err(ServiceError::Forbidden)),
        "not sent"
    );
    send(&world, "water").await;
    assert!(
        matches!(sign(&world, "roads").await, Err(ServiceError::Forbidden)),
        "elsewhere"
    );
    let (service, campaign) = (&world.service, &world.campaign);
    let team = &world.supervisor;
    let own = [unit("county")].into();
    let own = service.send_team(campaign, None, team.user, own).await;
    assert_eq!(refusal(own), Refusal::OwnUnit);
    let office = [unit("roads")].into();
    let office = service
        .send_team(campaign, None, world.office.user, office)
        .await;
    assert_eq!(refusal(office), Refusal::WrongState { state: "office" });
    send(&world, "roads").await;
    let until = world.today().plus(10);
    let reason = "还没有听到租户的话。".to_owned();
    service
        .postpone_stage(campaign, team, &unit("roads"), until, reason, None)
        .await
        .unwrap();
    let found = of(&world, "roads").await;
    assert_eq!(found.put_off(campaign, world.today()), Some(until));
    assert_eq!(found.put_off(campaign, until), None);
    service
        .send_team(campaign, None, team.user, [].into())
        .await
        .unwrap();
    assert!(
        matches!(sign(&world, "roads").await, Err(ServiceError::Forbidden)),
        "called back"
    );
    assert!(service.supervised(campaign, team).await.unwrap().is_empty());
    world.must_be_sound().await;
}

#[tokio::test]
async fn a_stale_form_signs_nothing() {
    let world = World::new().await;
    send(&world, "roads").await;
    report(&world, &world.roads).await;
    let (_, version) = world
        .service
        .stage_of(&world.campaign, &unit("roads"))
        .await
        .unwrap();
    report(&world, &world.roads).await;
    let (campaign, team, note) = (&world.campaign, &world.supervisor, "看了。".to_owned());
    let roads = unit("roads");
    let signed = world
        .service
        .sign_stage(campaign, team, &roads, note, Some(version));
    assert!(matches!(signed.await, Err(ServiceError::Stale)));
}

#[tokio::test]
async fn what_is_done_rests_nowhere_without_the_people() {
    let world = World::new().await;
    let unjudged = || async { of(&world, "roads").await.facts.unjudged };
    let receipts = world.voices(2).await;
    let problem = world.list(&receipts).await;
    assert_eq!(unjudged().await, 0);
    world.rectify(problem).await;
    let facts = of(&world, "roads").await.facts;
    assert_eq!(
        (facts.unfinished, facts.unjudged),
        (0, 1),
        "done, and nobody was asked"
    );
    let why = check(Condition::PeopleJudged, &facts).missing;
    assert_eq!(why, Some(Why::Number(1)));
    world.ask(problem).await;
    assert_eq!(unjudged().await, 1, "they have not answered");
    for receipt in &receipts {
        let code = receipt.code.to_string();
        let cast = world.service.judge(&code, Choice::Fixed, "", None);
        cast.await.unwrap();
    }
    world.later(60);
    world.service.count_due_rounds().await.unwrap();
    assert_eq!(world.stage(problem).await, Stage::Closed);
    assert_eq!(unjudged().await, 0);
}
