//! The way in: health, and a campaign that has ended.

use crate::world::World;
use axum::http::StatusCode;

#[tokio::test]
async fn health_is_one_word() {
    let world = World::new().await;
    let answer = world.browser.get("/healthz").await;
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (StatusCode::OK, "ok")
    );
}

#[tokio::test]
async fn a_day_later_the_overdue_is_found() {
    let world = World::new().await;
    world
        .browser
        .get("/en/problems?overdue=yes")
        .await
        .must_have("No problem fits this choice.");
    world.clock.set(crate::world::TODAY.plus(8));
    let late = world.browser.get("/en/problems?overdue=yes").await;
    late.must_have("一个人说的事");
    world
        .browser
        .get("/en/problems/3")
        .await
        .must_have("1 day late");
}
