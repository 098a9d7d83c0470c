use super::*;
use crate::i18n::date;

const ABOUT: Figure<'static> = Figure {
    id: "f",
    caption: "What it shows",
    note: None,
    things: "Unit",
};

fn bar(label: &str, value: f64) -> Bar {
    Bar {
        label: label.to_owned(),
        value,
        shown: format!("{value}"),
    }
}

#[test]
fn the_longest_bar_fills_the_rail_and_zero_is_nothing() {
    let page = bars(
        Lang::En,
        &ABOUT,
        "n",
        &[bar("a", 40.0), bar("b", 10.0), bar("c", 0.0)],
    )
    .into_string();
    assert!(page.contains(r#"width="100%" height="14""#));
    assert!(page.contains(r#"width="25%" height="14""#));
    assert!(page.contains(r#"width="0%" height="14""#));
}

#[test]
fn nothing_to_draw_is_no_accident() {
    for values in [vec![], vec![bar("a", 0.0)], vec![bar("a", f64::NAN)]] {
        let page = bars(Lang::Zh, &ABOUT, "n", &values).into_string();
        assert!(!page.contains(r#"="NaN"#));
    }
    assert!(
        over_time(Lang::Zh, &ABOUT, &[], &[])
            .into_string()
            .contains("<figure")
    );
    let one = [TimePoint {
        day: 3,
        values: vec![0],
    }];
    let page = over_time(Lang::Zh, &ABOUT, &[Series::new("s", Ink::Azurite)], &one).into_string();
    assert!(!page.contains("NaN"));
}

#[test]
fn shares_add_up_to_the_whole() {
    let series = [
        Series::new("yes", Ink::Cinnabar),
        Series::new("no", Ink::Grey),
        Series::new("silent", Ink::Hatched),
    ];
    let rows = [StackedRow {
        label: "a".to_owned(),
        parts: vec![1, 1, 2],
    }];
    let page = stacked_bars(Lang::En, &ABOUT, &series, &rows).into_string();
    assert!(page.contains(r#"x="0%" y="23" width="25%""#));
    assert!(page.contains(r#"x="25%" y="23" width="25%""#));
    assert!(page.contains(r#"x="50%" y="23" width="50%""#));
}

#[test]
fn each_figure_has_its_numbers_as_a_table() {
    let points = [
        TimePoint {
            day: 0,
            values: vec![1200],
        },
        TimePoint {
            day: 30,
            values: vec![5],
        },
    ];
    let page = over_time(
        Lang::En,
        &ABOUT,
        &[Series::new("Voices", Ink::Azurite)],
        &points,
    )
    .into_string();
    assert!(page.contains("<details>") && page.contains("<table"));
    assert!(page.contains("1,200") && page.contains(&date(Lang::En, 30)));
    let estimate = Estimate {
        label: "a".to_owned(),
        share: 0.6,
        low: 0.41,
        high: 0.77,
        answers: 25,
    };
    let page = intervals(Lang::En, &ABOUT, Some(0.5), &[estimate]).into_string();
    assert!(page.contains("41%–77%") && page.contains(">25<"));
}

#[test]
fn a_column_that_is_not_shown_gives_no_height_away() {
    let of = |number| TimeColumn {
        label: "2026-07".to_owned(),
        number,
    };
    let page = columns(
        Lang::En,
        &ABOUT,
        "n",
        &[of(Some(40)), of(None), of(Some(0))],
    );
    let page = page.into_string();
    assert!(
        page.contains(r##"height="12" fill="url(#f-hatch)""##),
        "{page}"
    );
    assert!(page.contains(r#"height="150.0""#), "{page}");
    assert_eq!(page.matches("<rect").count(), 2, "zero is no column");
    assert!(page.contains("<table") && page.contains(">40<") && page.contains(">0<"));
    let none = columns(Lang::Zh, &ABOUT, "n", &[]).into_string();
    assert!(none.contains("<figure") && !none.contains("NaN") && !none.contains("inf"));
}

#[test]
fn a_scale_ends_at_a_round_number() {
    for (value, top) in [
        (0.0, 1.0),
        (1.0, 1.0),
        (3.0, 4.0),
        (9.0, 10.0),
        (121.0, 160.0),
        (1201.0, 1600.0),
    ] {
        assert_eq!(scale::nice_top(value), top);
    }
}

#[test]
fn long_labels_are_cut_for_phones_and_whole_in_the_table() {
    let long = "青石镇人民政府便民服务中心二楼综合受理窗口";
    let page = bars(Lang::Zh, &ABOUT, "n", &[bar(long, 1.0)]).into_string();
    assert!(page.contains("青石镇人民政府便民服务中心二楼综合…") && page.contains(long));
}

#[test]
fn no_figure_carries_a_style_of_its_own() {
    let page = bars(Lang::Zh, &ABOUT, "n", &[bar("a", 1.0)]).into_string();
    assert!(
        !page.contains("style="),
        "the content security policy forbids it"
    );
}
