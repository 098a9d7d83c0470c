//! Speaking and following.

use crate::world::{START, World, refusal};
use massline_domain::{Refusal, Who};
use massline_log::note::VerifyingKey;
use massline_log::promise::Promise;
use massline_log::receipt::{Trust, verify};
use massline_service::ServiceError;
use massline_service::limit;
use massline_service::speak::{PLACE_CHARS, Speech};

async fn speak(world: &World, change: impl FnOnce(&mut Speech)) -> massline_service::Result<()> {
    let mut speech = world.speech("路灯坏了");
    change(&mut speech);
    world
        .service
        .speak(&world.campaign, speech, &Who::Public, None)
        .await
        .map(|_| ())
}

#[tokio::test]
async fn what_is_no_opinion_is_refused_with_the_reason_and_leaves_nothing() {
    let world = World::new().await;
    let empty = speak(&world, |it| it.words = " \u{200b}\n".into()).await;
    assert_eq!(refusal(empty), Refusal::Empty { field: "words" });
    let max = world.campaign.charter.limits.opinion_chars;
    let long = speak(&world, |it| it.words = "灯".repeat(max + 1)).await;
    let found = max + 1;
    assert_eq!(
        refusal(long),
        Refusal::TooLong {
            field: "words",
            max,
            found
        }
    );
    let far = speak(&world, |it| it.place = "远".repeat(PLACE_CHARS + 1)).await;
    let (max, found) = (PLACE_CHARS, PLACE_CHARS + 1);
    assert_eq!(
        refusal(far),
        Refusal::TooLong {
            field: "place",
            max,
            found
        }
    );
    let channel = speak(&world, |it| it.channel = "fax".into()).await;
    let unknown = |kind, found: &str| Refusal::UnknownCode {
        kind,
        found: found.into(),
    };
    assert_eq!(refusal(channel), unknown("channel", "fax"));
    let group = speak(&world, |it| it.group = "elf".into()).await;
    assert_eq!(refusal(group), unknown("group", "elf"));
    for unit in ["moon", "no such code", "路"] {
        let nowhere = speak(&world, |it| it.unit = unit.into()).await;
        assert_eq!(
            refusal(nowhere),
            Refusal::UnknownUnit { found: unit.into() }
        );
    }
    let figures = world.service.figures(&world.campaign).await.unwrap();
    assert_eq!(figures.opinions, 0);
    let longest = speak(&world, |it| it.words = "灯".repeat(max)).await;
    assert!(longest.is_ok());
}

#[tokio::test]
async fn a_campaign_that_has_ended_takes_no_opinion() {
    let mut world = World::new().await;
    world.end_campaign().await;
    let late = speak(&world, |_| {}).await;
    assert!(
        matches!(late, Err(ServiceError::CampaignClosed)),
        "{late:?}"
    );
}

#[tokio::test]
async fn the_promise_verifies_and_is_the_same_when_asked_again() {
    let world = World::new().await;
    // 01:00 in Beijing is still the day before in the log.
    world.clock.set(*START, 17 * 3600);
    let receipt = world.say("路灯坏了").await;
    let (_, promise_key) = world.service.verifier_keys();
    let key = VerifyingKey::parse(&promise_key).unwrap();
    let promise = Promise::open(&receipt.promise, &key).unwrap();
    let row = world.opinion(receipt.opinion).await;
    assert_eq!(promise.commitment, row.commitment.0);
    assert_eq!(i64::from(promise.day), i64::from(START.0));
    let code = receipt.code.to_string();
    let file = world.service.proof_file(&code, false, None).await.unwrap();
    assert_eq!(file.promise.as_deref(), Some(receipt.promise.as_str()));
    assert_eq!(file.opening, None);
    assert!(verify(&file, &Trust::default()).unwrap().sealed.is_none());

    world.service.seal_now(world.campaign.id()).await.unwrap();
    let file = world.service.proof_file(&code, true, None).await.unwrap();
    let verdict = verify(&file, &Trust::default()).unwrap();
    assert!(verdict.sealed.is_some() && !verdict.late());
    let words = verdict
        .opened
        .iter()
        .find(|field| field.label == "text")
        .unwrap();
    assert_eq!(words.value, "路灯坏了".as_bytes());
}

#[tokio::test]
async fn the_receipt_follows_the_opinion() {
    let world = World::new().await;
    let receipt = world.say("路灯坏了").await;
    let code = receipt.code.to_string();
    let followed = world.service.follow(&code, None).await.unwrap();
    assert_eq!(
        (followed.opinion.state.as_str(), followed.sealed),
        ("waiting", false)
    );
    assert!(followed.problem.is_none() && followed.answer.is_none());
    let problem = world.list(std::slice::from_ref(&receipt)).await;
    let typed = code.to_lowercase().replace(' ', "-");
    let followed = world.service.follow(&typed, None).await.unwrap();
    assert_eq!(followed.problem.unwrap().problem, problem);
}

#[tokio::test]
async fn a_mistyped_code_is_told_apart_from_an_unknown_one() {
    let world = World::new().await;
    let receipt = world.say("路灯坏了").await;
    let code: Vec<char> = receipt.code.to_string().chars().collect();
    let follow = async |code: &[char]| {
        let code: String = code.iter().collect();
        world.service.follow(&code, None).await
    };
    for at in 4..code.len() {
        if code[at] == ' ' {
            continue;
        }
        let mut wrong = code.clone();
        wrong[at] = if wrong[at] == '7' { '8' } else { '7' };
        let told = follow(&wrong).await;
        assert!(
            matches!(told, Err(ServiceError::Code(_))),
            "one wrong at {at}: {told:?}"
        );
        let mut swapped = code.clone();
        let next = (at + 1..code.len()).find(|next| code[*next] != ' ');
        if let Some(next) = next.filter(|next| code[*next] != code[at]) {
            swapped.swap(at, next);
            let told = follow(&swapped).await;
            assert!(
                matches!(told, Err(ServiceError::Code(_))),
                "swapped at {at}: {told:?}"
            );
        }
    }
    let unknown = massline_log::code::ReceiptCode([9; 15]).to_string();
    let told = world.service.follow(&unknown, None).await;
    assert!(
        matches!(told, Err(ServiceError::UnknownReceipt)),
        "{told:?}"
    );
}

#[tokio::test]
async fn too_many_tries_have_to_wait_and_each_kind_is_counted_by_itself() {
    let world = World::new().await;
    let caller = Some([5; 16]);
    let speak = async || {
        let speech = world.speech("路灯坏了");
        world
            .service
            .speak(&world.campaign, speech, &Who::Public, caller)
            .await
    };
    for _ in 0..limit::SPEAK.tries {
        speak().await.unwrap();
    }
    let told = speak().await.unwrap_err();
    let ServiceError::TooMany { seconds } = told else {
        panic!("{told:?}")
    };
    let receipt = world.say("又坏了").await.code.to_string();
    world.service.follow(&receipt, caller).await.unwrap();
    for _ in 1..limit::RECEIPT.tries {
        assert!(world.service.follow("ML1 wrong", caller).await.is_err());
    }
    let told = world.service.follow(&receipt, caller).await;
    assert!(
        matches!(told, Err(ServiceError::TooMany { .. })),
        "{told:?}"
    );
    world.clock.advance(i64::try_from(seconds).unwrap());
    speak().await.unwrap();
    world.service.follow(&receipt, caller).await.unwrap();
}

#[tokio::test]
async fn an_event_says_nothing_of_who_wrote_it_down() {
    let world = World::new().await;
    let speech = world.speech("电话里说路灯坏了");
    let receipt = world
        .service
        .speak(&world.campaign, speech, &world.office.who(), None)
        .await
        .unwrap();
    let stream = massline_domain::event::stream::opinion(receipt.opinion);
    let recorded = world.stream(&stream).await;
    assert_eq!(recorded.len(), 1);
    assert_eq!(recorded[0].who, Who::Public);
}
