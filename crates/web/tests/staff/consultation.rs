//! A whole consultation by HTTP, without a script, in both languages: opened about a problem,
//! seeded, added to, looked at, appealed, answered, read, planned by, ended.

use crate::browser::{Browser, Page};
use crate::world::World;
use massline_domain::problem::Command;
use massline_service::Staff;
use massline_service::problem::NewProblem;

const VOTE: &str = "/consultations/1";

pub(crate) async fn staff(world: &World, login: &str) -> Staff {
    let users = world.service.users(&world.campaign, None).await.unwrap();
    let row = users.iter().find(|row| row.login == login).unwrap();
    Staff {
        campaign: world.campaign.id(),
        user: row.user,
        name: row.name.clone(),
        role: row.role,
        unit: row.unit.clone(),
    }
}

/// A problem of six voices, claimed by the housing bureau.
async fn claimed(world: &World) {
    let (service, campaign) = (&world.service, &world.campaign);
    let office = staff(world, "office").await;
    let mut opinions = Vec::new();
    for each in 0..6 {
        let words = format!("南门夜市太吵，摊位占道，第{each}次反映，电话13812345678");
        opinions.push(world.speak(&words).await.opinion);
    }
    let new = NewProblem {
        title: "夜市扰民".to_owned(),
        language: "zh-CN".to_owned(),
        keywords: Vec::new(),
        source: "people".to_owned(),
        opinions,
        not_about: Vec::new(),
    };
    let problem = service.list_problem(campaign, &office, &new).await.unwrap();
    let assign = Command::Assign {
        unit: "housing".parse().unwrap(),
        claim_by: service.today(campaign).plus(7),
    };
    service
        .keep_problem(campaign, &office, problem, assign, None)
        .await
        .unwrap();
    let unit = staff(world, "housing").await;
    service
        .answer_assignment(campaign, &unit, problem, None, None)
        .await
        .unwrap();
}

/// Words of the pages in a language.
struct Words {
    lang: &'static str,
    agree: &'static str,
    all_answered: &'static str,
    all_agree: &'static str,
    waiting: &'static str,
    accepted: &'static str,
    refused: &'static str,
    few: &'static str,
    not_you: &'static str,
    closed: &'static str,
}

const ZH: Words = Words {
    lang: "zh",
    agree: "赞成",
    all_answered: "现有的观点您都回答了",
    all_agree: "各群体都赞成",
    waiting: "等待查看",
    accepted: "已付诸表态",
    refused: "未采用",
    few: "参加表态的不足 5 人",
    not_you: "由另一个人复核",
    closed: "这次征求意见已经结束",
};

const EN: Words = Words {
    lang: "en",
    agree: "Agree",
    all_answered: "You have answered everything there is",
    all_agree: "All groups agree",
    waiting: "waiting to be read",
    accepted: "put to the vote",
    refused: "left out",
    few: "Fewer than 5 people took part",
    not_you: "another person decides the appeal",
    closed: "This consultation has ended",
};

fn must_have(page: &Page, what: &str) {
    assert!(page.body.contains(what), "no {what:?} in\n{}", page.body);
}

fn must_lack(page: &Page, what: &str) {
    assert!(!page.body.contains(what), "{what:?} in\n{}", page.body);
}

/// Answers whatever is asked until nothing is; `agrees` says to which statements.
async fn answer_all(visitor: &mut Browser<'_>, agrees: impl Fn(u32) -> bool) -> usize {
    let action = format!("{VOTE}/vote");
    for answered in 0.. {
        let page = visitor.get(VOTE).await;
        assert_eq!(page.status, 200);
        let Some(rest) = page.body.split("name=\"statement\" value=\"").nth(1) else {
            return answered;
        };
        let number: u32 = rest.split('"').next().unwrap().parse().unwrap();
        let choice = if agrees(number) { "agree" } else { "disagree" };
        let answer = visitor.submit(&page, &action, &[("choice", choice)]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    unreachable!()
}

impl Browser<'_> {
    /// The office opens a consultation about the whole campaign with these statements.
    pub(crate) async fn consultation(&mut self, statements: &[&str]) {
        let path = "/staff/consultations/new";
        self.done(path, &[("question", "先办什么？")]).await;
        for words in statements {
            let path = "/staff/consultations/1/seed";
            self.done(path, &[("statement", words)]).await;
        }
    }
}

async fn propose(world: &World, lang: &'static str, words: &str) -> String {
    let path = format!("{VOTE}/add");
    let mut author = world.visitor(lang);
    let page = author.get(&path).await;
    let receipt = author.submit(&page, &path, &[("statement", words)]).await;
    assert_eq!(receipt.status, 200, "{}", receipt.body);
    receipt.code()
}

async fn follow(world: &World, lang: &'static str, code: &str) -> Page {
    let mut author = world.visitor(lang);
    let page = author.get("/follow").await;
    author.submit(&page, "/follow", &[("code", code)]).await
}

#[tokio::test]
async fn a_whole_consultation_in_chinese() {
    whole(ZH).await;
}

#[tokio::test]
async fn a_whole_consultation_in_english() {
    whole(EN).await;
}

async fn whole(words: Words) {
    let world = World::new().await;
    let lang = words.lang;
    claimed(&world).await;
    let mut office = world.signed_in("office", lang).await;
    opened_and_seeded(&mut office).await;
    added(&world, &mut office, &words).await;
    answered(&world, &words).await;
    planned(&world, lang).await;

    let page = office.get("/staff/consultations/1/close").await;
    let closed = office
        .submit(&page, "/staff/consultations/1/close", &[])
        .await;
    assert_eq!(closed.status, 303);
    let mut visitor = world.visitor(lang);
    let page = visitor.get(VOTE).await;
    must_have(&page, words.closed);
    must_lack(&page, "name=\"choice\"");
    let results = visitor.get(&format!("{VOTE}/results")).await;
    must_have(&results, words.all_agree);
    let report = world.service.audit(None).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

async fn opened_and_seeded(office: &mut Browser<'_>) {
    let page = office.get("/staff/problems/1").await;
    must_have(&page, "/staff/consultations/new?problem=1");
    let page = office.get("/staff/consultations/new?problem=1").await;
    let path = "/staff/consultations/new";
    let empty = office.submit(&page, path, &[("question", " ")]).await;
    assert_eq!(empty.status, 422);
    let fields = [("question", "夜市该怎么管？")];
    let opened = office.submit(&page, path, &fields).await;
    assert_eq!(opened.status, 303, "{}", opened.body);
    let page = office.get("/staff/consultations/1").await;
    // Voices are offered without what tells who spoke.
    must_have(&page, "/staff/consultations/1/seed?voice=0");
    must_lack(&page, "13812345678");
    let path = "/staff/consultations/1/seed";
    for number in 1..=7 {
        let text = format!("观点{number}");
        let from = if number == 7 { "?voice=0" } else { "" };
        let page = office.get(&format!("{path}{from}")).await;
        let seeded = office.submit(&page, path, &[("statement", &text)]).await;
        assert_eq!(seeded.status, 303, "{}", seeded.body);
    }
    let long = "长".repeat(141);
    let page = office.get(path).await;
    let refused = office.submit(&page, path, &[("statement", &long)]).await;
    assert_eq!(refused.status, 422);
    must_have(&refused, &long);
}

/// What people add waits, is put to the vote or left out, and can be appealed.
async fn added(world: &World, office: &mut Browser<'_>, words: &Words) {
    let lang = words.lang;
    let (good, bad) = (
        propose(world, lang, "油烟要先治理再开张").await,
        propose(world, lang, "老王这个人不行").await,
    );
    must_have(&follow(world, lang, &good).await, words.waiting);
    must_lack(&world.visitor(lang).get(VOTE).await, "油烟要先治理再开张");
    let desk = "/staff/consultations/1";
    let page = office.get(desk).await;
    must_have(&page, "老王这个人不行");
    let accept = office.submit(&page, &format!("{desk}/8/accept"), &[]).await;
    assert_eq!(accept.status, 303, "{}", accept.body);
    let refuse = format!("{desk}/9/refuse");
    let without_reason = office.submit(&page, &refuse, &[]).await;
    assert_eq!(without_reason.status, 200);
    let refused = office
        .submit(&page, &refuse, &[("reason-9", "person")])
        .await;
    assert_eq!(refused.status, 303);
    must_have(&follow(world, lang, &good).await, words.accepted);
    let page = follow(world, lang, &bad).await;
    must_have(&page, words.refused);
    let mut author = world.visitor(lang);
    let fields = [("appeal", "我说的是公开的摊主")];
    let appealed = author.submit(&page, "/follow/appeal", &fields).await;
    assert_eq!(appealed.status, 200, "{}", appealed.body);
    let page = office.get(desk).await;
    must_have(&page, words.not_you);
    must_lack(&page, "/9/uphold");
    let csrf = office.csrf().await;
    let own = format!("{desk}/9/uphold");
    let own = office.post(&own, &[("csrf", &csrf)]).await;
    assert_eq!(own.status, 200, "said on the page, and not done");
    let mut team = world.signed_in("team", lang).await;
    let page = team.get(desk).await;
    must_have(&page, "我说的是公开的摊主");
    must_lack(&page, "/accept");
    let rejected = team.submit(&page, &format!("{desk}/9/reject"), &[]).await;
    assert_eq!(rejected.status, 303, "{}", rejected.body);
    let page = follow(world, lang, &bad).await;
    must_lack(&page, "/follow/appeal");
    let gone = author.submit(&page, "/follow/withdraw", &[]).await;
    assert_eq!(gone.status, 200, "{}", gone.body);
    must_lack(&gone, "老王这个人不行");
    must_lack(&gone, "/follow/withdraw");
}

/// Twelve people of each of two minds; all agree with the first statement.
async fn answered(world: &World, words: &Words) {
    let lang = words.lang;
    let results = format!("{VOTE}/results");
    for person in 0..24 {
        let mut visitor = world.visitor(lang);
        let page = visitor.get(VOTE).await;
        must_have(&page, words.agree);
        assert!(
            page.headers.get("set-cookie").is_none(),
            "who reads is not marked"
        );
        let one_mind = person % 2 == 0;
        let agrees = |number: u32| number == 1 || (number.is_multiple_of(2) == one_mind);
        assert_eq!(answer_all(&mut visitor, agrees).await, 8);
        must_have(&visitor.get(VOTE).await, words.all_answered);
        if person == 3 {
            must_have(&visitor.get(&results).await, words.few);
        }
    }
    let page = world.visitor(lang).get(&results).await;
    must_have(&page, words.all_agree);
    must_lack(&page, words.few);
    let at = |what: &str| page.body.find(what).unwrap_or_else(|| panic!("no {what}"));
    assert!(at(words.all_agree) < at("观点1"), "{}", page.body);
    assert!(page.body.len() < 100_000);
    // A changed answer: the page goes back to one's answers, and shows the new one.
    let mut visitor = world.visitor(lang);
    answer_all(&mut visitor, |_| true).await;
    let page = visitor.get(&format!("{VOTE}?statement=2")).await;
    let action = format!("{VOTE}/vote");
    let changed = visitor.submit(&page, &action, &[("choice", "pass")]).await;
    let to = format!("/{lang}{VOTE}/answers");
    assert_eq!(changed.location.as_deref(), Some(to.as_str()));
    assert_eq!(visitor.get(&format!("{VOTE}/answers")).await.status, 200);
}

/// The unit sees what all agree on, and its item says so in public.
async fn planned(world: &World, lang: &'static str) {
    let mut unit = world.signed_in("housing", lang).await;
    must_have(&unit.get("/staff/problems/1").await, "观点1");
    let path = "/staff/problems/1/items/new";
    let page = unit.get(path).await;
    must_have(&page, "name=\"cites\" value=\"1-1\"");
    must_lack(&page, "value=\"1-2\"");
    let deadline = world.service.today(&world.campaign).plus(30).to_string();
    let fields = [
        ("cause", "没有划线"),
        ("goal", "摊位都在线内"),
        ("measure", "划定摊位"),
        ("owner", "市政科"),
        ("for_whom", "居民"),
        ("relying_on", "摊主"),
        ("who_am_i", "管理单位"),
        ("deadline", deadline.as_str()),
        ("cites", "1-1"),
    ];
    let planned = unit.submit(&page, path, &fields).await;
    assert_eq!(planned.status, 303, "{}", planned.body);
    let public = world.visitor(lang).get("/problems/1").await;
    must_have(&public, "观点1");
    must_have(&public, &format!("/{lang}{VOTE}/results"));
    for page in [public, unit.get("/staff/problems/1").await] {
        let heading = if lang == "zh" {
            "依据的共识"
        } else {
            "Agreed by the people"
        };
        must_have(&page, heading);
    }
}

#[tokio::test]
async fn a_browser_without_cookies_is_told() {
    let world = World::new().await;
    let office = staff(&world, "office").await;
    let (service, campaign) = (&world.service, &world.campaign);
    let id = service
        .open_consultation(campaign, &office, None, "What first?", "en")
        .await
        .unwrap();
    let origin = massline_domain::consultation::statement::Origin::Office;
    for words in ["One", "Two"] {
        service
            .seed_statement(campaign, &office, id, words, "en", origin)
            .await
            .unwrap();
    }
    let mut visitor = world.visitor("en");
    let page = visitor.get(VOTE).await;
    let answer = visitor
        .submit(&page, &format!("{VOTE}/vote"), &[("choice", "agree")])
        .await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("massline-vote="), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    assert_eq!(
        answer.location.as_deref(),
        Some("/en/consultations/1?begun=yes")
    );
    let forgetful = world.visitor("en").get(&format!("{VOTE}?begun=yes")).await;
    must_have(&forgetful, "did not keep the mark");
    must_lack(
        &visitor.get(&format!("{VOTE}?begun=yes")).await,
        "did not keep the mark",
    );
    // Wrong tokens, answers and numbers change nothing.
    let fields = [("statement", "1"), ("choice", "agree"), ("csrf", "0-00")];
    let expired = visitor.post(&format!("{VOTE}/vote"), &fields).await;
    assert_eq!(expired.status, 422);
    let fields = [("statement", "1"), ("choice", "perhaps")];
    let answer = visitor
        .submit(&page, &format!("{VOTE}/vote"), &fields)
        .await;
    assert_eq!(answer.status, 400);
    for path in [
        "/consultations/9",
        "/consultations/x",
        "/consultations/1?statement=7",
    ] {
        let status = visitor.get(path).await.status;
        assert!(matches!(status, 404 | 409 | 422), "{path}: {status}");
    }
}

#[tokio::test]
async fn many_statements_stay_on_small_pages() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "zh").await;
    office.consultation(&[]).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let staff = staff(&world, "office").await;
    let id = massline_domain::id::ConsultationId(1);
    let origin = massline_domain::consultation::statement::Origin::Office;
    for number in 1..=70 {
        let words = format!("第{number}句{}", "观点".repeat(65));
        let seeded = service
            .seed_statement(campaign, &staff, id, &words, "zh-CN", origin)
            .await;
        seeded.unwrap();
        let words = format!("补充{number}{}", "观点".repeat(65));
        let added = service
            .propose_statement(campaign, id, &words, "zh-CN", None)
            .await;
        added.unwrap();
    }
    let agree = massline_domain::consultation::vote::Choice::Agree;
    let all: Vec<_> = (0..70).map(|number| (2 * number + 1, agree)).collect();
    for _ in 0..12 {
        let token = service.new_token();
        service.vote(campaign, id, token, &all, None).await.unwrap();
    }
    let results = format!("{VOTE}/results");
    let mut visitor = world.visitor("zh");
    let first = visitor.get(&results).await;
    must_have(&first, "第30句");
    must_lack(&first, "第31句");
    let last = visitor.get(&format!("{results}?page=3")).await;
    must_have(&last, "第70句");
    let desk = office.get("/staff/consultations/1").await;
    must_have(&desk, "补充20");
    must_lack(&desk, "补充21");
    for page in [first, last, desk] {
        assert_eq!(page.status, 200);
        assert!(page.body.len() < 100_000, "{} bytes", page.body.len());
    }
    for odd in ["?page=0", "?page=99999999", "?page=x"] {
        let page = visitor.get(&format!("{results}{odd}")).await;
        assert_eq!(page.status, 200, "{odd}");
    }
}
