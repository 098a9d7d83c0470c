//! The copy-paste mirror of what units told the public, by its page.

use crate::world::World;

#[tokio::test]
async fn what_two_units_told_in_the_same_words_is_shown_to_the_team_alone() {
    let world = World::new().await;
    crate::criticism::send_team(&world).await;
    let words = "成立由主要负责人任组长的工作专班，召开座谈会两次，征求意见三十条，逐条建账。";
    let mut team = world.signed_in("team", "zh").await;
    let path = "/staff/copies/housing";
    let page = team.get(path).await;
    assert!(page.body.contains("没有"), "{}", page.body);
    for (unit, said) in [
        ("school", words),
        ("housing", &format!("我们这里：{words}")),
    ] {
        let mut browser = world.signed_in(unit, "zh").await;
        let report = [("stage_report", said)];
        browser
            .done(&format!("/staff/stages/{unit}/report"), &report)
            .await;
    }
    let page = team.get(path).await.body;
    assert!(
        page.contains("任组长的工作专班") && page.contains("在别处也出现"),
        "{page}"
    );
    assert!(team.get("/staff/stages").await.body.contains(path));
    for login in ["housing", "office", "school"] {
        let mut other = world.signed_in(login, "zh").await;
        assert_eq!(other.get(path).await.status, 403, "{login}");
    }
    assert_eq!(
        team.get("/staff/copies/school").await.status,
        403,
        "not sent there"
    );
}
