//! Every public page in both languages holds to what no page may lack.

use crate::browser::Answer;
use crate::world::World;
use axum::http::StatusCode;

fn paths(world: &World) -> Vec<String> {
    let (closed, judging) = (world.closed.0, world.judging.0);
    let mut paths: Vec<String> = [
        "/", "/speak", "/follow", "/judge", "/problems", "/units", "/units/hospital", "/reach", "/deeds", "/programmes", "/values", "/log",
        "/stages", "/stages/hospital", "/mirrors", "/rules", "/criticism", "/look-backs",
        "/log/0", "/about", "/charter", "/problems?q=%E8%B7%AF%E7%81%AF", "/problems?stage=closed",
        "/problems?stage=nonsense&unit=hospital&category=formalism&overdue=yes&sort=deadline&page=9",
    ]
    .map(str::to_owned)
    .into();
    paths.extend([
        format!("/problems/{closed}"),
        format!("/problems/{judging}"),
        "/problems/3".to_owned(),
    ]);
    paths.push(format!("/speak?problem={closed}"));
    paths
}

#[tokio::test]
async fn every_page_is_whole_in_both_languages() {
    let world = World::new().await;
    for (prefix, tag) in [("zh", "zh-CN"), ("en", "en")] {
        for path in paths(&world) {
            let path = format!("/{prefix}{path}");
            let answer = world.browser.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            check(&path, tag, &answer);
        }
    }
}

fn check(path: &str, tag: &str, answer: &Answer) {
    let html = answer.text();
    assert!(
        html.contains(&format!("<html lang=\"{tag}\"")),
        "{path} names its language"
    );
    assert_eq!(html.matches("<h1").count(), 1, "{path} has one heading");
    assert!(
        html.len() + massline_web::style::STYLE.len() < 100_000,
        "{path}: {}",
        html.len()
    );
    for forbidden in ["<script", "style=\"", "onclick", "src=\"http", "url("] {
        assert!(!html.contains(forbidden), "{path} holds {forbidden}");
    }
    for link in html
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        let evidence = "https://example.org/photo";
        assert!(
            !link.contains("//") || link == evidence,
            "{path} leads away to {link}"
        );
    }
    must_show_no_key(path, &html);
    must_point_to_what_is_there(path, &html);
}

/// A text that is missing shows its key.
fn must_show_no_key(path: &str, html: &str) {
    let is_key = |text: &str| {
        let text = text.trim();
        text.contains('-')
            && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            && !text.starts_with('-')
    };
    let found = html
        .split('>')
        .filter_map(|rest| rest.split('<').next())
        .find(|text| is_key(text));
    assert_eq!(found, None, "{path} shows a key");
}

fn must_point_to_what_is_there(path: &str, html: &str) {
    let ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "{path} uses the id {id} twice");
    }
    for reference in [
        " for=\"",
        "aria-describedby=\"",
        "aria-labelledby=\"",
        "href=\"#",
    ] {
        let all = html
            .split(reference)
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        for id in all.flat_map(|ids| ids.split(' ')) {
            assert!(ids.contains(&id), "{path} points to #{id}");
        }
    }
}

#[tokio::test]
async fn the_front_page_shows_the_loop_and_balanced_books() {
    let world = World::new().await;
    let zh = world.browser.get("/zh/").await;
    zh.must_have("收到 18 ＝ 归入问题 14 ＋ 答复 1 ＋ 转办 1 ＋ 未采纳 1 ＋ 等待 1 ＋ 删除 0");
    let en = world.browser.get("/en/").await;
    en.must_have("The books balance: 18 received = 14 in problems + 1 answered");
    en.must_have("挂号要排三个小时");
    assert_eq!(world.browser.get("/zh").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_root_follows_the_browsers_language() {
    let world = World::new().await;
    for (wish, to) in [
        ("en-GB,en;q=0.8", "/en/"),
        ("zh-CN", "/zh/"),
        ("fr", "/zh/"),
    ] {
        let request = axum::http::Request::get("/").header("accept-language", wish);
        let answer = world
            .browser
            .ask(request.body(axum::body::Body::empty()).unwrap())
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), to);
    }
}

#[tokio::test]
async fn a_problem_tells_its_whole_story() {
    let world = World::new().await;
    let page = world
        .browser
        .get(&format!("/en/problems/{}", world.closed.0))
        .await;
    for told in [
        "Strength 88",
        "8 people × 10</span> + ",
        "1 channel × 5</span> + ",
        "1 month × 3</span> <span class=\"part\">= <b>88</b>",
        "came by 1 of 6 channels (16%)",
        "Voices by week",
        "早班人手按旧的门诊量排",
        "早七点开足六个窗口",
        "New rule:",
        "The people say: fixed",
        "早上去看过，快多了",
        "Judged: fixed. Closed",
        "at least 60%",
        "This happens to me too",
    ] {
        page.must_have(told);
    }
    page.must_have(&format!("/evidence/{}", world.evidence));
    for private in ["13812345678", "张三"] {
        page.must_lack(private);
    }
}

#[tokio::test]
async fn while_people_judge_nobody_sees_how_the_others_answered() {
    let world = World::new().await;
    let (problem, receipts) = &world.judging;
    let code = receipts[0].code.to_string();
    let choice = massline_domain::verdict::Choice::NotFixed;
    world
        .service
        .judge(&code, choice, "still dark", None)
        .await
        .unwrap();
    let page = world.browser.get(&format!("/en/problems/{problem}")).await;
    page.must_have("People asked: 5.");
    page.must_lack("still dark");
    page.must_lack("say it is not fixed,");
}

#[tokio::test]
async fn few_voices_show_neither_words_nor_numbers() {
    let world = World::new().await;
    let page = world.browser.get("/en/problems/3").await;
    page.must_have("Fewer than 5 people");
    for telling in ["我急", "Strength 1", "1 voice", "1 person"] {
        page.must_lack(telling);
    }
    let list = world.browser.get("/en/problems").await;
    list.must_have("fewer than 5 voices");
}

#[tokio::test]
async fn lists_are_narrowed_and_searched() {
    let world = World::new().await;
    let found = world.browser.get("/en/problems?q=%E8%B7%AF%E7%81%AF").await;
    found.must_have("路灯坏了没人修");
    found.must_lack("挂号要排三个小时");
    let closed = world.browser.get("/en/problems?stage=closed").await;
    closed.must_have("挂号要排三个小时");
    closed.must_lack("路灯坏了没人修");
    let none = world.browser.get("/en/problems?q=nothing-like-this").await;
    none.must_have("No problem fits this choice.");
    let hostile = world
        .browser
        .get("/en/problems?q=%22%3E%3Cscript%3E&page=-1")
        .await;
    assert_eq!(hostile.status, StatusCode::OK);
    hostile.must_lack("<script");
}

#[tokio::test]
async fn what_is_not_there_is_said_kindly_in_both_languages() {
    let world = World::new().await;
    for path in [
        "/zh/nothing",
        "/zh/problems/999",
        "/zh/problems/x",
        "/zh/units/nobody",
        "/zh/log/999999",
        "/zh/log/x",
        "/zh/units/%FF",
    ] {
        let answer = world.browser.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        answer.must_have("没有这一页");
        check(path, "zh-CN", &answer);
    }
    world
        .browser
        .get("/en/nothing")
        .await
        .must_have("There is no such page");
    assert_eq!(
        world.browser.get("/fr/").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        world.browser.get("/en/follow/erase").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[tokio::test]
async fn the_charter_page_says_how_an_office_is_treated_from_the_lightest_on() {
    let world = World::new().await;
    let page = world.browser.get("/en/charter").await.text();
    let grades = &world.campaign.charter.treatments;
    assert!(grades.len() > 2);
    let at = |name: &str| page.find(&format!("<b>{name}</b>")).unwrap();
    let places: Vec<usize> = grades.iter().map(|one| at(&one.name.en)).collect();
    assert!(places.is_sorted());
    let said = "Reminder</b>: A first sign: said face to face";
    assert!(page.contains(said));
}

#[tokio::test]
async fn a_units_page_shows_what_it_said_beside_what_it_did() {
    let world = World::new().await;
    let answer = world.browser.get("/zh/units/hospital").await;
    let page = answer.text();
    assert!(
        page.contains("说到与做到") && page.contains("经群众评判销号"),
        "{page}"
    );
    let answer = world.browser.get("/en/deeds").await;
    let list = answer.text();
    assert!(
        list.contains("Promise and deed") && list.contains("Hospital"),
        "{list}"
    );
    assert!(
        !list.contains("County</a></td>"),
        "who promised nothing is left out"
    );
}

#[tokio::test]
async fn problems_and_units_are_read_along_the_values() {
    let world = World::new().await;
    let answer = world.browser.get("/zh/values").await;
    let page = answer.text();
    for value in &world.campaign.charter.values {
        assert!(page.contains(&value.name.zh), "{}: {page}", value.id);
        assert!(page.contains(&value.criteria[0].zh));
    }
    let labelled = world.campaign.charter.values.len();
    assert_eq!(
        page.matches("与它相背的").count(),
        labelled,
        "each value cures something"
    );
    assert!(
        page.contains("按单位看"),
        "somebody labelled a problem: {page}"
    );
}
