//! A problem with many voices: nothing may grow with the square of them.

use crate::world::World;
use massline_domain::id::OpinionId;
use massline_service::import::{Collected, ImportOptions, Sheet};

/// Two thousand opinions go through every step; what is quadratic would be felt here.
#[tokio::test]
async fn a_problem_of_two_thousand_voices() {
    let world = World::new().await;
    let rows: String = (0..2000)
        .map(|n| format!("r{n},第{n}根灯杆不亮了\n"))
        .collect();
    let sheet = Sheet::Upload("a.csv".into(), format!("id,text\n{rows}").into_bytes());
    let (campaign, office) = (&world.campaign, &world.office);
    let mut sink = Collected::default();
    let options = ImportOptions {
        receipts: true,
        ..ImportOptions::default()
    };
    let service = &world.service;
    service
        .import(campaign, Some(office), &sheet, &options, &mut sink)
        .await
        .unwrap();
    let waiting = world.store.waiting_words(campaign.id()).await.unwrap();
    let opinions: Vec<OpinionId> = waiting.into_iter().map(|(opinion, _)| opinion).collect();
    let problem = world.try_list(office, opinions).await.unwrap();
    let one = world.say("滨河路路灯不亮").await.opinion;
    service
        .assign_opinions(campaign, office, problem, &[one])
        .await
        .unwrap();
    service.story(campaign, problem).await.unwrap();
    world.rectify(problem).await;
    world.ask(problem).await;
    let choice = massline_domain::verdict::Choice::DontKnow;
    for (_, code) in &sink.receipts[..500] {
        service.judge(code, choice, "", None).await.unwrap();
    }
    for (_, code) in &sink.receipts[500..510] {
        service.judge(code, choice, "", None).await.unwrap();
    }
    let other = world.list(&[world.say("另一处").await]).await;
    let merged = service
        .merge_problems(campaign, office, other, problem)
        .await;
    assert!(merged.is_ok());
    assert_eq!(world.problem(problem).await.voices, 2002);
}
