//! Small numbers of people are not shown, nor words that few could have said.

use crate::world::World;
use massline_domain::verdict::Choice;
use massline_service::reading::Count;

#[tokio::test]
async fn few_voices_show_neither_words_nor_months() {
    let world = World::new().await;
    let mut people = world.voices(4).await;
    let problem = world.list(&people).await;
    let story = world.service.story(&world.campaign, problem).await.unwrap();
    assert!(story.voices.is_empty() && story.trend.is_none());
    let fifth = world.say("我叫李四，滨河路路灯坏了，电话13812345678").await;
    let (campaign, office) = (&world.campaign, &world.office);
    world
        .service
        .assign_opinions(campaign, office, problem, &[fifth.opinion])
        .await
        .unwrap();
    people.push(fifth);
    let story = world.service.story(campaign, problem).await.unwrap();
    assert!(!story.voices.is_empty());
    let spans = story.trend.unwrap().spans;
    assert_eq!(
        spans,
        [(*crate::world::START, 5)],
        "the week from Monday on"
    );
    let shown = story.voices.join("\n");
    assert!(
        !shown.contains("李四") && !shown.contains("13812345678"),
        "{shown}"
    );
    // One takes the words back: four are few again.
    world
        .service
        .erase_by_holder(&people[0].code.to_string(), None)
        .await
        .unwrap();
    let story = world.service.story(campaign, problem).await.unwrap();
    assert!(story.voices.is_empty() && story.trend.is_none());
}

#[tokio::test]
async fn a_count_under_the_charters_number_is_not_said() {
    let world = World::new().await;
    let shown: Vec<Count> = [0, 1, 4, 5].map(|n| Count::of(n, &world.campaign)).into();
    let wanted = [
        Count::Exact(0),
        Count::Under(5),
        Count::Under(5),
        Count::Exact(5),
    ];
    assert_eq!(shown, wanted);
}

#[tokio::test]
async fn copies_do_not_make_a_crowd() {
    let world = World::new().await;
    let mut same = Vec::new();
    for _ in 0..7 {
        same.push(world.say("滨河路路灯坏了，请修").await);
    }
    let problem = world.list(&same).await;
    let row = world.problem(problem).await;
    assert_eq!((row.voices, row.people), (7, 1));
    let story = world.service.story(&world.campaign, problem).await.unwrap();
    assert!(story.voices.is_empty() && story.trend.is_none());
}

#[tokio::test]
async fn comments_are_shown_once_the_round_is_over_and_enough_people_answered() {
    let world = World::new().await;
    let people = world.voices(9).await;
    let (problem, _) = world.asked(&people).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let comments = async || {
        let rounds = world.store.rounds(campaign.id(), problem).await.unwrap();
        service.ballot_comments(campaign, &rounds[0]).await.unwrap()
    };
    for (at, one) in people.iter().take(5).enumerate() {
        let words = format!("亮了，{at}号杆，我叫王五");
        service
            .judge(&one.code.to_string(), Choice::Fixed, &words, None)
            .await
            .unwrap();
        assert!(
            comments().await.is_empty(),
            "a comment that appears tells when it came"
        );
    }
    service
        .judge(&people[5].code.to_string(), Choice::Fixed, "", None)
        .await
        .unwrap();
    let shown = comments().await;
    assert_eq!(shown.len(), 5);
    assert!(
        shown.iter().all(|words| !words.contains("王五")),
        "{shown:?}"
    );

    let few = world.voices(3).await;
    let (problem, _) = world.asked(&few).await;
    for one in &few[..2] {
        service
            .judge(&one.code.to_string(), Choice::Fixed, "好了", None)
            .await
            .unwrap();
    }
    let rounds = world.store.rounds(campaign.id(), problem).await.unwrap();
    assert!(rounds[0].decided.is_some());
    assert!(
        service
            .ballot_comments(campaign, &rounds[0])
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn the_story_a_unit_reads_holds_no_opinion() {
    let world = World::new().await;
    let people = world.voices(6).await;
    let (problem, round) = world.asked(&people).await;
    world
        .service
        .judge(&people[0].code.to_string(), Choice::Fixed, "", None)
        .await
        .unwrap();
    let story = world.service.story(&world.campaign, problem).await.unwrap();
    let told = format!("{story:?}");
    for one in &people {
        let row = world.opinion(one.opinion).await;
        for secret in [one.opinion.to_string(), row.commitment.to_string()] {
            assert!(!told.contains(&secret), "{secret} in {told}");
        }
    }
    let ballots = world
        .stream(&massline_domain::event::stream::round(round))
        .await
        .len();
    assert_eq!(ballots, 2, "opened and one ballot");
    let tags: Vec<String> = story.events.iter().map(|one| one.event.tag()).collect();
    assert!(
        !tags.iter().any(|tag| tag == "verdict.ballot_cast"),
        "{tags:?}"
    );
}

#[tokio::test]
async fn a_place_is_named_once_enough_people_name_it() {
    let world = World::new().await;
    let who = massline_domain::Who::Public;
    let mut receipts = Vec::new();
    for n in 0..5 {
        let mut speech = world.speech(&format!("第{n}根灯杆不亮"));
        speech.place = if n < 4 { "滨河路" } else { "滨河路8栋" }.into();
        let (service, campaign) = (&world.service, &world.campaign);
        receipts.push(service.speak(campaign, speech, &who, None).await.unwrap());
    }
    let problem = world.list(&receipts).await;
    let story = world.service.story(&world.campaign, problem).await.unwrap();
    assert!(story.places.is_empty(), "{:?}", story.places);
    let mut speech = world.speech("灯杆也不亮");
    speech.place = "滨河路".into();
    let (service, campaign) = (&world.service, &world.campaign);
    let fifth = service.speak(campaign, speech, &who, None).await.unwrap();
    service
        .assign_opinions(campaign, &world.office, problem, &[fifth.opinion])
        .await
        .unwrap();
    let story = service.story(campaign, problem).await.unwrap();
    assert_eq!(story.places, ["滨河路"]);
}

#[tokio::test]
async fn what_words_tell_is_counted_from_the_charters_lists() {
    for world in World::on_both().await {
        let who = massline_domain::Who::Public;
        let mut receipts = Vec::new();
        for n in 0..6 {
            let mut speech = world.speech(&format!("我家门口第{n}根灯杆不亮，我妈摔倒了"));
            speech.place = "滨河路".into();
            speech.unit = if n == 0 { "water" } else { "roads" }.into();
            let (service, campaign) = (&world.service, &world.campaign);
            receipts.push(service.speak(campaign, speech, &who, None).await.unwrap());
        }
        let problem = world.list(&receipts).await;
        let row = world.problem(problem).await;
        assert_eq!((row.people, row.units, row.harmed, row.seen), (6, 2, 6, 6));
        // 6 people × 10 + 2 units × 5 + 1 channel × 5 + 1 month × 3 + 5 harmed × 3.
        assert_eq!(row.strength, 60 + 10 + 5 + 3 + 15);
        // Whoever takes the words back takes them out of every sum.
        let code = receipts[0].code.to_string();
        world.service.erase_by_holder(&code, None).await.unwrap();
        let row = world.problem(problem).await;
        assert_eq!((row.people, row.units, row.harmed, row.seen), (5, 1, 5, 5));
        world.store.rebuild().await.unwrap();
        assert_eq!(
            world.problem(problem).await,
            row,
            "the same from the events"
        );
        world.must_be_sound().await;
    }
}
