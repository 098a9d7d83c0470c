//! What a unit does with a rule: sets it, revises it, repeals it.

use super::PATH;
use crate::component::Choice;
use crate::errors::Failure;
use crate::form_data::FormData;
use crate::i18n::{date_iso, t};
use crate::pages::staff::act::Act;
use crate::pages::staff::desk::{Answer, Desk};
use crate::pages::staff::draft::{Draft, missing, seen};
use crate::pages::staff::sent::{Sent, number};
use axum::extract::Path;
use massline_domain::Refusal;
use massline_domain::id::{ProblemId, RuleId};
use massline_domain::rule::Text;
use massline_service::{Right, ServiceError};
use maud::html;

/// What is done, and to which rule.
#[derive(Clone, Copy)]
enum What {
    New,
    Revise(RuleId),
    Repeal(RuleId),
}

impl What {
    fn of(rule: &str, act: &str) -> Result<Self, Failure> {
        let rule = RuleId(number(rule)?);
        match act {
            "revise" => Ok(Self::Revise(rule)),
            "repeal" => Ok(Self::Repeal(rule)),
            _ => Err(Failure::NotFound),
        }
    }

    fn path(self) -> String {
        match self {
            Self::New => format!("{PATH}/new"),
            Self::Revise(rule) => format!("{PATH}/{}/revise", rule.0),
            Self::Repeal(rule) => format!("{PATH}/{}/repeal", rule.0),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::New => "rule-new",
            Self::Revise(_) => "rule-revise",
            Self::Repeal(_) => "rule-repeal",
        }
    }

    fn required(self) -> &'static [&'static str] {
        match self {
            Self::New => &["rule_title", "rule_words", "rule_from"],
            Self::Revise(_) => &["rule_title", "rule_words", "rule_from", "reason"],
            Self::Repeal(_) => &["rule_from", "reason"],
        }
    }
}

/// `GET /staff/rules/new`
pub(in super::super) async fn show_new(desk: Desk) -> Answer {
    render(&desk, What::New, &Draft::new()).await
}

/// `POST /staff/rules/new`
pub(in super::super) async fn post_new(sent: Sent) -> Answer {
    carry(sent, What::New).await
}

/// `GET /staff/rules/{rule}/{act}`
pub(in super::super) async fn show(
    desk: Desk,
    Path((rule, act)): Path<(String, String)>,
) -> Answer {
    desk.must(Right::WorkForUnit)?;
    render(&desk, What::of(&rule, &act)?, &Draft::new()).await
}

/// `POST /staff/rules/{rule}/{act}`
pub(in super::super) async fn post(
    Path((rule, act)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    sent.desk.must(Right::WorkForUnit)?;
    carry(sent, What::of(&rule, &act)?).await
}

async fn carry(sent: Sent, what: What) -> Answer {
    let Sent { desk, form } = sent;
    desk.must(Right::WorkForUnit)?;
    if let Some(wrong) = missing(desk.lang, &form, what.required()) {
        return render(&desk, what, &Draft::again(form, wrong)).await;
    }
    match done(&desk, what, &form).await {
        Ok(()) => Ok(desk.go(PATH, what.code())),
        Err(error) => {
            let wrong = desk.wrong(error)?;
            render(&desk, what, &Draft::again(form, wrong)).await
        }
    }
}

async fn done(desk: &Desk, what: What, form: &FormData) -> Result<(), ServiceError> {
    let (service, campaign, staff) = (&desk.service, &desk.campaign, &desk.staff);
    let from = form.text("rule_from").parse();
    let from = from.map_err(|_| Refusal::Empty { field: "rule_from" })?;
    let problems = form.all("rule_problems").filter_map(|one| one.parse().ok());
    let text = Text {
        revises: {
            let older = form.text("rule_revises").trim();
            (!older.is_empty()).then(|| older.to_owned())
        },
        title: form.text("rule_title").to_owned(),
        words: form.text("rule_words").to_owned(),
        from,
        problems: problems.map(ProblemId).collect(),
    };
    let why = form.text("reason").to_owned();
    match what {
        What::New => service.set_rule(campaign, staff, text).await.map(|_| ()),
        What::Revise(rule) => {
            service
                .revise_rule(campaign, staff, rule, (text, why), seen(form))
                .await
        }
        What::Repeal(rule) => {
            service
                .repeal_rule(campaign, staff, rule, (from, why), seen(form))
                .await
        }
    }
}

/// The rule as it stands and the version that forms carry, where it is the unit's own.
async fn stored(desk: &Desk, what: What) -> Result<(Option<Text>, Option<u64>), Failure> {
    let (What::Revise(rule) | What::Repeal(rule)) = what else {
        return Ok((None, None));
    };
    let (found, version) = desk.service.rule(&desk.campaign, rule).await?;
    if found.rule.owner.as_ref() != Some(&desk.staff.unit) {
        return Err(ServiceError::Forbidden.into());
    }
    Ok((found.rule.text().cloned(), Some(version)))
}

async fn render(desk: &Desk, what: What, draft: &Draft) -> Answer {
    desk.must(Right::WorkForUnit)?;
    let lang = desk.lang;
    let (text, version) = stored(desk, what).await?;
    let own = desk
        .service
        .problems_for_rules(&desk.campaign, &desk.staff)
        .await?;
    let today = date_iso(desk.today().0);
    let ended = |problem: &ProblemId| {
        let text = text.as_ref();
        text.is_some_and(|text| text.problems.contains(problem))
    };
    let boxes: Vec<(Choice, bool)> = own
        .iter()
        .map(|row| {
            let label = format!("{} · {}", row.problem, row.title);
            (
                Choice::new(row.problem.to_string(), label),
                ended(&row.problem),
            )
        })
        .collect();
    let page = Act {
        code: what.code(),
        path: what.path(),
        back: (PATH.to_owned(), t(lang, "rules-title")),
        active: "/staff/ledger",
        now: html! { @if let (What::Repeal(_), Some(text)) = (what, &text) { p { b { (text.title) } } } },
        seen: version,
        with_file: false,
        grave: matches!(what, What::Repeal(_)),
    };
    let (title, words) = text
        .as_ref()
        .map_or(("", ""), |text| (text.title.as_str(), text.words.as_str()));
    Ok(desk.act(&page, draft, |ask| {
        html! {
            @if !matches!(what, What::Repeal(_)) {
                (ask.line("rule_title", title))
                @if matches!(what, What::New) { (ask.maybe_line("rule_revises", "")) }
                (ask.words("rule_words", words, 8, massline_domain::text::PARAGRAPH_CHARS))
                @if !boxes.is_empty() { (ask.several("rule_problems", &boxes, |choice| html! { (choice.label) })) }
            }
            (ask.day("rule_from", &today, None))
            @if !matches!(what, What::New) { (ask.paragraph("reason", "")) }
        }
    }))
}
