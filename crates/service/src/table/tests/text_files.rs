//! csv and jsonl.

use super::*;
use encoding_rs::{GB18030, WINDOWS_1252};

const SHEET: &str =
    "编号,内容,时间\n1,\"路灯坏了，\n很黑\",2019/4/25 9:32:09\n2,噪音 😀,2019-04-26\n";

fn expected() -> Vec<(u64, String)> {
    numbered(&[
        "1|路灯坏了，\n很黑|2019/4/25 9:32:09",
        "2|噪音 😀|2019-04-26",
    ])
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        (mark.to_owned() + SHEET)
            .encode_utf16()
            .flat_map(bytes)
            .collect()
    };
    let files = [
        (SHEET.as_bytes().to_vec(), TextEncoding::Utf8),
        (
            ["\u{feff}", SHEET].concat().into_bytes(),
            TextEncoding::Utf8,
        ),
        (utf16(u16::to_le_bytes, "\u{feff}"), TextEncoding::Utf16Le),
        (utf16(u16::to_be_bytes, "\u{feff}"), TextEncoding::Utf16Be),
        (GB18030.encode(SHEET).0.into_owned(), TextEncoding::Gb18030),
    ];
    for (bytes, encoding) in files {
        let table = table("意见.csv", bytes);
        assert_eq!(table.facts().encoding, Some(encoding));
        assert_eq!(table.headers(), ["编号", "内容", "时间"], "{encoding:?}");
        assert_eq!(all(table), expected(), "{encoding:?}");
    }
    let (western, _, _) = WINDOWS_1252.encode("id;text\n1;café fermé à midi\n");
    let table = table("opinions.csv", western);
    assert_eq!(
        (table.facts().delimiter, table.headers().len()),
        (Some(';'), 2)
    );
    assert_eq!(all(table), numbered(&["1|café fermé à midi"]));
}

#[test]
fn chinese_after_a_long_english_start_is_noticed() {
    let english = "1,the lamp is out\n".repeat(40_000);
    let text = format!("id,text\n{english}2,路灯坏了\n");
    let (bytes, _, _) = GB18030.encode(&text);
    let last = table("a.csv", bytes).last().unwrap().unwrap();
    assert_eq!((last.number, last.line), (40_001, 40_002));
    assert_eq!(last.cells, ["2", "路灯坏了"]);
}

#[test]
fn wrong_rows_come_out_with_their_place_and_reason() {
    let mut bytes = "编号,内容\n1,路灯坏了路灯坏了路灯坏了\n2,a,b\n3\n4,\"open\n5,fine\n"
        .as_bytes()
        .to_vec();
    bytes.extend(b"6,\xff\xfe broken\n7,fine too\n");
    let rows: Vec<_> = table("a.csv", bytes).collect();
    let bad: Vec<_> = rows.iter().filter_map(|row| row.as_ref().err()).collect();
    let places: Vec<_> = bad
        .iter()
        .map(|b| (b.number, b.line, b.reason.code(), b.raw.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            (2, 3, "wrong-number-of-cells", "2,a,b"),
            (3, 4, "wrong-number-of-cells", "3"),
            (4, 5, "unclosed-quote", "4,\"open"),
            (6, 7, "invalid-encoding", "6,\u{fffd}\u{fffd} broken"),
        ]
    );
    assert_eq!(rows.len(), 7);
    assert_eq!(
        bad[0].to_string().split(": ").next(),
        Some("line 3 (row 2)")
    );
    assert_eq!(serde_json::to_value(bad[3]).unwrap()["reason"]["cell"], 2);
}

#[test]
fn a_title_a_note_empty_and_repeated_names() {
    let sheet = "2019年意见汇总,,,\n填报单位：某局,,,\n序号,意见内容,,意见内容\n1,路灯,x,y\n,,,\n2,噪音,,\n,,,\n,,,\n\n";
    let table = table("a.csv", sheet);
    assert_eq!(table.headers(), ["序号", "意见内容", "C", "意见内容 (2)"]);
    assert_eq!(
        table.facts().preamble,
        ["2019年意见汇总,,,", "填报单位：某局,,,"]
    );
    assert_eq!(table.row_hint(), Some(5));
    assert_eq!(
        table
            .sample()
            .iter()
            .map(|row| row.number)
            .collect::<Vec<_>>(),
        [1, 3]
    );
    assert_eq!(all(table), numbered(&["1|路灯|x|y", "|||", "2|噪音||"]));
}

/// How programs write an empty text that is alone in its row, so that the row is not lost.
#[test]
fn an_empty_cell_in_quotes_is_a_row() {
    let sheet = "text\n\"\"\n路灯\n\n\"  \"\n噪音\n\"\"\n\"\"\n\n";
    let expected = numbered(&["", "路灯", "  ", "噪音", "", ""]);
    assert_eq!(all(table("a.csv", sheet)), expected);
}

#[test]
fn a_wrong_row_above_the_names_is_not_lost() {
    let mut sheet = b"\xff\xfe\xfd\n".to_vec();
    sheet.extend("编号,内容\n1,路灯坏了路灯坏了\n".as_bytes());
    sheet[1] = b'x';
    let table = table("a.csv", sheet);
    assert_eq!(table.headers(), ["编号", "内容"]);
    assert_eq!(
        all(table),
        numbered(&["!invalid-encoding", "1|路灯坏了路灯坏了"])
    );
}

#[test]
fn names_at_the_end_that_are_none_are_left_out() {
    let table = table("a.csv", "id,text,,\n1,a,,\n2,b,,\n3,c,,x\n");
    assert_eq!(table.headers(), ["id", "text", "C", "D"]);
    let table = super::table("a.csv", "id,text,,\n1,a,,\n2,b\n");
    assert_eq!(table.headers(), ["id", "text"]);
    assert_eq!(all(table), numbered(&["1|a", "2|b"]));
}

#[test]
fn a_file_without_names_keeps_its_first_row() {
    let table = table("a.csv", "1,路灯坏了,2019/4/25\n2,没有水,2019/4/26\n");
    assert!(!table.facts().has_header);
    assert_eq!(table.headers(), ["A", "B", "C"]);
    assert_eq!(
        all(table),
        numbered(&["1|路灯坏了|2019/4/25", "2|没有水|2019/4/26"])
    );
}

#[test]
fn one_column_of_prose_and_a_declared_delimiter() {
    let prose = "text\nthe lamp is out\nnoise, at night, again\n\nno water\n";
    let rows = numbered(&["the lamp is out", "noise, at night, again", "no water"]);
    assert_eq!(all(table("a.txt", prose)), rows);
    assert_eq!(
        all(table("a.csv", "sep=|\nid|text\n1|a,b;c\n")),
        numbered(&["1|a,b;c"])
    );
}

#[test]
fn nul_bytes_are_dropped_from_cells() {
    assert_eq!(
        all(table("a.csv", "id,text\n1,the lamp\0 is out\n")),
        numbered(&["1|the lamp is out"])
    );
}

#[test]
fn a_row_without_end_is_refused_and_the_next_is_read() {
    let long = "x".repeat(9 << 20);
    let rows = all(table(
        "a.csv",
        format!("id,text\n1,a\n2,{long}\n3,c\n4,\"{long}\n5,e\n"),
    ));
    let codes = ["1|a", "!row-too-large", "3|c", "!unclosed-quote", "5|e"];
    assert!(rows == numbered(&codes));
    let lines = format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"b\"}}\n");
    assert_eq!(
        all(table("a.jsonl", lines)),
        numbered(&["!row-too-large", "b"])
    );
}

#[test]
fn jsonl_takes_the_keys_of_all_lines() {
    let text = "\u{feff}{\"id\":12345678901234567,\"text\":\"路灯\\u0000坏了\"}\n\n{\"text\":\"b\",\"tags\":[1],\"id\":null}\n[1]\n{oops}\n{\"late\":true}";
    let table = table("a.jsonl", text);
    assert_eq!(table.headers(), ["id", "text", "tags", "late"]);
    let rows: Vec<_> = table.collect();
    let places: Vec<_> = rows
        .iter()
        .filter_map(|row| row.as_ref().err())
        .map(|b| (b.number, b.line))
        .collect();
    assert_eq!(places, [(3, 4), (4, 5)]);
    let codes = [
        "12345678901234567|路灯坏了||",
        "|b|[1]|",
        "!not-an-object",
        "!invalid-json",
        "|||true",
    ];
    assert_eq!(all(super::table("a.jsonl", text)), numbered(&codes));
}

#[test]
fn an_import_goes_on_where_it_stopped() {
    let text: String = (1..=500)
        .map(|n| {
            if n % 7 == 0 {
                "bad\n".into()
            } else {
                format!("{n},t\n")
            }
        })
        .collect();
    let text = format!("id,text\n{text}");
    let whole = all(table("a.csv", &text));
    let mut rest = table("a.csv", &text);
    rest.resume_after(321);
    assert_eq!(all(rest), whole[321..]);
}

#[test]
fn progress_reaches_the_end() {
    let text = format!("id,text\n{}", "1,the lamp is out\n".repeat(20_000));
    let mut table = table("a.csv", text);
    let hint = table.row_hint().unwrap();
    assert!((19_000..21_000).contains(&hint), "{hint}");
    assert!(table.progress() < 0.9);
    while table.next().is_some() {}
    assert!((table.progress() - 1.0).abs() < 1e-6);
    assert!(table.next().is_none());
}

proptest::proptest! {
    #[test]
    fn no_bytes_break_the_reader(
        bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400),
        name in "[a-c]\\.(csv|jsonl|xlsx|json|txt)",
    ) {
        if let Ok(table) = Table::from_bytes(&name, bytes) {
            let numbers: Vec<u64> = all(table).into_iter().map(|(number, _)| number).collect();
            let expected: Vec<u64> = (1..=numbers.len() as u64).collect();
            proptest::prop_assert_eq!(numbers, expected);
        }
    }

    #[test]
    fn every_row_comes_out_once(
        rows in proptest::collection::vec(("[a-z灯，\"\n,]{0,8}", "[a-z]{1,4}"), 1..60),
        gb18030: bool,
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["内容", "地点"]).unwrap();
        for row in &rows {
            writer.write_record([&row.0, &row.1]).unwrap();
        }
        let utf8 = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let bytes = if gb18030 { GB18030.encode(&utf8).0.into_owned() } else { utf8.into_bytes() };
        let read: Vec<_> = table("a.csv", bytes).map(|row| row.unwrap().cells).collect();
        let expected: Vec<_> = rows.into_iter().map(|(a, b)| vec![a, b]).collect();
        proptest::prop_assert_eq!(read, expected);
    }

    #[test]
    fn lines_of_any_text_are_each_a_row_or_a_bad_row(
        lines in proptest::collection::vec("[a-c,;路 ]{0,6}[a-c]", 1..40),
    ) {
        let text = format!("编号,内容,时间\n{}", lines.join("\n"));
        let read: Vec<_> = table("a.csv", text).collect();
        proptest::prop_assert_eq!(read.len(), lines.len());
        for (at, (row, line)) in read.iter().zip(&lines).enumerate() {
            let (number, words) = match row {
                Ok(row) => (row.number, row.cells.join(",")),
                Err(bad) => (bad.number, bad.raw.clone()),
            };
            proptest::prop_assert_eq!(number, at as u64 + 1);
            proptest::prop_assert_eq!(&words, line);
        }
    }

    #[test]
    fn objects_come_out_once(texts in proptest::collection::vec("\\PC{0,12}", 1..40)) {
        let line = |text: &String| serde_json::json!({ "text": text }).to_string();
        let file = texts.iter().map(line).collect::<Vec<_>>().join("\n");
        let read: Vec<_> = table("a.jsonl", file).map(|row| row.unwrap().cells.concat()).collect();
        proptest::prop_assert_eq!(read, texts);
    }
}
