//! The criticism session: read by the unit and its team until it is closed, then by everyone.

use crate::world::{World, new_user, refusal, unit};
use massline_domain::Refusal;
use massline_domain::context::Role;
use massline_domain::criticism::{Kind, Reference, Subject, Words};
use massline_domain::id::{ProblemId, SessionId};
use massline_service::criticism::Saying;
use massline_service::{Result, ServiceError, Staff};

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
    let county = county(world).await;
    if waits(world).await {
        let id = convene(world, &county).await.unwrap();
        talk(world, &county, None, &id).await;
        let clause = Reference::Clause("purpose".to_owned());
        hold(world, &county, &id, &clause).await;
    }
    let id = convene(world, &world.roads).await.unwrap();
    talk(world, &world.roads, None, &id).await;
    id
}

/// Whether the roads office waits for the county.
async fn waits(world: &World) -> bool {
    let (service, campaign) = (&world.service, &world.campaign);
    let above = service.session_waits_for(campaign, &unit("roads")).await;
    above.unwrap().is_some()
}

/// Someone who works for the body above the roads office.
async fn county(world: &World) -> Staff {
    let users = world.service.users(&world.campaign, None).await.unwrap();
    let known = users.into_iter().find(|row| row.login == "county-unit");
    let user = match known {
        Some(row) => row.user,
        None => {
            let new = new_user("county-unit", Role::Unit, "county");
            let added = world.service.add_user(&world.campaign, None, &new).await;
            added.unwrap()
        }
    };
    Staff {
        campaign: world.campaign.id(),
        user,
        name: "county-unit".into(),
        role: Role::Unit,
        unit: unit("county"),
    }
}

async fn convene(world: &World, body: &Staff) -> Result<SessionId> {
    let present = vec!["局长".to_owned(), "科长".to_owned()];
    let open = (world.today(), present, 1);
    let (service, campaign) = (&world.service, &world.campaign);
    service.open_criticism(campaign, body, open).await
}

/// All talks that are asked are held, by the body and by the team that reads it.
pub(crate) async fn talk(world: &World, body: &Staff, team: Option<&Staff>, id: &SessionId) {
    let (service, campaign, today) = (&world.service, &world.campaign, world.today());
    let session = service.criticism_session(campaign, id).await.unwrap();
    let owed = session.talks_owed();
    // Of a village no talks are asked.
    if owed.is_empty() {
        return;
    }
    let talks = (owed.of_unit(1), today);
    let told = service.record_talks(campaign, body, id, talks, None).await;
    told.unwrap();
    if let Some(team) = team {
        let talks = (owed.team, today);
        let told = service.record_talks_of_team(campaign, team, id, talks, None);
        told.await.unwrap();
    }
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
    let id = open(world).await;
    hold(world, &world.roads, &id, &Reference::Problem(problem)).await;
}

/// From the first self-criticism to the end.
async fn hold(world: &World, body: &Staff, id: &SessionId, about: &Reference) {
    let (service, campaign) = (&world.service, &world.campaign);
    let other = |by, about| Kind::Other { by, about };
    let all = [
        Kind::Own { by: 1 },
        Kind::Own { by: 2 },
        other(1, 2),
        other(2, 1),
    ];
    for who in all {
        let said = Saying {
            reference: Some(about.clone()),
            ..saying(who, ProblemId(1))
        };
        let said = service.say_criticism(campaign, body, id, said, None);
        said.await.unwrap();
    }
    for number in [3, 4] {
        let reply = (number, Some("接受。".to_owned()));
        let replied = service.reply_to_criticism(campaign, body, id, reply, None);
        replied.await.unwrap();
    }
    for by in [1, 2] {
        let promise = (by, world.today().plus(30), "验收必到现场。".to_owned());
        let promised = service.promise_after_criticism(campaign, body, id, promise, None);
        promised.await.unwrap();
    }
    let closed = service.close_criticism(campaign, body, id, None);
    closed.await.unwrap();
}

#[tokio::test]
async fn a_session_waits_for_the_one_above_and_for_the_talks() {
    for world in World::on_both().await {
        let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
        let problem = world.list(&world.voices(2).await).await;
        world.give(problem).await;
        send(&world).await;
        let what = "above_session_first";
        let early = convene(&world, roads).await;
        assert_eq!(refusal(early), Refusal::OutOfOrder { what });
        let county = county(&world).await;
        let above = convene(&world, &county).await.unwrap();
        let open = convene(&world, roads).await;
        assert_eq!(
            refusal(open),
            Refusal::OutOfOrder { what },
            "open is not closed"
        );
        let session = service.criticism_session(campaign, &above).await.unwrap();
        assert_eq!(session.talks_owed().below, [unit("roads"), unit("water")]);
        talk(&world, &county, None, &above).await;
        hold(
            &world,
            &county,
            &above,
            &Reference::Clause("purpose".into()),
        )
        .await;
        assert!(!waits(&world).await);

        let id = convene(&world, roads).await.unwrap();
        let say = || {
            let said = saying(Kind::Own { by: 1 }, problem);
            service.say_criticism(campaign, roads, &id, said, None)
        };
        let what = "talks_first";
        assert_eq!(refusal(say().await), Refusal::OutOfOrder { what });
        talk(&world, roads, None, &id).await;
        assert_eq!(
            refusal(say().await),
            Refusal::OutOfOrder { what },
            "the team's are missing"
        );
        let (all, today) = (vec![1, 2], world.today());
        let team = &world.supervisor;
        let told = service.record_talks_of_team(campaign, team, &id, (all, today), None);
        told.await.unwrap();
        say().await.unwrap();
        let work = service.team_work(campaign).await.unwrap();
        let days = &work[&unit("county")].days[&massline_service::spot_check::Done::TalkHeld];
        assert_eq!(days.len(), 2, "what teams do is counted too");
        world.must_be_sound().await;
    }
}
