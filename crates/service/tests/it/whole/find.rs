//! Stage 2: problems are claimed, papers go back once, sessions are held.

use super::cast::{Cast, SECOND};
use crate::criticism::talk;
use crate::world::{refusal, unit};
use massline_domain::Refusal;
use massline_domain::criticism::{Kind, Reference, Subject, Words};
use massline_domain::escalation::Matter;
use massline_domain::id::PaperId;
use massline_domain::mirror::{Answer, Content};
use massline_service::criticism::Saying;

/// Two problems are given; one of them to the wrong unit, which names the right one.
pub(super) async fn claim_first(cast: &Cast) {
    cast.give(cast.problem("county"), "county").await;
    let lights = cast.problem("highways");
    cast.give(lights, "town").await;
    let why = "西环路由县里管养。";
    cast.answer("town", lights, Some(("highways", why))).await;
    cast.answer("county", cast.problem("county"), None).await;
    cast.answer("highways", lights, None).await;
}

/// One problem is claimed, the other forgotten until it goes up.
pub(super) async fn claim_second(cast: &Cast) {
    let world = &cast.world;
    for code in SECOND {
        cast.give(cast.problem(code), code).await;
    }
    cast.answer("town", cast.problem("town"), None).await;
    let charter = &world.campaign.charter;
    let due = charter.claim_by(world.today());
    world.later(due.since(world.today()) + i32::from(charter.time.escalate_days));
    world.service.raise_escalations().await.unwrap();
    let above = cast.body("town");
    let up = world.service.come_up(&world.campaign, above).await.unwrap();
    let matters: Vec<Matter> = up.iter().map(|one| one.row.matter).collect();
    assert_eq!(matters, [Matter::Claim(cast.problem("village"))]);
}

/// A village writes a short list, all others a paper.
fn content(cast: &Cast, code: &str, words: &str) -> Content {
    if code == "village" {
        return Content {
            list: format!("{code}：{words}"),
            ..Content::default()
        };
    }
    let mirrors = cast.world.campaign.charter.mirrors.iter();
    let answers = mirrors.map(|mirror| Answer {
        mirror: mirror.id.clone(),
        clauses: vec![mirror.clauses[0].id.clone()],
        problems: vec![cast.problem(code)],
        words: format!("{}：{words}", mirror.id),
    });
    Content {
        list: String::new(),
        answers: answers.collect(),
        causes: format!("{code}验收只看材料。"),
        measures: format!("{code}验收必到现场。"),
    }
}

/// Every unit writes; the county's paper is returned and written anew; all become public.
pub(super) async fn write(cast: &Cast, codes: &[&str]) {
    let (world, service) = (&cast.world, &cast.world.service);
    let campaign = &world.campaign;
    for code in codes.iter().copied() {
        let (body, team) = (cast.body(code), cast.team(code));
        let id: PaperId = format!("{code}/1").parse().unwrap();
        assert!(cast.missing(code).await.contains(&"papers-accepted"));
        let submit = |words: &'static str| {
            let written = (None, content(cast, code, words));
            service.write_paper(campaign, body, &id, written, true, None)
        };
        submit("五月七日窗口少说了一样材料，群众多跑一趟。")
            .await
            .unwrap();
        if code == "county" {
            let why = (
                "shallow".to_owned(),
                "写到原因。".to_owned(),
                world.today().plus(5),
                Vec::new(),
            );
            let back = service.return_paper(campaign, team, &id, why, None);
            back.await.unwrap();
            assert!(cast.missing(code).await.contains(&"papers-accepted"));
            submit("五月七日没有人核对清单，因为清单不归任何人管。")
                .await
                .unwrap();
        }
        let note = "写到了人和事。".to_owned();
        let accepted = service.accept_paper(campaign, team, &id, note, None);
        accepted.await.unwrap();
        assert!(cast.missing(code).await.contains(&"papers-published"));
        leader_writes(cast, code).await;
    }
    world.later(i32::from(campaign.charter.time.reply_days) + 1);
    for code in codes {
        // Of a village no session is asked, so its leader need not write.
        let papers = if *code == "village" { 1 } else { 2 };
        for number in 1..=papers {
            let (body, id) = (cast.body(code), format!("{code}/{number}").parse().unwrap());
            let public = service.publish_paper(campaign, body, &id, None);
            public.await.unwrap();
        }
    }
}

/// Where a session is asked, its leader writes of himself, and the stage waits for that.
async fn leader_writes(cast: &Cast, code: &str) {
    let owed = cast.missing(code).await.contains(&"leader-examined");
    assert_eq!(owed, code != "village", "{code}");
    if !owed {
        return;
    }
    let (service, campaign) = (&cast.world.service, &cast.world.campaign);
    let (body, team) = (cast.body(code), cast.team(code));
    let id: PaperId = format!("{code}/2").parse().unwrap();
    let words = "五月七日我在会议室，没有到现场。";
    let written = (Some("负责人".to_owned()), content(cast, code, words));
    let sent = service.write_paper(campaign, body, &id, written, true, None);
    sent.await.unwrap();
    let note = "写的是自己。".to_owned();
    let accepted = service.accept_paper(campaign, team, &id, note, None);
    accepted.await.unwrap();
    assert!(!cast.missing(code).await.contains(&"leader-examined"));
}

/// Self-criticism, the leader first; then of the other; replies; what each takes on; closed.
async fn session(cast: &Cast, code: &str) {
    let (world, service) = (&cast.world, &cast.world.service);
    let (campaign, body) = (&world.campaign, cast.body(code));
    let present = vec!["负责人".to_owned(), "分管负责人".to_owned()];
    let open = (world.today(), present, 1);
    let id = service.open_criticism(campaign, body, open).await.unwrap();
    talk(world, body, Some(cast.team(code)), &id).await;
    let of = [
        Kind::Own { by: 1 },
        Kind::Own { by: 2 },
        Kind::Other { by: 2, about: 1 },
        Kind::Other { by: 1, about: 2 },
    ];
    for who in of {
        let said = Saying {
            again: None,
            who,
            subject: Subject::Act,
            reference: Some(Reference::Problem(cast.problem(code))),
            words: Words {
                text: "只看材料，没有到现场。".into(),
                fact: "五月七日验收时没有人去。".into(),
            },
        };
        let said = service.say_criticism(campaign, body, &id, said, None);
        said.await.unwrap();
    }
    for number in [3, 4] {
        let reply = (number, Some("是这样，我改。".to_owned()));
        let replied = service.reply_to_criticism(campaign, body, &id, reply, None);
        replied.await.unwrap();
    }
    for by in [1, 2] {
        let promise = (by, world.today().plus(30), "验收必到现场。".to_owned());
        let promised = service.promise_after_criticism(campaign, body, &id, promise, None);
        promised.await.unwrap();
    }
    let closed = service.close_criticism(campaign, body, &id, None);
    closed.await.unwrap();
}

/// Sessions from above to below, told, signed; and nothing passes while a problem is unclaimed.
pub(super) async fn pass(cast: &Cast, codes: &[&str]) {
    let world = &cast.world;
    for code in codes.iter().copied() {
        // A village is asked for a talk and no session.
        let village = code == "village";
        let owes = cast.missing(code).await.contains(&"sessions-held");
        assert_eq!(owes, !village, "{code}");
        let place = codes.iter().position(|one| *one == code).unwrap();
        if let Some(below) = codes.get(place + 1) {
            let present = vec!["负责人".to_owned(), "分管负责人".to_owned()];
            let (service, campaign, body) = (&world.service, &world.campaign, cast.body(below));
            let early = service.open_criticism(campaign, body, (world.today(), present, 1));
            let what = "above_session_first";
            assert_eq!(refusal(early.await), Refusal::OutOfOrder { what });
        }
        session(cast, code).await;
        assert!(!cast.missing(code).await.contains(&"sessions-held"));
        assert_eq!(cast.missing(code).await.contains(&"all-claimed"), village);
        if village {
            cast.answer(code, cast.problem(code), None).await;
        }
        cast.report(code, "查出的问题和批评的要点已经公开。").await;
    }
    let first = codes[0];
    let (service, campaign) = (&world.service, &world.campaign);
    let until = world.today().plus(3);
    let why = "还要再听两户。".to_owned();
    let (team, code) = (cast.team(first), unit(first));
    let off = service.postpone_stage(campaign, team, &code, until, why, None);
    off.await.unwrap();
    let early = refusal(cast.sign(first).await);
    assert!(matches!(early, Refusal::TooEarly { .. }));
    assert_eq!(cast.missing(codes[1]).await, ["above-passed"]);
    world.later(3);
    for code in codes {
        assert_eq!(cast.missing(code).await, Vec::<&str>::new(), "{code}");
        cast.sign(code).await.unwrap();
        assert_eq!(cast.stage(code).await.as_deref(), Some("rectify"));
    }
}
