//! The parts of a problem's page: its items with everything in them, and its rounds.

use super::super::desk::Desk;
use crate::component::{self, Look, Tally, actions, facts, item_badge, link_button, verdict};
use crate::i18n::{Lang, date, t, t_args, t_code};
use crate::pages::consultation::cites;
use crate::pages::problem::items::quiet;
use massline_domain::item::{Evidence, RuleAnswer, Stage as ItemStage};
use massline_domain::problem::Stage;
use massline_domain::verdict::Outcome;
use massline_service::rows::{ItemRow, ProblemRow, RoundRow, StatementRow};
use maud::{Markup, html};

/// An item with what can be done about it.
pub(in super::super) fn item(
    desk: &Desk,
    problem: &ProblemRow,
    row: &ItemRow,
    cited: &[StatementRow],
) -> Markup {
    let lang = desk.lang;
    html! {
        article .item id={ "item-" (row.item.number) } {
            h3 {
                (t_args(lang, "item-number", &[("n", row.item.number.into())])) " "
                (item_badge(lang, stage_code(row.stage), is_late(desk, row)))
            }
            (quiet(desk.lang, row, desk.today(), desk.campaign.charter.time.quiet_days))
            (facts(&plan(desk, row)))
            (cites(lang, row, cited))
            (progress(lang, row))
            (evidence(lang, row))
            (ways(desk, problem, row))
        }
    }
}

/// The code of an item's stage, for badges and texts.
pub(in super::super) fn stage_code(stage: ItemStage) -> &'static str {
    match stage {
        ItemStage::Absent => "planned",
        ItemStage::Working => "working",
        ItemStage::Done => "done",
    }
}

/// Whether its day is past and it is not done.
pub(in super::super) fn is_late(desk: &Desk, row: &ItemRow) -> bool {
    row.stage != ItemStage::Done && row.deadline < desk.today()
}

/// What an item says, in names and values.
pub(in super::super) fn plan(desk: &Desk, row: &ItemRow) -> Vec<(String, Markup)> {
    let lang = desk.lang;
    let plan = &row.plan;
    let text =
        |name: &str, value: &str| (t_code(lang, "ask", name), html! { span .lines { (value) } });
    let whys = plan.whys.join("\n");
    let mut pairs: Vec<(String, Markup)> = [
        ("shows", plan.shows.as_str()),
        ("whys", &whys),
        ("cause", &plan.cause),
        ("goal", &plan.goal),
        ("measure", &plan.measure),
        ("leader", &plan.leader),
        ("owner", &plan.owner),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| text(name, value))
    .collect();
    if !plan.helping.is_empty() {
        let names: Vec<String> = plan
            .helping
            .iter()
            .map(|unit| desk.unit_name(unit))
            .collect();
        pairs.push(text("helping", &names.join(lang.pick("、", ", "))));
    }
    pairs.push((t(lang, "ask-deadline"), deadline(lang, row)));
    pairs.push(text("for_whom", &plan.for_whom));
    pairs.push(text("relying_on", &plan.relying_on));
    pairs.push(text("who_am_i", &plan.who_am_i));
    if let Some(result) = &row.result {
        pairs.push(text("result", result));
    }
    if let Some(answer) = &row.rule {
        pairs.push((t(lang, "ask-rule"), rule(lang, answer)));
    }
    pairs
}

fn deadline(lang: Lang, row: &ItemRow) -> Markup {
    html! {
        (component::day(lang, row.deadline.0))
        @if row.deadline_changes > 0 {
            br; small .soft { (t_args(lang, "deadline-changed", &[("n", row.deadline_changes.into())])) }
        }
    }
}

/// The lasting side of an item in words.
pub(in super::super) fn rule(lang: Lang, answer: &RuleAnswer) -> Markup {
    let (code, words) = match answer {
        RuleAnswer::New { words } => ("new", words),
        RuleAnswer::Revised { words } => ("revised", words),
        RuleAnswer::NotNeeded { words } => ("not_needed", words),
    };
    html! { b { (t_code(lang, "rule-name", code)) } br; span .lines { (words) } }
}

fn progress(lang: Lang, row: &ItemRow) -> Markup {
    html! {
        @if !row.progress.is_empty() {
            h4 { (t(lang, "ask-progress")) }
            ul .dated {
                @for (day, words) in &row.progress {
                    li { (component::day(lang, day.0)) " " span .lines { (words) } }
                }
            }
        }
    }
}

fn evidence(lang: Lang, row: &ItemRow) -> Markup {
    html! {
        h4 { (t(lang, "ask-evidence")) }
        @if row.evidence.is_empty() { p .soft { (t(lang, "work-evidence-none")) } }
        @else {
            ul .dated {
                @for (day, piece) in &row.evidence {
                    li { (component::day(lang, day.0)) " " (piece_of(lang, piece)) }
                }
            }
        }
    }
}

fn piece_of(lang: Lang, piece: &Evidence) -> Markup {
    html! {
        b { (t_code(lang, "evidence-kind", piece.kind.code())) } " " span .lines { (piece.words) }
        @if let Some(link) = &piece.link { " " a href=(link) rel="noreferrer nofollow" { (t(lang, "evidence-link")) } }
        @if let Some(file) = &piece.file { " " a href={ "/evidence/" (file) } { (t(lang, "evidence-file")) } }
    }
}

/// What the unit that has the problem can do about an item now.
fn ways(desk: &Desk, problem: &ProblemRow, row: &ItemRow) -> Markup {
    let lang = desk.lang;
    if !desk.works_on(problem) {
        return html! {};
    }
    let acts: &[&str] = match (problem.stage, row.stage) {
        (Stage::Rectifying, ItemStage::Working) => {
            &["progress", "evidence", "finish", "deadline", "revise"]
        }
        (Stage::Rectifying | Stage::Reopened, ItemStage::Done) => &["resume"],
        _ => &[],
    };
    let path = |act: &str| {
        lang.path(&format!(
            "/staff/problems/{}/items/{}/{act}",
            problem.problem, row.item.number
        ))
    };
    html! {
        @if !acts.is_empty() {
            (actions(html! {
                @for act in acts { (link_button(Look::Second, &path(act), &t_code(lang, "do", &act.replace('/', "-")))) }
            }))
        }
    }
}

/// A round of judgement: three numbers, the seal, the rule, and what people wrote.
pub(in super::super) fn round(desk: &Desk, row: &RoundRow, comments: &[String]) -> Markup {
    let lang = desk.lang;
    let tally = Tally {
        asked: row.tally.asked.into(),
        fixed: row.tally.fixed.into(),
        not_fixed: row.tally.not_fixed.into(),
        dont_know: row.tally.dont_know.into(),
    };
    let outcome = row.decided.map(|(_, outcome)| outcome == Outcome::Fixed);
    let day = match row.decided {
        Some((day, _)) => t_args(
            lang,
            "work-round-decided",
            &[("day", date(lang, day.0).into())],
        ),
        None => t_args(
            lang,
            "work-round-open",
            &[("day", date(lang, row.ends_on.0).into())],
        ),
    };
    let more = html! { p .small { (day) } };
    html! {
        h3 { (t_args(lang, "work-round-number", &[("n", row.round.number.into())])) }
        (verdict(lang, &tally, outcome, more))
        @if !comments.is_empty() {
            h4 { (t(lang, "work-round-comments")) }
            ul .said-too { @for comment in comments { li { (comment) } } }
        }
    }
}
