//! What offices hand around, opened again by programs that are not ours.

use crate::browser::Browser;
use crate::world::World;
use calamine::{Data, Reader as _, Xlsx};
use std::io::{Cursor, Read as _};

fn sheet(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |cell: &Data| cell.to_string();
    range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

pub(crate) fn words_of_docx(bytes: Vec<u8>) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut body = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut body).unwrap();
    body
}

/// Whether a file of this format holds these words, on whichever sheet.
pub(crate) fn contains(format: &str, bytes: Vec<u8>, words: &str) -> bool {
    match format {
        "docx" => words_of_docx(bytes).contains(words),
        _ => any_sheet(bytes, words),
    }
}

fn any_sheet(bytes: Vec<u8>, words: &str) -> bool {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, range)| range.cells());
    cells
        .into_iter()
        .any(|(_, _, cell)| cell.to_string().contains(words))
}

/// What a browser gets under this path, in both formats, and whether all of it holds these words.
pub(crate) async fn both_hold(browser: &mut Browser<'_>, path: &str, words: &[&str]) {
    for format in ["docx", "xlsx"] {
        let file = browser.get(&format!("{path}/{format}")).await;
        assert_eq!(file.status, 200, "{path}/{format}");
        for one in words {
            let holds = contains(format, file.bytes.clone(), one);
            assert!(holds, "{one} in {path}/{format}");
        }
    }
}

/// That nothing is under this path in either format.
pub(crate) async fn neither(browser: &mut Browser<'_>, path: &str, status: u16) {
    for format in ["docx", "xlsx"] {
        let answer = browser.get(&format!("{path}/{format}")).await;
        assert_eq!(answer.status, status, "{path}/{format}");
    }
}

#[tokio::test]
async fn the_opinions_table_is_as_heard_and_only_for_the_office() {
    let world = World::new().await;
    let said = "=HYPERLINK(\"x\") 公交站没有雨棚 <b>";
    world.speak(said).await;
    let mut office = world.signed_in("office", "zh").await;
    let file = office.get("/staff/documents/opinions/xlsx?state=").await;
    assert_eq!(file.status, 200);
    assert!(
        file.headers["content-disposition"]
            .to_str()
            .unwrap()
            .contains("opinions-")
    );
    let rows = sheet(file.bytes);
    assert_eq!(rows[0][0], "意见建议汇总表");
    let head = rows.iter().position(|row| row[0] == "序号").unwrap();
    let words = rows[head]
        .iter()
        .position(|cell| cell == "意见建议（原话）");
    assert_eq!(rows[head + 1][words.unwrap()], said);
    let file = office.get("/staff/documents/opinions/docx?state=").await;
    let body = words_of_docx(file.bytes);
    assert!(body.contains("公交站没有雨棚 &lt;b&gt;") && body.contains("不得转给"));
    assert_eq!(
        office.get("/staff/documents/opinions/pdf").await.status,
        404
    );
    for (login, status) in [("housing", 403), ("team", 403), ("admin", 403)] {
        let mut other = world.signed_in(login, "zh").await;
        let answer = other.get("/staff/documents/opinions/docx?state=").await;
        assert_eq!(answer.status, status, "{login}");
        assert!(!answer.body.contains("雨棚"));
    }
}

#[tokio::test]
async fn public_lists_go_out_narrowed_as_they_are_looked_at() {
    let world = World::new().await;
    crate::rights::prepare(&world).await;
    let mut anyone = world.visitor("zh");
    let path = "/documents/problems/docx";
    let page = anyone.get("/problems").await;
    assert!(page.body.contains("/zh/documents/problems/xlsx?"));
    let all = anyone.get(path).await;
    assert!(contains("docx", all.bytes, "路灯不亮"));
    let none = anyone.get(&format!("{path}?unit=school")).await;
    assert_eq!(none.status, 200);
    assert!(!contains("docx", none.bytes, "路灯不亮"));
    both_hold(&mut anyone, "/documents/stages", &["住建局"]).await;
    assert_eq!(anyone.get("/documents/stages/pdf").await.status, 404);
    let stage = "/documents/stages/housing/nowhere/docx";
    assert_eq!(anyone.get(stage).await.status, 404);
}
