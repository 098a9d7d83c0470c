//! Indicators by the pages: fixed, changed, frozen, measured, and shown with their numbers.

use crate::browser::File;
use crate::world::{TODAY, World};

fn fields(starts: &str) -> Vec<(&'static str, String)> {
    let day = |days: i32| TODAY.plus(days).to_string();
    vec![
        ("indicator", "conduct".into()),
        ("indicator_name", "窗口平均排队时间".into()),
        ("measured_in", "分钟".into()),
        ("aim", "lower".into()),
        ("base_from", day(-30)),
        ("base_to", day(-1)),
        ("value", "42.5".into()),
        ("source_of", "叫号机记录".into()),
        ("target", "15".into()),
        ("starts", starts.into()),
    ]
}

fn as_str<'f>(fields: &'f [(&'static str, String)]) -> Vec<(&'static str, &'f str)> {
    fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

#[tokio::test]
async fn an_indicator_is_fixed_before_and_measured_after_for_everyone() {
    let world = World::new().await;
    let mut unit = world.signed_in("housing", "zh").await;
    let (new, starts) = ("/staff/indicators/unit/new", TODAY.plus(5).to_string());
    let late = fields(&TODAY.to_string());
    let told = unit.act(new, &as_str(&late)).await;
    assert_eq!(told.status, 422, "it begins in the future");
    assert!(told.body.contains("最早可以是"), "{}", told.body);
    let good = fields(&starts);
    let mut odd = good.clone();
    odd[6].1 = "大约四十".into();
    let told = unit.act(new, &as_str(&odd)).await;
    assert_eq!(told.status, 422);
    assert!(told.body.contains("这个数看不明白"), "{}", told.body);
    assert_eq!(unit.act(new, &[]).await.status, 422);
    let told = unit.act(new, &as_str(&good)).await;
    assert_eq!(told.status, 303, "{}", told.body);
    let change = "/staff/indicators/unit/1/change";
    let told = unit.act(change, &as_str(&good)).await;
    assert_eq!(told.status, 303, "{}", told.body);

    let measure = "/staff/indicators/unit/1/measure";
    let seen = |day: i32, value: &'static str| {
        vec![
            ("measured_on", TODAY.plus(day).to_string()),
            ("value", value.to_owned()),
            ("source_of", "叫号机记录".to_owned()),
        ]
    };
    let early = seen(0, "20");
    assert_eq!(unit.act(measure, &as_str(&early)).await.status, 409);
    world.later(5);
    let mut unit = world.signed_in("housing", "zh").await;
    let told = unit.act(change, &as_str(&good)).await;
    assert_eq!(told.status, 409, "frozen: {}", told.body);
    let told = unit.act(measure, &as_str(&seen(5, "12.5"))).await;
    assert_eq!(told.status, 303, "{}", told.body);

    let page = world.visitor("zh").get("/units/housing").await;
    for words in [
        "窗口平均排队时间",
        "42.5 分钟",
        "15 分钟",
        "12.5 分钟",
        "已达到目标",
        "<svg",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let other = world.visitor("zh").get("/units/school").await;
    assert!(!other.body.contains("窗口平均排队时间"));
    let mut school = world.signed_in("school", "zh").await;
    let list = school.get("/staff/indicators/unit").await;
    assert!(list.body.contains("还没有定指标"));
}

#[tokio::test]
async fn a_share_has_its_interval_and_few_people_are_not_shown() {
    let world = World::new().await;
    let mut unit = world.signed_in("housing", "en").await;
    let mut share = fields(&TODAY.plus(1).to_string());
    share[3].1 = "higher".into();
    share[6].1 = "30/120".into();
    share[8].1 = "80%".into();
    let told = unit
        .act("/staff/indicators/unit/new", &as_str(&share))
        .await;
    assert_eq!(told.status, 303, "{}", told.body);
    world.later(1);
    let mut unit = world.signed_in("housing", "en").await;
    let measure = "/staff/indicators/unit/1/measure";
    let of = |value: &str| {
        vec![
            ("measured_on", TODAY.plus(1).to_string()),
            ("value", value.to_owned()),
            ("source_of", "A sample".to_owned()),
        ]
    };
    let told = unit.act(measure, &as_str(&of("90/120"))).await;
    assert_eq!(told.status, 303, "{}", told.body);
    let page = world.visitor("en").get("/units/housing").await;
    for words in [
        "25% (30/120)",
        "75% (90/120)",
        "67%–82%",
        "Target not reached",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    world.later(1);
    let mut unit = world.signed_in("housing", "en").await;
    let mut few = of("3/4");
    few[0].1 = TODAY.plus(2).to_string();
    assert_eq!(unit.act(measure, &as_str(&few)).await.status, 303);
    let page = world.visitor("en").get("/units/housing").await;
    assert!(!page.body.contains("3/4") && page.body.contains("not shown"));
}

#[tokio::test]
async fn readings_come_from_a_file_whole_and_lines_that_are_wrong_are_named() {
    let world = World::new().await;
    let mut unit = world.signed_in("housing", "zh").await;
    let starts = TODAY.plus(1).to_string();
    let goal = fields(&starts);
    unit.done("/staff/indicators/unit/new", &as_str(&goal))
        .await;
    world.later(20);
    let mut unit = world.signed_in("housing", "zh").await;
    let path = "/staff/indicators/unit/1/table";
    let day = |days: i32| TODAY.plus(days).to_string();
    let mut send = async |text: String| {
        let page = unit.get(path).await;
        let file = File {
            field: "table_file",
            name: "windows.csv",
            media: "text/csv",
            bytes: text.as_bytes(),
        };
        let fields = [("source_of", "叫号机")];
        unit.submit_file(&page, path, &fields, Some(&file)).await
    };
    let wrong = send(format!("日期,数值\n{},12\n明天,13\n", day(2))).await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("第 3 行") && wrong.body.contains("一条也没有收"),
        "{}",
        wrong.body
    );
    let future = send(format!("日期,数值\n{},12\n{},13\n", day(2), day(99))).await;
    assert!(future.body.contains("第 3 行："), "{}", future.body);
    let none = send("不是表格".to_owned()).await;
    assert_eq!(none.status, 422);
    let good = send(format!("日期,数值\n{},12.5\n{},14\n", day(2), day(9))).await;
    assert_eq!(good.status, 303, "{}", good.body);
    let page = world.visitor("zh").get("/units/housing").await;
    assert!(
        page.body.contains("14 分钟") && page.body.contains("叫号机"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn where_the_program_counts_nobody_writes_a_number() {
    let world = World::new().await;
    let mut unit = world.signed_in("housing", "zh").await;
    let starts = TODAY.plus(2).to_string();
    let mut goal = fields(&starts);
    goal.retain(|(name, _)| !["measured_in", "value", "source_of"].contains(name));
    let bare = unit.act("/staff/indicators/unit/new", &as_str(&goal)).await;
    assert_eq!(
        bare.status, 422,
        "whoever measures says what and where from"
    );
    goal.push(("counted", "voices".into()));
    unit.done("/staff/indicators/unit/new", &as_str(&goal))
        .await;
    world.later(3);
    let mut unit = world.signed_in("housing", "zh").await;
    let page = unit.get("/staff/indicators/unit").await.body;
    assert!(
        page.contains("本程序统计") && page.contains("条意见"),
        "{page}"
    );
    assert!(
        !page.contains("/measure") && !page.contains("/table"),
        "{page}"
    );
}
