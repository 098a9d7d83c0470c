//! The register of rules by its pages: set, revised and repealed by the unit whose a rule is,
//! read by everyone.

use crate::documents::both_hold;
use crate::world::World;

#[tokio::test]
async fn a_unit_registers_revises_and_repeals_and_everyone_reads_it() {
    let world = World::new().await;
    let mut unit = world.signed_in("housing", "zh").await;
    let mut anyone = world.visitor("zh");
    assert!(anyone.get("/rules").await.body.contains("还没有登记的制度"));
    let empty = unit.act("/staff/rules/new", &[]).await;
    assert_eq!(empty.status, 422);
    let first = [
        ("rule_title", "夜间巡查办法"),
        ("rule_words", "每条路每周至少走一遍。"),
        ("rule_from", "2026-11-01"),
    ];
    unit.done("/staff/rules/new", &first).await;
    assert!(anyone.get("/rules").await.body.contains("夜间巡查办法"));
    let revised = [
        ("rule_title", "夜间巡查办法"),
        ("rule_words", "每条路每周至少走两遍。"),
        ("rule_from", "2026-11-10"),
        ("reason", "一遍不够，灯灭了看不见。"),
    ];
    unit.done("/staff/rules/1/revise", &revised).await;
    both_hold(&mut anyone, "/documents/rules", &["夜间巡查办法"]).await;
    let page = anyone.get("/rules/1").await;
    for words in ["走两遍", "走一遍", "一遍不够", "已修订"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let mut school = world.signed_in("school", "zh").await;
    assert_eq!(school.get("/staff/rules/1/repeal").await.status, 403);
    let csrf = school.csrf().await;
    let repeal = [
        ("rule_from", "2026-11-20"),
        ("reason", "不用了"),
        ("csrf", &csrf),
    ];
    let foreign = school.post("/staff/rules/1/repeal", &repeal).await;
    assert_eq!(foreign.status, 403);
    assert!(!anyone.get("/rules/1").await.body.contains("已废止"));
    unit.done("/staff/rules/1/repeal", &repeal[..2]).await;
    assert!(anyone.get("/rules/1").await.body.contains("已废止"));
    assert_eq!(anyone.get("/rules/9").await.status, 404);
}
