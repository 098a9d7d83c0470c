//! Stage 3 and after it: planned, done, judged by those who spoke, looked back upon.

use super::cast::Cast;
use crate::world::{refusal, unit};
use massline_domain::Refusal;
use massline_domain::item::{Command as ItemCommand, RuleAnswer};
use massline_domain::problem::Stage;
use massline_domain::rule::Text;
use massline_domain::verdict::Choice;
use massline_service::look_back::Held;
use massline_service::{ServiceError, Staff};

fn new_rule() -> RuleAnswer {
    RuleAnswer::New {
        words: "现场验收办法".into(),
    }
}

/// Every problem gets its item; a new rule stands in the register before the gate opens.
pub(super) async fn work(cast: &mut Cast, codes: &[&'static str]) {
    for code in codes.iter().copied() {
        assert!(cast.missing(code).await.contains(&"all-planned"));
        let item = cast.plan(code).await;
        cast.items.insert(code, item);
        assert!(!cast.missing(code).await.contains(&"all-planned"));
        assert!(cast.missing(code).await.contains(&"rules-answered"));
    }
    for code in codes.iter().copied() {
        let village = code == "village";
        let none = RuleAnswer::NotNeeded {
            words: "保洁公约里已经写明。".into(),
        };
        let rule = if village { none } else { new_rule() };
        cast.finish(code, rule).await;
        let unregistered = cast.missing(code).await.contains(&"rules-registered");
        assert_eq!(unregistered, !village);
        if unregistered {
            register(cast, code).await;
        }
        assert!(!cast.missing(code).await.contains(&"rules-registered"));
    }
}

async fn register(cast: &Cast, code: &str) {
    let text = Text {
        revises: None,
        title: "现场验收办法".into(),
        words: "每次验收两个人到现场，当天拍照留档。".into(),
        from: cast.world.today(),
        problems: [cast.problem(code)].into(),
    };
    let (service, campaign) = (&cast.world.service, &cast.world.campaign);
    let set = service.set_rule(campaign, cast.body(code), text).await;
    set.unwrap();
}

/// Those who spoke judge: three times it is fixed at once; the village does it again.
pub(super) async fn judge(cast: &mut Cast, codes: &[&'static str]) {
    for code in codes.iter().copied() {
        cast.ask(code).await;
        assert!(cast.missing(code).await.contains(&"people-judged"));
    }
    if codes.contains(&"village") {
        not_fixed_at_first(cast).await;
    }
    for code in codes.iter().copied() {
        cast.judge(code, Choice::Fixed).await;
        let stage = cast.world.stage(cast.problem(code)).await;
        assert_eq!(stage, Stage::Closed, "{code}");
    }
}

/// The people of the village are not content; it is done again and asked again.
async fn not_fixed_at_first(cast: &mut Cast) {
    cast.judge("village", Choice::NotFixed).await;
    let village = cast.problem("village");
    assert_eq!(cast.world.stage(village).await, Stage::Reopened);
    assert!(cast.missing("village").await.contains(&"all-planned"));
    cast.work("village", ItemCommand::Resume).await;
    let words = "排了班，贴在村口。".into();
    cast.finish("village", RuleAnswer::NotNeeded { words })
        .await;
    cast.ask("village").await;
}

/// The last stage: told, signed; after it there is none.
pub(super) async fn pass(cast: &Cast, codes: &[&str]) {
    for code in codes.iter().copied() {
        cast.report(code, "改了什么、没改成什么，都向群众报了账。")
            .await;
    }
    for code in codes.iter().copied() {
        assert_eq!(cast.missing(code).await, Vec::<&str>::new(), "{code}");
        cast.sign(code).await.unwrap();
        assert_eq!(cast.stage(code).await, None);
        let again = refusal(cast.sign(code).await);
        assert!(matches!(again, Refusal::WrongState { .. }), "{again:?}");
    }
}

async fn look(cast: &Cast, by: &Staff, code: &str, (after, held): (u16, bool)) {
    let (service, campaign) = (&cast.world.service, &cast.world.campaign);
    let seen = (held, "晚上去看了，问了三户。".to_owned());
    let looked = service.look_back(campaign, by, cast.problem(code), after, seen);
    looked.await.unwrap();
}

async fn held(cast: &Cast, after: u16) -> Held {
    let (service, campaign) = (&cast.world.service, &cast.world.campaign);
    let all = service.held(campaign).await.unwrap();
    all.into_iter().find(|one| one.after == after).unwrap()
}

/// After 90 days one closing did not hold and is worked on again; after a year the others did.
pub(super) async fn look_back(cast: &mut Cast) {
    cast.world.later(90);
    let (service, campaign) = (&cast.world.service, &cast.world.campaign);
    let own = (true, "我们自己看过了。".to_owned());
    let lights = cast.problem("highways");
    let unit_looks = service.look_back(campaign, cast.body("highways"), lights, 90, own);
    assert!(matches!(unit_looks.await, Err(ServiceError::Forbidden)));
    look(cast, &cast.city_team, "county", (90, true)).await;
    look(cast, &cast.county_team, "highways", (90, false)).await;
    look(cast, &cast.county_team, "town", (90, true)).await;
    look(cast, &cast.world.office, "village", (90, true)).await;
    assert_eq!(cast.world.stage(lights).await, Stage::Reopened);
    let count = held(cast, 90).await;
    assert_eq!((count.of, count.held, count.not_held), (4, 3, 1));

    cast.work("highways", ItemCommand::Resume).await;
    cast.finish("highways", new_rule()).await;
    cast.ask("highways").await;
    cast.judge("highways", Choice::Fixed).await;
    assert_eq!(cast.world.stage(lights).await, Stage::Closed);

    // In the village somebody says again what was said to be over.
    let again = cast.say("村口垃圾又没人收了", "farmer", "village").await;
    let again = [again.opinion];
    let village = cast.problem("village");
    let office = &cast.world.office;
    let assigned = service.assign_opinions(campaign, office, village, &again);
    assigned.await.unwrap();
    let row = cast.world.problem(village).await;
    assert_eq!(
        (row.stage, row.reopened, row.not_held),
        (Stage::Reopened, 2, true)
    );

    cast.world.later(275);
    look(cast, &cast.city_team, "county", (365, true)).await;
    look(cast, &cast.county_team, "town", (365, true)).await;
    let count = held(cast, 365).await;
    assert_eq!((count.held, count.not_held), (2, 2));
    let figures = service.figures(campaign).await.unwrap();
    assert_eq!(figures.not_held, 2);
    assert_eq!((figures.opinions, figures.in_state("in_problem")), (65, 65));
    let escalations = service.escalations(campaign, &unit("village")).await;
    assert!(escalations.unwrap().times > 0, "counted for good");
}
