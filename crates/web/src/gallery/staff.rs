//! The ledger, and figures.

use super::{TODAY, public_page, say};
use crate::chart::{
    Bar, Estimate, Figure, Ink, Series, StackedRow, TimePoint, bars, intervals, over_time,
    stacked_bars,
};
use crate::component::{
    Column, Kind, Look, Tone, actions, button, day, item_badge, log_ref, table,
};
use crate::i18n::{Lang, count};
use crate::layout::{Flash, PageFrame, SignedIn, page, staff_nav};
use maud::html;

pub(super) fn ledger(lang: Lang) -> String {
    let columns = [
        Column::new(Kind::Key, say(lang, ("序号", "No."))),
        Column::new(Kind::Text, say(lang, ("问题", "Problem"))),
        Column::new(Kind::Text, say(lang, ("整改措施", "Measure"))),
        Column::new(Kind::Text, say(lang, ("责任科室", "Owner"))),
        Column::new(Kind::Day, say(lang, ("期限", "Due"))),
        Column::new(Kind::Number, say(lang, ("证据", "Evidence"))),
        Column::new(Kind::Text, say(lang, ("进度", "State"))),
    ];
    let rows: Vec<_> = [("working", false), ("done", false), ("working", true)]
        .iter()
        .enumerate()
        .map(|(place, (stage, late))| {
            vec![
                html! { (place + 1) },
                html! { a href=(lang.path("/problems/p1")) { (say(lang, ("县医院早上挂号要排三个小时", "Three hours in the queue at the county hospital"))) } },
                html! { (say(lang, ("早上七点起开足六个挂号窗口，并开通电话预约", "Six desks from seven in the morning, and booking by telephone"))) },
                html! { (say(lang, ("门诊办公室", "Outpatient office"))) },
                html! { (day(lang, TODAY + 12)) },
                html! { (place * 2) },
                html! { (item_badge(lang, stage, *late)) " " (log_ref(lang, 702)) },
            ]
        })
        .collect();
    let frame = PageFrame {
        lang,
        site: lang.pick(
            "临川县群众路线教育实践活动",
            "Linchuan County: Closer to the People",
        ),
        title: lang.pick("整改台账", "Ledger"),
        path: "/staff/ledger",
        nav: staff_nav(lang, "office", &[("/staff/inbox", 12)]),
        active: Some("/staff/ledger"),
        crumbs: vec![
            (
                "/staff/problems".to_owned(),
                say(lang, ("问题办理", "Problem work")),
            ),
            (
                "/units/h".to_owned(),
                say(lang, ("县人民医院", "County Hospital")),
            ),
        ],
        signed_in: Some(SignedIn {
            name: lang.pick("县活动办公室", "Campaign office"),
            role: "office",
            unit: None,
            csrf: "t",
        }),
        wide: true,
        flash: Some(Flash {
            tone: Tone::Good,
            text: say(
                lang,
                (
                    "已保存，并写入公证日志。",
                    "Saved, and written to the public log.",
                ),
            ),
        }),
        ..PageFrame::default()
    };
    page(&frame, html! {
        h1 { (say(lang, ("整改台账", "Rectification ledger"))) }
        (table(&say(lang, ("县人民医院的整改事项", "What the County Hospital is putting right")), &columns, &rows))
        (actions(html! {
            (button(Look::Main, &say(lang, ("添加事项", "Add an item"))))
            (button(Look::Second, &say(lang, ("下载", "Download"))))
            (button(Look::Grave, &say(lang, ("撤下", "Take down"))))
        }))
    }).into_string()
}

pub(super) fn charts(lang: Lang) -> String {
    let about = |id, caption: (&'static str, &'static str)| Figure {
        id,
        caption: lang.pick(caption.0, caption.1),
        note: Some(lang.pick("按收到的意见计。", "Counted by voices received.")),
        things: lang.pick("单位", "Unit"),
    };
    let names = [
        ("县人民医院", "County Hospital"),
        ("县住房和城乡建设局", "Housing and Construction Bureau"),
        ("青石镇", "Qingshi Town"),
    ];
    let amounts = [412_u64, 233, 58];
    let each: Vec<Bar> = names
        .iter()
        .zip(amounts)
        .map(|(name, value)| Bar {
            label: say(lang, *name),
            value: value as f64,
            shown: count(value),
        })
        .collect();
    let series = [
        Series::new(say(lang, ("解决了", "Fixed")), Ink::Cinnabar),
        Series::new(say(lang, ("没解决", "Not fixed")), Ink::Ochre),
        Series::new(say(lang, ("说不清", "Cannot say")), Ink::Grey),
        Series::new(say(lang, ("没有回答", "Silent")), Ink::Hatched),
    ];
    let wholes: Vec<StackedRow> = names
        .iter()
        .zip([[9, 17, 3, 12], [20, 4, 1, 5], [2, 0, 0, 0]])
        .map(|(name, parts)| StackedRow {
            label: say(lang, *name),
            parts: parts.to_vec(),
        })
        .collect();
    let weeks: Vec<TimePoint> = [12_u64, 30, 55, 41, 86, 70, 64, 91, 120, 84]
        .iter()
        .enumerate()
        .map(|(week, value)| TimePoint {
            day: TODAY - 70 + 7 * week as i32,
            values: vec![*value],
        })
        .collect();
    let two: Vec<TimePoint> = weeks
        .iter()
        .map(|point| TimePoint {
            day: point.day,
            values: vec![point.values[0], point.values[0] / 2],
        })
        .collect();
    let both = [
        Series::new(say(lang, ("收到", "Received")), Ink::Azurite),
        Series::new(say(lang, ("已评判", "Judged")), Ink::Cinnabar),
    ];
    let shares: Vec<Estimate> = names
        .iter()
        .zip([
            (0.35, 0.19, 0.54, 26),
            (0.83, 0.63, 0.93, 24),
            (1.0, 0.34, 1.0, 2),
        ])
        .map(|(name, (share, low, high, answers))| Estimate {
            label: say(lang, *name),
            share,
            low,
            high,
            answers,
        })
        .collect();
    public_page(
        lang,
        "/units",
        ("单位", "Units"),
        true,
        html! {
            h1 { (say(lang, ("数字怎么说", "What the figures say"))) }
            div .columns {
                (bars(lang, &about("a", ("各单位收到的意见", "Voices by unit")), &say(lang, ("意见", "Voices")), &each))
                (stacked_bars(lang, &about("b", ("群众怎么评", "How people judged")), &series, &wholes))
                (over_time(lang, &about("c", ("每周收到的意见", "Voices per week")), &both[..1], &weeks))
                (over_time(lang, &about("d", ("收到与评判", "Received and judged")), &both, &two))
                (intervals(lang, &about("e", ("说“解决了”的比例", "Share that says it is fixed")), Some(0.6), &shares))
            }
        },
    )
}
