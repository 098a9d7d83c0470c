//! Spot-checks: drawn by the log and by nothing else, and what does not hold is open again.

use crate::world::{World, refusal, unit};
use massline_domain::Refusal;
use massline_domain::id::ProblemId;
use massline_domain::problem::Stage;
use massline_domain::spot_check::Target;
use massline_domain::verdict::Choice;
use massline_service::ServiceError;
use massline_service::spot_check::Done;

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

#[tokio::test]
async fn the_log_draws_after_the_list_was_fixed_and_what_does_not_hold_is_open_again() {
    for world in World::on_both().await {
        let (service, campaign, team) = (&world.service, &world.campaign, &world.supervisor);
        let problem = closed(&world).await;
        let over = || [unit("roads")].into();
        let unsent = service.fix_spot_check(campaign, team, over(), 5).await;
        assert!(matches!(unsent, Err(ServiceError::Forbidden)));
        service
            .send_team(campaign, None, team.user, over())
            .await
            .unwrap();
        let id = service.fix_spot_check(campaign, team, over(), 5).await;
        let id = id.unwrap();
        let early = service.draw_spot_check(campaign, team, id).await;
        let what = "not_sealed";
        assert_eq!(refusal(early), Refusal::NotReady { what });
        service.seal_now(campaign.id()).await.unwrap();
        service.draw_spot_check(campaign, team, id).await.unwrap();
        // What is sealed later draws nothing else.
        world.voices(2).await;
        service.seal_now(campaign.id()).await.unwrap();
        let again = service.draw_spot_check(campaign, team, id).await;
        let state = "drawn";
        assert_eq!(refusal(again), Refusal::WrongState { state });
        let all = service.spot_checks(campaign).await.unwrap();
        let check = &all[0].1;
        let draw = check.draw.as_ref().unwrap();
        let places = massline_log::draw::draw(&draw.seed.0, "spot_check/1", check.frame.len(), 5);
        let repeated: Vec<Target> = places.into_iter().map(|at| check.frame[at]).collect();
        assert_eq!(draw.drawn, repeated, "anybody can repeat it");
        assert_eq!(draw.drawn.len(), 2, "the closed problem and its item");
        let seen = |target| (target, false, "灯又灭了".to_owned());
        let target = Target::Problem(problem);
        service
            .find_at_spot_check(campaign, team, id, seen(target))
            .await
            .unwrap();
        let row = world.problem(problem).await;
        assert_eq!((row.stage, row.not_held), (Stage::Reopened, true));
        assert_eq!(service.checks_of(campaign, problem).await.unwrap().len(), 1);
        let work = service.team_work(campaign).await.unwrap();
        let did = &work[&unit("county")].days;
        assert_eq!(did[&Done::CheckFixed], [world.today()]);
        assert_eq!(did[&Done::CheckSeen].len(), 1);
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn where_nothing_is_done_there_is_nothing_to_draw_from() {
    let world = World::new().await;
    let (service, campaign, team) = (&world.service, &world.campaign, &world.supervisor);
    let over = || [unit("water")].into();
    service
        .send_team(campaign, None, team.user, over())
        .await
        .unwrap();
    let nothing = service.fix_spot_check(campaign, team, over(), 5).await;
    assert_eq!(refusal(nothing), Refusal::Empty { field: "units" });
}
