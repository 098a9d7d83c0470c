//! Self-examinations from the first draft to the public, and the copy-paste mirror.

use crate::world::{World, refusal, unit};
use massline_domain::Refusal;
use massline_domain::id::PaperId;
use massline_domain::mirror::{Answer, Content, Stage};
use massline_service::{ServiceError, Staff};

const COPIED: &str = "学习抓得不紧，以干代学，满足于看文件，遇到难事绕着走，群众来了推给别的窗口。";

fn paper(text: &str) -> PaperId {
    text.parse().unwrap()
}

/// A complete paper with these words in its first mirror.
fn saying(world: &World, words: &str) -> Content {
    let mirrors = world.campaign.charter.mirrors.iter().enumerate();
    let answers = mirrors.map(|(at, mirror)| Answer {
        mirror: mirror.id.clone(),
        clauses: vec![mirror.clauses[0].id.clone()],
        problems: Vec::new(),
        words: if at == 0 {
            words.to_owned()
        } else {
            format!("第{at}面镜子")
        },
    });
    Content {
        list: String::new(),
        answers: answers.collect(),
        causes: "验收只看图纸。".into(),
        measures: "验收必到现场。".into(),
    }
}

async fn submit(world: &World, staff: &Staff, id: &str, content: Content) {
    let (service, campaign) = (&world.service, &world.campaign);
    let id = paper(id);
    let office = (id.number > 1).then(|| "局长".to_owned());
    service
        .write_paper(campaign, staff, &id, (office, content), true, None)
        .await
        .unwrap();
}

async fn send(world: &World) {
    let over = [unit("roads"), unit("water")].into();
    let (service, team) = (&world.service, world.supervisor.user);
    service
        .send_team(&world.campaign, None, team, over)
        .await
        .unwrap();
}

async fn stage_of(world: &World, id: &str) -> Stage {
    let all = world.service.papers(&world.campaign).await.unwrap();
    let found = all.into_iter().find(|(one, _)| *one == paper(id));
    found.map_or(Stage::Absent, |(_, paper)| paper.stage)
}

#[tokio::test]
async fn a_paper_goes_back_once_and_is_public_after_a_reply() {
    for world in World::on_both().await {
        send(&world).await;
        let (service, campaign) = (&world.service, &world.campaign);
        let (roads, team, id) = (&world.roads, &world.supervisor, paper("roads/1"));
        let owed = || async {
            let found = service.stage_of(campaign, &unit("roads")).await.unwrap();
            let facts = found.0.facts;
            (facts.paper_owed, facts.papers_open, facts.papers_hidden)
        };
        assert_eq!(owed().await, (true, 0, 0));
        submit(
            &world,
            roads,
            "roads/1",
            saying(&world, "有的同志认识不到位。"),
        )
        .await;
        assert_eq!(owed().await, (true, 1, 0));
        let why = (
            "shallow".to_owned(),
            "没有一件事".to_owned(),
            world.today().plus(5),
            vec!["body-for-oneself".to_owned()],
        );
        service
            .return_paper(campaign, team, &id, why, None)
            .await
            .unwrap();
        assert_eq!(stage_of(&world, "roads/1").await, Stage::Returned);
        submit(
            &world,
            roads,
            "roads/1",
            saying(&world, "六月三日没有到现场。"),
        )
        .await;
        let read = service.read_paper(campaign, team, &id).await.unwrap();
        assert!(read.content.text().contains("六月三日"));
        let before = read.before.unwrap().text();
        assert!(before.contains("有的同志"), "both versions can be compared");
        let note = "写到了人和事".to_owned();
        service
            .accept_paper(campaign, team, &id, note, None)
            .await
            .unwrap();
        assert_eq!(owed().await, (false, 0, 1));
        let early = service.publish_paper(campaign, roads, &id, None).await;
        assert!(matches!(refusal(early), Refusal::TooEarly { .. }));
        let words = "由现任负责改".to_owned();
        service
            .reply_to_paper(campaign, roads, &id, words, None)
            .await
            .unwrap();
        service
            .publish_paper(campaign, roads, &id, None)
            .await
            .unwrap();
        assert_eq!(owed().await, (false, 0, 0));
        let all = service.papers(campaign).await.unwrap();
        let (_, content) = all[0].1.published.clone().unwrap();
        assert!(content.text().contains("六月三日"));
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn the_words_of_a_paper_stand_in_no_event_before_it_is_published() {
    let world = World::new().await;
    submit(
        &world,
        &world.roads,
        "roads/1",
        saying(&world, "只给督导组看的话"),
    )
    .await;
    let recorded = world.stream("mirror/roads/1").await;
    assert_eq!(recorded.len(), 2);
    let said = format!("{recorded:?}");
    assert!(!said.contains("只给督导组看的话"), "{said}");
    world.must_be_sound().await;
}

#[tokio::test]
async fn nobody_but_the_unit_and_its_team_reads_a_paper_and_the_team_no_draft() {
    let world = World::new().await;
    let (service, campaign) = (&world.service, &world.campaign);
    let id = paper("roads/1");
    let draft = (None, saying(&world, "草稿"));
    service
        .write_paper(campaign, &world.roads, &id, draft, false, None)
        .await
        .unwrap();
    let forbidden =
        |result: massline_service::Result<_>| matches!(result, Err(ServiceError::Forbidden));
    let read = |staff| service.read_paper(campaign, staff, &id);
    assert!(forbidden(read(&world.supervisor).await), "not sent");
    send(&world).await;
    let draft = read(&world.supervisor).await;
    assert!(matches!(draft, Err(ServiceError::NotFound)), "a draft");
    assert!(forbidden(read(&world.water).await));
    assert!(forbidden(read(&world.office).await));
    assert!(read(&world.roads).await.is_ok());
    let other = (None, saying(&world, "冒名"));
    let other = service.write_paper(campaign, &world.water, &id, other, false, None);
    assert_eq!(refusal(other.await), Refusal::NotYourUnit);
}

#[tokio::test]
async fn what_two_papers_share_is_shown_to_the_team_with_phrases() {
    let world = World::new().await;
    send(&world).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let own = format!("{COPIED}三号楼停了两次。");
    submit(&world, &world.roads, "roads/1", saying(&world, &own)).await;
    let copy = format!("高度重视，高度重视。{COPIED}");
    submit(&world, &world.water, "water/2", saying(&world, &copy)).await;
    let team = &world.supervisor;
    let found = service
        .paper_copies(campaign, team, &paper("roads/1"))
        .await
        .unwrap();
    assert_eq!((found.alike.len(), found.compared), (1, 1));
    let like = &found.alike[0];
    assert_eq!(like.other, paper("water/2"));
    let passage = &like.shared.passages[0].here;
    assert!(passage.starts_with("学习抓得不紧"), "{passage}");
    assert!(found.phrases.is_empty());
    let found = service
        .paper_copies(campaign, team, &paper("water/2"))
        .await
        .unwrap();
    assert_eq!(found.phrases, [("高度重视".to_owned(), 2)]);
    // Two papers in words of their own share nothing.
    submit(
        &world,
        &world.water,
        "water/1",
        saying(&world, "泵房夜里没有人值班，停水那天电话响了四十分钟。"),
    )
    .await;
    let found = service
        .paper_copies(campaign, team, &paper("water/1"))
        .await
        .unwrap();
    let with_own = found.alike.iter().any(|like| like.shared.percent > 60);
    assert!(!with_own, "{found:?}");
}
