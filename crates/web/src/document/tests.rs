use super::*;
use std::io::Read as _;

fn ledger() -> Document {
    let column = |head: &str| Column {
        head: head.to_owned(),
        width: 10,
    };
    Document {
        lang: Lang::Zh,
        title: "整改台账".to_owned(),
        note: "云桐县 · 2026年11月26日".to_owned(),
        parts: vec![
            Part::Text("第一段 <&> \u{1}".to_owned()),
            Part::Table(Table {
                name: "整改台账".to_owned(),
                columns: ["序号", "问题", "措施"].map(column).to_vec(),
                rows: vec![
                    vec!["1".to_owned(), "=1+1".to_owned(), "一\n二".to_owned()],
                    vec!["2".to_owned(), "<b>&".to_owned()],
                ],
            }),
        ],
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut out).unwrap();
    out
}

#[test]
fn a_text_document_holds_every_cell_and_no_markup_of_its_words() {
    let bytes = ledger().file(Format::Docx).unwrap();
    let body = part(&bytes, "word/document.xml");
    for words in [
        "整改台账",
        "第一段 &lt;&amp;&gt; ",
        "=1+1",
        "&lt;b&gt;&amp;",
    ] {
        assert!(body.contains(words), "{words}");
    }
    assert!(body.contains("一</w:t><w:br/>") && !body.contains('\u{1}'));
    assert_eq!(body.matches("<w:tr>").count(), 3);
    assert_eq!(
        body.matches("<w:tc>").count(),
        9,
        "short rows are filled up"
    );
    assert_eq!(body.matches("<w:tblHeader/>").count(), 1);
    assert!(part(&bytes, "[Content_Types].xml").contains("/word/document.xml"));
}

#[test]
fn the_same_content_is_the_same_text_document() {
    let first = ledger().file(Format::Docx).unwrap();
    assert_eq!(first, ledger().file(Format::Docx).unwrap());
}

#[test]
fn a_workbook_runs_nothing_and_repeats_its_head() {
    let bytes = ledger().file(Format::Xlsx).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "no formula");
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("=1+1"));
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(sheet.contains(r#"paperSize="9""#));
}

#[test]
fn many_columns_lay_the_page_on_its_side() {
    let mut wide = ledger();
    let Part::Table(table) = &mut wide.parts[1] else {
        panic!("a table");
    };
    let one = table.columns[0].clone();
    table.columns.resize(13, one);
    let body = part(&wide.file(Format::Docx).unwrap(), "word/document.xml");
    assert!(body.contains(r#"w:orient="landscape""#));
    let body = part(&ledger().file(Format::Docx).unwrap(), "word/document.xml");
    assert!(!body.contains("landscape"));
}

#[test]
fn names_of_sheets_are_ones_that_programs_take() {
    let mut odd = ledger();
    let Part::Table(table) = &mut odd.parts[1] else {
        panic!("a table");
    };
    table.name = "a/b:c?[整改] 很长的名字很长的名字很长的名字很长的名字很长的名字".to_owned();
    assert!(odd.file(Format::Xlsx).is_ok());
    assert!(Format::named("xlsx").is_some() && Format::named("exe").is_none());
}

#[test]
fn a_document_that_is_told_has_a_sheet_for_its_words_and_one_for_each_table() {
    let mut report = ledger();
    report
        .parts
        .insert(0, Part::Heading("一、目前进展".to_owned()));
    report.parts.push(Part::Signed("县住建局".to_owned()));
    let bytes = report.file(Format::Xlsx).unwrap();
    let names = part(&bytes, "xl/workbook.xml");
    assert!(names.contains(r#"name="整改台账""#) && names.contains(r#"name="整改台账 2""#));
    let words = part(&bytes, "xl/sharedStrings.xml");
    assert!(words.contains("一、目前进展") && words.contains("县住建局"));
    let body = part(&report.file(Format::Docx).unwrap(), "word/document.xml");
    assert!(body.contains("黑体") && body.contains(r#"w:val="right""#));
}
