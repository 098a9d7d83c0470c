//! Commitments: made in public, told by the unit, looked at by its team.

use crate::world::{World, refusal, unit};
use massline_domain::Refusal;
use massline_domain::commitment::{Command, Origin, Promise};
use massline_domain::criticism::Reference;
use massline_service::ServiceError;

fn promise(world: &World, origin: Origin) -> Promise {
    Promise {
        office: "市政科科长".into(),
        words: "验收必到现场".into(),
        about: None,
        origin,
        due: world.today().plus(30),
    }
}

#[tokio::test]
async fn a_unit_commits_itself_and_a_team_that_reads_it_looks() {
    for world in World::on_both().await {
        let (service, campaign) = (&world.service, &world.campaign);
        let (roads, team) = (&world.roads, &world.supervisor);
        let problem = world.list(&world.voices(2).await).await;
        world.give(problem).await;
        let about = Promise {
            about: Some(Reference::Problem(problem)),
            ..promise(&world, Origin::Own)
        };
        let foreign = service
            .make_commitment(campaign, &world.water, about.clone())
            .await;
        assert!(matches!(refusal(foreign), Refusal::UnknownCode { .. }));
        let id = service.make_commitment(campaign, roads, about).await;
        let id = id.unwrap();
        let told = Command::Tell {
            kept: true,
            words: "去了四次".into(),
        };
        let foreign = service.work_on_commitment(campaign, &world.water, id, told.clone(), None);
        assert_eq!(refusal(foreign.await), Refusal::NotYourUnit);
        let told = service.work_on_commitment(campaign, roads, id, told, None);
        told.await.unwrap();
        let look = || (false, "第三周没有去".to_owned());
        let unsent = service.look_at_commitment(campaign, team, id, look(), None);
        assert!(matches!(unsent.await, Err(ServiceError::Forbidden)));
        let over = [unit("roads")].into();
        service
            .send_team(campaign, None, team.user, over)
            .await
            .unwrap();
        service
            .look_at_commitment(campaign, team, id, look(), None)
            .await
            .unwrap();
        let (state, _) = service.commitment(campaign, id).await.unwrap();
        assert_eq!(state.outcome(), None, "open again");
        let at_once = service.correct_at_once(
            campaign,
            roads,
            ("窗口科".into(), "取号机没有纸".into(), "当天换了".into()),
            (world.today(), Some(problem)),
        );
        at_once.await.unwrap();
        assert_eq!(service.commitments(campaign).await.unwrap().len(), 2);
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn only_what_was_taken_on_in_a_closed_session_comes_from_one_and_only_once() {
    let world = World::new().await;
    let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
    let session = "roads/1".parse().unwrap();
    let from = promise(&world, Origin::Session { session, number: 1 });
    let made_up = service.make_commitment(campaign, roads, from).await;
    assert_eq!(refusal(made_up), Refusal::NotThere);
    let problem = world.list(&world.voices(2).await).await;
    world.give(problem).await;
    crate::criticism::held(&world, problem).await;
    let open = service.taken_on(campaign, &unit("roads")).await.unwrap();
    assert_eq!(open.len(), 2);
    let origin = || Origin::Session {
        session: open[0].session.clone(),
        number: open[0].number,
    };
    let later = Promise {
        office: "别人".into(),
        due: world.today().plus(300),
        ..promise(&world, origin())
    };
    world.later(40);
    let made = service.make_commitment(campaign, roads, later).await;
    let (state, _) = service.commitment(campaign, made.unwrap()).await.unwrap();
    let kept = state.promise.unwrap();
    assert_eq!(
        (kept.office, kept.due),
        (open[0].office.clone(), open[0].until)
    );
    assert!(
        open[0].until < world.today(),
        "its day is past, and it is late"
    );
    let left = service.taken_on(campaign, &unit("roads")).await.unwrap();
    assert_eq!(left.len(), 1);
    let twice = service.make_commitment(campaign, roads, promise(&world, origin()));
    assert_eq!(refusal(twice.await), Refusal::NotThere);
}
