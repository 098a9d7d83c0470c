//! Treatments: from outside, heard, decided by another, and unread by those it does not concern.

use crate::world::{World, refusal, unit};
use massline_domain::Refusal;
use massline_domain::criticism::Reference;
use massline_domain::id::{ProblemId, TreatmentId};
use massline_domain::treatment::{Decision, Grounds, Stage};
use massline_service::{ServiceError, Staff};

const FACT: &str = "六月三日没有到现场就签了字。";

fn grounds(problem: ProblemId, grade: &str) -> Grounds {
    Grounds {
        office: "市政科科长".into(),
        grade: grade.into(),
        about: Reference::Problem(problem),
        fact: FACT.into(),
        reason: "提醒过一次。".into(),
    }
}

fn decision(world: &World, grade: Option<&str>) -> Decision {
    Decision {
        grade: grade.map(str::to_owned),
        due: Some(world.today().plus(20)),
        words: "听了说明。".into(),
    }
}

async fn given(world: &World) -> ProblemId {
    let problem = world.list(&world.voices(2).await).await;
    world.give(problem).await;
    problem
}

async fn propose(world: &World, by: &Staff, grade: &str) -> TreatmentId {
    let problem = given(world).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let grounds = grounds(problem, grade);
    let id = service.propose_treatment(campaign, by, unit("roads"), grounds);
    id.await.unwrap()
}

async fn open(world: &World) -> u64 {
    let found = world
        .service
        .stage_of(&world.campaign, &unit("roads"))
        .await;
    found.unwrap().0.facts.treatments_open
}

#[tokio::test]
async fn a_public_notice_is_heard_decided_by_another_and_read_by_everyone_only_then() {
    for world in World::on_both().await {
        let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
        let id = propose(&world, &world.office, "notice").await;
        assert_eq!(open(&world).await, 1, "the gate waits");
        let strangers = [&world.water, &world.supervisor, &world.administrator];
        for stranger in strangers {
            let read = service.read_treatment(campaign, stranger, id).await;
            assert!(matches!(read, Err(ServiceError::Forbidden)));
        }
        let log = world.stream("treatment/1").await;
        let told = log.iter().map(|one| one.event.to_json().to_string());
        assert!(
            told.into_iter()
                .all(|one| !one.contains("科长") && !one.contains("签了字"))
        );
        let early = decision(&world, Some("notice"));
        let early = service.decide_treatment(campaign, &world.colleague, id, early, None);
        assert!(matches!(refusal(early.await), Refusal::TooEarly { .. }));
        let reply = service.reply_to_treatment(campaign, roads, id, "另有一处。".into(), None);
        reply.await.unwrap();
        let own = decision(&world, None);
        let own = service.decide_treatment(campaign, &world.office, id, own, None);
        assert_eq!(refusal(own.await), Refusal::SamePerson);
        let decided = decision(&world, Some("notice"));
        let decided = service.decide_treatment(campaign, &world.colleague, id, decided, None);
        decided.await.unwrap();
        let all = service.treatments(campaign).await.unwrap();
        let public = all[0].1.public.as_ref().unwrap();
        assert_eq!(public.grounds.fact, FACT);
        assert_eq!(public.reply.as_deref(), Some("另有一处。"));
        assert_eq!(open(&world).await, 0);
        world.later(21);
        assert_eq!(open(&world).await, 1, "ordered, and late");
        let done = service.carry_out_treatment(campaign, roads, id, "改了。".into(), None);
        done.await.unwrap();
        assert_eq!(open(&world).await, 0);
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn a_reminder_stays_between_the_unit_its_team_and_the_office() {
    let world = World::new().await;
    let (service, campaign) = (&world.service, &world.campaign);
    let over = [unit("roads")].into();
    let team = &world.supervisor;
    let problem = given(&world).await;
    let unsent = grounds(problem, "reminder");
    let unsent = service.propose_treatment(campaign, team, unit("roads"), unsent);
    assert!(matches!(unsent.await, Err(ServiceError::Forbidden)));
    service
        .send_team(campaign, None, team.user, over)
        .await
        .unwrap();
    let id = propose(&world, team, "education").await;
    world.later(4);
    let lighter = decision(&world, Some("reminder"));
    let decided = service.decide_treatment(campaign, &world.office, id, lighter, None);
    decided.await.unwrap();
    let all = service.treatments(campaign).await.unwrap();
    assert_eq!((all[0].1.stage, &all[0].1.public), (Stage::Ordered, &None));
    let read = service.read_treatment(campaign, &world.roads, id).await;
    let read = read.unwrap();
    assert_eq!(read.decision.unwrap().grade.as_deref(), Some("reminder"));
    assert_eq!(read.reply, None, "silence is recorded as such");
    let own = grounds(problem, "reminder");
    let own = service.propose_treatment(campaign, &world.office, unit("county"), own);
    assert_eq!(refusal(own.await), Refusal::OwnUnit);
}
