//! `massline condense evaluate ASSIGNMENTS.jsonl GOLD`: how good a division into problems is,
//! beside one made by people. Works on the output of any program that writes
//! `{"id": …, "problem": …}` lines.

use super::classify::column;
use super::condense::{open_table, read_file};
use super::outputs::Outputs;
use crate::cli::CondenseEvaluate;
use crate::failure::Failure;
use crate::words::{lang, print, say};
use massline_condense::evaluate::groups::{GroupFigures, judge};
use massline_service::table::Table;
use massline_web::i18n::{count, t_args};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Usual names of the column of ids.
const IDS: [&str; 6] = ["id", "voice", "编号", "留言编号", "意见编号", "序号"];
/// Usual names of the column of groups.
const LABELS: [&str; 9] = [
    "problem", "label", "category", "group", "gold", "问题", "问题ID", "类别", "标签",
];
/// Most ids named where something does not fit; the counts are whole.
const NAMED: usize = 20;

/// The problem of each voice by its id; `None` for a voice without one.
type Problems = BTreeMap<String, Option<String>>;

pub(super) fn run(args: &CondenseEvaluate) -> Result<u8, Failure> {
    let ours = assignments(&args.assignments)?;
    let gold = gold(args)?;
    let (mut voices, mut missing) = (Vec::new(), Vec::new());
    let (mut groups, mut problems) = (Names::default(), Names::default());
    for (id, label) in &gold {
        match ours.get(id) {
            Some(problem) => {
                let problem = problem.as_deref().map(|name| problems.number(name));
                voices.push((groups.number(label), problem));
            }
            None => missing.push(id.as_str()),
        }
    }
    if voices.is_empty() {
        let (file, other) = (
            args.assignments.display().to_string(),
            args.gold.display().to_string(),
        );
        return Err(Failure::new(
            "cli-error-nothing-common",
            &[("file", &file), ("other", &other)],
        ));
    }
    let apart = args
        .apart
        .as_deref()
        .map(|file| apart(file, &ours))
        .transpose()?;
    let unmarked = ours.keys().filter(|id| !gold.contains_key(*id)).count();
    let figures = judge(&voices);
    let result = result(
        &figures,
        &groups,
        &problems,
        &missing,
        unmarked,
        apart.as_ref(),
    );
    if let Some(file) = &args.out {
        write(file, &result)?;
    }
    print(&serde_json::to_string_pretty(&result).unwrap_or_default());
    report(&figures, missing.len(), unmarked, apart.as_ref());
    Ok(0)
}

/// Names as numbers in the order in which they come.
#[derive(Default)]
struct Names {
    numbers: BTreeMap<String, usize>,
    names: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }
}

fn assignments(path: &Path) -> Result<Problems, Failure> {
    let file = path.display().to_string();
    let bytes = read_file(path)?;
    let mut found = Problems::new();
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let number = (at + 1).to_string();
        let wrong = |key| Failure::new(key, &[("file", &*file), ("line", &*number)]);
        let row: Json = serde_json::from_slice(line).map_err(|_| wrong("cli-error-assignments"))?;
        let id = row
            .get("id")
            .and_then(plain)
            .ok_or_else(|| wrong("cli-error-assignments"))?;
        let problem = row
            .get("problem")
            .ok_or_else(|| wrong("cli-error-assignments"))?;
        if found.insert(id, plain(problem)).is_some() {
            return Err(wrong("cli-error-assignment-twice"));
        }
    }
    Ok(found)
}

/// A name or number as text; nothing for null and for an empty text.
fn plain(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn gold(args: &CondenseEvaluate) -> Result<BTreeMap<String, String>, Failure> {
    let mut table = open_table(&args.gold)?;
    let id = chosen(&args.gold, &table, args.id.as_deref(), &IDS, "--id")?;
    let label = chosen(
        &args.gold,
        &table,
        args.label.as_deref(),
        &LABELS,
        "--label",
    )?;
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for row in table.by_ref().flatten() {
        let (id, label) = (row.cells[id].trim(), row.cells[label].trim());
        if id.is_empty() || label.is_empty() {
            continue;
        }
        let known = found.insert(id.to_owned(), label.to_owned());
        if known.is_some_and(|known| known != label) {
            let (file, row) = (args.gold.display().to_string(), row.number.to_string());
            let args = [("file", &*file), ("id", id), ("row", &*row)];
            return Err(Failure::new("cli-error-gold-twice", &args));
        }
    }
    Ok(found)
}

/// The column that was named, or the one with a usual name.
fn chosen(
    path: &Path,
    table: &Table,
    name: Option<&str>,
    usual: &[&str],
    option: &str,
) -> Result<usize, Failure> {
    if let Some(name) = name {
        return column(path, table, name);
    }
    let headers = table.headers();
    let is = |header: &String, name: &str| header.trim().eq_ignore_ascii_case(name);
    let found = usual
        .iter()
        .find_map(|name| headers.iter().position(|header| is(header, name)));
    found.ok_or_else(|| {
        let (file, known) = (path.display().to_string(), headers.join(", "));
        let args = [("file", &*file), ("option", option), ("known", &known)];
        Failure::new("cli-error-which-column", &args)
    })
}

/// What became of pairs that must not be together.
struct Apart {
    pairs: usize,
    joined: Vec<(String, String)>,
    unknown: usize,
}

fn apart(path: &Path, ours: &Problems) -> Result<Apart, Failure> {
    let mut table = open_table(path)?;
    if table.headers().len() < 2 {
        let file = path.display().to_string();
        return Err(Failure::new("cli-error-apart", &[("file", &file)]));
    }
    // Of a table without column names, all rows are data.
    let ids = ["id", "a", "id_a", "first"];
    let named = |header: &String| {
        let header = header.trim().to_lowercase();
        ids.contains(&&*header) || header.starts_with("id")
    };
    let first = table.headers().iter().position(named).unwrap_or(0);
    let second = if first + 1 < table.headers().len() {
        first + 1
    } else {
        0
    };
    let mut found = Apart {
        pairs: 0,
        joined: Vec::new(),
        unknown: 0,
    };
    for row in table.by_ref().flatten() {
        let (a, b) = (row.cells[first].trim(), row.cells[second].trim());
        found.pairs += 1;
        match (ours.get(a), ours.get(b)) {
            (Some(Some(a_problem)), Some(Some(b_problem))) if a_problem == b_problem => {
                found.joined.push((a.to_owned(), b.to_owned()));
            }
            (Some(_), Some(_)) => {}
            _ => found.unknown += 1,
        }
    }
    Ok(found)
}

fn result(
    figures: &GroupFigures,
    groups: &Names,
    problems: &Names,
    missing: &[&str],
    unmarked: usize,
    apart: Option<&Apart>,
) -> Json {
    let each: Vec<Json> = figures
        .each
        .iter()
        .map(|one| {
            json!({
                "group": groups.names[one.group], "size": one.size, "found": one.found(),
                "problem": one.problem.map(|at| &problems.names[at]),
                "precision": one.fit.precision, "recall": one.fit.recall, "f": one.fit.f,
            })
        })
        .collect();
    let apart = apart.map(|apart| {
        json!({
            "pairs": apart.pairs, "joined": apart.joined.len(), "joined_pairs": apart.joined,
            "unknown": apart.unknown,
        })
    });
    let named: BTreeSet<&&str> = missing.iter().take(NAMED).collect();
    json!({
        "voices": figures.voices, "without_problem": figures.without_problem,
        "groups": figures.groups.0, "problems": figures.groups.1,
        "b_cubed": figures.b_cubed, "pairs": figures.pairs,
        "agreement": figures.each_alone, "agreement_nulls_as_one_group": figures.all_together,
        "groups_of_two_or_more": figures.each.len(), "found": figures.found, "each_group": each,
        "apart": apart, "unmarked": unmarked,
        "missing": {"voices": missing.len(), "first": named},
        "version": env!("CARGO_PKG_VERSION"),
    })
}

fn write(path: &Path, result: &Json) -> Result<(), Failure> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty());
    let mut out = Outputs::new(dir.unwrap_or(Path::new(".")))?;
    out.json(&name.unwrap_or_default(), result)?;
    out.finish()
}

fn report(figures: &GroupFigures, missing: usize, unmarked: usize, apart: Option<&Apart>) {
    let exact = |number: f64| format!("{number:.3}");
    let whole = |number: usize| count(number as u64);
    let text = [
        ("voices", whole(figures.voices).into()),
        ("groups", whole(figures.groups.0).into()),
        ("problems", whole(figures.groups.1).into()),
        ("alone", whole(figures.without_problem).into()),
        ("precision", exact(figures.b_cubed.precision).into()),
        ("recall", exact(figures.b_cubed.recall).into()),
        ("f", exact(figures.b_cubed.f).into()),
        ("found", whole(figures.found).into()),
        ("all", whole(figures.each.len()).into()),
    ];
    say(&t_args(lang(), "cli-evaluated", &text));
    for (key, agreement) in [
        ("cli-evaluated-alone", figures.each_alone),
        ("cli-evaluated-together", figures.all_together),
    ] {
        let text = [
            ("nmi", exact(agreement.nmi).into()),
            ("ami", exact(agreement.ami).into()),
            ("ari", exact(agreement.ari).into()),
        ];
        say(&t_args(lang(), key, &text));
    }
    if missing > 0 {
        say(&t_args(
            lang(),
            "cli-evaluated-missing",
            &[("voices", whole(missing).into())],
        ));
    }
    if unmarked > 0 {
        say(&t_args(
            lang(),
            "cli-evaluated-unmarked",
            &[("voices", whole(unmarked).into())],
        ));
    }
    if let Some(apart) = apart {
        let text = [
            ("pairs", whole(apart.pairs).into()),
            ("joined", whole(apart.joined.len()).into()),
            ("unknown", apart.unknown.into()),
        ];
        say(&t_args(lang(), "cli-evaluated-apart", &text));
    }
}
