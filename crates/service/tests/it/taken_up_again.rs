//! An opinion that was answered, referred or refused by mistake is taken up again.

use crate::world::{World, refusal};
use massline_domain::Refusal;
use massline_service::inbox::Sorting;
use massline_service::reading::Ending;

#[tokio::test]
async fn an_opinion_that_was_refused_by_mistake_waits_again_and_the_books_balance() {
    let world = World::new().await;
    let receipt = world.say("路灯坏了").await;
    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    let opinion = receipt.opinion;
    let sort = async |sorting| {
        service
            .sort_opinion(campaign, office, opinion, sorting)
            .await
    };
    let wait = Refusal::WrongState { state: "waiting" };
    assert_eq!(refusal(sort(Sorting::Reconsider).await), wait);
    sort(Sorting::Refuse {
        reason: "off-topic".into(),
    })
    .await
    .unwrap();
    let ended = service.ending(campaign, opinion).await.unwrap();
    assert_eq!(ended, Some(Ending::Refused("off-topic".into())));
    sort(Sorting::Reconsider).await.unwrap();
    assert_eq!(service.ending(campaign, opinion).await.unwrap(), None);
    sort(Sorting::Refer {
        to: "邻县".into()
    })
    .await
    .unwrap();
    sort(Sorting::Reconsider).await.unwrap();
    let figures = service.figures(campaign).await.unwrap();
    assert_eq!((figures.opinions, figures.in_state("waiting")), (1, 1));
    assert_eq!(
        figures.in_state("refused") + figures.in_state("referred"),
        0
    );
    service.seal_now(campaign.id()).await.unwrap();
    world.must_be_sound().await;
    world.list(&[receipt]).await;
    world.store.rebuild().await.unwrap();
    world.must_be_sound().await;
}

#[tokio::test]
async fn an_answer_that_was_taken_back_is_not_shown_and_another_replaces_it() {
    let world = World::new().await;
    let receipt = world.say("路灯坏了").await;
    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    let code = receipt.code.to_string();
    let answer = async || service.follow(&code, None).await.unwrap().answer;
    service
        .answer_opinion(campaign, office, receipt.opinion, "不归我们管")
        .await
        .unwrap();
    assert_eq!(answer().await.as_deref(), Some("不归我们管"));
    let again = Sorting::Reconsider;
    service
        .sort_opinion(campaign, office, receipt.opinion, again)
        .await
        .unwrap();
    assert_eq!(answer().await, None);
    world.must_be_sound().await;
    service
        .answer_opinion(campaign, office, receipt.opinion, "周五去修")
        .await
        .unwrap();
    assert_eq!(answer().await.as_deref(), Some("周五去修"));
    world.must_be_sound().await;
}
