//! Every form of date that is promised, and what must not be taken for one.

use super::*;
use massline_domain::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn alone(text: &str) -> Result<Day, DateError> {
    DateGuess::default().parse(text)
}

#[test]
fn dates_that_speak_for_themselves() {
    let forms = [
        "2019/4/25 9:32:09",
        "2019-04-25",
        "2019-04-25 08:37:20",
        "2019.4.25",
        "2019 / 4 / 25",
        "2019年4月25日 上午9:32",
        "2019年4月25日",
        "2019年04月25日9时32分",
        "2019 年 4 月 25 日",
        "2019年4月25号下午3点半",
        "19年4月25日",
        "2019年4月25日 星期四",
        "２０１９／４／２５",
        "2019/4/25 上午 9:32",
        "二〇一九年四月二十五日",
        "二零一九年四月二十五日星期四",
        "'2019-04-25",
        " 2019-04-25\n",
        "2019-04-25T09:32:09Z",
        "2019-04-25T09:32:09.123+08:00",
        "2019-04-25T23:59:59-0500",
        "2019-04-25 09:32 PM",
        "2019-04-25 24:00:00",
        "20190425",
        "20190425093209",
        "201904250932",
        "20190425T093209Z",
        "20190425 0932",
        "20190425 09:32:09",
        "43580",
        "43580.397326388886",
        "1556155929",
        "1556155929000",
        "25 Apr 2019",
        "25-Apr-19",
        "25th April 2019",
        "April 25, 2019",
        "Apr 25, 2019 9:32 AM",
        "25.04.2019",
        "4/25/2019",
        "25/4/2019",
        "Thu Apr 25 08:16:54 WIB 2019",
        "Thu, 25 Apr 2019 09:32:09 +0800",
        "Thu Apr 25 2019 09:32:09 GMT+0800 (China Standard Time)",
        "25. April 2019",
        "2019-Apr-25",
    ];
    for form in forms {
        assert_eq!(alone(form), Ok(day("2019-04-25")), "{form}");
    }
}

#[test]
fn an_offset_does_not_move_the_day() {
    assert_eq!(alone("2019-04-25T23:30:00-08:00"), Ok(day("2019-04-25")));
    assert_eq!(alone("2019-04-25T00:30:00+08:00"), Ok(day("2019-04-25")));
}

#[test]
fn what_is_no_day_says_why() {
    let cases = [
        ("", DateError::Empty),
        ("  ", DateError::Empty),
        ("not known", DateError::NotADate),
        ("2019-04-25 to 2019-05-01", DateError::NotADate),
        ("2019-04-25 - 2019-05-01", DateError::NotADate),
        ("2019-04-25 about noon", DateError::NotADate),
        ("2019-04-25 25:00", DateError::NotADate),
        ("2019-04-25 9:61", DateError::NotADate),
        ("2019-04/25", DateError::NotADate),
        ("13812345678", DateError::NotADate),
        ("12", DateError::NotADate),
        ("3.5", DateError::NotADate),
        ("123456", DateError::NotADate),
        ("2019-02-29", DateError::NoSuchDay),
        ("2019/13/1", DateError::NoSuchDay),
        ("20191301", DateError::NoSuchDay),
        ("31.04.2019", DateError::NoSuchDay),
        ("0219-04-25", DateError::NoSuchDay),
        ("2019年4月", DateError::NoDay),
        ("2019-04", DateError::NoDay),
        ("201904", DateError::NoDay),
        ("2019", DateError::NoDay),
        ("April 2019", DateError::NoDay),
        ("4月25日", DateError::NoYear),
        ("4/25", DateError::NoYear),
        ("25 April", DateError::NoYear),
    ];
    for (text, error) in cases {
        assert_eq!(alone(text), Err(error), "{text}");
    }
    assert_eq!(alone(&"2019-04-25 ".repeat(1000)), Err(DateError::NotADate));
}

#[test]
fn one_thirteenth_decides_the_column() {
    let american = DateGuess::learn(["4/5/2019", "4/25/2019", "5/6/2019"]);
    assert_eq!(american.parse("4/5/2019"), Ok(day("2019-04-05")));
    let european = DateGuess::learn(["4/5/2019", "25/4/2019", "5/6/2019"]);
    assert_eq!(european.parse("4/5/2019"), Ok(day("2019-05-04")));
    assert_eq!(european.decisions()[0].evidence, DateEvidence::Proven);
    assert_eq!(european.decisions()[0].order, DateOrder::DayFirst);
    assert_eq!(european.parse("4/25/2019"), Err(DateError::NoSuchDay));
}

#[test]
fn without_a_thirteenth_the_calmer_reading_wins() {
    let april = ["1/4/2019", "2/4/2019", "2/4/2019", "5/4/2019", "9/4/2019"];
    let guess = DateGuess::learn(april);
    assert_eq!(guess.parse("5/4/2019"), Ok(day("2019-04-05")));
    assert_eq!(guess.decisions()[0].evidence, DateEvidence::Likely);
    let years = DateGuess::learn(["19/4/11", "19/4/12", "19/5/2"]);
    assert_eq!(years.parse("19/4/12"), Ok(day("2019-04-12")));
}

#[test]
fn a_column_without_hints_is_read_in_the_usual_way_and_says_so() {
    let guess = DateGuess::learn(["4/5/2019"]);
    assert_eq!(guess.parse("4/5/2019"), Ok(day("2019-04-05")));
    assert_eq!(guess.decisions()[0].evidence, DateEvidence::Assumed);
    assert_eq!(
        DateGuess::learn(["04.05.2019"]).parse("04.05.2019"),
        Ok(day("2019-05-04"))
    );
}

#[test]
fn a_column_that_proves_both_orders_refuses_what_is_ambiguous() {
    let guess = DateGuess::learn(["4/25/2019", "25/4/2019", "4/5/2019"]);
    assert_eq!(guess.parse("4/5/2019"), Err(DateError::Ambiguous));
    assert_eq!(guess.parse("4/4/2019"), Ok(day("2019-04-04")));
    assert_eq!(guess.parse("25/4/2019"), Ok(day("2019-04-25")));
    assert_eq!(guess.parse("4/25/2019"), Ok(day("2019-04-25")));
}

#[test]
fn one_typing_error_does_not_turn_a_column() {
    let mut column = vec!["25/4/2019"; 99];
    column.push("4/25/2019");
    let guess = DateGuess::learn(column);
    assert_eq!(guess.parse("4/5/2019"), Ok(day("2019-05-04")));
    assert_eq!(guess.parse("4/25/2019"), Err(DateError::NoSuchDay));
}

#[test]
fn each_separator_is_decided_apart() {
    let guess = DateGuess::learn(["25.04.2019", "4/25/2019", "2019-04-25"]);
    assert_eq!(guess.parse("5.4.2019"), Ok(day("2019-04-05")));
    assert_eq!(guess.parse("5/4/2019"), Ok(day("2019-05-04")));
    assert_eq!(guess.counts(), (3, 0));
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "\\PC*", other in "[0-9年月日/.: TZ+-]{0,30}") {
        let guess = DateGuess::learn([&text, &other]);
        let _ = guess.parse(&text);
        let _ = guess.parse(&other);
    }

    #[test]
    fn every_day_is_read_back(days in 0_i32..80_000) {
        let date = Day(days - 25_000).date();
        let (y, m, d) = (date.year(), date.month(), date.day());
        for text in [
            format!("{y}/{m}/{d}"), format!("{y}年{m}月{d}日"), format!("{y}{m:02}{d:02}"),
            format!("{y}-{m:02}-{d:02}T10:00:00Z"),
        ] {
            proptest::prop_assert_eq!(alone(&text), Ok(Day::from_date(date)));
        }
        let guess = DateGuess::learn(["25.04.2019"]);
        proptest::prop_assert_eq!(guess.parse(&format!("{d}.{m}.{y}")), Ok(Day::from_date(date)));
    }
}
