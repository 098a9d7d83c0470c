//! Waves by their pages: opened, looked back upon, published, answered.

use crate::world::World;

#[tokio::test]
async fn the_second_wave_waits_for_the_lessons_of_the_first_and_answers_them() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "zh").await;
    let first = [
        ("wave_zh", "第一批"),
        ("wave_en", "First wave"),
        ("units", "county"),
    ];
    office.done("/staff/waves/new", &first).await;
    let second = [
        ("wave_zh", "第二批"),
        ("wave_en", "Second wave"),
        ("units", "housing"),
    ];
    let early = office.act("/staff/waves/new", &second).await;
    assert_eq!(early.status, 422);
    assert!(early.body.contains("先公布前一批的经验教训"));
    let mut anyone = world.visitor("zh");
    let stage = anyone.get("/stages/housing").await;
    assert!(stage.body.contains("轮到本单位所在的批次"));
    let lesson = |words: &'static str| [("lesson_kind", "next"), ("lesson", words)];
    office
        .done("/staff/waves/1/reflect", &lesson("座谈名单抽签"))
        .await;
    let early = office.act("/staff/waves/1/publish", &[]).await;
    assert!(early.body.contains("至少要有一条来自督导组"));
    let mut team = world.signed_in("team", "zh").await;
    team.done("/staff/waves/1/reflect", &lesson("走访要去没人来过的地方"))
        .await;
    office.done("/staff/waves/1/publish", &[]).await;
    office.done("/staff/waves/new", &second).await;
    let mut unit = world.signed_in("housing", "zh").await;
    assert!(
        unit.get("/staff")
            .await
            .body
            .contains("写明前一批的教训怎么接")
    );
    let form = unit.get("/staff/waves/2/answer").await;
    assert!(
        form.body.contains("走访要去没人来过的地方"),
        "the lessons stand above"
    );
    let taken = [("lessons_taken", "座谈名单从住户里抽签，走访先去租户")];
    unit.done("/staff/waves/2/answer", &taken).await;
    let page = anyone.get("/waves/2").await;
    for words in ["座谈名单从住户里抽签", "前面批次没做完的问题", "第二批"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let page = anyone.get("/waves/1").await;
    assert!(page.body.contains("座谈名单抽签") && page.body.contains("督导组"));
    let mut school = world.signed_in("school", "zh").await;
    assert_eq!(school.get("/staff/waves/2/answer").await.status, 403);
    assert_eq!(anyone.get("/waves/9").await.status, 404);
}
