//! The report of one unit on one stage (阶段工作报告): where it stands, what it told the public,
//! what was asked, the checklist of its gates, its problems, items, rules and commitments, and
//! who signed. Everything in it is public; nothing is entered twice.

use super::{View, problems, rules};
use crate::document::{Document, Part, Table};
use crate::errors::Failure;
use crate::i18n::{Value, date, t, t_args, t_code};
use crate::pages::names;
use crate::pages::stage::parts::{missing, standing};
use crate::pages::{commitment, criticism};
use crate::request::Ctx;
use massline_domain::charter::{Gate, StageRule};
use massline_domain::commitment::Commitment;
use massline_domain::gate::{Check, Condition, check, checklist};
use massline_domain::id::{CommitmentId, RuleId, UnitCode};
use massline_domain::item::Stage as ItemStage;
use massline_domain::rule::Rule;
use massline_domain::stage::Step;
use massline_service::rows::{ItemRow, PageOf, ProblemFilter, ProblemRow};
use massline_service::stage::UnitWay;

/// What a unit works on.
pub(super) struct Work<'a> {
    ctx: &'a Ctx,
    problems: Vec<ProblemRow>,
    items: Vec<(ItemRow, ProblemRow)>,
    rules: Vec<(RuleId, Rule)>,
    commitments: Vec<(CommitmentId, Commitment)>,
}

impl<'a> Work<'a> {
    /// Everything that is public of the work of a unit.
    pub(super) async fn of(ctx: &'a Ctx, unit: &UnitCode) -> Result<Self, Failure> {
        let (service, campaign) = (ctx.service(), &ctx.campaign);
        let filter = ProblemFilter {
            unit: Some(unit.clone()),
            per_page: PageOf::MOST,
            ..ProblemFilter::default()
        };
        let mut rules = service.rules(campaign).await?;
        rules.retain(|(_, rule)| rule.owner.as_ref() == Some(unit));
        let mut commitments = service.commitments(campaign).await?;
        commitments.retain(|(_, one)| one.unit.as_ref() == Some(unit));
        Ok(Self {
            ctx,
            problems: service.problems(campaign, &filter).await?.rows,
            items: service.items_of(campaign, unit).await?,
            rules,
            commitments,
        })
    }
}

/// The report.
pub(super) fn document(
    view: &View<'_>,
    way: &UnitWay,
    stage: &StageRule,
    work: &Work<'_>,
) -> Document {
    let lang = view.lang;
    let unit = names::pick(lang, &way.unit.name).to_owned();
    let args = [
        ("unit", Value::from(unit.clone())),
        ("stage", names::pick(lang, &stage.name).into()),
    ];
    let step = way.way.step(&stage.id);
    let sections = [
        ("standing", where_it_stands(view, way, stage)),
        ("report", told(view, step)),
        ("work", asked(view, way, stage)),
        ("gates", gates(view, way, stage)),
        (
            "problems",
            tables(&work.problems, || {
                problems::table(
                    view,
                    work.ctx,
                    t(lang, "documents-problems"),
                    &work.problems,
                )
            }),
        ),
        ("items", tables(&work.items, || items(view, &work.items))),
        (
            "rules",
            tables(&work.rules, || {
                rules::table(view, t(lang, "rules-title"), &work.rules)
            }),
        ),
        (
            "commitments",
            tables(&work.commitments, || promises(view, &work.commitments)),
        ),
        ("signed", signed(view, step)),
    ];
    let filled = sections.into_iter().filter(|(_, parts)| !parts.is_empty());
    let mut parts = Vec::new();
    for ((code, mut section), number) in filled.zip(1..) {
        let heading = numbered(view, number, &t_code(lang, "documents-section", code));
        // A table brings its heading with it.
        match section.as_mut_slice() {
            [Part::Table(table)] => table.name = heading,
            _ => parts.push(Part::Heading(heading)),
        }
        parts.extend(section);
    }
    parts.push(Part::Signed(format!(
        "{unit}\n{}",
        date(lang, view.today.0)
    )));
    Document {
        lang,
        title: t_args(lang, "documents-stage-of", &args),
        note: view.note(),
        parts,
    }
}

/// 一、二、三 as official documents count, 1. 2. 3. in English.
fn numbered(view: &View<'_>, number: usize, name: &str) -> String {
    const DIGITS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let zh = DIGITS
        .get(number - 1)
        .map(|digit| format!("{digit}、{name}"));
    let en = format!("{number}. {name}");
    view.lang.pick(&zh.unwrap_or_default(), &en).to_owned()
}

fn tables<T>(rows: &[T], table: impl Fn() -> Table) -> Vec<Part> {
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Part::Table(table())]
}

fn where_it_stands(view: &View<'_>, way: &UnitWay, stage: &StageRule) -> Vec<Part> {
    let (_, _, key, note) = standing(view, way, stage);
    let words = t(view.lang, key);
    let words = match note {
        Some(note) => format!("{words}{}{note}", view.lang.pick("，", ", ")),
        None => words,
    };
    vec![Part::Text(format!("{words}{}", view.lang.pick("。", ".")))]
}

fn told(view: &View<'_>, step: Option<&Step>) -> Vec<Part> {
    match step.and_then(|step| step.report.as_ref()) {
        Some(report) => {
            let on = Part::Text(date(view.lang, report.day.0));
            Part::text(&report.words).into_iter().chain([on]).collect()
        }
        None => vec![Part::Text(t(view.lang, "why-undone-reported"))],
    }
}

fn asked(view: &View<'_>, way: &UnitWay, stage: &StageRule) -> Vec<Part> {
    let lang = view.lang;
    let work = view.campaign.charter.asked_in(stage, &way.unit.class);
    let lines = work.into_iter().zip(1..).map(|(work, number)| {
        let name = names::pick(lang, &work.name);
        let meaning = work.meaning.as_ref();
        let meaning = meaning.map_or_else(String::new, |meaning| {
            format!("{}{}", lang.pick("：", ": "), names::pick(lang, meaning))
        });
        Part::Text(format!("{number}. {name}{meaning}"))
    });
    lines.collect()
}

/// The checklist; of a stage that is passed, with the facts of today.
fn gates(view: &View<'_>, way: &UnitWay, stage: &StageRule) -> Vec<Part> {
    if !view.is_current(way, stage) {
        return Vec::new();
    }
    let lang = view.lang;
    let columns = view.heads([
        ("documents-gate", 16),
        ("documents-condition", 30),
        ("documents-met", 10),
        ("documents-missing", 30),
    ]);
    let named = stage
        .gate
        .iter()
        .any(|gate| gate.needs.contains(&Condition::Reported));
    let mut rows: Vec<Vec<String>> = checklist(stage, &way.facts)
        .iter()
        .flat_map(|(gate, checks)| gate_rows(view, gate, checks))
        .collect();
    if !named {
        rows.push(check_row(view, "", &check(Condition::Reported, &way.facts)));
    }
    vec![Part::Table(Table::new(
        t(lang, "stage-gates"),
        &columns,
        rows,
    ))]
}

fn gate_rows(view: &View<'_>, gate: &Gate, checks: &[Check]) -> Vec<Vec<String>> {
    let name = names::pick(view.lang, &gate.name);
    if checks.is_empty() {
        let by_people = t(view.lang, "stage-gate-by-people");
        return vec![vec![name.to_owned(), by_people]];
    }
    checks
        .iter()
        .map(|one| check_row(view, name, one))
        .collect()
}

fn check_row(view: &View<'_>, gate: &str, one: &Check) -> Vec<String> {
    let lang = view.lang;
    let missing = one
        .missing
        .as_ref()
        .map(|why| missing(view, one.condition, why));
    vec![
        gate.to_owned(),
        t_code(lang, "condition", one.condition.code()),
        t(
            lang,
            if one.unasked {
                "check-unasked"
            } else if one.is_met() {
                "check-met"
            } else {
                "check-unmet"
            },
        ),
        missing.unwrap_or_default(),
    ]
}

fn items(view: &View<'_>, items: &[(ItemRow, ProblemRow)]) -> Table {
    let lang = view.lang;
    let columns = view.heads([
        ("ledger-column-problem", 26),
        ("ledger-column-goal", 22),
        ("ledger-column-measure", 30),
        ("ledger-column-owner", 14),
        ("ledger-column-deadline", 11),
        ("ledger-column-state", 10),
        ("ledger-column-result", 26),
    ]);
    let row = |(item, problem): &(ItemRow, ProblemRow)| {
        let code = match item.stage {
            ItemStage::Done => "done",
            _ if item.deadline < view.today => "late",
            ItemStage::Absent => "planned",
            ItemStage::Working => "working",
        };
        vec![
            format!("{} {}", problem.problem, problem.title),
            item.plan.goal.clone(),
            item.plan.measure.clone(),
            item.plan.owner.clone(),
            item.deadline.to_string(),
            t_code(lang, "item", code),
            item.result.clone().unwrap_or_default(),
        ]
    };
    let name = t(lang, "ledger-title");
    Table::new(name, &columns, items.iter().map(row).collect())
}

fn promises(view: &View<'_>, all: &[(CommitmentId, Commitment)]) -> Table {
    let lang = view.lang;
    let columns = view.heads([
        ("commitments-office", 14),
        ("commitments-what", 36),
        ("documents-about", 16),
        ("commitments-due", 11),
        ("commitments-outcome", 16),
    ]);
    let row = |(_, one): &(CommitmentId, Commitment)| {
        let promise = one.promise.as_ref()?;
        let about = promise.about.as_ref();
        let charter = &view.campaign.charter;
        Some(vec![
            promise.office.clone(),
            promise.words.clone(),
            about.map_or_else(String::new, |it| {
                criticism::reference_words(lang, charter, it)
            }),
            one.due()?.to_string(),
            t(lang, commitment::standing(one, view.today).2),
        ])
    };
    let name = t(lang, "commitments-title");
    Table::new(name, &columns, all.iter().filter_map(row).collect())
}

fn signed(view: &View<'_>, step: Option<&Step>) -> Vec<Part> {
    let lang = view.lang;
    let Some(step) = step else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    for one in &step.postponed {
        let args = [
            ("unit", Value::from(view.unit(&one.by))),
            ("day", Value::from(date(lang, one.until.0))),
        ];
        parts.push(Part::Text(t_args(lang, "stage-put-off-by", &args)));
        parts.extend(Part::text(&one.reason));
    }
    if let Some(one) = &step.passed {
        let args = [("unit", view.unit(&one.by).into())];
        let by = t_args(lang, "stage-signed-by", &args);
        parts.push(Part::Text(format!("{by} {}", date(lang, one.day.0))));
        parts.extend(Part::text(&one.note));
    }
    parts
}
