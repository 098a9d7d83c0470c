//! The study library by its pages: added, given to be read, noted, asked about, read by everyone.

use crate::rights::prepare;
use crate::world::World;

#[tokio::test]
async fn a_document_is_given_read_noted_and_asked_about() {
    let world = World::new().await;
    prepare(&world).await;
    let mut office = world.signed_in("office", "zh").await;
    let empty = office.act("/staff/study/new", &[]).await;
    assert_eq!(empty.status, 422);
    let document = [
        ("title", "到现场去"),
        ("language", "zh-CN"),
        ("study_source", "自己写的"),
        (
            "study_words",
            "# 为什么\n\n**看见**才知道。<script>1</script>",
        ),
    ];
    office.done("/staff/study/new", &document).await;
    let mut anyone = world.visitor("zh");
    let page = anyone.get("/study/2").await;
    assert!(page.body.contains("<strong>看见</strong>"), "{}", page.body);
    assert!(!page.body.contains("<script>1"), "raw HTML is text");
    let assigned = [
        ("stage", "learn"),
        ("classes", "county-organ"),
        ("by", "2027-01-31"),
    ];
    office.done("/staff/study/2/assign", &assigned).await;
    let mut unit = world.signed_in("housing", "zh").await;
    assert!(unit.get("/staff").await.body.contains("写学习体会"));
    let note = [
        ("office", "局长"),
        ("study_note", "以前看图纸验收，住户怎么说没有问过。"),
        ("problem", "1"),
    ];
    unit.done("/staff/study/2/note", &note).await;
    assert!(!unit.get("/staff").await.body.contains("写学习体会"));
    let asked = [("study_question", "租户不在家怎么听？")];
    unit.done("/staff/study/2/ask", &asked).await;
    let answer = [("study_number", "1"), ("study_answer", "晚上九点以后去。")];
    office.done("/staff/study/2/answer", &answer).await;
    let page = anyone.get("/study/2").await;
    for words in ["住户怎么说没有问过", "租户不在家怎么听", "晚上九点以后去"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(anyone.get("/problems/1").await.body.contains("先听后定"));
    assert_eq!(anyone.get("/study/9").await.status, 404);
}
