//! Speaking, the receipt, judging.

use super::{Said, TODAY, public_page, say};
use crate::component::{
    Choice, Field, InputKind, Look, Receipt, Seal, Tone, button, checkbox, code_input, date_input,
    empty_state, error_summary, facts, field, file_input, form, form_with_file, judge_buttons,
    notice, radio_cards, receipt_card, seal, select, text_area, text_input,
};
use crate::i18n::{Lang, date_iso};
use maud::{Markup, html};

const WORDS: Said = (
    "县医院门诊只开两个挂号窗口，早上六点来排队，九点还挂不上。上个月反映过一次，没有人回话。",
    "The county hospital opens only two desks in the morning. I queue from six and at nine I still have no number. I said so a month ago and nobody answered.",
);

pub(super) fn speak(lang: Lang) -> String {
    let words = say(lang, ("您想说什么？", "What do you want to say?"));
    let hint = say(
        lang,
        (
            "什么事、在哪里、什么时候、给您带来了什么影响。想到哪说到哪，也可以。",
            "What, where, when, and what it did to you. Any order will do.",
        ),
    );
    let wrong = say(
        lang,
        (
            "请写几个字，我们才知道是什么事",
            "Write a few words so that we know what it is about",
        ),
    );
    let errors = [("words", wrong.clone())];
    let body = html! {
        h1 { (say(lang, ("我要说", "Speak up"))) }
        (error_summary(lang, &errors))
        (notice(Tone::Plain, Some(&say(lang, ("不用怕", "You are safe here"))), html! { p { (say(lang, ("被反映的单位永远看不到是谁说的。我们不记网址，不要手机号，不装跟踪程序。", "The body you speak about never learns who spoke. We keep no addresses, ask for no telephone, and track nobody."))) } }))
        (form_with_file(&lang.path("/speak"), Some("token"), html! {
            (text_area(lang, &Field { name: "words", label: &words, hint: Some(&hint), error: Some(&wrong), optional: false }, &say(lang, WORDS), 6, 2000))
            (radio_cards(lang, &Field { name: "group", label: &say(lang, ("您是", "You are")), hint: None, error: None, optional: true }, &[
                Choice::new("resident", say(lang, ("本县居民", "A resident of the county"))),
                Choice::new("business", say(lang, ("办企业、做生意的", "Running a business here"))).with_note(say(lang, ("包括个体户", "also alone"))),
                Choice::new("staff", say(lang, ("在单位工作", "Working in one of the bodies"))),
            ], Some("resident")))
            (select(lang, &Field { name: "unit", label: &say(lang, ("说的是哪个单位", "Which body is it about")), hint: Some(&say(lang, ("不清楚就不选", "Leave it open if you do not know"))), error: None, optional: true }, &[
                Choice::new("h", say(lang, ("县人民医院", "County Hospital"))),
            ], None, Some(&say(lang, ("不清楚", "I do not know")))))
            (date_input(lang, &Field { name: "said-on", label: &say(lang, ("什么时候的事", "When was it")), hint: None, error: None, optional: true }, &date_iso(TODAY), None, Some(&date_iso(TODAY))))
            (file_input(lang, &Field { name: "picture", label: &say(lang, ("照片", "A picture")), hint: Some(&say(lang, ("我们会去掉照片里的拍摄地点和手机型号", "We remove where and with what it was taken"))), error: None, optional: true }, "image/jpeg"))
            (checkbox(lang, &Field { name: "public", label: &say(lang, ("可以公开我的原话", "My words may be shown")), hint: Some(&say(lang, ("名字和电话会先隐去", "Names and numbers are left out first"))), error: None, optional: true }, true))
            (button(Look::Main, &say(lang, ("交上去，拿回执", "Send it and get a receipt"))))
        }))
    };
    public_page(lang, "/speak", ("我要说", "Speak up"), false, body)
}

pub(super) fn receipt(lang: Lang) -> String {
    let given = [(
        say(lang, ("去向", "Now")),
        html! { (say(lang, ("等待阅看", "waiting to be read"))) },
    )];
    let card = Receipt {
        code: "ML1 7K3M 9QXT 2HVD PW4R 8NBC 5YEJ 6FZA",
        scanned: "ML1 7K3M 9QXT 2HVD PW4R 8NBC 5YEJ 6FZA",
        site: &say(
            lang,
            (
                "临川县群众路线教育实践活动",
                "Linchuan County: Closer to the People",
            ),
        ),
        day: TODAY,
        facts: &given,
    };
    let label = say(lang, ("回执码", "The code on your receipt"));
    let body = html! {
        h1 { (say(lang, ("收到了，谢谢您", "We have it. Thank you."))) }
        (receipt_card(lang, &card))
        h2 { (say(lang, ("抄对了吗", "Did you write it down?"))) }
        (form(&lang.path("/follow"), Some("token"), html! {
            (code_input(lang, &Field { name: "code", label: &label, hint: Some(&say(lang, ("大小写、空格都没关系", "Capitals and spaces do not matter"))), error: None, optional: false }, ""))
            (text_input(lang, &Field { name: "login", label: &say(lang, ("账号", "Account")), hint: None, error: None, optional: false }, InputKind::Login, ""))
            (field(lang, &Field { name: "any", label: &say(lang, ("其他", "Other")), hint: None, error: None, optional: true }, html! { input type="text" id="any" name="any"; }))
            (button(Look::Main, &say(lang, ("查进展", "Follow up"))))
        }))
    };
    public_page(lang, "/follow", ("回执", "Receipt"), false, body)
}

pub(super) fn judge(lang: Lang) -> String {
    let body = html! {
        h1 { (say(lang, ("县医院早上挂号要排三个小时", "Three hours in the queue at the county hospital"))) }
        p .lead { (say(lang, ("医院说已经改好了。您去过没有？改好了没有？请您评判。", "The hospital says it is fixed. Have you been there? You decide."))) }
        (form(&lang.path("/judge"), Some("token"), judge_buttons(lang, Some("not_fixed"))))
        (facts(&[
            (say(lang, ("评判截止", "Open until")), html! { (say(lang, ("2026年12月7日", "7 December 2026"))) }),
            (say(lang, ("规则", "The rule")), html! { (say(lang, ("明确回答的人里至少六成说“解决了”，才能销号。", "It closes only if at least 60% of those who answer yes or no say it is fixed."))) }),
        ]))
        (seals(lang))
        (empty_state(&say(lang, ("现在没有等您评判的问题。", "Nothing waits for your judgement.")), Some(button(Look::Second, &say(lang, ("返回", "Back"))))))
    };
    public_page(lang, "/judge", ("评判", "Judge"), false, body)
}

fn seals(lang: Lang) -> Markup {
    html! {
        div .actions {
            @for each in [Seal::Fixed, Seal::NotFixed, Seal::Judging, Seal::Receipt] { (seal(lang, each)) }
        }
    }
}
