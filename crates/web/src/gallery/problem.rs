//! The list of problems, and the story of one.

use super::{Said, TODAY, public_page, say};
use crate::component::{
    Choice, Deed, Entry, Field, InputKind, Pager, Tally, Tone, Voice, facts, filters, item_badge,
    notice, opinion_badge, pager, select, stage_badge, story, text_input, verdict, voice, way,
    words,
};
use crate::i18n::{Lang, t_args};
use maud::{Markup, html};

const STAGES: [&str; 8] = [
    "listed",
    "assigned",
    "claimed",
    "rectifying",
    "judging",
    "closed",
    "reopened",
    "merged",
];
const HOSPITAL: Said = (
    "县医院早上挂号要排三个小时",
    "Three hours in the queue at the county hospital",
);

pub(super) fn list(lang: Lang) -> String {
    let search = say(lang, ("找问题", "Find a problem"));
    let body = html! {
        h1 { (say(lang, ("群众反映的问题", "What people say is wrong"))) }
        (filters(lang, &lang.path("/problems"), true, html! {
            div .span { (text_input(lang, &Field { name: "q", label: &search, hint: None, error: None, optional: false }, InputKind::Search, say(lang, ("挂号", "queue")).as_str())) }
            (select(lang, &Field { name: "stage", label: &say(lang, ("环节", "Stage")), hint: None, error: None, optional: false }, &[Choice::new("judging", say(lang, ("群众评判", "The people judge")))], None, Some(&say(lang, ("全部", "All")))))
        }))
        ul .cards {
            @for stage in STAGES {
                li .card {
                    h2 { a href=(lang.path("/problems/p1")) { (say(lang, HOSPITAL)) } }
                    p { (stage_badge(lang, stage)) }
                    p .meta { span { (t_args(lang, "voices-count", &[("n", 41.into())])) } span { (say(lang, ("县人民医院", "County Hospital"))) } }
                }
            }
        }
        (pager(lang, Pager { page: 2, per_page: 20, total: 87 }, |page| format!("?page={page}")))
        p { @for place in ["waiting", "in_problem", "answered", "referred", "refused", "erased"] { (opinion_badge(lang, place)) " " } }
        p { @for stage in ["planned", "working", "done"] { (item_badge(lang, stage, false)) " " } (item_badge(lang, "working", true)) }
    };
    public_page(lang, "/problems", ("问题", "Problems"), true, body)
}

pub(super) fn one(lang: Lang) -> String {
    let body = html! {
        h1 { (say(lang, HOSPITAL)) }
        (way(lang, "reopened"))
        (verdict(lang, &Tally { asked: 41, fixed: 9, not_fixed: 17, dont_know: 3 }, Some(false), html! {
            p { (say(lang, ("26 人明确回答，35% 说解决了，需要 60%。95% 区间 19%–54%。", "26 gave a clear answer; 35% of them say it is fixed, 60% was needed. 95% interval 19%–54%."))) }
        }))
        (facts(&[
            (say(lang, ("单位", "Unit")), html! { a href=(lang.path("/units/h")) { (say(lang, ("县人民医院", "County Hospital"))) } }),
            (say(lang, ("环节", "Stage")), stage_badge(lang, "reopened")),
            (say(lang, ("四风", "Of the four winds")), html! { (say(lang, ("官僚主义", "bureaucratism"))) }),
        ]))
        h2 { (say(lang, ("大家的原话", "In people's own words"))) }
        (voice(lang, &Voice { text: "早上六点到，已经排了四十多人，窗口就开两个。████说系统坏了，天天坏。", language: "zh-CN", day: Some(TODAY - 90), channel: Some(&say(lang, ("网页", "web"))), redaction: Some("████") }))
        (voice(lang, &Voice { text: "My mother is 78. She stood there for three hours and was sent home.", language: "en", day: Some(TODAY - 71), channel: None, redaction: None }))
        p { (words(lang, "zh-CN", "只闻楼梯响")) }
        h2 { (say(lang, ("经过", "The story"))) }
        (story(lang, &entries(lang)))
        (notice(Tone::Careful, None, html! { p { (say(lang, ("距整改期限还有 12 天。", "12 days left until the date the unit set."))) } }))
        @for stage in ["listed", "judging", "closed"] { (way(lang, stage)) }
        (verdict(lang, &Tally { asked: 30, fixed: 19, not_fixed: 4, dont_know: 1 }, Some(true), html! {}))
        (verdict(lang, &Tally { asked: 30, fixed: 0, not_fixed: 0, dont_know: 0 }, None, html! {}))
    };
    public_page(lang, "/problems", HOSPITAL, false, body)
}

fn entries(lang: Lang) -> Vec<Entry> {
    vec![
        entry(
            lang,
            95,
            Deed::Voices,
            ("活动办公室", "Campaign office"),
            ("41 条意见归成这个问题", "41 voices became this problem"),
            Some(512),
            None,
        ),
        entry(
            lang,
            90,
            Deed::Unit,
            ("县人民医院", "County Hospital"),
            ("认领", "Claimed it"),
            Some(640),
            None,
        ),
        entry(
            lang,
            84,
            Deed::Unit,
            ("县人民医院", "County Hospital"),
            (
                "定了措施：早上开足六个窗口，增加电话预约",
                "Set a measure: six desks from seven, and booking by telephone",
            ),
            Some(702),
            Some(
                html! { p { (say(lang, ("原因：排班按旧的门诊量。责任：门诊办公室。期限：2026年10月30日。", "Cause: shifts planned for the old numbers. Owner: outpatient office. Date: 30 October 2026."))) } },
            ),
        ),
        entry(
            lang,
            20,
            Deed::People,
            ("提意见的人", "Those who raised it"),
            ("评判：没解决，复号", "Judged: not fixed, open again"),
            Some(11_870),
            None,
        ),
    ]
}

fn entry(
    lang: Lang,
    ago: i32,
    deed: Deed,
    who: Said,
    what: Said,
    log_index: Option<u64>,
    more: Option<Markup>,
) -> Entry {
    Entry {
        day: TODAY - ago,
        who: say(lang, who),
        what: say(lang, what),
        more,
        log_index,
        deed,
    }
}
