//! An existing ledger by the pages: listed by the office, claimed and planned by the unit.

use crate::browser::{Browser, File, Page};
use crate::world::World;

const PATH: &str = "/staff/ledger/import";
const LEDGER: &str = "问题,原因,整改目标,整改措施,责任科室,完成期限\n\
电梯三天两头坏,没有人查合同,一个月不停,换掉主板,物业科,2027-03-31\n\
门口堆满杂物,没有人清,走得过轮椅,每天清一次,物业科,明年\n";

async fn send(browser: &mut Browser<'_>, text: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(PATH).await;
    let file = File {
        field: "table_file",
        name: "ledger.csv",
        media: "text/csv",
        bytes: text.as_bytes(),
    };
    browser.submit_file(&page, PATH, fields, Some(&file)).await
}

#[tokio::test]
async fn an_existing_ledger_becomes_problems_and_items_and_says_what_was_left() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "zh").await;
    let mut unit = world.signed_in("housing", "zh").await;
    let answers = [
        ("for_whom", "住在楼上的老人"),
        ("relying_on", "楼长"),
        ("who_am_i", "物业科"),
    ];
    let early = send(&mut unit, LEDGER, &answers).await;
    assert_eq!(early.status, 200);
    assert!(
        early.body.contains("本单位没有这个名称或编号的问题"),
        "{}",
        early.body
    );
    let bare = send(&mut unit, LEDGER, &answers[..1]).await;
    assert_eq!(bare.status, 422);
    let whose = [("ledger_unit", "housing"), ("source", "self")];
    let no = send(&mut office, "序号,措施\n1,修\n", &whose).await;
    assert_eq!(no.status, 422);
    assert!(no.body.contains("没有“问题”这一栏"), "{}", no.body);
    let listed = send(&mut office, LEDGER, &whose).await;
    assert!(listed.body.contains("列出的问题"), "{}", listed.body);
    for problem in ["1", "2"] {
        let path = format!("/staff/problems/{problem}/claim");
        unit.done(&path, &[]).await;
    }
    let done = send(&mut unit, LEDGER, &answers).await;
    assert_eq!(done.status, 200);
    assert!(
        done.body.contains("期限不是日期") && done.body.contains("门口堆满杂物"),
        "{}",
        done.body
    );
    let ledger = unit.get("/staff/ledger").await.body;
    assert!(
        ledger.contains("换掉主板") && ledger.contains(PATH),
        "{ledger}"
    );
    assert!(!ledger.contains("每天清一次"));
    let mut team = world.signed_in("team", "zh").await;
    assert_eq!(team.get(PATH).await.status, 403);
}
