//! Lists, figures and stories.

use crate::author::Author;
use crate::place::{Place, on_both};
use crate::scenario::{CAMPAIGN, DAY, OTHER, tell, unit_code};
use massline_domain::id::{ProblemId, RoundId};
use massline_domain::problem::Stage;
use massline_domain::verdict::Outcome;
use massline_domain::{Charter, Day, Event, item, verdict};
use massline_store::{LedgerFilter, OpinionFilter, ProblemFilter, ProblemRow, ProblemSort, Store};

on_both!(
    a_problem_sums_up_its_voices,
    problems_are_narrowed_and_sorted,
    figures_count_everything_once,
    the_ledger_has_items_with_their_problems,
    rounds_are_counted,
    opinions_are_narrowed,
    campaigns_and_units_are_listed,
    a_story_has_no_single_ballots,
    entitlement_is_as_of_the_opening,
);

async fn numbers(store: &Store, filter: ProblemFilter) -> Vec<u64> {
    let page = store.problems(CAMPAIGN, &filter).await.unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.iter().map(|row| row.problem.0).collect()
}

async fn a_problem_sums_up_its_voices(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let row = store
        .problem(CAMPAIGN, ProblemId(1))
        .await
        .unwrap()
        .unwrap();
    // Three voices were assigned, one of them a copy; the second was erased.
    assert_eq!((row.voices, row.people, row.receipts), (2, 1, 2));
    assert_eq!(
        (row.first, row.last),
        (Some(DAY.plus(-40)), Some(DAY.plus(-38)))
    );
    assert_eq!((row.channels, row.months), (1, 1));
    // A copy says nothing again, but for the unit it names.
    assert_eq!((row.units, row.harmed, row.first_hand), (1, 1, 1));
    assert_eq!((row.placed, row.seen), (1, 1));
    assert_eq!(
        (row.stage, row.reopened, row.not_held),
        (Stage::Judging, 1, true)
    );
    assert_eq!(
        (row.round, row.unit.clone()),
        (Some(2), Some(unit_code("housing")))
    );
    assert_eq!(row.claim_by, None, "it is claimed");
    assert_eq!(
        row.deadline,
        Some(DAY.plus(13)),
        "the first item was taken up again and ended"
    );
    let campaign = store.campaign("first").await.unwrap().unwrap();
    let charter = Charter::parse(&campaign.charter).unwrap();
    assert_eq!(
        row.strength,
        charter.strength_of(&row.counts()),
        "by the charter in force now"
    );
    let months = store.problem_months(CAMPAIGN, row.problem).await.unwrap();
    assert_eq!(months, [("2024-08".to_owned(), 2)]);
    let channels = store.problem_channels(CAMPAIGN, row.problem).await.unwrap();
    assert_eq!(
        channels.into_iter().collect::<Vec<_>>(),
        [("web".to_owned(), 2)]
    );
    let opinions = store
        .problem_opinions(CAMPAIGN, row.problem, 1)
        .await
        .unwrap();
    assert_eq!(opinions.len(), 2);
    assert_eq!(
        store
            .problem_opinion_ids(CAMPAIGN, row.problem)
            .await
            .unwrap()
            .len(),
        2
    );
    assert_eq!(store.problem(CAMPAIGN, ProblemId(99)).await.unwrap(), None);
    assert_eq!(store.next_problem_number(CAMPAIGN).await.unwrap(), 6);
    assert_eq!(store.next_problem_number(OTHER).await.unwrap(), 1);
}

async fn problems_are_narrowed_and_sorted(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let all = ProblemFilter::default;
    let by = |sort| ProblemFilter { sort, ..all() };
    assert_eq!(
        numbers(&store, by(ProblemSort::Newest)).await,
        [5, 4, 2, 1],
        "3 was merged"
    );
    assert_eq!(
        numbers(&store, by(ProblemSort::Strength)).await[..2],
        [1, 2]
    );
    assert_eq!(
        numbers(&store, by(ProblemSort::Deadline)).await[..2],
        [4, 1]
    );
    let stage = |stage| ProblemFilter {
        stage: Some(stage),
        ..all()
    };
    assert_eq!(numbers(&store, stage(Stage::Merged)).await, [3]);
    assert_eq!(numbers(&store, stage(Stage::Judging)).await, [1]);
    let unit = |code| ProblemFilter {
        unit: Some(unit_code(code)),
        ..all()
    };
    assert_eq!(numbers(&store, unit("roads")).await, [4]);
    assert_eq!(numbers(&store, unit("office")).await, [0; 0]);
    let category = ProblemFilter {
        category: Some("bureaucratism".into()),
        ..all()
    };
    assert_eq!(numbers(&store, category).await, [2]);
    let without = ProblemFilter {
        category: Some(String::new()),
        sort: ProblemSort::Newest,
        ..all()
    };
    assert_eq!(numbers(&store, without).await, [5, 4, 1]);
    let language = ProblemFilter {
        language: Some("zh-CN".into()),
        ..all()
    };
    assert_eq!(numbers(&store, language).await, [0; 0]);
    for (search, found) in [
        ("LOUD", &[2][..]),
        ("路灯", &[1, 2, 4, 5]),
        ("broken lamps 路", &[1]),
        ("100%", &[]),
        ("_", &[]),
        ("  ", &[1, 2, 4, 5]),
    ] {
        let filter = ProblemFilter {
            search: Some(search.into()),
            ..all()
        };
        let mut numbers = numbers(&store, filter).await;
        numbers.sort_unstable();
        assert_eq!(numbers, found, "{search}");
    }
    for (day, late) in [
        (DAY.plus(2), &[][..]),
        (DAY.plus(3), &[4]),
        (DAY.plus(14), &[1, 4]),
    ] {
        let filter = ProblemFilter {
            overdue_on: Some(day),
            ..all()
        };
        let mut numbers = numbers(&store, filter).await;
        numbers.sort_unstable();
        assert_eq!(numbers, late, "on {day}");
    }
    let page = ProblemFilter {
        sort: ProblemSort::Newest,
        page: 2,
        per_page: 3,
        ..all()
    };
    let page = store.problems(CAMPAIGN, &page).await.unwrap();
    assert_eq!((page.total, page.pages(), page.rows.len()), (4, 2, 1));
    assert_eq!(page.map(|row: ProblemRow| row.problem.0).rows, [1]);
}

async fn figures_count_everything_once(place: Place) {
    let store = place.open().await;
    let told = tell(&store).await;
    let figures = store.figures(CAMPAIGN).await.unwrap();
    assert_eq!(figures.opinions, told.spoken.len() as u64);
    let states: Vec<_> = figures
        .states
        .iter()
        .map(|(k, n)| (k.as_str(), *n))
        .collect();
    assert_eq!(
        states,
        [
            ("answered", 2),
            ("erased", 3),
            ("in_problem", 3),
            ("referred", 1),
            ("refused", 1),
            ("waiting", 1)
        ]
    );
    assert_eq!(figures.channels.values().sum::<u64>(), figures.opinions);
    assert_eq!(figures.days.values().sum::<u64>(), figures.opinions);
    assert_eq!(figures.languages.values().sum::<u64>(), figures.opinions);
    assert_eq!(figures.problems.values().sum::<u64>(), 5);
    let rounds: Vec<_> = figures
        .rounds
        .iter()
        .map(|(k, n)| (k.as_str(), *n))
        .collect();
    assert_eq!(rounds, [("fixed", 1), ("opened", 2)]);
    assert_eq!(figures.not_held, 1);
    assert_eq!(store.figures(OTHER).await.unwrap().opinions, 1);
}

async fn the_ledger_has_items_with_their_problems(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let all = LedgerFilter::default();
    let page = store.ledger(CAMPAIGN, &all).await.unwrap();
    let found: Vec<_> = page
        .rows
        .iter()
        .map(|(item, problem)| (item.item.number, problem.problem.0))
        .collect();
    assert_eq!((page.total, found), (2, vec![(1, 1), (2, 1)]));
    let (item, _) = &page.rows[1];
    assert_eq!(
        (item.stage, item.deadline),
        (item::Stage::Done, DAY.plus(23))
    );
    assert_eq!((item.deadline_changes, item.finished), (1, Some(DAY)));
    assert_eq!((item.evidence.len(), item.progress.len()), (1, 1));
    assert_eq!(store.items(CAMPAIGN, ProblemId(1)).await.unwrap()[1], *item);
    let unfinished = LedgerFilter {
        unfinished: true,
        ..all.clone()
    };
    let rows = store.ledger(CAMPAIGN, &unfinished).await.unwrap().rows;
    assert_eq!(
        rows.iter()
            .map(|(item, _)| item.item.number)
            .collect::<Vec<_>>(),
        [1]
    );
    let elsewhere = LedgerFilter {
        unit: Some(unit_code("roads")),
        ..all.clone()
    };
    assert_eq!(store.ledger(CAMPAIGN, &elsewhere).await.unwrap().total, 0);
    for (day, late) in [(DAY.plus(13), 0), (DAY.plus(14), 1), (DAY.plus(99), 1)] {
        let filter = LedgerFilter {
            overdue_on: Some(day),
            ..all.clone()
        };
        assert_eq!(
            store.ledger(CAMPAIGN, &filter).await.unwrap().total,
            late,
            "on {day}"
        );
    }
}

async fn rounds_are_counted(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let rounds = store.rounds(CAMPAIGN, ProblemId(1)).await.unwrap();
    assert_eq!(rounds.len(), 2);
    let tally = rounds[0].tally;
    assert_eq!(
        (tally.asked, tally.fixed, tally.not_fixed, tally.dont_know),
        (4, 2, 0, 1)
    );
    assert_eq!(rounds[0].decided, Some((DAY, Outcome::Fixed)));
    assert_eq!(rounds[1].decided, None);
    let second = RoundId {
        problem: ProblemId(1),
        number: 2,
    };
    let due = |day: Day| store.open_rounds_due(CAMPAIGN, day);
    assert_eq!(
        due(DAY.plus(7)).await.unwrap(),
        [],
        "the window is not over"
    );
    assert_eq!(due(DAY.plus(8)).await.unwrap(), [second]);
}

async fn opinions_are_narrowed(place: Place) {
    let store = place.open().await;
    let told = tell(&store).await;
    let count = |filter: OpinionFilter| {
        let store = store.clone();
        async move {
            let page = store.opinions(CAMPAIGN, &filter).await.unwrap();
            assert_eq!(page.total, page.rows.len() as u64, "{filter:?}");
            page.rows.len()
        }
    };
    let all = OpinionFilter::default;
    assert_eq!(count(all()).await, 11);
    let state = |state: &str| OpinionFilter {
        state: Some(state.into()),
        ..all()
    };
    assert_eq!(count(state("erased")).await, 3);
    let channel = |channel: &str| OpinionFilter {
        channel: Some(channel.into()),
        ..all()
    };
    assert_eq!(
        count(channel("web")).await + count(channel("visit")).await,
        11
    );
    let problem = OpinionFilter {
        problem: Some(ProblemId(1)),
        ..all()
    };
    assert_eq!(count(problem.clone()).await, 2);
    assert_eq!(
        count(OpinionFilter {
            channel: Some("visit".into()),
            ..problem
        })
        .await,
        0
    );
    assert_eq!(
        count(OpinionFilter {
            channel: Some("web".into()),
            ..state("erased")
        })
        .await,
        2
    );
    let first = |oldest_first| OpinionFilter {
        oldest_first,
        per_page: 1,
        ..all()
    };
    let oldest = store.opinions(CAMPAIGN, &first(true)).await.unwrap();
    assert_eq!(oldest.rows[0].opinion, told.spoken[0].opinion);
    let newest = store.opinions(CAMPAIGN, &first(false)).await.unwrap();
    assert_eq!(newest.rows[0].opinion, told.spoken[10].opinion);
    assert_eq!((newest.total, newest.pages()), (11, 11));
    assert_eq!(newest.rows[0].leaf, None);
    assert!(oldest.rows[0].leaf.is_some(), "sealed");
    let one = store
        .opinion(CAMPAIGN, told.spoken[0].opinion)
        .await
        .unwrap();
    assert_eq!(one.as_ref(), oldest.rows.first());
}

async fn campaigns_and_units_are_listed(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let campaigns = store.campaigns().await.unwrap();
    let open: Vec<_> = campaigns
        .iter()
        .map(|row| (row.slug.as_str(), row.open))
        .collect();
    assert_eq!(open, [("first", false), ("second", true)]);
    assert_eq!(store.campaign("third").await.unwrap(), None);
    assert_eq!(store.next_campaign_id().await.unwrap().0, 3);
    let units = store.units(CAMPAIGN).await.unwrap();
    let names: Vec<_> = units.iter().map(|unit| unit.unit.as_str()).collect();
    assert_eq!(names, ["housing", "office", "roads"]);
    assert_eq!(units[2].parent, Some(unit_code("housing")));
    let problems = |at: usize| units[at].problems.iter().map(|(k, n)| (k.as_str(), *n));
    assert_eq!(problems(0).collect::<Vec<_>>(), [("judging", 1)]);
    assert_eq!(problems(2).collect::<Vec<_>>(), [("assigned", 1)]);
    assert!(
        store
            .unit_exists(CAMPAIGN, &unit_code("roads"))
            .await
            .unwrap()
    );
    assert!(
        !store
            .unit_exists(CAMPAIGN, &unit_code("moon"))
            .await
            .unwrap()
    );
}

async fn a_story_has_no_single_ballots(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let story = store.story(CAMPAIGN, ProblemId(1)).await.unwrap();
    assert!(story.windows(2).all(|pair| pair[0].seq < pair[1].seq));
    let tags: Vec<String> = story.iter().map(|recorded| recorded.event.tag()).collect();
    for tag in [
        "problem.listed",
        "item.planned",
        "verdict.opened",
        "problem.closed",
    ] {
        assert!(tags.iter().any(|found| found == tag), "{tag}");
    }
    let ballot = |event: &Event| {
        matches!(
            event,
            Event::Verdict(verdict::Event::BallotCast { .. }) | Event::Opinion(_)
        )
    };
    assert!(!story.iter().any(|recorded| ballot(&recorded.event)));
}

async fn entitlement_is_as_of_the_opening(place: Place) {
    let store = place.open().await;
    let mut author = Author::new(&store, CAMPAIGN);
    author.open("first").await;
    let early = author.speak("early", DAY).await;
    let late = author.speak("late", DAY).await;
    let problem = author.list(1, "Lamps").await;
    author.assign(early, problem, false).await;
    author.work(problem).await;
    author.assign(late, problem, false).await;
    author.erase(early, Some(problem)).await;
    let was = |of: massline_domain::id::OpinionId, number| {
        store.was_in_problem_at_round(CAMPAIGN, of, RoundId { problem, number })
    };
    assert!(was(early.opinion, 1).await.unwrap());
    assert!(!was(late.opinion, 1).await.unwrap());
    assert!(
        !was(early.opinion, 9).await.unwrap(),
        "a round that never opened"
    );
}
