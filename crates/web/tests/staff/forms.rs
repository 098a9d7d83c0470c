//! Forms that come back: with what was typed, what is wrong, and what it says now.

use crate::world::{PASSWORD, World};

/// A problem listed by hand, by the page.
async fn listed(world: &World, lang: &'static str) -> String {
    let mut office = world.signed_in("office", lang).await;
    let fields = [
        ("title", "路灯不亮"),
        ("language", "zh-CN"),
        ("source", "above"),
    ];
    let answer = office.act("/staff/problems/new", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.to(lang).split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_second_of_two_editors_is_told_and_keeps_the_text() {
    for (lang, told) in [
        ("zh", "这期间别人改动过"),
        ("en", "Someone else changed this meanwhile"),
    ] {
        let world = World::new().await;
        let problem = listed(&world, lang).await;
        let mut first = world.signed_in("office", lang).await;
        let mut second = world.signed_in("office", lang).await;
        let path = format!("{problem}/rename");
        let open = second.get(&path).await;
        first.done(&path, &[("title", "南门路路灯不亮")]).await;
        let stale = second
            .submit(&open, &path, &[("title", "南门路十二盏路灯不亮")])
            .await;
        assert_eq!(stale.status, 409);
        assert!(stale.body.contains(told), "{}", stale.body);
        assert!(stale.body.contains("南门路路灯不亮"), "what it says now");
        assert!(
            stale.body.contains("value=\"南门路十二盏路灯不亮\""),
            "what was typed"
        );
        let once_more = second
            .submit(&stale, &path, &[("title", "南门路十二盏路灯不亮")])
            .await;
        assert_eq!(once_more.status, 303, "sent again on purpose it is taken");
    }
}

#[tokio::test]
async fn a_form_without_the_sessions_token_does_nothing_and_loses_nothing() {
    let world = World::new().await;
    let problem = listed(&world, "en").await;
    let mut office = world.signed_in("office", "en").await;
    let path = format!("{problem}/rename");
    for token in ["", "00112233445566778899aabbccddeeff"] {
        let answer = office
            .post(&path, &[("csrf", token), ("title", "a typed <title>")])
            .await;
        assert_eq!(answer.status, 403);
        assert!(
            answer.body.contains("a typed &lt;title&gt;"),
            "what was typed can be copied"
        );
    }
    let page = office.get(&problem).await;
    assert!(!page.body.contains("a typed"), "nothing was renamed");
}

#[tokio::test]
async fn who_was_signed_out_meanwhile_keeps_the_text_but_no_password() {
    let world = World::new().await;
    let mut visitor = world.visitor("zh");
    let fields = [("words", "写了很久的话"), ("password", "secret words")];
    let answer = visitor.post("/staff/speak", &fields).await;
    assert_eq!(answer.status, 401);
    assert!(answer.body.contains("写了很久的话"));
    assert!(!answer.body.contains("secret words"));
}

#[tokio::test]
async fn bytes_that_are_no_text_are_told_apart_and_the_rest_kept() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "en").await;
    let csrf = office.csrf().await;
    let body = format!("csrf={csrf}&title=good+words&place=%FF%FE");
    let answer = office
        .post_raw("/staff/problems/new", body.into_bytes())
        .await;
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("good words"), "{}", answer.body);
    let huge = vec![b'a'; 2_000_000];
    assert_eq!(
        office.post_raw("/staff/problems/new", huge).await.status,
        413
    );
}

#[tokio::test]
async fn what_is_missing_is_named_and_linked() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "en").await;
    let answer = office
        .act(
            "/staff/speak",
            &[("words", " "), ("channel", "phone"), ("place", "南门")],
        )
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("href=\"#words\"") && answer.body.contains("id=\"words\""));
    assert!(
        answer.body.contains("value=\"南门\""),
        "what was right stays"
    );
    assert!(answer.body.contains("<title>Error:"), "the title says so");
    let answer = office
        .act("/staff/speak", &[("words", "灯坏了"), ("channel", "")])
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("href=\"#channel\"") && answer.body.contains("灯坏了"));
}

#[tokio::test]
async fn an_opinion_written_down_for_someone_gives_a_receipt_to_hand_over() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "en").await;
    let fields = [
        ("words", "电话里说路灯坏了"),
        ("channel", "phone"),
        ("language", "zh-CN"),
        ("receipt", "yes"),
    ];
    let answer = office.act("/staff/speak", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let code = answer.code();
    let followed = world.service.follow(&code, None).await.unwrap();
    assert_eq!(followed.opinion.channel, "phone");
    let fields = [
        ("words", "没留回执的一条"),
        ("channel", "paper"),
        ("language", "zh-CN"),
    ];
    assert_eq!(
        office.act("/staff/speak", &fields).await.status,
        303,
        "without a receipt there is none to show"
    );
}

#[tokio::test]
async fn a_double_tap_writes_down_one_opinion_and_shows_its_receipt_again() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "zh").await;
    let page = office.get("/staff/speak").await;
    let fields = [
        ("words", "电话里说路灯坏了"),
        ("channel", "phone"),
        ("language", "zh-CN"),
        ("receipt", "yes"),
    ];
    let first = office.submit(&page, "/staff/speak", &fields).await;
    let second = office.submit(&page, "/staff/speak", &fields).await;
    assert_eq!(first.code(), second.code());
    let figures = world.service.figures(&world.campaign).await.unwrap();
    assert_eq!(figures.opinions, 1);
    let fresh = office.act("/staff/speak", &fields).await;
    assert_ne!(
        first.code(),
        fresh.code(),
        "the same words on another form are another voice"
    );
}

#[tokio::test]
async fn all_that_is_missing_is_said_at_once() {
    let world = World::new().await;
    let mut admin = world.signed_in("admin", "en").await;
    let answer = admin.act("/staff/users/new", &[("name", "A desk")]).await;
    assert_eq!(answer.status, 422);
    for field in ["login", "password", "role", "unit"] {
        assert!(
            answer.body.contains(&format!("href=\"#{field}\"")),
            "{field}"
        );
    }
    assert!(
        answer.body.contains("Sign-in name: Please fill this in."),
        "the field is named"
    );
    assert!(!answer.body.contains("href=\"#name\"") && answer.body.contains("value=\"A desk\""));
}

#[tokio::test]
async fn an_opinion_is_answered_referred_refused_once_only() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "en").await;
    for (act, fields) in [
        ("answer", [("answer", "已经修好")]),
        ("refer", [("to", "市供电公司")]),
        ("refuse", [("refusal_reason", "advertisement")]),
        ("erase", [("authority", "illegal")]),
    ] {
        let receipt = world.speak(&format!("一条要{act}的意见")).await;
        let path = format!("/staff/inbox/{}/{act}", receipt.opinion);
        let empty = office.act(&path, &[]).await;
        assert_eq!(empty.status, 422, "{act} needs words");
        office.done(&path, &fields).await;
        let page = office.get(&path).await;
        let again = office.submit(&page, &path, &fields).await;
        assert_eq!(again.status, 409, "{act} twice");
        if act == "refer" {
            let page = office
                .get(&format!("/staff/inbox/{}", receipt.opinion))
                .await;
            assert!(page.body.contains("市供电公司"), "where it went is said");
            office
                .done(&format!("/staff/inbox/{}/reconsider", receipt.opinion), &[])
                .await;
            let figures = world.service.figures(&world.campaign).await.unwrap();
            assert_eq!(figures.in_state("waiting"), 1, "it waits again");
            office.done(&path, &fields).await;
        }
    }
    let figures = world.service.figures(&world.campaign).await.unwrap();
    assert_eq!(figures.in_state("waiting"), 0);
    assert_eq!(figures.in_state("erased"), 1);
}

#[tokio::test]
async fn proposals_become_problems_with_the_ticked_voices() {
    let world = World::new().await;
    let mut ids = Vec::new();
    for words in [
        "南门路的路灯坏了很久",
        "南门路路灯坏了没人修",
        "南门路的路灯坏了晚上很黑",
        "食堂的菜太咸了",
    ] {
        ids.push(world.speak(words).await.opinion.to_string());
    }
    let mut office = world.signed_in("office", "zh").await;
    let list = office.get("/staff/proposals").await;
    let at = list
        .body
        .find("/staff/proposals/")
        .expect("a group is proposed")
        + "/staff/proposals/".len();
    let first = list.body[at..at + 32].to_owned();
    assert!(ids[..3].contains(&first), "the lamps are the group");
    let path = format!("/staff/proposals/{first}");
    let none = office.act(&path, &[("title", "南门路路灯")]).await;
    assert_eq!(none.status, 422, "without a voice there is no problem");
    let fields = [
        ("title", "南门路路灯"),
        ("voices", &ids[0]),
        ("voices", &ids[1]),
        ("unit", "housing"),
    ];
    let page = office.done(&path, &fields).await;
    assert!(page.body.contains("南门路路灯") && page.body.contains("县住建局"));
    let figures = world.service.figures(&world.campaign).await.unwrap();
    assert_eq!(
        (figures.in_state("in_problem"), figures.in_state("waiting")),
        (2, 2)
    );
}

#[tokio::test]
async fn the_machines_suggestion_is_named_as_one_and_accepted_with_a_button() {
    let world = World::new().await;
    let problem = listed(&world, "en").await;
    let first = world.speak("南门路的路灯坏了很久").await.opinion;
    let number = problem.rsplit('/').next().unwrap();
    let mut office = world.signed_in("office", "en").await;
    let csrf = office.csrf().await;
    let accept = format!("/staff/inbox/{first}/accept");
    assert_eq!(
        office
            .post(&accept, &[("csrf", &csrf), ("problem", number)])
            .await
            .status,
        303
    );
    let second = world.speak("南门路路灯坏了没人修").await.opinion;
    let inbox = office.get("/staff/inbox").await;
    assert!(
        inbox.body.contains("The machine suggests"),
        "{}",
        inbox.body
    );
    let path = format!("/staff/inbox/{second}/accept");
    let answer = office.submit(&inbox, &path, &[]).await;
    assert_eq!(answer.status, 303);
    assert!(
        answer.to("en").starts_with("/staff/inbox?"),
        "back to the same list"
    );
    let twice = office
        .post(&path, &[("csrf", &csrf), ("problem", number)])
        .await;
    assert_eq!(twice.status, 409, "it is there already");
}

#[tokio::test]
async fn users_and_units_are_managed_and_passwords_changed() {
    let world = World::new().await;
    let mut admin = world.signed_in("admin", "en").await;
    let unit = [
        ("name_zh", "青石镇"),
        ("name_en", "Qingshi Town"),
        ("code", "qingshi"),
        ("parent", "county"),
    ];
    let class = world.campaign.charter.classes[0].id.as_str();
    let mut fields = unit.to_vec();
    fields.push(("class", class));
    let page = admin.done("/staff/units/new", &fields).await;
    assert!(page.body.contains("Qingshi Town"));
    fields[2] = ("code", "Qing Shi!");
    assert_eq!(admin.act("/staff/units/new", &fields).await.status, 422);
    let mut user = vec![
        ("login", "new.one"),
        ("name", "Desk"),
        ("password", "short"),
        ("role", "office"),
        ("unit", "county"),
    ];
    let answer = admin.act("/staff/users/new", &user).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("href=\"#password\"") && !answer.body.contains("value=\"short\""));
    user[2] = ("password", PASSWORD);
    admin.done("/staff/users/new", &user).await;
    let mut own = world.signed_in("new.one", "en").await;
    let wrong = [
        ("old_password", "not it at all"),
        ("password", "another long one"),
        ("password_again", "another long one"),
    ];
    assert_eq!(own.act("/staff/password", &wrong).await.status, 422);
    let right = [
        ("old_password", PASSWORD),
        ("password", "another long one"),
        ("password_again", "another long one"),
    ];
    let changed = own.act("/staff/password", &right).await;
    assert_eq!(changed.status, 303);
    let page = own.get(&changed.to("en")).await;
    assert!(page.body.contains("Password changed"), "{}", page.body);
    assert_eq!(
        own.get("/staff").await.status,
        303,
        "the old session has ended"
    );
}

#[tokio::test]
async fn signing_in_leads_back_and_never_elsewhere() {
    let world = World::new().await;
    let mut visitor = world.visitor("zh");
    let answer = visitor.get("/staff/problems?stage=listed").await;
    let to = answer.to("zh");
    assert_eq!(to, "/staff/sign-in?to=%2Fstaff%2Fproblems%3Fstage%3Dlisted");
    let page = visitor.get(&to).await;
    let bad = [("login", "office"), ("password", "wrong password")];
    let refused = visitor.submit_last(&page, "/staff/sign-in", &bad).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"office\"") && !refused.body.contains("wrong password"));
    let good = [("login", "office"), ("password", PASSWORD)];
    let answer = visitor.submit_last(&page, "/staff/sign-in", &good).await;
    assert_eq!(answer.to("zh"), "/staff/problems?stage=listed");
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let page = visitor.get("/staff").await;
    let out = visitor.submit(&page, "/staff/sign-out", &[]).await;
    assert_eq!(out.to("zh"), "/");
    assert_eq!(visitor.get("/staff").await.status, 303);
    let page = visitor.get("/staff/sign-in?to=https://example.org/").await;
    let answer = visitor.submit_last(&page, "/staff/sign-in", &good).await;
    assert_eq!(answer.to("zh"), "/staff");
}
