//! Columns of sheets as offices and open data have them.

use super::*;
use crate::dates::DateError;
use crate::table::{BadRowReason, Table, TableError};

fn table(text: &str) -> Table {
    Table::from_bytes("a.csv", text.as_bytes().to_vec()).unwrap()
}

fn guess(text: &str) -> Mapping {
    let table = table(text);
    Mapping::guess(table.headers(), table.sample())
}

fn described(mapping: &Mapping) -> String {
    let each = mapping
        .describe()
        .into_iter()
        .map(|(field, name, _)| format!("{}={name}", field.code()));
    each.collect::<Vec<_>>().join(",")
}

#[test]
fn chinese_names() {
    let mapping = guess(
        "序号,受理编号,反映人,联系电话,诉求内容（必填）,来电时间,事发地点,责任单位,来源渠道,问题类型,处理情况\n\
         1,ZF-1,张某,138,路灯坏了很久没人修,2019/4/25,A3区,城管局,热线,城建,已修\n",
    );
    assert_eq!(
        described(&mapping),
        "text=诉求内容（必填）,id=受理编号,time=来电时间,place=事发地点,unit=责任单位,channel=来源渠道,\
         contact=联系电话,speaker=反映人,reply=处理情况"
    );
    assert_eq!(mapping.unused(), ["序号", "问题类型"]);
}

#[test]
fn english_names() {
    let mapping = guess(
        "Unique Key,Created Date,Closed Date,Agency,Complaint Type,Descriptor,Incident Address,Description,Language\n\
         1,04/25/2019,04/26/2019,DOT,Lamp,x,1 Main St,The street lamp is out,en\n",
    );
    assert_eq!(
        described(&mapping),
        "text=Description,id=Unique Key,time=Created Date,place=Incident Address,unit=Agency,\
         language=Language,reply-time=Closed Date"
    );
}

#[test]
fn names_that_say_nothing_leave_it_to_the_cells() {
    let mapping = guess(
        "a,b,c\nx1,2019-04-25,The lamp in our street is out\nx2,2019-04-26,No water since Monday\n",
    );
    assert_eq!(described(&mapping), "text=c,time=b");
    let whys: Vec<_> = mapping
        .describe()
        .into_iter()
        .map(|(_, _, why)| why)
        .collect();
    assert_eq!(whys, [Why::MostWords, Why::HoldsDates]);
    assert_eq!(described(&guess("zzz\nthe lamp\n")), "text=zzz");
    assert_eq!(described(&guess("id,title\n1,Lamp\n")), "text=title,id=id");
}

#[test]
fn a_word_in_a_name_needs_cells_that_fit() {
    let mapping = guess("text,time spent\nThe lamp is out,three hours\n");
    assert_eq!(described(&mapping), "text=text");
    let mapping = guess("text,time\nThe lamp is out,unknown\n");
    assert_eq!(described(&mapping), "text=text,time=time");
}

#[test]
fn a_person_overrules_the_guess() {
    let guessed = guess("主题,详情,时间,a=b,来源,备注,说明\n灯,路灯坏了,2019/4/25,x,y,z,w\n");
    assert_eq!(
        described(&guessed),
        "text=详情,title=主题,time=时间,channel=来源"
    );
    let given = guessed
        .clone()
        .with_overrides("text=主题,text=详情,time=,渠道=#6, unit = 说明")
        .unwrap();
    assert_eq!(
        described(&given),
        "text=主题,text=详情,unit=说明,channel=备注"
    );
    assert_eq!(given.column_name(Field::Text), "主题+详情");
    let with_sign = guessed.clone().with_overrides("id=a=b").unwrap();
    assert_eq!(with_sign.column_name(Field::Id), "a=b");
    assert_eq!(guessed.clone().with_overrides("").unwrap(), guessed);
}

#[test]
fn column_names_may_have_commas() {
    let mapping = guess("\"Comment, if any\",date\nThe lamp is out,2019-04-25\n");
    let given = mapping
        .with_overrides("text=Comment, if any,time=DATE")
        .unwrap();
    assert_eq!(described(&given), "text=Comment, if any,time=date");
}

#[test]
fn wrong_overrides_say_what_to_write() {
    let mapping = guess("text,created\nThe lamp is out,2019-04-25\n");
    let error = |overrides: &str| mapping.clone().with_overrides(overrides).unwrap_err();
    assert!(
        error("txt=text")
            .to_string()
            .contains("the fields are: text, title")
    );
    assert!(
        error("text")
            .to_string()
            .contains("\"text\" is not a field")
            || error("text").code() == "unknown-field"
    );
    let unknown = error("time=creatd");
    assert!(
        unknown.to_string().contains("but there is \"created\""),
        "{unknown}"
    );
    assert_eq!(error("time=created,time=text").code(), "one-column-only");
    assert_eq!(error("id=#9").code(), "unknown-column");
    let none = Mapping::none(&["a".to_owned()]);
    let error = RowReader::new(none, DateGuess::default(), 10).unwrap_err();
    assert!(matches!(error, TableError::NoTextColumn { .. }));
}

#[test]
fn rows_become_opinions_or_say_why_not() {
    let text = "编号,意见,时间,次数\n1, 路灯坏了 ,25/4/2019,3\n2,\u{3000}\u{200b},25/4/2019,\n3,没有水,4/5/2019,\n\
                4,没有水,昨天,\n5,没有水,,0\n6,路灯坏了路灯坏了路灯坏了,,\n4.30104E+17,噪音,,\n";
    let mapping = Mapping::guess(table(text).headers(), table(text).sample());
    let dates = mapping.learn_dates(table(text));
    let reader = RowReader::new(mapping, dates, 10).unwrap();
    let rows: Vec<_> = table(text).map(|row| reader.read(row.unwrap())).collect();
    let first = rows[0].as_ref().unwrap();
    assert_eq!((first.text.as_str(), first.weight), ("路灯坏了", Some(3.0)));
    assert_eq!(first.day.unwrap().to_string(), "2019-04-25");
    assert_eq!(first.get(Field::Id), Some("1"));
    let codes: Vec<_> = rows
        .iter()
        .map(|row| row.as_ref().map_or_else(|bad| bad.reason.code(), |_| ""))
        .collect();
    assert_eq!(
        codes,
        [
            "",
            "empty-text",
            "",
            "wrong-date",
            "wrong-weight",
            "too-long",
            ""
        ]
    );
    assert_eq!(
        rows[2].as_ref().unwrap().day.unwrap().to_string(),
        "2019-05-04"
    );
    let wrong = rows[3].as_ref().unwrap_err();
    let expected = BadRowReason::WrongDate {
        column: "时间".into(),
        found: "昨天".into(),
        why: DateError::NotADate,
    };
    assert_eq!((wrong.number, wrong.line, &wrong.reason), (4, 5, &expected));
    assert!(
        wrong
            .to_string()
            .starts_with("line 5 (row 4): column \"时间\": \"昨天\""),
        "{wrong}"
    );
    assert_eq!(rows[6].as_ref().unwrap().notes, [RowNote::DamagedId]);
    let unknown = BadRowReason::UnknownUnit {
        column: "单位".into(),
        found: "某局".into(),
    };
    let refused = rows[0].clone().unwrap().refuse(unknown);
    assert_eq!(
        (refused.number, refused.raw.as_str()),
        (1, "1, 路灯坏了 ,25/4/2019,3")
    );
}

proptest::proptest! {
    #[test]
    fn no_names_break_the_guess(names in proptest::collection::vec("\\PC{0,12}", 1..6), overrides in "\\PC{0,30}") {
        let rows = [Row { number: 1, line: 2, cells: names.clone() }];
        let mapping = Mapping::guess(&names, &rows);
        let _ = mapping.with_overrides(&overrides);
    }
}
