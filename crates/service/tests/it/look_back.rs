//! Looking back: due to the day, by those from outside, and what did not hold is open again.

use crate::world::{World, refusal, unit};
use massline_domain::Refusal;
use massline_domain::id::ProblemId;
use massline_domain::problem::Stage;
use massline_domain::verdict::Choice;
use massline_service::look_back::Held;
use massline_service::{Result, ServiceError, Staff};

/// A problem that its people have closed today.
async fn closed(world: &World) -> ProblemId {
    let people = world.voices(3).await;
    let (problem, _) = world.asked(&people).await;
    for one in &people[..2] {
        let code = one.code.to_string();
        let judged = world.service.judge(&code, Choice::Fixed, "", None).await;
        judged.unwrap();
    }
    assert_eq!(world.stage(problem).await, Stage::Closed);
    problem
}

async fn send(world: &World, over: &str) {
    let (service, team) = (&world.service, world.supervisor.user);
    let over = [unit(over)].into();
    let sent = service.send_team(&world.campaign, None, team, over).await;
    sent.unwrap();
}

async fn look(
    world: &World,
    by: &Staff,
    problem: ProblemId,
    (after, held): (u16, bool),
) -> Result<()> {
    let seen = (held, "晚上去看了，问了三户".to_owned());
    let (service, campaign) = (&world.service, &world.campaign);
    service.look_back(campaign, by, problem, after, seen).await
}

async fn due(world: &World, by: &Staff) -> Vec<(ProblemId, u16)> {
    let due = world.service.looks_due(&world.campaign, by).await.unwrap();
    due.iter()
        .map(|look| (look.closing.round.problem, look.after))
        .collect()
}

async fn held(world: &World, after: u16) -> Held {
    let all = world.service.held(&world.campaign).await.unwrap();
    all.into_iter().find(|one| one.after == after).unwrap()
}

#[tokio::test]
async fn a_closing_is_due_after_ninety_days_and_what_held_stays_closed() {
    for world in World::on_both().await {
        let problem = closed(&world).await;
        world.later(89);
        assert_eq!(due(&world, &world.office).await, []);
        let early = look(&world, &world.office, problem, (90, true)).await;
        assert!(matches!(refusal(early), Refusal::TooEarly { .. }));
        assert_eq!(held(&world, 90).await.of, 0);
        world.later(1);
        assert_eq!(due(&world, &world.office).await, [(problem, 90)]);
        let count = held(&world, 90).await;
        assert_eq!((count.of, count.held, count.unseen()), (1, 0, 1));
        look(&world, &world.office, problem, (90, true))
            .await
            .unwrap();
        assert_eq!(due(&world, &world.office).await, []);
        assert_eq!(world.stage(problem).await, Stage::Closed);
        let count = held(&world, 90).await;
        assert_eq!((count.of, count.held, count.unseen()), (1, 1, 0));
        let again = look(&world, &world.office, problem, (90, false)).await;
        assert_eq!(refusal(again), Refusal::AlreadyThere);
        world.later(275);
        assert_eq!(due(&world, &world.office).await, [(problem, 365)]);
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn what_did_not_hold_is_open_again_and_counted() {
    let world = World::new().await;
    let problem = closed(&world).await;
    world.later(100);
    look(&world, &world.office, problem, (90, false))
        .await
        .unwrap();
    assert_eq!(world.stage(problem).await, Stage::Reopened);
    let row = world.problem(problem).await;
    assert!(row.not_held && row.reopened == 1);
    let count = held(&world, 90).await;
    assert_eq!((count.of, count.held, count.not_held), (1, 0, 1));
    let figures = world.service.figures(&world.campaign).await.unwrap();
    assert_eq!(figures.not_held, 1);
    assert_eq!(due(&world, &world.office).await, [], "it is open");
    world.later(300);
    let open = look(&world, &world.office, problem, (365, true)).await;
    assert_eq!(refusal(open), Refusal::WrongState { state: "open" });
    assert_eq!(held(&world, 365).await.not_held, 1);
    world.must_be_sound().await;
}

#[tokio::test]
async fn a_closing_that_came_back_by_itself_did_not_hold() {
    let world = World::new().await;
    let people = world.voices(3).await;
    let (problem, _) = world.asked(&people).await;
    for one in &people[..2] {
        let code = one.code.to_string();
        let judged = world.service.judge(&code, Choice::Fixed, "", None).await;
        judged.unwrap();
    }
    world.later(20);
    let code = people[0].code.to_string();
    world.service.came_back(&code, None).await.unwrap();
    assert_eq!(world.stage(problem).await, Stage::Reopened);
    assert_eq!(held(&world, 90).await.of, 0, "its day is to come");
    world.later(70);
    let count = held(&world, 90).await;
    assert_eq!((count.of, count.not_held), (1, 1));
}

#[tokio::test]
async fn a_team_looks_only_where_it_was_sent_and_never_at_its_own_body() {
    let world = World::new().await;
    let problem = closed(&world).await;
    world.later(90);
    let forbidden = |told: Result<()>| matches!(told, Err(ServiceError::Forbidden));
    let team = &world.supervisor;
    assert!(forbidden(look(&world, team, problem, (90, true)).await));
    assert_eq!(due(&world, team).await, []);
    send(&world, "water").await;
    assert!(forbidden(look(&world, team, problem, (90, true)).await));
    assert_eq!(due(&world, team).await, []);
    let unit = look(&world, &world.roads, problem, (90, true)).await;
    assert!(forbidden(unit));
    send(&world, "roads").await;
    assert_eq!(due(&world, team).await, [(problem, 90)]);
    look(&world, team, problem, (90, true)).await.unwrap();
    let looks = world.service.looks(&world.campaign, problem).await.unwrap();
    assert_eq!(looks.looks.len(), 1);
    assert_eq!(looks.looks[0].by, team.unit);
}
