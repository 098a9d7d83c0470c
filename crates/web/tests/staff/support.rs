//! Support by one press of a button, without speaking.

use crate::world::World;

const ACTION: &str = "/problems/1/support";

#[tokio::test]
async fn a_reader_supports_a_problem_and_takes_it_back() {
    let world = World::new().await;
    crate::rights::prepare(&world).await;
    for person in 0..5 {
        let mut visitor = world.visitor("en");
        let page = visitor.get("/problems/1").await;
        let known = if person == 0 {
            "Supporters are counted apart"
        } else {
            "Fewer than 5 people"
        };
        assert!(page.body.contains(known), "{person}");
        let answer = visitor.submit(&page, ACTION, &[]).await;
        assert_eq!(answer.status, 303);
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.starts_with("massline-vote="));
        let page = visitor.get("/problems/1").await;
        assert!(
            page.body.contains("You support this.") && page.body.contains("Take my support back")
        );
    }
    let mut last = world.visitor("zh");
    let page = last.get("/problems/1").await;
    assert!(page.body.contains("已有 5 人支持") && !page.body.contains("您已支持"));
    for wanted in ["您已支持。", "我也支持解决这个问题"] {
        let page = last.get("/problems/1").await;
        last.submit(&page, ACTION, &[]).await;
        let page = last.get("/problems/1").await;
        assert!(page.body.contains(wanted), "{wanted}");
    }
    assert_eq!(
        world
            .visitor("en")
            .post(ACTION, &[("supports", "yes")])
            .await
            .status,
        303
    );
    let page = last.get("/problems/1").await;
    assert!(
        page.body.contains("已有 5 人支持"),
        "without the page's token nothing is counted"
    );
    assert_eq!(last.get("/problems/99").await.status, 404);
}
