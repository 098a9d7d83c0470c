//! The plan of hearing by its pages.

use crate::world::World;
use massline_domain::Who;
use massline_service::speak::Speech;

async fn voices(world: &World, group: &str, number: usize) {
    for each in 0..number {
        let speech = Speech {
            words: format!("第{each}件事"),
            group: group.to_owned(),
            channel: "web".to_owned(),
            language: "zh-CN".to_owned(),
            receipt: false,
            ..Speech::default()
        };
        let said = world
            .service
            .speak(&world.campaign, speech, &Who::Public, None);
        said.await.unwrap();
    }
}

#[tokio::test]
async fn whom_to_hear_is_fixed_in_public_and_what_is_changed_stays() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "zh").await;
    let mut anyone = world.visitor("zh");
    assert!(!anyone.get("/reach").await.body.contains("要听谁的意见"));
    assert!(office.get("/staff").await.body.contains("定听取意见计划"));
    let group = world.campaign.charter.groups[0].clone();
    let field = format!("group-{}", group.id);
    let by = world.service.today(&world.campaign).plus(10).to_string();
    let plan = |number| vec![(field.as_str(), number), ("hearing_by", by.as_str())];
    for (number, words) in [("三十", "请写整数"), ("2", "目标人数不少于"), ("", "请")]
    {
        let refused = office.act("/staff/hearing", &plan(number)).await;
        assert_eq!(refused.status, 422, "{number}");
        assert!(refused.body.contains(words), "{number}: {}", refused.body);
    }
    office.done("/staff/hearing", &plan("9")).await;
    let name = &group.name.zh;
    let page = anyone.get("/reach").await.body;
    for words in ["要听谁的意见", name, "还不够"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(
        office
            .get("/staff")
            .await
            .body
            .contains("计划要听、还没听够的")
    );
    voices(&world, &group.id, 9).await;
    assert!(anyone.get("/reach").await.body.contains("已听到"));
    assert!(!office.get("/staff").await.body.contains("还没听够的"));
    let silent = office.act("/staff/hearing", &plan("12")).await;
    assert_eq!(silent.status, 422, "a change says why");
    let mut told = plan("12");
    told.push(("hearing_reason", "又划进来两个村。"));
    office.done("/staff/hearing", &told).await;
    let page = anyone.get("/reach").await.body;
    for words in ["计划改过 1 次", "又划进来两个村。", "改前"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let english = world.visitor("en").get("/reach").await.body;
    assert!(english.contains("Whom we want to hear") && english.contains("Not yet"));
}
