//! Problems that were found otherwise than by opinions, by who may find them.

use crate::world::{World, new_problem, plan, refusal, unit};
use massline_domain::Refusal;
use massline_domain::problem::Stage;
use massline_service::ServiceError;
use massline_service::problem::NewProblem;

#[tokio::test]
async fn a_unit_lists_what_it_found_itself_and_a_team_what_it_points_out() {
    for world in World::on_both().await {
        let (service, campaign) = (&world.service, &world.campaign);
        let found = |source: &str| NewProblem {
            title: "窗口午间没有人".to_owned(),
            source: source.to_owned(),
            ..new_problem(Vec::new())
        };
        let (roads, water) = (unit("roads"), unit("water"));
        let mine = found("self");
        let own = service.find_problem(campaign, &world.roads, &roads, &mine);
        let own = own.await.unwrap();
        let row = world.problem(own).await;
        assert_eq!(
            (row.stage, row.unit.as_ref()),
            (Stage::Claimed, Some(&roads))
        );
        assert_eq!(row.source, "self");
        // Not for another unit, not as if the people had said it, and not with their words.
        let other = service
            .find_problem(campaign, &world.roads, &water, &found("self"))
            .await;
        assert!(matches!(other, Err(ServiceError::Forbidden)));
        let people = refusal(
            service
                .find_problem(campaign, &world.roads, &roads, &found("people"))
                .await,
        );
        assert!(matches!(
            people,
            Refusal::UnknownCode { kind: "source", .. }
        ));
        // A team points out to those whom it reads.
        let team = &world.supervisor;
        let unsent = service
            .find_problem(campaign, team, &roads, &found("above"))
            .await;
        assert!(matches!(unsent, Err(ServiceError::Forbidden)));
        let over = [roads.clone()].into();
        service
            .send_team(campaign, None, team.user, over)
            .await
            .unwrap();
        let pointed = service
            .find_problem(campaign, team, &roads, &found("above"))
            .await
            .unwrap();
        let row = world.problem(pointed).await;
        assert_eq!(
            (row.stage, row.unit.as_ref()),
            (Stage::Assigned, Some(&roads))
        );
        assert!(row.claim_by.is_some());
        // Who meets with it speaks, and judges like everyone else.
        let receipts = world.voices(1).await;
        let opinions = [receipts[0].opinion];
        service
            .assign_opinions(campaign, &world.office, own, &opinions)
            .await
            .unwrap();
        let plan = plan(world.today().plus(30));
        let planned = service.plan_item(campaign, &world.roads, own, plan, None);
        world.finish(planned.await.unwrap()).await;
        world.ask(own).await;
        assert_eq!(world.stage(own).await, Stage::Judging);
        world.must_be_sound().await;
    }
}
