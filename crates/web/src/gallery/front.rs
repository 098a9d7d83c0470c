//! The front page as it might be.

use super::{Said, public_page, say};
use crate::component::{
    Look, LoopNumbers, Stat, Tone, actions, link_button, loop_picture, notice, stats,
};
use crate::i18n::{Lang, count};
use maud::html;

const TITLE: Said = (
    "临川县群众路线教育实践活动",
    "Linchuan County: Closer to the People",
);
const LEAD: Said = (
    "您看到的、遇到的、憋在心里的，都可以在这里说。不用注册，不用留名。问题解决没解决，由您来评判。",
    "Say here what you have seen, what happened to you, what has been on your mind. No account, no name. Whether it is fixed is for you to judge.",
);

pub(super) fn page(lang: Lang) -> String {
    let numbers = LoopNumbers {
        voices: Some(1204),
        problems: Some(87),
        claimed: Some(71),
        rectifying: Some(52),
        judged: Some(31),
        closed: Some(24),
        looked_back: Some(6),
    };
    let body = html! {
        h1 { (say(lang, ("您来说，单位改，您来评", "You speak. They put it right. You judge."))) }
        p .lead { (say(lang, LEAD)) }
        (actions(html! {
            (link_button(Look::Big, &lang.path("/speak"), &say(lang, ("我要说", "Speak up"))))
            (link_button(Look::Second, &lang.path("/follow"), &say(lang, ("凭回执查进展", "Follow with your receipt"))))
        }))
        (loop_picture(lang, &numbers))
        h2 { (say(lang, ("今天的账", "Today's books"))) }
        (stats(&[
            stat(lang, 1204, ("收到意见", "voices received"), Some(("本周 +86", "86 more this week"))),
            stat(lang, 1139, ("归入问题", "in problems"), None),
            stat(lang, 41, ("已直接答复", "answered"), None),
            stat(lang, 9, ("已转办", "passed on"), None),
            stat(lang, 3, ("未采纳（附理由）", "not taken, with a reason"), None),
            stat(lang, 12, ("等待阅看", "waiting"), Some(("最早的等了2天", "the oldest for 2 days"))),
        ]))
        (notice(Tone::Good, None, html! { p { (say(lang, ("账是平的：收到 1,204 = 归入 1,139 + 答复 41 + 转办 9 + 未采纳 3 + 等待 12 + 删除 0。", "The books balance: 1,204 received = 1,139 in problems + 41 answered + 9 passed on + 3 not taken + 12 waiting + 0 erased."))) } }))
    };
    public_page(lang, "/", TITLE, true, body)
}

fn stat(lang: Lang, number: u64, label: Said, note: Option<Said>) -> Stat {
    Stat {
        number: count(number),
        label: say(lang, label),
        note: note.map(|note| say(lang, note)),
        href: None,
    }
}
