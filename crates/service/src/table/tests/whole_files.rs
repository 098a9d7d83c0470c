//! Files that are no tables, and one real table.

use super::*;
use crate::dates::DateGuess;
use crate::mapping::{Field, Mapping, RowReader};
use encoding_rs::GB18030;
use rust_xlsxwriter::Workbook;
use std::path::PathBuf;

#[test]
fn what_is_no_table_says_what_it_is() {
    let page = "<html><body><table><tr><td>1</td></tr></table></body></html>";
    let cases: [(&str, &[u8], &str); 11] = [
        ("a.csv", b"", "file-empty"),
        ("a.csv", b"\xef\xbb\xbf \r\n\n", "file-empty"),
        ("a.jsonl", b"\n\n", "file-empty"),
        ("a.csv", "编号,内容\n".as_bytes(), "no-rows"),
        ("a.csv", "编号,内容\n,,\n,\n".as_bytes(), "no-rows"),
        ("a.xls", page.as_bytes(), "not-a-table"),
        ("a.csv", b"%PDF-1.4\n", "not-a-table"),
        ("a.csv", &[0; 100], "not-a-table"),
        (
            "a.json",
            b"[\n{\"text\":\"a\"},\n{\"text\":\"b\"}]",
            "not-a-table",
        ),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "not-a-table"),
        ("a.csv", b"\x89PNG\r\n", "not-a-table"),
    ];
    for (name, bytes, code) in cases {
        let error = refused(name, bytes);
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().starts_with(name), "{error}");
    }
    assert!(
        refused("a.csv", "编号,内容\n")
            .to_string()
            .contains("编号, 内容")
    );
    assert!(
        refused("a.json", "[\n1]")
            .to_string()
            .contains("one object in each line")
    );
}

#[test]
fn a_word_document_and_a_foreign_workbook_are_told_apart() {
    let named = |name: &str| {
        let mut entry = b"PK\x03\x04....PK\x01\x02".to_vec();
        entry.resize(entry.len() + 42, 0);
        let length = entry.len();
        entry[length - 18] = u8::try_from(name.len()).unwrap();
        entry.extend(name.as_bytes());
        entry
    };
    let found = |name: &str| match refused("意见.xlsx", named(name)) {
        TableError::NotATable { found, .. } => found,
        other => panic!("{other}"),
    };
    assert_eq!(found("word/document.xml"), Foreign::Document);
    assert_eq!(found("ppt/presentation.xml"), Foreign::Slides);
    assert_eq!(found("content.xml"), Foreign::OtherWorkbook);
    assert_eq!(found("xl/workbook.bin"), Foreign::OtherWorkbook);
    assert_eq!(found("photo.jpg"), Foreign::Archive);
    let error = refused("意见.docx", named("word/document.xml")).to_string();
    assert!(
        error.contains("text document") && error.contains(".xlsx"),
        "{error}"
    );
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_not_opened() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "text").unwrap();
    let mut bytes = book.save_to_buffer().unwrap();
    let entry = bytes
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(refused("a.xlsx", bytes).code(), "too-large");
}

#[test]
fn a_missing_file_and_a_directory() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(
        Table::open(directory.path()).err().unwrap().code(),
        "file-is-directory"
    );
    assert_eq!(
        Table::open(directory.path().join("no.csv"))
            .err()
            .unwrap()
            .code(),
        "file-missing"
    );
}

fn shared(path: &str) -> Option<PathBuf> {
    let near = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let root = std::env::var("MASSLINE_SHARED").unwrap_or_else(|_| near.to_owned());
    let file = PathBuf::from(root).join(path);
    if file.exists() {
        return Some(file);
    }
    let required = std::env::var("MASSLINE_REQUIRE_ALL").is_ok_and(|value| value == "1");
    assert!(!required, "{} is missing", file.display());
    eprintln!("SKIPPED: {} is missing", file.display());
    None
}

/// All rows of the real messages, by the guessed mapping: how many, and the first and last day.
fn read_messages(open: impl Fn() -> Table) -> (usize, String, String) {
    let table = open();
    let mapping = Mapping::guess(table.headers(), table.sample());
    let name = |field| mapping.column_name(field);
    assert_eq!(name(Field::Id), "留言编号");
    assert_eq!(name(Field::Title), "留言主题");
    assert_eq!(name(Field::Text), "留言详情");
    assert_eq!(name(Field::Time), "留言时间");
    assert_eq!(name(Field::Speaker), "留言用户");
    assert_eq!(name(Field::Reply), "答复意见");
    assert_eq!(name(Field::ReplyTime), "答复时间");
    let dates: DateGuess = mapping.learn_dates(table);
    let reader = RowReader::new(mapping, dates, 20_000).unwrap();
    let rows: Vec<_> = open()
        .map(|row| reader.read(row.unwrap()).unwrap())
        .collect();
    let days = || rows.iter().filter_map(|row| row.day);
    assert_eq!(days().count(), rows.len());
    assert!(
        rows.iter()
            .all(|row| row.notes.is_empty() && row.get(Field::Id).is_some())
    );
    (
        rows.len(),
        days().min().unwrap().to_string(),
        days().max().unwrap().to_string(),
    )
}

#[test]
fn real_messages_are_all_read_in_either_encoding() {
    let Some(path) = shared("data/replies_zh/messages_and_replies.csv") else {
        return;
    };
    let utf8 = read_messages(|| Table::open(&path).unwrap());
    assert_eq!(utf8.0, 2816);
    let text = std::fs::read_to_string(&path).unwrap();
    let (bytes, _, _) = GB18030.encode(&text);
    let gb18030 = read_messages(|| {
        let table = table("留言.csv", &bytes);
        assert_eq!(table.facts().encoding, Some(TextEncoding::Gb18030));
        table
    });
    assert_eq!(gb18030, utf8);
    let first: Vec<_> = Table::open(&path).unwrap().collect();
    let again: Vec<_> = table("留言.csv", &bytes).collect();
    assert_eq!(first, again);
}
