//! What the holder of a receipt can do by code.

use crate::browser::Answer;
use crate::world::World;
use axum::http::StatusCode;
use massline_log::receipt::{Receipt, Trust, verify};
use massline_service::speak::Receipt as Held;

async fn follow(world: &World, code: &str) -> Answer {
    world
        .browser
        .send("/en/follow", "/en/follow", &[("code", code)])
        .await
}

async fn act(world: &World, action: &str, held: &Held, fields: &[(&str, &str)]) -> Answer {
    let code = held.code.to_string();
    let mut all = vec![("code", code.as_str())];
    all.extend(fields);
    world.browser.send("/en/follow", action, &all).await
}

#[tokio::test]
async fn each_end_of_an_opinion_is_told() {
    let world = World::new().await;
    let reason = &world.campaign.charter.refusal_reasons[0].name.en;
    for (held, told) in [
        (&world.answered, "已经修好，谢谢"),
        (&world.referred, "省公路局"),
        (&world.refused, reason),
        (&world.waiting, "To be read by"),
        (&world.closed.1[0], "It came back"),
    ] {
        let way = follow(&world, &held.code.to_string()).await;
        assert_eq!(way.status, StatusCode::OK);
        way.must_have(told);
        way.must_have("Sealed, entry");
    }
}

#[tokio::test]
async fn pictures_of_before_and_after_stand_side_by_side() {
    let world = World::new().await;
    let (problem, receipts) = &world.judging;
    let story = world.browser.get(&format!("/en/problems/{problem}")).await;
    let ballot = follow(&world, &receipts[0].code.to_string()).await;
    let picture = format!("<img src=\"/evidence/{}\" alt=\"窗口照片\"", world.evidence);
    for page in [&story, &ballot] {
        page.must_have("class=\"before-after\"");
        page.must_have(&picture);
        // Of before there are only words, and a timetable shows no state.
        page.must_have("No picture.");
        assert_eq!(page.text().matches("<img").count(), 1);
    }
    story.must_have("以前只开两个窗口");
    story.must_have("排班表");
    // Who has nothing to judge is not asked to look.
    let waiting = follow(&world, &world.waiting.code.to_string()).await;
    waiting.must_lack("before-after");
}

#[tokio::test]
async fn codes_are_read_generously() {
    let world = World::new().await;
    let code = world.waiting.code.to_string();
    for typed in [
        code.to_lowercase(),
        code.replace(' ', "-"),
        code.replace(' ', ""),
        code.replacen("ML1 ", "", 1),
        format!("  {code}\n"),
    ] {
        assert_eq!(
            follow(&world, &typed).await.status,
            StatusCode::OK,
            "{typed}"
        );
    }
}

#[tokio::test]
async fn a_mistyped_code_is_shown_again_with_what_is_wrong() {
    let world = World::new().await;
    let code = world.waiting.code.to_string();
    let wrong_sign = code.replacen(&code[4..5], "!", 1);
    let swapped = format!(
        "{}{}{}",
        &code[..code.len() - 1],
        if code.ends_with('7') { "8" } else { "7" },
        ""
    );
    let unknown = massline_log::code::ReceiptCode([9; 15]).to_string();
    for (typed, status, told) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY, "Please type the code"),
        (
            &code[..20],
            StatusCode::UNPROCESSABLE_ENTITY,
            "it has 16 characters",
        ),
        (
            wrong_sign.as_str(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "The character “!”",
        ),
        (
            swapped.as_str(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "There is a slip in this code",
        ),
        (
            unknown.as_str(),
            StatusCode::NOT_FOUND,
            "No opinion belongs to this code",
        ),
    ] {
        let answer = follow(&world, typed).await;
        assert_eq!(answer.status, status, "{typed}");
        answer.must_have(told);
        answer.must_have(&format!("value=\"{typed}\""));
        answer.must_have("href=\"#code\"");
    }
}

#[tokio::test]
async fn the_people_judge_by_receipt_and_close_the_problem() {
    let world = World::new().await;
    let (problem, receipts) = &world.judging;
    let way = world
        .browser
        .send(
            "/en/judge",
            "/en/follow",
            &[("code", &receipts[0].code.to_string()), ("door", "judge")],
        )
        .await;
    way.must_have("Is it fixed? You judge.");
    for held in &receipts[..2] {
        let counted = act(
            &world,
            "/en/follow/judge",
            held,
            &[("choice", "fixed"), ("comment", "")],
        )
        .await;
        counted.must_have("It counts. The round goes on");
    }
    let changed = act(
        &world,
        "/en/follow/judge",
        &receipts[0],
        &[("choice", "not_fixed")],
    )
    .await;
    changed.must_have("Your answer so far");
    act(
        &world,
        "/en/follow/judge",
        &receipts[2],
        &[("choice", "fixed"), ("comment", "light")],
    )
    .await;
    // Three of five: the last one cannot change it any more.
    let fields = [("choice", "fixed"), ("comment", "yes, lights")];
    let last = act(&world, "/en/follow/judge", &receipts[3], &fields).await;
    last.must_have("the problem is closed, by the people");
    let page = world.browser.get(&format!("/en/problems/{problem}")).await;
    page.must_have("The people say: fixed");
    page.must_have("75%");
    let late = act(
        &world,
        "/en/follow/judge",
        &receipts[1],
        &[("choice", "not_fixed"), ("comment", "kept words")],
    )
    .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn another_problems_receipt_does_not_judge() {
    let world = World::new().await;
    let answer = act(
        &world,
        "/en/follow/judge",
        &world.waiting,
        &[("choice", "fixed")],
    )
    .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.must_have("Only those who raised this problem judge it");
    let nonsense = act(
        &world,
        "/en/follow/judge",
        &world.judging.1[0],
        &[("choice", "maybe")],
    )
    .await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn who_says_that_it_came_back_opens_it_again() {
    let world = World::new().await;
    let (problem, receipts) = &world.closed;
    let back = act(&world, "/en/follow/back", &receipts[0], &[]).await;
    back.must_have("The problem is open again");
    let page = world.browser.get(&format!("/en/problems/{problem}")).await;
    page.must_have("The earlier closing did not hold");
    let again = act(&world, "/en/follow/back", &receipts[1], &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_proof_file_verifies_with_and_without_the_words() {
    let world = World::new().await;
    for (fields, opened) in [(vec![], false), (vec![("opening", "yes")], true)] {
        let answer = act(&world, "/en/follow/proof", &world.closed.1[0], &fields).await;
        assert_eq!(
            answer.header("content-disposition"),
            "attachment; filename=\"RECEIPT.json\""
        );
        let verdict = verify(&Receipt::parse(&answer.text()).unwrap(), &Trust::default()).unwrap();
        assert!(verdict.sealed.is_some());
        assert_eq!(!verdict.opened.is_empty(), opened);
        answer.must_lack("ML1 ");
    }
}

#[tokio::test]
async fn erasing_is_asked_once_more_and_leaves_the_receipt() {
    let world = World::new().await;
    let held = &world.closed.1[0];
    let sure = act(&world, "/en/follow/erase", held, &[]).await;
    sure.must_have("This cannot be undone");
    follow(&world, &held.code.to_string())
        .await
        .must_lack("Your words are erased.");
    let done = act(&world, "/en/follow/erase/yes", held, &[]).await;
    done.must_have("Your words are erased.");
    done.must_lack("Erase my words …");
    let again = act(&world, "/en/follow/erase/yes", held, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    world.browser.get("/en/").await.must_have("+ 1 erased");
    let proof = act(&world, "/en/follow/proof", held, &[("opening", "yes")]).await;
    assert_eq!(proof.status, StatusCode::OK);
    assert!(
        verify(&Receipt::parse(&proof.text()).unwrap(), &Trust::default())
            .unwrap()
            .opened
            .is_empty()
    );
}

#[tokio::test]
async fn nothing_is_done_by_code_without_the_forms_token() {
    let world = World::new().await;
    let code = world.closed.1[0].code.to_string();
    for action in [
        "/follow",
        "/follow/judge",
        "/follow/back",
        "/follow/proof",
        "/follow/erase",
        "/follow/erase/yes",
    ] {
        let fields = [("code", code.as_str()), ("choice", "fixed")];
        let answer = world.browser.post(&format!("/zh{action}"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{action}");
        answer.must_have("这一页开得太久");
        answer.must_have(&code);
    }
    assert_eq!(
        world
            .service
            .figures(&world.campaign)
            .await
            .unwrap()
            .in_state("erased"),
        0
    );
}
