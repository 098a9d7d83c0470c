//! What offices hand around, opened again by programs that are not ours.

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

fn words_of_docx(bytes: Vec<u8>) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut body = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut body).unwrap();
    body
}

/// Whether a file of this format holds these words.
pub(crate) fn contains(format: &str, bytes: Vec<u8>, words: &str) -> bool {
    match format {
        "docx" => words_of_docx(bytes).contains(words),
        _ => sheet(bytes).iter().flatten().any(|cell| cell == words),
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
