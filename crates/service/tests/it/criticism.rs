//! The criticism session: read by the unit and its team until it is closed, then by everyone.

use crate::world::{World, refusal, unit};
use massline_domain::Refusal;
use massline_domain::criticism::{Kind, Reference, Subject, Words};
use massline_domain::id::{ProblemId, SessionId};
use massline_service::ServiceError;
use massline_service::criticism::Saying;

const FACT: &str = "六月三日验收没有到现场。";

fn saying(who: Kind, problem: ProblemId) -> Saying {
    Saying {
        again: None,
        who,
        subject: Subject::Act,
        reference: Some(Reference::Problem(problem)),
        words: Words {
            text: "只看图纸。".into(),
            fact: FACT.into(),
        },
    }
}

async fn open(world: &World) -> SessionId {
    let present = vec!["局长".to_owned(), "科长".to_owned()];
    let open = (world.today(), present, 1);
    let (service, campaign) = (&world.service, &world.campaign);
    service
        .open_criticism(campaign, &world.roads, open)
        .await
        .unwrap()
}

async fn send(world: &World) {
    let team = world.supervisor.user;
    let over = [unit("roads")].into();
    world
        .service
        .send_team(&world.campaign, None, team, over)
        .await
        .unwrap();
}

#[tokio::test]
async fn only_the_unit_and_its_team_hear_it_before_it_is_closed() {
    for world in World::on_both().await {
        let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
        let problem = world.list(&world.voices(2).await).await;
        world.give(problem).await;
        let id = open(&world).await;
        let say = |who| service.say_criticism(campaign, roads, &id, saying(who, problem), None);
        let early = say(Kind::Own { by: 2 }).await;
        let what = "leader_first";
        assert_eq!(refusal(early), Refusal::OutOfOrder { what });
        say(Kind::Own { by: 1 }).await.unwrap();
        say(Kind::Own { by: 2 }).await.unwrap();
        say(Kind::Other { by: 2, about: 1 }).await.unwrap();

        let deaf = service
            .hear_criticism(campaign, &world.supervisor, &id)
            .await;
        assert!(
            matches!(deaf, Err(ServiceError::Forbidden)),
            "not sent to the unit"
        );
        send(&world).await;
        for staff in [roads, &world.supervisor] {
            let heard = service.hear_criticism(campaign, staff, &id).await.unwrap();
            assert_eq!(heard.words[&3].fact, FACT);
        }
        for staff in [&world.water, &world.office] {
            let deaf = service.hear_criticism(campaign, staff, &id).await;
            assert!(matches!(deaf, Err(ServiceError::Forbidden)));
        }
        let public = service.criticism_session(campaign, &id).await.unwrap();
        assert_eq!((public.said.len(), public.present.len()), (0, 2));
        let log = world.stream("criticism/roads/1").await;
        let shown = log.iter().map(|one| one.event.to_json().to_string());
        assert!(shown.into_iter().all(|one| !one.contains("现场")));

        let why = (3, "shallow".to_owned(), "没有写是哪一次。".to_owned());
        service
            .return_criticism(campaign, &world.supervisor, &id, why, None)
            .await
            .unwrap();
        let closed = service.close_criticism(campaign, roads, &id, None).await;
        let what = "returned_open";
        assert_eq!(refusal(closed), Refusal::OutOfOrder { what });
        let again = Saying {
            again: Some(3),
            ..saying(Kind::Other { by: 2, about: 1 }, problem)
        };
        service
            .say_criticism(campaign, roads, &id, again, None)
            .await
            .unwrap();
        let reply = (3, Some("接受。".to_owned()));
        service
            .reply_to_criticism(campaign, roads, &id, reply, None)
            .await
            .unwrap();
        for by in [1, 2] {
            let promise = (by, world.today().plus(30), "验收必到现场。".to_owned());
            service
                .promise_after_criticism(campaign, roads, &id, promise, None)
                .await
                .unwrap();
        }
        let foreign = service
            .close_criticism(campaign, &world.water, &id, None)
            .await;
        assert_eq!(refusal(foreign), Refusal::NotYourUnit);
        service
            .close_criticism(campaign, roads, &id, None)
            .await
            .unwrap();
        let public = service.criticism_session(campaign, &id).await.unwrap();
        assert_eq!((public.said.len(), public.promises.len()), (3, 2));
        let (_, minutes) = public.closed.unwrap();
        assert!(minutes.iter().any(|(_, words)| words.fact == FACT));
        let numbers: Vec<u32> = minutes.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [1, 2, 4, 5, 6, 7], "what was replaced is left out");
        assert_eq!(open(&world).await.number, 2);
        world.must_be_sound().await;
    }
}

/// A session of the roads office that went its way to the end.
pub(crate) async fn held(world: &World, problem: ProblemId) {
    let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
    let id = open(world).await;
    for who in [Kind::Own { by: 1 }, Kind::Own { by: 2 }] {
        let said = service.say_criticism(campaign, roads, &id, saying(who, problem), None);
        said.await.unwrap();
    }
    for (by, about) in [(1, 2), (2, 1)] {
        let who = Kind::Other { by, about };
        let said = service.say_criticism(campaign, roads, &id, saying(who, problem), None);
        said.await.unwrap();
    }
    for number in [3, 4] {
        let reply = (number, Some("接受。".to_owned()));
        let replied = service.reply_to_criticism(campaign, roads, &id, reply, None);
        replied.await.unwrap();
    }
    for by in [1, 2] {
        let promise = (by, world.today().plus(30), "验收必到现场。".to_owned());
        let promised = service.promise_after_criticism(campaign, roads, &id, promise, None);
        promised.await.unwrap();
    }
    let closed = service.close_criticism(campaign, roads, &id, None);
    closed.await.unwrap();
}
