//! Special programmes by their pages.

use crate::world::World;
use massline_domain::context::Role;
use massline_domain::id::ProblemId;
use massline_domain::problem::Command;
use massline_service::Staff;
use massline_service::problem::NewProblem;

/// A problem that is given to this unit.
pub(crate) async fn given(world: &World, words: &str, unit: &str) -> ProblemId {
    let (service, campaign) = (&world.service, &world.campaign);
    let users = service.users(campaign, None).await.unwrap();
    let row = users.iter().find(|row| row.login == "office").unwrap();
    let office = Staff {
        campaign: campaign.id(),
        user: row.user,
        name: row.name.clone(),
        role: Role::Office,
        unit: row.unit.clone(),
    };
    let said = world.speak(words).await;
    let new = NewProblem {
        title: words.to_owned(),
        language: "zh-CN".into(),
        keywords: Vec::new(),
        source: "people".into(),
        opinions: vec![said.opinion],
        not_about: Vec::new(),
    };
    let problem = service.list_problem(campaign, &office, &new).await.unwrap();
    let command = Command::Assign {
        unit: unit.parse().unwrap(),
        claim_by: service.today(campaign).plus(7),
    };
    let given = service.keep_problem(campaign, &office, problem, command, None);
    given.await.unwrap();
    problem
}

#[tokio::test]
async fn a_programme_is_opened_over_two_units_told_of_and_read_by_everyone() {
    let world = World::new().await;
    let first = given(&world, "表格太多，填了又填", "housing")
        .await
        .to_string();
    let second = given(&world, "老师一天报五张表", "school")
        .await
        .to_string();
    let due = world.service.today(&world.campaign).plus(60).to_string();
    let mut office = world.signed_in("office", "zh").await;
    let fields = |problems: &[&str]| {
        let mut all = vec![
            ("programme_zh".to_owned(), "报表清理".to_owned()),
            ("programme_en".to_owned(), "Fewer forms".to_owned()),
            ("programme_goal".to_owned(), "每月不超过十张。".to_owned()),
            ("programme_lead".to_owned(), "housing".to_owned()),
            ("programme_due".to_owned(), due.clone()),
        ];
        let chosen = problems
            .iter()
            .map(|one| ("programme_problems".to_owned(), (*one).to_owned()));
        all.extend(chosen);
        all
    };
    let new = "/staff/programmes/new";
    let alone = fields(&[&first]);
    let alone: Vec<(&str, &str)> = alone
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let refused = office.act(new, &alone).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("专项整治要跨单位"),
        "{}",
        refused.body
    );
    let both = fields(&[&first, &second]);
    let both: Vec<(&str, &str)> = both.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    office.done(new, &both).await;
    let mut unit = world.signed_in("housing", "zh").await;
    assert!(unit.get("/staff").await.body.contains("报专项整治的进展"));
    let told = [("programme_told", "两家一起清了二十七张。")];
    unit.done("/staff/programmes/1/tell", &told).await;
    assert!(!unit.get("/staff").await.body.contains("报专项整治的进展"));
    let mut school = world.signed_in("school", "zh").await;
    let foreign = school.act("/staff/programmes/1/tell", &told).await;
    assert_eq!(foreign.status, 403);
    let result = [("programme_result", "每月八张。")];
    let early = office.act("/staff/programmes/1/close", &result).await;
    assert_eq!(early.status, 422);
    assert!(
        early.body.contains("还有问题没有经群众评判销号"),
        "{}",
        early.body
    );
    let mut anyone = world.visitor("zh");
    let page = anyone.get("/programmes/1").await.body;
    for words in [
        "报表清理",
        "每月不超过十张。",
        "两家一起清了二十七张。",
        "老师一天报五张表",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let problem = anyone.get(&format!("/problems/{second}")).await.body;
    assert!(problem.contains("列入专项整治"), "{problem}");
    let english = world.visitor("en").get("/programmes").await.body;
    assert!(english.contains("Fewer forms"), "{english}");
    assert_eq!(anyone.get("/programmes/9").await.status, 404);
}
