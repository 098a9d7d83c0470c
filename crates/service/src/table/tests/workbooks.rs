//! xlsx and xls.

use super::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn bytes(fill: impl FnOnce(&mut Workbook) -> Result<(), rust_xlsxwriter::XlsxError>) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_of_an_office() {
    let bytes = bytes(|book| {
        let sheet = book.add_worksheet().set_name("意见")?;
        let plain = Format::new();
        let day = Format::new().set_num_format("yyyy/m/d h:mm:ss");
        sheet.merge_range(0, 0, 0, 4, "2019年群众意见汇总表", &plain)?;
        sheet.write(1, 0, "填报单位：某局")?;
        for (column, name) in (0..).zip(["编号", "意见内容", "时间", "责任单位", "次数"])
        {
            sheet.write(2, column, name)?;
        }
        sheet.write(3, 0, 2549)?;
        sheet.write(3, 1, "路灯坏了")?;
        sheet.write_with_format(
            3,
            2,
            ExcelDateTime::from_ymd(2019, 4, 25)?.and_hms(9, 32, 9)?,
            &day,
        )?;
        sheet.merge_range(3, 3, 6, 3, "城管局", &plain)?;
        sheet.write_formula(3, 4, Formula::new("=1+2").set_result("3"))?;
        sheet.write(4, 0, 430_104_199_001_011_234_u64 as f64)?;
        sheet.write(4, 1, "噪音\n很大")?;
        sheet.write(4, 2, 43580.5)?;
        sheet.write(4, 4, 1.5)?;
        sheet.write(6, 0, "A7")?;
        sheet.write(6, 1, true)?;
        sheet.write(8, 5, " ")?;
        Ok(())
    });
    let table = table("意见.xlsx", bytes);
    assert_eq!(table.facts().kind, TableKind::Xlsx);
    assert_eq!(
        table.headers(),
        ["编号", "意见内容", "时间", "责任单位", "次数"]
    );
    assert_eq!(table.facts().sheet.as_deref(), Some("意见"));
    assert_eq!(table.facts().preamble.len(), 2);
    let lines: Vec<_> = table.map(|row| row.unwrap()).collect();
    assert_eq!(
        lines
            .iter()
            .map(|row| (row.number, row.line))
            .collect::<Vec<_>>(),
        [(1, 4), (2, 5), (3, 6), (4, 7)]
    );
    let cells: Vec<_> = lines.iter().map(|row| row.cells.join("|")).collect();
    assert_eq!(
        cells,
        [
            "2549|路灯坏了|2019-04-25 09:32:09|城管局|3",
            "4.3010419900101126E+17|噪音\n很大|43580.5|城管局|1.5",
            "||||",
            "A7|TRUE||城管局|",
        ]
    );
    assert!(digits_lost(&lines[1].cells[0]));
}

#[test]
fn the_first_sheet_with_something_is_read_and_any_other_by_its_name() {
    let bytes = bytes(|book| {
        book.add_worksheet().set_name("empty")?;
        book.add_worksheet()
            .set_name("hidden")?
            .set_hidden(true)
            .write(0, 0, "x")?;
        for (name, words) in [("first", "a"), ("second", "b")] {
            let sheet = book.add_worksheet().set_name(name)?;
            sheet.write(0, 0, "text")?.write(1, 0, words)?;
        }
        Ok(())
    });
    let first = table("a.xlsx", &bytes);
    assert_eq!(first.facts().sheets, ["empty", "hidden", "first", "second"]);
    assert_eq!(all(first), numbered(&["a"]));
    let file = tempfile::Builder::new().suffix(".xlsx").tempfile().unwrap();
    std::fs::write(file.path(), &bytes).unwrap();
    assert_eq!(
        all(Table::open_sheet(file.path(), "second").unwrap()),
        numbered(&["b"])
    );
    let error = Table::open_sheet(file.path(), "third").err().unwrap();
    assert_eq!(error.code(), "no-such-sheet");
    assert!(error.to_string().contains("second"));
}

#[test]
fn cells_far_away_do_not_fill_the_memory() {
    let bytes = bytes(|book| {
        let sheet = book.add_worksheet();
        sheet
            .write(0, 0, "text")?
            .write(1, 0, "a")?
            .write(900_000, 0, "z")?;
        sheet.write(2, 16_383, "far")?;
        Ok(())
    });
    let table = table("a.xlsx", bytes);
    assert_eq!(table.headers().len(), 16_384);
    let mut filled = 0;
    let mut last = 0;
    for row in table.take(50) {
        let row = row.unwrap();
        last = row.number;
        filled += row.cells.iter().filter(|cell| !cell.is_empty()).count();
    }
    assert_eq!((filled, last), (2, 50));
}

#[test]
fn a_cut_off_workbook_says_so() {
    let bytes = bytes(|book| {
        let sheet = book.add_worksheet();
        for row in 0..2000 {
            sheet.write(row, 0, format!("text {row}"))?;
        }
        Ok(())
    });
    for length in (4..bytes.len()).step_by(97) {
        if let Ok(table) = Table::from_bytes("a.xlsx", bytes[..length].to_vec()) {
            let rows = all(table);
            assert_eq!(rows.last().map(|row| row.1.as_str()), Some("!broken-off"));
        }
    }
}

#[test]
fn an_old_workbook_is_read_from_a_file_and_refused_as_an_upload() {
    let old: &[u8] = include_bytes!("../fixtures/opinions.xls");
    let file = tempfile::Builder::new().suffix(".xls").tempfile().unwrap();
    std::fs::write(file.path(), old).unwrap();
    let table = Table::open(file.path()).unwrap();
    assert_eq!(table.facts().kind, TableKind::Xls);
    let rows = [
        "2549|小区路灯坏了|2019-04-25|城管局",
        "2550|夜里噪音大|2019年4月26日|环保局",
    ];
    assert_eq!(all(table), numbered(&rows));
    assert!(
        refused("a.xls", old)
            .to_string()
            .contains("save it as .xlsx")
    );
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]
    #[test]
    fn damaged_workbooks_do_not_break_the_reader(places in proptest::collection::vec((0_usize..5000, 0_u8..), 1..20)) {
        let mut bytes = bytes(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "text")?.write(1, 0, "a")?;
            Ok(())
        });
        let length = bytes.len();
        for (place, byte) in places {
            bytes[place % length] = byte;
        }
        if let Ok(table) = Table::from_bytes("a.xlsx", bytes) {
            let _ = all(table);
        }
    }
}
