//! Every staff route, for every role and for nobody.

mod table;

use crate::browser::Browser;
use crate::world::{STAFF, World};
use massline_domain::commitment::{Origin, Promise};
use massline_domain::criticism::Reference;
use massline_domain::id::{OpinionId, ProblemId};
use massline_domain::item::Plan;
use massline_domain::mirror::{Answer, Content};
use massline_domain::problem::Command;
use massline_domain::rule::Text;
use massline_domain::treatment::Grounds;
use massline_service::Staff;
use massline_service::problem::NewProblem;

use table::{Who, routes};

const SOURCE: &str = include_str!("../../src/pages/staff/mod.rs");

/// The first five of the staff are one of each role.
fn may(who: &Who, role: usize) -> bool {
    who[role]
}

/// A problem that the housing bureau works on, with one item, and an opinion that waits.
pub(crate) async fn prepare(world: &World) -> (OpinionId, String) {
    let (service, campaign) = (&world.service, &world.campaign);
    let users = service.users(campaign, None).await.unwrap();
    let staff = |login: &str| {
        let row = users.iter().find(|row| row.login == login).unwrap();
        Staff {
            campaign: campaign.id(),
            user: row.user,
            name: row.name.clone(),
            role: row.role,
            unit: row.unit.clone(),
        }
    };
    let (office, unit) = (staff("office"), staff("housing"));
    let in_problem = world.speak("南门路的路灯坏了").await;
    let new = NewProblem {
        title: "路灯不亮".to_owned(),
        language: "zh-CN".to_owned(),
        keywords: Vec::new(),
        source: "people".to_owned(),
        opinions: vec![in_problem.opinion],
        not_about: Vec::new(),
    };
    let problem = service.list_problem(campaign, &office, &new).await.unwrap();
    assert_eq!(problem, ProblemId(1));
    let claim_by = service.today(campaign).plus(7);
    let assign = Command::Assign {
        unit: "housing".parse().unwrap(),
        claim_by,
    };
    service
        .keep_problem(campaign, &office, problem, assign, None)
        .await
        .unwrap();
    service
        .answer_assignment(campaign, &unit, problem, None, None)
        .await
        .unwrap();
    let words = |text: &str| text.to_owned();
    let plan = Plan {
        cause: words("没人巡查"),
        goal: words("坏了三天内有人修"),
        measure: words("每周巡查"),
        owner: words("市政科"),
        helping: Vec::new(),
        deadline: claim_by,
        for_whom: words("行人"),
        relying_on: words("商户"),
        who_am_i: words("市政科"),
        ..Plan::default()
    };
    service
        .plan_item(campaign, &unit, problem, plan, None)
        .await
        .unwrap();
    let team = users.iter().find(|row| row.login == "team").unwrap();
    let over = ["housing".parse().unwrap()].into();
    service
        .send_team(campaign, None, team.user, over)
        .await
        .unwrap();
    let id = service
        .open_consultation(campaign, &office, Some(problem), "灯怎么修？", "zh-CN")
        .await
        .unwrap();
    service
        .propose_statement(campaign, id, "灯要换新的", "zh-CN", None)
        .await
        .unwrap();
    submit_a_paper(world, &unit).await;
    let text = Text {
        revises: None,
        title: words("夜间巡查办法"),
        words: words("每周一遍"),
        from: claim_by,
        problems: [ProblemId(1)].into(),
    };
    service.set_rule(campaign, &unit, text).await.unwrap();
    let promise = Promise {
        office: words("局长"),
        words: words("验收必到现场"),
        about: None,
        origin: Origin::Own,
        due: claim_by,
    };
    let made = service.make_commitment(campaign, &unit, promise).await;
    made.unwrap();
    let grounds = Grounds {
        office: words("科长"),
        grade: words("reminder"),
        about: Reference::Problem(ProblemId(1)),
        fact: words("没有到现场"),
        reason: words("说过一次"),
    };
    let proposed = service.propose_treatment(campaign, &office, unit.unit.clone(), grounds);
    proposed.await.unwrap();
    let name = massline_domain::unit::Name {
        zh: words("第一批"),
        en: words("First wave"),
    };
    let units = [unit.unit.clone()].into();
    let opened = service.open_wave(campaign, &office, name, units).await;
    opened.unwrap();
    let document = massline_domain::study::Text {
        title: words("先听后定"),
        language: words("zh-CN"),
        source: words("自己写的"),
        words: words("先去听"),
        file: None,
        problems: [ProblemId(1)].into(),
    };
    let added = service
        .add_document(campaign, &office, document, None)
        .await;
    added.unwrap();
    let other = crate::programme::given(world, "老师一天报五张表", "school").await;
    let programme = massline_service::programme::NewProgramme {
        name: massline_domain::unit::Name {
            zh: words("报表清理"),
            en: words("Fewer forms"),
        },
        goal: words("少报"),
        lead: words("housing"),
        problems: [ProblemId(1), other].into(),
        due: claim_by,
    };
    let opened = service.open_programme(campaign, &office, programme).await;
    opened.unwrap();
    crate::criticism::above_first(world).await;
    let open = (claim_by, vec![words("局长"), words("科长")], 1);
    service.open_criticism(campaign, &unit, open).await.unwrap();
    let pictures = vec![crate::pictures::png()];
    let waiting = world.speak_with("公交站没有雨棚", pictures).await;
    let school = users.iter().find(|row| row.login == "school").unwrap();
    (waiting.opinion, school.user.to_string())
}

/// The paper of the housing bureau, before the team.
async fn submit_a_paper(world: &World, unit: &Staff) {
    let mirrors = world.campaign.charter.mirrors.iter();
    let answers = mirrors.map(|mirror| Answer {
        mirror: mirror.id.clone(),
        clauses: vec![mirror.clauses[0].id.clone()],
        problems: vec![ProblemId(1)],
        words: "六月三日没有到现场".to_owned(),
    });
    let content = Content {
        list: String::new(),
        answers: answers.collect(),
        causes: "只看图纸".to_owned(),
        measures: "到现场".to_owned(),
    };
    let id = "housing/1".parse().unwrap();
    world
        .service
        .write_paper(&world.campaign, unit, &id, (None, content), true, None)
        .await
        .unwrap();
}

async fn ask(browser: &mut Browser<'_>, route: &str, path: &str, csrf: &str) -> u16 {
    if route.starts_with("GET") {
        browser.get(path).await.status
    } else if path.ends_with("/import") || path.ends_with("/evidence") {
        let page = crate::browser::Page {
            status: 200,
            location: None,
            headers: Default::default(),
            bytes: Vec::new(),
            body: format!(
                "<form action=\"/{}{path}\"><input type=\"hidden\" name=\"csrf\" value=\"{csrf}\"></form>",
                browser.lang
            ),
        };
        browser.submit_file(&page, path, &[], None).await.status
    } else {
        browser.post(path, &[("csrf", csrf)]).await.status
    }
}

#[tokio::test]
async fn every_route_for_every_role() {
    let world = World::new().await;
    let (opinion, user) = prepare(&world).await;
    let path = |path: &str| {
        path.replace("OPINION", &opinion.to_string())
            .replace("USER", &user)
    };
    for (role, (login, _, _)) in STAFF.iter().take(5).enumerate() {
        let mut browser = world.signed_in(login, "en").await;
        let csrf = browser.csrf().await;
        for (route, example, who) in routes() {
            let status = ask(&mut browser, route, &path(example), &csrf).await;
            if may(&who, role) {
                // An empty form is not done, but it is looked at. A single opinion is no group,
                // nothing is closed that could be looked back upon, no indicator fixed.
                let may_miss = [
                    "proposals/",
                    "look-backs/",
                    "indicators/unit/1",
                    "spot-checks/1/",
                    "disclosures/0000",
                ];
                let may_miss = may_miss.iter().any(|part| example.contains(part));
                let good = if route.starts_with("GET") {
                    status == 200 || (may_miss && status == 404)
                } else {
                    matches!(status, 200 | 303 | 404 | 409 | 422)
                };
                assert!(good, "{login}: {route} ({example}) gives {status}");
            } else {
                assert_eq!(status, 403, "{login}: {route} ({example})");
            }
        }
    }
}

#[tokio::test]
async fn nobody_sees_anything_before_signing_in() {
    let world = World::new().await;
    let (opinion, user) = prepare(&world).await;
    let mut visitor = world.visitor("zh");
    for (route, example, _) in routes() {
        let path = example
            .replace("OPINION", &opinion.to_string())
            .replace("USER", &user);
        let status = ask(&mut visitor, route, &path, "").await;
        let expected = if route.starts_with("GET") { 303 } else { 401 };
        assert_eq!(status, expected, "{route} ({example})");
    }
}

#[tokio::test]
async fn a_unit_works_on_its_own_problems_only() {
    let world = World::new().await;
    prepare(&world).await;
    let mut school = world.signed_in("school", "en").await;
    let page = school.get("/staff/problems/1").await;
    assert_eq!(page.status, 200);
    assert!(
        !page.body.contains("/staff/problems/1/"),
        "nothing to do there"
    );
    let answer = school.act("/staff/problems/1/claim", &[]).await;
    assert!(matches!(answer.status, 403 | 409), "{}", answer.status);
    let answer = school
        .act("/staff/problems/1/items/1/progress", &[("progress", "x")])
        .await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn a_unit_never_sees_who_spoke_nor_small_numbers() {
    let world = World::new().await;
    let (opinion, _) = prepare(&world).await;
    let mut unit = world.signed_in("housing", "zh").await;
    for path in [
        "/staff",
        "/staff/problems",
        "/staff/problems/1",
        "/staff/ledger",
        "/staff/ledger.csv",
    ] {
        let page = unit.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(
            !page.body.contains("南门路的路灯坏了"),
            "{path} shows words of the only speaker"
        );
        assert!(
            !page.body.contains(&opinion.to_string()),
            "{path} shows an opinion's id"
        );
        assert!(
            !page.body.contains("/staff/inbox"),
            "{path} leads to the inbox"
        );
    }
    // Strength would give the number away.
    for path in ["/staff/problems", "/staff/problems/1"] {
        let page = unit.get(path).await;
        assert!(page.body.contains("不公布"), "{path}: {}", page.body);
    }
    let mut team = world.signed_in("team", "zh").await;
    let page = team.get("/staff/problems/1").await;
    assert!(
        !page.body.contains("南门路的路灯坏了"),
        "a supervisor does not read the words"
    );
    assert!(
        !page
            .body
            .contains("method=\"post\" action=\"/zh/staff/problems"),
        "and has no forms"
    );
}

#[test]
fn every_route_of_the_program_is_in_the_table() {
    let listed: Vec<&str> = routes()
        .map(|(route, _, _)| route.split_once(' ').unwrap().1)
        .collect();
    let mut seen = 0;
    for part in SOURCE.split("\"/staff").skip(1) {
        let path = format!("/staff{}", part.split('"').next().unwrap());
        seen += 1;
        // The sign-in page is for nobody in particular.
        let known = path == "/staff/sign-in" || listed.contains(&path.as_str());
        assert!(known, "no role is tested for {path}");
    }
    assert!(seen > 25, "the scan finds the routes; it found {seen}");
}
