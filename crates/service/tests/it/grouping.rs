//! What people decide about groups binds the machine: after each kind of decision it is
//! asked again, also by a server that was started anew, and suggests nothing against it. In
//! each case a control shows that it would suggest it without the decision.

use crate::world::{World, refusal, unit};
use massline_domain::Refusal;
use massline_domain::id::{OpinionId, ProblemId};
use massline_domain::problem::{Command, Stage};
use massline_service::grouping::{MovedBy, Split};
use massline_service::inbox::Sorting;
use massline_service::problem::NewProblem;
use massline_service::speak::Receipt;
use massline_service::{Service, ServiceError};

const LAMPS: [&str; 4] = [
    "滨河路路灯坏了，第一根灯杆不亮",
    "滨河路路灯坏了，第二根灯杆不亮",
    "滨河路路灯坏了，第三根灯杆晚上不亮",
    "滨河路路灯坏了很久，第四根灯杆不亮",
];
const WATER: [&str; 3] = [
    "滨河路下雨就积水，井盖冒水",
    "滨河路积水，井盖往外冒水",
    "滨河路一下雨就积水，井盖堵了",
];
const ONE_MORE: &str = "滨河路路灯坏了，第九根灯杆不亮";

async fn say(world: &World, words: &[&str]) -> Vec<Receipt> {
    let mut receipts = Vec::new();
    for words in words {
        receipts.push(world.say(words).await);
    }
    receipts
}

fn opinions(receipts: &[Receipt]) -> Vec<OpinionId> {
    receipts.iter().map(|receipt| receipt.opinion).collect()
}

async fn suggested(service: &Service, world: &World, opinion: OpinionId) -> Vec<ProblemId> {
    let letter = service
        .letter(&world.campaign, &world.office, opinion)
        .await
        .unwrap();
    letter.suggestions.iter().map(|one| one.problem).collect()
}

/// What this server and one that was started anew suggest, which must be the same.
async fn suggestions(world: &World, opinion: OpinionId) -> Vec<ProblemId> {
    let here = suggested(&world.service, world, opinion).await;
    let anew = world.started_again().await;
    assert_eq!(here, suggested(&anew, world, opinion).await);
    here
}

async fn same(world: &World, problem: ProblemId) -> Vec<ProblemId> {
    let mut both = Vec::new();
    for service in [world.service.clone(), world.started_again().await] {
        let found = service
            .same_problems(&world.campaign, &world.office, problem)
            .await
            .unwrap();
        both.push(found.iter().map(|one| one.problem).collect::<Vec<_>>());
    }
    assert_eq!(both[0], both[1]);
    both.remove(0)
}

#[tokio::test]
async fn what_it_is_not_about_is_never_suggested_for_it_again() {
    for world in World::on_both().await {
        let lamps = world.list(&say(&world, &LAMPS).await).await;
        let (asked, control) = (world.say(ONE_MORE).await, world.say(ONE_MORE).await);
        assert_eq!(suggestions(&world, asked.opinion).await, [lamps]);
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        service
            .keep_apart(campaign, office, asked.opinion, lamps)
            .await
            .unwrap();
        assert!(suggestions(&world, asked.opinion).await.is_empty());
        assert_eq!(
            suggestions(&world, control.opinion).await,
            [lamps],
            "the same words without the decision"
        );
        let again = service
            .keep_apart(campaign, office, asked.opinion, lamps)
            .await;
        assert_eq!(refusal(again), Refusal::AlreadyThere);
        let nowhere = service
            .keep_apart(campaign, office, asked.opinion, ProblemId(99))
            .await;
        assert!(matches!(nowhere, Err(ServiceError::NotFound)));
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn what_was_moved_on_or_taken_out_is_not_suggested_back() {
    for world in World::on_both().await {
        let voices = say(&world, &LAMPS).await;
        let lamps = world.list(&voices).await;
        let water = world.list(&say(&world, &WATER).await).await;
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        let moved = voices[0].opinion;
        service
            .assign_opinions(campaign, office, water, &[moved])
            .await
            .unwrap();
        assert!(!suggestions(&world, moved).await.contains(&lamps));
        let release = || Sorting::Release;
        service
            .sort_opinion(campaign, office, moved, release())
            .await
            .unwrap();
        let after = suggestions(&world, moved).await;
        assert!(!after.contains(&lamps) && !after.contains(&water));
        let control = world.say(LAMPS[0]).await.opinion;
        assert_eq!(suggestions(&world, control).await.first(), Some(&lamps));
        // Who puts it back has decided anew: taken out by nobody, it is at home there.
        service
            .assign_opinions(campaign, office, lamps, &[moved])
            .await
            .unwrap();
        assert_eq!(world.opinion(moved).await.problem, Some(lamps));
    }
}

#[tokio::test]
async fn a_merge_holds_and_a_no_holds_beyond_it() {
    for world in World::on_both().await {
        let first = world.list(&say(&world, &LAMPS[..2]).await).await;
        let going = say(&world, &LAMPS[2..]).await;
        let second = world.list(&going).await;
        let (asked, control) = (world.say(ONE_MORE).await, world.say(ONE_MORE).await);
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        service
            .keep_apart(campaign, office, asked.opinion, second)
            .await
            .unwrap();
        assert_eq!(suggestions(&world, asked.opinion).await, [first]);
        assert_eq!(same(&world, second).await, [first], "the machine sees it");
        let preview = service
            .merge_preview(campaign, office, second, first)
            .await
            .unwrap();
        service
            .merge_problems(campaign, office, second, first)
            .await
            .unwrap();
        assert_eq!(world.problem(first).await, preview.result.row);
        assert!(!preview.reopens && !preview.result.voices.is_empty());
        assert_eq!(suggestions(&world, control.opinion).await, [first]);
        assert!(
            suggestions(&world, asked.opinion).await.is_empty(),
            "not about what it became part of either"
        );
        assert!(same(&world, first).await.is_empty());
        let followed = service
            .follow(&going[0].code.to_string(), None)
            .await
            .unwrap();
        assert_eq!(followed.problem.unwrap().problem, first);
        let [moved] = followed.moves.as_slice() else {
            panic!("{:?}", followed.moves)
        };
        assert_eq!(
            (moved.from, moved.to, moved.why),
            (second, Some(first), MovedBy::Merge)
        );
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn a_split_holds_and_its_preview_says_what_it_comes_to() {
    for world in World::on_both().await {
        let mut voices = say(&world, &LAMPS).await;
        let mut others = say(&world, &WATER).await;
        // A copy goes where its words go, chosen or not.
        others.extend(say(&world, &WATER[..1]).await);
        let chosen = opinions(&others[..3]);
        voices.extend(others);
        let whole = world.list(&voices).await;
        world.give(whole).await;
        let split = Split {
            opinions: chosen,
            title: "滨河路积水".into(),
            unit: Some(unit("water")),
        };
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        let preview = service
            .split_preview(campaign, office, whole, &split)
            .await
            .unwrap();
        assert_eq!(preview.opinions.len(), 4);
        let (_, version) = service.problem(campaign, whole).await.unwrap();
        let stale = service
            .split_problem(campaign, office, whole, &split, Some(version - 1))
            .await;
        assert!(matches!(stale, Err(ServiceError::Stale)));
        let new = service
            .split_problem(campaign, office, whole, &split, Some(version))
            .await
            .unwrap();
        let row = world.problem(new).await;
        assert_eq!((row.voices, row.people), (4, 3), "a copy counts once");
        assert_eq!(
            (row.stage, row.unit.clone()),
            (Stage::Assigned, Some(unit("water")))
        );
        assert!(row.claim_by.is_some());
        assert_eq!(row, preview.new.row);
        assert_eq!(world.problem(whole).await, preview.stays.row);
        assert_eq!(row.split_from, Some(whole));
        // The machine keeps them apart, each way, however alike their words are; a problem
        // of the same words that nobody split off is suggested.
        let alike = Split {
            opinions: opinions(&voices[2..4]),
            title: "滨河路三四号灯杆不亮".into(),
            unit: None,
        };
        let alike = service
            .split_problem(campaign, office, whole, &alike, None)
            .await
            .unwrap();
        assert!(same(&world, whole).await.is_empty());
        assert!(same(&world, alike).await.is_empty());
        let control = world.list(&say(&world, &LAMPS[2..]).await).await;
        assert_eq!(same(&world, whole).await, [control]);
        assert!(same(&world, control).await.contains(&alike));
        let followed = service
            .follow(&voices[4].code.to_string(), None)
            .await
            .unwrap();
        assert_eq!(followed.moves[0].why, MovedBy::Split);
        assert_eq!(followed.problem.unwrap().problem, new);
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn a_split_needs_voices_on_both_sides_that_are_there() {
    let world = World::new().await;
    let voices = say(&world, &LAMPS).await;
    let problem = world.list(&voices).await;
    let elsewhere = world.say("别的事").await.opinion;
    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    let try_with = async |opinions: Vec<OpinionId>| {
        let split = Split {
            opinions,
            title: "分出来的".into(),
            unit: None,
        };
        let shown = service
            .split_preview(campaign, office, problem, &split)
            .await
            .map(|_| ());
        let done = service
            .split_problem(campaign, office, problem, &split, None)
            .await
            .map(|_| ());
        assert_eq!(format!("{shown:?}"), format!("{done:?}"));
        done
    };
    assert_eq!(refusal(try_with(vec![]).await), Refusal::BadSplit);
    let all = opinions(&voices);
    assert_eq!(refusal(try_with(all).await), Refusal::BadSplit);
    let stale = try_with(vec![elsewhere]).await;
    assert!(matches!(stale, Err(ServiceError::Stale)));
    assert_eq!(world.problem(problem).await.voices, 4, "nothing happened");
}

#[tokio::test]
async fn problems_told_apart_are_not_suggested_to_be_one() {
    for world in World::on_both().await {
        let first = world.list(&say(&world, &LAMPS[..2]).await).await;
        let second = world.list(&say(&world, &LAMPS[2..]).await).await;
        assert_eq!(same(&world, first).await, [second]);
        assert_eq!(same(&world, second).await, [first]);
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        let command = Command::TellApart { other: second };
        service
            .keep_problem(campaign, office, first, command, None)
            .await
            .unwrap();
        assert!(same(&world, first).await.is_empty());
        assert!(same(&world, second).await.is_empty(), "both ways");
        let nothing = Command::TellApart {
            other: ProblemId(99),
        };
        let nowhere = service
            .keep_problem(campaign, office, first, nothing, None)
            .await;
        assert!(matches!(nowhere, Err(ServiceError::NotFound)));
    }
}

#[tokio::test]
async fn a_name_and_a_no_to_a_proposal_outlive_the_next_run() {
    for world in World::on_both().await {
        let voices = say(&world, &LAMPS).await;
        let odd = world.say(ONE_MORE).await.opinion;
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        let proposals = service.proposals(campaign, office).await.unwrap();
        assert!(
            proposals.iter().any(|one| one.opinions.contains(&odd)),
            "the machine takes it for the same matter"
        );
        let new = NewProblem {
            not_about: vec![odd],
            ..crate::world::new_problem(opinions(&voices))
        };
        let problem = service.list_problem(campaign, office, &new).await.unwrap();
        let title = "滨河路整段路灯不亮".to_owned();
        let rename = Command::Rename {
            title: title.clone(),
        };
        service
            .keep_problem(campaign, office, problem, rename, None)
            .await
            .unwrap();
        assert!(suggestions(&world, odd).await.is_empty());
        let control = world.say(ONE_MORE).await.opinion;
        assert_eq!(suggestions(&world, control).await, [problem]);
        for service in [service.clone(), world.started_again().await] {
            for one in service.proposals(campaign, office).await.unwrap() {
                for voice in &voices {
                    assert!(!one.opinions.contains(&voice.opinion), "it has its place");
                }
            }
        }
        let row = world.problem(problem).await;
        assert_eq!((row.title, row.voices), (title, 4));
    }
}

#[tokio::test]
async fn a_suggestion_says_why_and_shows_nothing_that_tells_who_spoke() {
    let world = World::new().await;
    let mut speech = world.speech("我叫王小明，电话13812345678，滨河路路灯坏了，灯杆不亮");
    speech.place = "滨河路".into();
    let who = massline_domain::Who::Public;
    let first = world
        .service
        .speak(&world.campaign, speech, &who, None)
        .await
        .unwrap();
    let lamps = world.list(&[first]).await;
    let asked = world.say("滨河路的路灯坏了，灯杆都不亮").await.opinion;
    let letter = world
        .service
        .letter(&world.campaign, &world.office, asked)
        .await
        .unwrap();
    let [why] = letter.suggestions.as_slice() else {
        panic!("{:?}", letter.suggestions)
    };
    assert_eq!(why.problem, lamps);
    assert_eq!(why.places, ["滨河路"]);
    assert!(!why.words.is_empty() && why.similarity > 0.0);
    assert!(why.nearest.contains("路灯坏了"), "{}", why.nearest);
    for secret in ["王小明", "13812345678"] {
        assert!(!why.nearest.contains(secret), "{}", why.nearest);
    }
}
