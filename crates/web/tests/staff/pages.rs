//! What every staff page must hold to, in both languages.

use crate::world::World;
use std::collections::BTreeSet;

async fn check(world: &World, login: &str, paths: &[&str]) {
    for lang in ["zh", "en"] {
        let mut browser = world.signed_in(login, lang).await;
        for path in paths {
            let page = browser.get(path).await;
            assert_eq!(page.status, 200, "{login} {lang} {path}");
            sound(&format!("{login} {lang} {path}"), lang, &page.body);
            assert_eq!(page.headers["cache-control"], "no-store", "{path}");
            assert!(
                page.headers.contains_key("content-security-policy"),
                "{path}"
            );
        }
    }
}

fn sound(name: &str, lang: &str, html: &str) {
    let tag = if lang == "zh" {
        "<html lang=\"zh-CN\">"
    } else {
        "<html lang=\"en\">"
    };
    assert!(html.contains(tag), "{name} says its language");
    assert_eq!(html.matches("<h1").count(), 1, "{name} has one h1");
    // The one script, where there are keys.
    let keys = format!(
        "<script src=\"{}\" defer></script>",
        massline_web::script::keys().path
    );
    let html = &html.replacen(&keys, "", 1);
    for forbidden in ["<script", "<style", " style=\"", "onclick", "src=\"http"] {
        assert!(!html.contains(forbidden), "{name} holds {forbidden}");
    }
    let weight = html.len() + massline_web::style::STYLE.len();
    assert!(weight < 100_000, "{name} weighs {weight} bytes");
    let ids: Vec<&str> = values(html, " id=\"");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "{name} uses an id twice: {ids:?}");
    for start in [
        " for=\"",
        "aria-describedby=\"",
        "aria-labelledby=\"",
        "href=\"#",
    ] {
        for id in values(html, start).iter().flat_map(|ids| ids.split(' ')) {
            assert!(
                known.contains(id),
                "{name} points to #{id}, which is not there"
            );
        }
    }
    // A text that is missing shows its key.
    for family in [
        "ask-",
        "act-",
        "todo-",
        "done-",
        "ledger-column-",
        "work-",
        "inbox-",
        "role-does-",
    ] {
        let shown = html.split('>').filter_map(|part| part.split('<').next());
        let key = shown
            .map(str::trim)
            .find(|text| text.starts_with(family) && !text.contains(' '));
        assert_eq!(key, None, "{name} shows a key");
    }
}

fn values<'a>(html: &'a str, start: &str) -> Vec<&'a str> {
    let found = html
        .match_indices(start)
        .map(|(at, _)| &html[at + start.len()..]);
    found.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn pages_are_sound_in_both_languages() {
    let world = World::new().await;
    let opinion = world.speak("南门路的路灯坏了").await.opinion;
    let letter = format!("/staff/inbox/{opinion}");
    let acts =
        ["answer", "refer", "refuse", "release", "erase"].map(|act| format!("{letter}/{act}"));
    let new = format!("/staff/problems/new?opinion={opinion}");
    let mut office = vec![
        "/staff",
        "/staff/inbox",
        "/staff/inbox?state=&channel=phone",
        "/staff/proposals",
        "/staff/speak",
        "/staff/import",
        "/staff/problems",
        "/staff/problems/new",
        "/staff/ledger",
        "/staff/audit",
        "/staff/password",
        &letter,
        &new,
    ];
    office.extend(acts.iter().map(String::as_str));
    check(&world, "office", &office).await;
    let users = world.service.users(&world.campaign, None).await.unwrap();
    let user = format!("/staff/users/{}", users[0].user);
    let acts = ["role", "password", "disable", "enable"].map(|act| format!("{user}/{act}"));
    let mut admin = vec![
        "/staff",
        "/staff/users",
        "/staff/users/new",
        "/staff/units",
        "/staff/units/new",
        "/staff/units/housing/rename",
        "/staff/units/housing/move",
        &user,
    ];
    admin.extend(acts.iter().map(String::as_str));
    check(&world, "admin", &admin).await;
    check(
        &world,
        "team",
        &[
            "/staff",
            "/staff/problems?overdue=yes&sort=deadline",
            "/staff/ledger?unfinished=yes",
            "/staff/stages",
            "/staff/mirrors",
            "/staff/rules",
            "/staff/criticism",
        ],
    )
    .await;
    check(
        &world,
        "housing",
        &[
            "/staff",
            "/staff/problems",
            "/staff/ledger",
            "/staff/stages",
            "/staff/stages/housing/report",
            "/staff/mirrors",
            "/staff/mirrors/housing/1/write",
            "/staff/mirrors/housing/2/write",
            "/staff/rules",
            "/staff/criticism",
            "/staff/rules/new",
            "/staff/criticism/new",
        ],
    )
    .await;
}

#[tokio::test]
async fn the_pages_of_the_work_are_sound() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "en").await;
    let fields = [
        ("title", "Street lights out"),
        ("language", "en"),
        ("source", "above"),
        ("unit", "housing"),
    ];
    let answer = office.act("/staff/problems/new", &fields).await;
    let problem = answer.to("en").split('?').next().unwrap().to_owned();
    let of = |acts: &[&str]| {
        acts.iter()
            .map(|act| format!("{problem}{act}"))
            .collect::<Vec<_>>()
    };
    let pages = of(&["", "/rename", "/label", "/assign", "/merge", "/split"]);
    check(
        &world,
        "office",
        &pages.iter().map(String::as_str).collect::<Vec<_>>(),
    )
    .await;
    let pages = of(&["", "/claim", "/refer-unit"]);
    check(
        &world,
        "housing",
        &pages.iter().map(String::as_str).collect::<Vec<_>>(),
    )
    .await;
    let mut unit = world.signed_in("housing", "en").await;
    unit.done(&format!("{problem}/claim"), &[]).await;
    let text = [
        "cause",
        "goal",
        "measure",
        "owner",
        "for_whom",
        "relying_on",
        "who_am_i",
    ]
    .map(|name| (name, "words"));
    let mut plan = text.to_vec();
    plan.push(("deadline", "2026-12-01"));
    unit.done(&format!("{problem}/items/new"), &plan).await;
    let pages = of(&[
        "",
        "/items/new",
        "/close",
        "/items/1/progress",
        "/items/1/evidence",
        "/items/1/deadline",
        "/items/1/finish",
        "/items/1/revise",
        "/items/1/resume",
    ]);
    check(
        &world,
        "housing",
        &pages.iter().map(String::as_str).collect::<Vec<_>>(),
    )
    .await;
    check(&world, "team", &[&problem, "/staff/ledger"]).await;
}

#[tokio::test]
async fn the_sign_in_page_has_a_button_for_each_demo_account() {
    let world = World::new().await;
    let mut visitor = world.visitor("en");
    let page = visitor.get("/staff/sign-in").await;
    sound("sign-in", "en", &page.body);
    assert!(page.body.contains("County office"));
    let answer = visitor.submit(&page, "/staff/sign-in", &[]).await;
    assert_eq!(answer.to("en"), "/staff", "one button signs in");
    let home = visitor.get("/staff").await;
    assert!(home.body.contains("office desk"), "{}", home.body);
}
