//! Erasing at the wish of who spoke, and because a law demands it.

use crate::world::{World, refusal};
use massline_domain::Refusal;
use massline_domain::opinion::Authority;
use massline_log::receipt::{Trust, verify};
use massline_service::ServiceError;

#[tokio::test]
async fn erased_words_are_gone_and_what_was_proved_stays_proved() {
    let world = World::new().await;
    let people = world.voices(3).await;
    let problem = world.list(&people).await;
    let (service, id) = (&world.service, world.campaign.id());
    service.seal_now(id).await.unwrap();
    let code = people[0].code.to_string();
    let kept = service.proof_file(&code, true, None).await.unwrap();

    service.erase_by_holder(&code, None).await.unwrap();
    assert_eq!(
        world.store.fields(id, people[0].opinion).await.unwrap(),
        None
    );
    let letter = service
        .letter(&world.campaign, &world.office, people[0].opinion)
        .await
        .unwrap();
    assert_eq!((letter.words, letter.place.as_str()), (None, ""));
    let followed = service.follow(&code, None).await.unwrap();
    assert_eq!(followed.opinion.state, "erased");
    assert!(followed.problem.is_none());
    let row = world.problem(problem).await;
    assert_eq!((row.voices, row.people, row.receipts), (2, 2, 2));

    let file = service.proof_file(&code, true, None).await.unwrap();
    assert_eq!(
        file.opening, None,
        "without salts and words nothing can be opened"
    );
    for file in [&kept, &file] {
        assert!(verify(file, &Trust::default()).unwrap().sealed.is_some());
    }
    let twice = service.erase_by_holder(&code, None).await;
    assert_eq!(refusal(twice), Refusal::WrongState { state: "erased" });
    service.seal_now(id).await.unwrap();
    assert!(
        verify(&kept, &Trust::default()).is_ok(),
        "the old proof holds in the grown log"
    );
    world.must_be_sound().await;
}

#[tokio::test]
async fn an_erased_answer_is_gone_too() {
    let world = World::new().await;
    let receipt = world.say("我叫张三，路灯坏了").await;
    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    service
        .answer_opinion(campaign, office, receipt.opinion, "张三您好")
        .await
        .unwrap();
    let code = receipt.code.to_string();
    service.erase_by_holder(&code, None).await.unwrap();
    assert_eq!(service.follow(&code, None).await.unwrap().answer, None);
    let key = massline_store::VaultWrite::answer_key(receipt.opinion);
    assert_eq!(world.store.text(campaign.id(), &key).await.unwrap(), None);
    world.must_be_sound().await;
}

#[tokio::test]
async fn the_office_erases_for_a_law_and_never_in_the_speakers_name() {
    let world = World::new().await;
    let receipt = world.say("路灯坏了").await;
    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    let erase = async |authority| {
        service
            .erase_by_office(campaign, office, receipt.opinion, authority)
            .await
    };
    assert!(matches!(
        erase(Authority::Subject).await,
        Err(ServiceError::Forbidden)
    ));
    erase(Authority::Legal).await.unwrap();
    let code = receipt.code.to_string();
    assert_eq!(
        service.follow(&code, None).await.unwrap().opinion.state,
        "erased"
    );
}

#[tokio::test]
async fn who_erased_does_not_judge() {
    let world = World::new().await;
    let people = world.voices(3).await;
    world.asked(&people).await;
    let code = people[0].code.to_string();
    world.service.erase_by_holder(&code, None).await.unwrap();
    let choice = massline_domain::verdict::Choice::Fixed;
    let told = world.service.judge(&code, choice, "", None).await;
    assert_eq!(refusal(told), Refusal::NotAsked);
}
