//! The rectification ledger (整改台账): one row for each item, with the columns of practice.

pub(super) mod file;
pub(super) mod import;

use super::desk::{Answer, Desk, Sheet, named};
use super::problem::{link, parts, unit_choices};
use crate::auth::escape;
use crate::component::{
    Column, Field, Kind, Pager, checkbox, empty_state, filters, item_badge, pager, select,
    stage_badge, table,
};
use crate::errors::Failure;
use crate::i18n::{count, t, t_args, t_code};
use crate::pages::problem::items::quiet;
use axum::extract::Query;
use massline_domain::context::Role;
use massline_domain::item::{Plan, RuleAnswer};
use massline_service::Right;
use massline_service::rows::{ItemRow, LedgerFilter, ProblemRow, RoundRow};
use maud::{Markup, html};
use serde::Deserialize;

/// Items on a page: seventeen columns of words each, and no page weighs over 100 kB.
const PER_PAGE: u32 = 15;

/// What the ledger is narrowed to; part of the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Narrow {
    unit: Option<String>,
    #[serde(default)]
    unfinished: String,
    #[serde(default)]
    overdue: String,
    page: Option<u32>,
}

impl Narrow {
    /// A unit looks at its own items until it asks for others.
    fn unit<'a>(&'a self, desk: &'a Desk) -> &'a str {
        match &self.unit {
            Some(unit) => unit,
            None if desk.staff.role == Role::Unit => desk.staff.unit.as_str(),
            None => "",
        }
    }

    fn filter(&self, desk: &Desk, page: u32, per_page: u32) -> LedgerFilter {
        LedgerFilter {
            unit: self.unit(desk).parse().ok(),
            unfinished: self.unfinished == "yes",
            overdue_on: (self.overdue == "yes").then(|| desk.today()),
            page,
            per_page,
        }
    }

    fn query(&self, desk: &Desk) -> String {
        format!(
            "unit={}&unfinished={}&overdue={}",
            escape(self.unit(desk)),
            escape(&self.unfinished),
            escape(&self.overdue)
        )
    }
}

/// `GET /staff/ledger`
pub(super) async fn show(desk: Desk, Query(narrow): Query<Narrow>) -> Answer {
    desk.must(Right::ReadWork)?;
    let lang = desk.lang;
    let filter = narrow.filter(&desk, narrow.page.unwrap_or(1), PER_PAGE);
    let page = desk
        .service
        .ledger(&desk.campaign, &desk.staff, &filter)
        .await?;
    let title = t(lang, "ledger-title");
    let at = Pager {
        page: page.page.into(),
        per_page: page.per_page.into(),
        total: page.total,
    };
    let first = (at.page - 1) * at.per_page;
    let query = narrow.query(&desk);
    let lines = rows(&desk, first, &page.rows).await?;
    let body = html! {
        h1 { (title) }
        p .no-print {
            a href=(lang.path("/staff/rules")) { (t(lang, "ledger-to-rules")) } " · "
            a href=(lang.path("/staff/commitments")) { (t(lang, "commitments-title")) } " · "
            a href=(lang.path("/staff/treatments")) { (t(lang, "treatments-title")) } " · "
            a href=(lang.path("/staff/programmes")) { (t(lang, "programmes-title")) }
            @if desk.staff.may(Right::KeepProblems) || desk.staff.may(Right::WorkForUnit) {
                " · " a href=(lang.path("/staff/ledger/import")) { (t(lang, "ledger-to-import")) }
            }
        }
        (narrowing(&desk, &narrow))
        @if page.rows.is_empty() {
            (empty_state(&t(lang, "ledger-empty"), None))
        } @else {
            p .no-print {
                (t(lang, "download"))
                " " a href=(lang.path(&format!("/staff/documents/ledger/xlsx?{query}"))) download { (t(lang, "download-xlsx")) }
                " · " a href=(lang.path(&format!("/staff/documents/ledger/docx?{query}"))) download { (t(lang, "download-docx")) }
                " · " a href=(lang.path(&format!("/staff/ledger.csv?{query}"))) download { (t(lang, "download-csv")) }
                " · " span .soft { (t(lang, "ledger-print")) }
            }
            div .wide-table role="region" aria-label=(title) tabindex="0" { (table(&t(lang, "ledger-caption"), &columns(&desk), &lines)) }
            (pager(lang, at, |page| lang.path(&format!("/staff/ledger?{query}&page={page}"))))
        }
    };
    let sheet = Sheet {
        title: &title,
        active: "/staff/ledger",
        wide: true,
        ..Sheet::default()
    };
    Ok(desk.page(&sheet, body))
}

fn narrowing(desk: &Desk, narrow: &Narrow) -> Markup {
    let lang = desk.lang;
    let labels = ["unit", "unfinished", "overdue"].map(|name| t_code(lang, "ask", name));
    let field = |name, label| Field {
        name,
        label,
        ..Field::default()
    };
    let all = t(lang, "all");
    let narrowed = narrow.unit.is_some() || narrow.unfinished == "yes" || narrow.overdue == "yes";
    filters(
        lang,
        &lang.path("/staff/ledger"),
        narrowed,
        html! {
            (select(lang, &field("unit", &labels[0]), &unit_choices(desk, None), Some(narrow.unit(desk)), Some(&all)))
            (checkbox(lang, &field("unfinished", &labels[1]), narrow.unfinished == "yes"))
            (checkbox(lang, &field("overdue", &labels[2]), narrow.overdue == "yes"))
        },
    )
}

/// The columns, in the order of the paper ledgers that units keep.
pub(super) const COLUMNS: [(&str, Kind); 17] = [
    ("number", Kind::Key),
    ("problem", Kind::Text),
    ("source", Kind::Text),
    ("form", Kind::Text),
    ("cause", Kind::Text),
    ("goal", Kind::Text),
    ("measure", Kind::Text),
    ("leader", Kind::Text),
    ("lead", Kind::Text),
    ("helping", Kind::Text),
    ("owner", Kind::Text),
    ("deadline", Kind::Day),
    ("progress", Kind::Text),
    ("result", Kind::Text),
    ("state", Kind::Text),
    ("verified", Kind::Text),
    ("closed", Kind::Day),
];

fn columns(desk: &Desk) -> Vec<Column> {
    COLUMNS
        .iter()
        .map(|(code, kind)| Column::new(*kind, t_code(desk.lang, "ledger-column", code)))
        .collect()
}

async fn rows(
    desk: &Desk,
    first: u64,
    rows: &[(ItemRow, ProblemRow)],
) -> Result<Vec<Vec<Markup>>, Failure> {
    let mut out = Vec::with_capacity(rows.len());
    for ((item, problem), number) in rows.iter().zip(first + 1..) {
        let closing = desk.service.closing_round(&desk.campaign, problem).await?;
        out.push(row(desk, number, item, problem, closing.as_ref()));
    }
    Ok(out)
}

fn row(
    desk: &Desk,
    number: u64,
    item: &ItemRow,
    problem: &ProblemRow,
    closing: Option<&RoundRow>,
) -> Vec<Markup> {
    let lang = desk.lang;
    let words = Words::of(desk, item, problem, closing);
    let text =
        |words: &str| html! { @if words.is_empty() { "–" } @else { span .lines { (words) } } };
    vec![
        html! { (count(number)) },
        link(desk, problem),
        text(&words.source),
        text(&words.form),
        text(&words.cause),
        text(&words.goal),
        text(&words.measure),
        text(&words.leader),
        text(&words.lead),
        text(&words.helping),
        text(&words.owner),
        html! { (crate::component::day(lang, item.deadline.0)) },
        html! {
            @if words.progress.is_empty() { "–" } @else { span .lines { (words.progress) } }
            (quiet(lang, item, desk.today(), desk.campaign.charter.time.quiet_days))
        },
        text(&words.result),
        html! {
            (item_badge(lang, parts::stage_code(item.stage), parts::is_late(desk, item))) " "
            (stage_badge(lang, problem.stage.code()))
            @if item.deadline_changes > 0 {
                br; small .soft { (t_args(lang, "deadline-changed", &[("n", item.deadline_changes.into())])) }
            }
        },
        text(&words.verified),
        text(&words.closed),
    ]
}

/// A row of the ledger in words, for the page and the file alike.
pub(super) struct Words {
    pub(super) source: String,
    pub(super) form: String,
    pub(super) cause: String,
    pub(super) goal: String,
    pub(super) measure: String,
    pub(super) leader: String,
    pub(super) lead: String,
    pub(super) helping: String,
    pub(super) owner: String,
    pub(super) progress: String,
    pub(super) result: String,
    pub(super) state: String,
    pub(super) verified: String,
    pub(super) closed: String,
}

impl Words {
    pub(super) fn of(
        desk: &Desk,
        item: &ItemRow,
        problem: &ProblemRow,
        closing: Option<&RoundRow>,
    ) -> Self {
        let lang = desk.lang;
        let plan = &item.plan;
        let helping: Vec<String> = plan
            .helping
            .iter()
            .map(|unit| desk.unit_name(unit))
            .collect();
        let result = [
            item.result.clone(),
            item.rule.as_ref().map(|rule| rule_words(desk, rule)),
        ];
        let result: Vec<String> = result.into_iter().flatten().collect();
        let late = parts::is_late(desk, item);
        let code = if late {
            "late"
        } else {
            parts::stage_code(item.stage)
        };
        Self {
            source: named(lang, &desk.campaign.charter.sources, &problem.source),
            form: plan.shows.clone(),
            cause: cause(plan),
            goal: plan.goal.clone(),
            measure: plan.measure.clone(),
            leader: plan.leader.clone(),
            lead: desk.unit_name(&item.unit),
            helping: helping.join(lang.pick("、", ", ")),
            owner: plan.owner.clone(),
            progress: item
                .progress
                .last()
                .map_or_else(String::new, |(day, words)| format!("{day} {words}")),
            result: result.join("\n"),
            state: {
                let mut state = vec![
                    t_code(lang, "item", code),
                    t_code(lang, "stage", problem.stage.code()),
                ];
                if item.deadline_changes > 0 {
                    let changed = [("n", item.deadline_changes.into())];
                    state.push(t_args(lang, "deadline-changed", &changed));
                }
                state.join(" · ")
            },
            verified: closing.map_or_else(String::new, |round| verified(desk, round)),
            closed: closing
                .and_then(|round| round.decided)
                .map_or_else(String::new, |(day, _)| day.to_string()),
        }
    }
}

/// The way from what is seen to what can be changed.
fn cause(plan: &Plan) -> String {
    let steps = plan.whys.iter().chain([&plan.cause]);
    let lines: Vec<&str> = steps.map(String::as_str).collect();
    lines.join("\n→ ")
}

/// By whom it was found to be so: by the people, and by how many.
pub(super) fn verified(desk: &Desk, round: &RoundRow) -> String {
    let charter = &desk.campaign.charter;
    let asked = u64::from(round.asked);
    let small = u64::from(charter.limits.small_number);
    if asked < small {
        return t_args(desk.lang, "ledger-verified-few", &[("k", small.into())]);
    }
    let answered = round.tally.fixed + round.tally.not_fixed + round.tally.dont_know;
    let args = [
        ("asked", asked.into()),
        ("answered", u64::from(answered).into()),
        ("fixed", u64::from(round.tally.fixed).into()),
    ];
    t_args(desk.lang, "ledger-verified", &args)
}

fn rule_words(desk: &Desk, rule: &RuleAnswer) -> String {
    let (code, words) = match rule {
        RuleAnswer::New { words } => ("new", words),
        RuleAnswer::Revised { words } => ("revised", words),
        RuleAnswer::NotNeeded { words } => ("not_needed", words),
    };
    format!(
        "{}{}{words}",
        t_code(desk.lang, "rule-name", code),
        desk.lang.pick("：", ": ")
    )
}
