//! What the machine suggests follows what people decide.

use crate::world::World;
use massline_domain::id::{OpinionId, ProblemId};
use massline_service::inbox::Sorting;

async fn suggested(world: &World, opinion: OpinionId) -> Vec<ProblemId> {
    let letter = world
        .service
        .letter(&world.campaign, &world.office, opinion)
        .await
        .unwrap();
    letter.suggestions.iter().map(|one| one.problem).collect()
}

#[tokio::test]
async fn suggestions_come_with_problems_and_follow_moves_and_erasures() {
    let world = World::new().await;
    let new = world
        .say("滨河路的路灯晚上不亮，第九根灯杆也坏了")
        .await
        .opinion;
    assert!(suggested(&world, new).await.is_empty());
    let lamps = world.voices(4).await;
    let problem = world.list(&lamps).await;
    assert_eq!(suggested(&world, new).await.first(), Some(&problem));

    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    let water = world.list(&[world.say("自来水发黄，水压也低").await]).await;
    let opinions: Vec<OpinionId> = lamps.iter().map(|one| one.opinion).collect();
    service
        .assign_opinions(campaign, office, water, &opinions)
        .await
        .unwrap();
    assert_eq!(suggested(&world, new).await.first(), Some(&water));

    let release = Sorting::Release;
    service
        .sort_opinion(campaign, office, opinions[0], release)
        .await
        .unwrap();
    for one in &lamps[1..] {
        service
            .erase_by_holder(&one.code.to_string(), None)
            .await
            .unwrap();
    }
    assert!(
        suggested(&world, new).await.is_empty(),
        "nothing is learnt from what is gone"
    );
}

#[tokio::test]
async fn proposals_put_copies_together_and_count_them_once() {
    let world = World::new().await;
    let mut lamps = Vec::new();
    for _ in 0..3 {
        lamps.push(
            world
                .say("滨河路路灯坏了三天没人修，晚上走路很危险")
                .await
                .opinion,
        );
    }
    lamps.push(
        world
            .say("滨河路的路灯坏了，晚上走路很危险，请快修")
            .await
            .opinion,
    );
    let water = world.say("自来水发黄，水压也低，洗澡都难").await.opinion;
    let (campaign, office) = (&world.campaign, &world.office);
    let proposals = world.service.proposals(campaign, office).await.unwrap();
    let of = |opinion| proposals.iter().find(|one| one.opinions.contains(&opinion));
    let found = of(lamps[0]).expect("copies are proposed");
    for copy in &lamps[..3] {
        assert!(found.opinions.contains(copy));
    }
    assert!(!found.opinions.contains(&water));
    assert_eq!(
        found.people,
        found.opinions.len() - 2,
        "three copies are one"
    );
    assert_eq!(found.language, "zh-CN");
    let problem = world
        .try_list(office, found.opinions.clone())
        .await
        .unwrap();
    let row = world.problem(problem).await;
    assert_eq!(
        (row.people, row.voices),
        (found.people as u64, found.opinions.len() as u64)
    );
}
