//! The loop to its end: only those who spoke close a problem.

use crate::world::{World, plan, refusal};
use massline_domain::event::stream;
use massline_domain::item::Command as ItemCommand;
use massline_domain::problem::{Command, Recurrence, Stage};
use massline_domain::verdict::{Choice, Outcome};
use massline_domain::{Event, Refusal, Who, verdict};
use massline_service::inbox::Sorting;
use massline_service::speak::Receipt;
use massline_service::verdict::Judged;
use massline_service::{Result, ServiceError};

async fn judge(world: &World, receipt: &Receipt, choice: Choice) -> Result<Judged> {
    world
        .service
        .judge(&receipt.code.to_string(), choice, "", None)
        .await
}

/// Three people, asked, and all say it is fixed.
async fn closed(world: &World) -> (Vec<Receipt>, massline_domain::id::ProblemId) {
    let people = world.voices(3).await;
    let (problem, _) = world.asked(&people).await;
    for one in &people {
        if world.stage(problem).await == Stage::Judging {
            judge(world, one, Choice::Fixed).await.unwrap();
        }
    }
    assert_eq!(world.stage(problem).await, Stage::Closed);
    (people, problem)
}

#[tokio::test]
async fn those_who_spoke_close_a_problem() {
    let world = World::new().await;
    let people = world.voices(3).await;
    let (problem, round) = world.asked(&people).await;
    assert_eq!(round.number, 1);
    assert_eq!(
        judge(&world, &people[0], Choice::Fixed).await.unwrap(),
        Judged::Counted
    );
    assert_eq!(world.stage(problem).await, Stage::Judging);
    // Two of three is more than 60 percent, whatever the third says.
    assert_eq!(
        judge(&world, &people[1], Choice::Fixed).await.unwrap(),
        Judged::Closed
    );
    assert_eq!(world.stage(problem).await, Stage::Closed);
    let late = judge(&world, &people[2], Choice::NotFixed).await;
    assert!(matches!(refusal(late), Refusal::WrongState { .. }));
    world.must_be_sound().await;
}

#[tokio::test]
async fn those_who_spoke_open_it_again_and_a_second_round_needs_new_evidence() {
    let world = World::new().await;
    let people = world.voices(3).await;
    let problem = world.list(&people).await;
    let item = world.rectify(problem).await;
    world.ask(problem).await;
    judge(&world, &people[0], Choice::NotFixed).await.unwrap();
    assert_eq!(
        judge(&world, &people[1], Choice::NotFixed).await.unwrap(),
        Judged::Reopened
    );
    let row = world.problem(problem).await;
    assert_eq!(
        (row.stage, row.reopened, row.not_held),
        (Stage::Reopened, 1, false)
    );
    let (campaign, roads) = (&world.campaign, &world.roads);
    let resume = ItemCommand::Resume;
    world
        .service
        .work_on_item(campaign, roads, item, resume, None)
        .await
        .unwrap();
    let again = world
        .service
        .request_closing(campaign, roads, problem, "好了".into(), None)
        .await;
    assert_eq!(
        refusal(again),
        Refusal::NotReady {
            what: "no_evidence"
        }
    );
    world.finish(item).await;
    assert_eq!(world.ask(problem).await.number, 2);
    // The ballots of the first round do not count in the second.
    assert_eq!(
        judge(&world, &people[2], Choice::Fixed).await.unwrap(),
        Judged::Counted
    );
}

#[tokio::test]
async fn a_new_opinion_after_closing_opens_it_again_and_the_closing_did_not_hold() {
    let world = World::new().await;
    let (_, problem) = closed(&world).await;
    world.later(30);
    let new = world.say("滨河路路灯又坏了").await;
    let (campaign, office) = (&world.campaign, &world.office);
    world
        .service
        .assign_opinions(campaign, office, problem, &[new.opinion])
        .await
        .unwrap();
    let row = world.problem(problem).await;
    assert_eq!(
        (row.stage, row.reopened, row.not_held),
        (Stage::Reopened, 1, true)
    );
    assert_eq!(world.service.figures(campaign).await.unwrap().not_held, 1);
}

#[tokio::test]
async fn an_opinion_from_before_the_closing_does_not_open_it_again() {
    let world = World::new().await;
    let before = world.say("滨河路路灯坏了一个月").await;
    world.later(3);
    let (_, problem) = closed(&world).await;
    let (campaign, office) = (&world.campaign, &world.office);
    world
        .service
        .assign_opinions(campaign, office, problem, &[before.opinion])
        .await
        .unwrap();
    assert_eq!(world.stage(problem).await, Stage::Closed);
}

#[tokio::test]
async fn merging_a_new_complaint_into_a_closed_problem_opens_it_again() {
    let world = World::new().await;
    let (_, problem) = closed(&world).await;
    world.later(30);
    let new = world.say("滨河路路灯又坏了").await;
    let other = world.list(&[new]).await;
    let (campaign, office) = (&world.campaign, &world.office);
    world
        .service
        .merge_problems(campaign, office, other, problem)
        .await
        .unwrap();
    let row = world.problem(problem).await;
    assert_eq!(
        (row.stage, row.not_held, row.voices),
        (Stage::Reopened, true, 4)
    );
}

#[tokio::test]
async fn a_holder_says_that_it_came_back() {
    let world = World::new().await;
    let (people, problem) = closed(&world).await;
    let code = people[1].code.to_string();
    assert_eq!(world.service.came_back(&code, None).await.unwrap(), problem);
    let row = world.problem(problem).await;
    assert_eq!((row.stage, row.not_held), (Stage::Reopened, true));
    let twice = world.service.came_back(&code, None).await;
    assert!(matches!(refusal(twice), Refusal::WrongState { .. }));
    // The row says that somebody did, and not who.
    let recorded = world.stream(&stream::problem(problem)).await;
    assert_eq!(recorded.last().unwrap().who, Who::Public);
}

#[tokio::test]
async fn who_speaks_late_or_without_a_receipt_is_not_asked() {
    let world = World::new().await;
    let mut people = world.voices(2).await;
    let mut speech = world.speech("滨河路路灯坏了，没要回执");
    speech.receipt = false;
    let without = world
        .service
        .speak(&world.campaign, speech, &Who::Public, None)
        .await
        .unwrap();
    people.push(without);
    let (problem, _) = world.asked(&people).await;
    let late = world.say("滨河路路灯我也看到了").await;
    let (campaign, office) = (&world.campaign, &world.office);
    world
        .service
        .assign_opinions(campaign, office, problem, &[late.opinion])
        .await
        .unwrap();
    for one in [&people[2], &late] {
        assert_eq!(
            refusal(judge(&world, one, Choice::Fixed).await),
            Refusal::NotAsked
        );
        let followed = world
            .service
            .follow(&one.code.to_string(), None)
            .await
            .unwrap();
        assert!(
            followed.ballot.is_none(),
            "nobody is shown a ballot that does not count"
        );
    }
    let followed = world
        .service
        .follow(&people[0].code.to_string(), None)
        .await
        .unwrap();
    let (round, cast) = followed.ballot.unwrap();
    assert_eq!((round.asked, cast), (2, None));
}

#[tokio::test]
async fn a_changed_ballot_counts_once_and_takes_its_words_back() {
    let world = World::new().await;
    let people = world.voices(5).await;
    let (problem, round) = world.asked(&people).await;
    let code = people[0].code.to_string();
    let judge_with = async |choice, words: &str| {
        world
            .service
            .judge(&code, choice, words, None)
            .await
            .unwrap();
    };
    judge_with(Choice::NotFixed, "还是黑的").await;
    judge_with(Choice::Fixed, "现在亮了").await;
    judge_with(Choice::DontKnow, "").await;
    let id = world.campaign.id();
    let tally = world.store.rounds(id, problem).await.unwrap()[0].tally;
    assert_eq!((tally.fixed, tally.not_fixed, tally.dont_know), (0, 0, 1));
    let followed = world.service.follow(&code, None).await.unwrap();
    assert_eq!(followed.ballot.unwrap().1, Some(Choice::DontKnow));
    assert_eq!(world.store.comments(id, round).await.unwrap(), [""]);
    world.must_be_sound().await;
}

#[tokio::test]
async fn the_row_of_a_ballot_says_nothing_of_the_opinion() {
    let world = World::new().await;
    let people = world.voices(3).await;
    let (_, round) = world.asked(&people).await;
    world
        .service
        .judge(&people[0].code.to_string(), Choice::Fixed, "好", None)
        .await
        .unwrap();
    let recorded = world.stream(&stream::round(round)).await;
    let ballots: Vec<_> = recorded
        .iter()
        .filter(|one| matches!(one.event, Event::Verdict(verdict::Event::BallotCast { .. })))
        .collect();
    assert_eq!(ballots.len(), 1);
    assert_eq!(ballots[0].who, Who::Public);
    let written = ballots[0].event.to_json().to_string();
    for one in &people {
        let row = world.opinion(one.opinion).await;
        assert!(!written.contains(&one.opinion.to_string()));
        assert!(!written.contains(&row.commitment.to_string()));
    }
}

#[tokio::test]
async fn a_round_ends_with_its_window_and_silence_never_closes() {
    let world = World::new().await;
    let people = world.voices(5).await;
    let (problem, _) = world.asked(&people).await;
    judge(&world, &people[0], Choice::DontKnow).await.unwrap();
    let window = i32::from(world.campaign.charter.verdict.window_days);
    world.later(window);
    assert_eq!(
        world.service.count_due_rounds().await.unwrap(),
        0,
        "the last day is not over"
    );
    world.later(1);
    assert_eq!(
        world.service.count_due_rounds().await.unwrap(),
        0,
        "nobody said that it is fixed"
    );
    world.later(400);
    assert_eq!(world.service.count_due_rounds().await.unwrap(), 0);
    assert_eq!(world.stage(problem).await, Stage::Judging);
    // The first word after the window decides.
    assert_eq!(
        judge(&world, &people[1], Choice::Fixed).await.unwrap(),
        Judged::Closed
    );
}

#[tokio::test]
async fn the_clock_counts_a_round_whose_window_is_over() {
    let world = World::new().await;
    let people = world.voices(5).await;
    let (problem, _) = world.asked(&people).await;
    judge(&world, &people[0], Choice::Fixed).await.unwrap();
    world.later(i32::from(world.campaign.charter.verdict.window_days) + 1);
    assert_eq!(world.service.count_due_rounds().await.unwrap(), 1);
    assert_eq!(world.stage(problem).await, Stage::Closed);
    assert_eq!(world.service.count_due_rounds().await.unwrap(), 0);
    let rounds = world
        .store
        .rounds(world.campaign.id(), problem)
        .await
        .unwrap();
    assert_eq!(rounds[0].decided.unwrap().1, Outcome::Fixed);
}

#[tokio::test]
async fn nobody_takes_a_voice_away_while_the_people_judge() {
    let world = World::new().await;
    let people = world.voices(3).await;
    let (problem, _) = world.asked(&people).await;
    let other = world.list(&[world.say("垃圾没人收").await]).await;
    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    let opinion = people[0].opinion;
    let judging = Refusal::WrongState { state: "judging" };
    let released = service
        .sort_opinion(campaign, office, opinion, Sorting::Release)
        .await;
    assert_eq!(refusal(released), judging);
    let moved = service
        .assign_opinions(campaign, office, other, &[opinion])
        .await;
    assert_eq!(refusal(moved), judging);
    let listed = world.try_list(office, vec![opinion]).await;
    assert!(matches!(listed, Err(ServiceError::Stale)));
    judge(&world, &people[0], Choice::NotFixed).await.unwrap();
    judge(&world, &people[1], Choice::NotFixed).await.unwrap();
    assert_eq!(world.stage(problem).await, Stage::Reopened);
    service
        .sort_opinion(campaign, office, opinion, Sorting::Release)
        .await
        .unwrap();
}

#[tokio::test]
async fn no_member_of_staff_closes_or_reopens_a_problem() {
    let world = World::new().await;
    let people = world.voices(3).await;
    let (problem, round) = world.asked(&people).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let all = [
        &world.administrator,
        &world.office,
        &world.supervisor,
        &world.roads,
        &world.water,
    ];
    let item = massline_domain::id::ItemId { problem, number: 1 };
    for staff in all {
        let commands = [
            Command::Claim,
            Command::ItemPlanned,
            Command::Recur {
                reason: Recurrence::Holder,
            },
            Command::RequestClosing {
                items: vec![],
                note: "好了".into(),
            },
            Command::Merge {
                into: problem,
                into_lives: true,
            },
        ];
        for command in commands {
            let told = service
                .keep_problem(campaign, staff, problem, command, None)
                .await;
            assert!(
                matches!(told, Err(ServiceError::Forbidden)),
                "{staff:?}: {told:?}"
            );
        }
        assert!(
            service
                .request_closing(campaign, staff, problem, "好".into(), None)
                .await
                .is_err()
        );
        assert!(
            service
                .answer_assignment(campaign, staff, problem, None, None)
                .await
                .is_err()
        );
        let deadline = world.today().plus(9);
        assert!(
            service
                .plan_item(campaign, staff, problem, plan(deadline), None)
                .await
                .is_err()
        );
        let resume = ItemCommand::Resume;
        assert!(
            service
                .work_on_item(campaign, staff, item, resume, None)
                .await
                .is_err()
        );
        assert!(
            service
                .merge_problems(campaign, staff, problem, problem)
                .await
                .is_err()
        );
        service.count_due_rounds().await.unwrap();
        assert_eq!(world.stage(problem).await, Stage::Judging, "{staff:?}");
    }
    assert_eq!(
        world.stream(&stream::round(round)).await.len(),
        1,
        "no ballot by anyone"
    );
}

#[tokio::test]
async fn people_who_answer_at_the_same_moment_all_count() {
    let world = World::new().await;
    let people = world.voices(5).await;
    let (problem, _) = world.asked(&people).await;
    let (first, second, third) = tokio::join!(
        judge(&world, &people[0], Choice::DontKnow),
        judge(&world, &people[1], Choice::DontKnow),
        judge(&world, &people[2], Choice::DontKnow),
    );
    for one in [first, second, third] {
        assert_eq!(one.unwrap(), Judged::Counted);
    }
    let rounds = world
        .store
        .rounds(world.campaign.id(), problem)
        .await
        .unwrap();
    assert_eq!(rounds[0].tally.dont_know, 3);
}
