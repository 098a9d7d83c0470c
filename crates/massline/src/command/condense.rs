//! `massline condense FILE --out DIR`: voices to problems, on plain files, without a server.

use crate::cli::CondenseVoices as Condense;
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_condense::{Condensed, Phase, Voice, condense};
use massline_service::dates::DateGuess;
use massline_service::table::{BadRow, Table};
use massline_web::i18n::t_args;
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// One row of the input; rows that could not be read are kept with an empty text, so that
/// every input row appears in the output exactly once.
struct Input {
    id: Json,
    title: String,
    text: String,
    place: String,
    day: Option<i32>,
    weight: f64,
}

pub(super) fn run(args: Condense) -> Result<u8, Failure> {
    let began = Instant::now();
    let mut seconds = BTreeMap::new();
    let (inputs, bad) = read(&args)?;
    seconds.insert("input", began.elapsed().as_secs_f64());
    let voices: Vec<Voice<'_>> = inputs.iter().map(voice).collect();
    let bar = bar(voices.len());
    let mut last = (Phase::Reading, began.elapsed());
    let mut phases: BTreeMap<&str, f64> = BTreeMap::new();
    let condensed = condense(&voices, &mut |phase, share| {
        let now = began.elapsed();
        *phases.entry(last.0.name()).or_default() += (now - last.1).as_secs_f64();
        last = (phase, now);
        bar.set_message(massline_web::i18n::t_code(
            lang(),
            "cli-phase",
            phase.name(),
        ));
        bar.set_position((share.clamp(0.0, 1.0) * 1000.0) as u64);
    });
    bar.finish_and_clear();
    seconds.extend(phases);
    write(&args.out, &inputs, &condensed, seconds, &bad)?;
    report(&args, &inputs, &condensed, &bad);
    Ok(0)
}

fn voice(input: &Input) -> Voice<'_> {
    let given = |text: &'_ String| !text.is_empty();
    Voice {
        text: &input.text,
        title: Some(&input.title).filter(|t| given(t)).map(String::as_str),
        place: Some(&input.place).filter(|t| given(t)).map(String::as_str),
        day: input.day,
        weight: input.weight,
    }
}

/// Where each part of a row comes from, as positions of columns.
struct Columns {
    id: Option<usize>,
    title: Option<usize>,
    text: Vec<usize>,
    time: Option<usize>,
    place: Option<usize>,
    weight: Option<usize>,
}

fn read(args: &Condense) -> Result<(Vec<Input>, Vec<BadRow>), Failure> {
    let mut table = open_table(&args.file)?;
    let columns = columns(args, &table)?;
    let cell = |cells: &[String], at: Option<usize>| at.and_then(|at| cells.get(at)).cloned();
    // The one date that proves the order of day and month may be in the last row.
    let mut dates = DateGuess::default();
    if columns.time.is_some() {
        for row in open_table(&args.file)?.flatten() {
            dates.observe(&cell(&row.cells, columns.time).unwrap_or_default());
        }
    }
    let (mut inputs, mut bad) = (Vec::new(), Vec::new());
    for row in &mut table {
        let row = match row {
            Ok(row) => row,
            Err(row) => {
                inputs.push(empty(row.number));
                bad.push(row);
                continue;
            }
        };
        let time = cell(&row.cells, columns.time).unwrap_or_default();
        let text: Vec<&str> = columns
            .text
            .iter()
            .map(|at| row.cells[*at].as_str())
            .collect();
        inputs.push(Input {
            id: cell(&row.cells, columns.id).map_or_else(|| json!(row.number), Json::String),
            title: cell(&row.cells, columns.title).unwrap_or_default(),
            text: text.join("\n"),
            place: cell(&row.cells, columns.place).unwrap_or_default(),
            day: dates.parse(&time).ok().map(|day| day.0),
            weight: cell(&row.cells, columns.weight).map_or(1.0, |text| weight(&text)),
        });
    }
    Ok((inputs, bad))
}

fn empty(number: u64) -> Input {
    let none = String::new;
    Input {
        id: json!(number),
        title: none(),
        text: none(),
        place: none(),
        day: None,
        weight: 1.0,
    }
}

fn weight(text: &str) -> f64 {
    text.trim()
        .parse()
        .ok()
        .filter(|weight: &f64| weight.is_finite() && *weight > 0.0)
        .unwrap_or(1.0)
}

pub(super) fn open_table(path: &Path) -> Result<Table, Failure> {
    Table::open(path)
        .map_err(|error| Failure::new("cli-error-other", &[("error", &error.to_string())]))
}

fn columns(args: &Condense, table: &Table) -> Result<Columns, Failure> {
    let headers = table.headers();
    let position = |name: &str| -> Result<usize, Failure> {
        let name = name.trim();
        headers
            .iter()
            .position(|header| header.trim() == name)
            .ok_or_else(|| {
                let known = headers.join(", ");
                let file = args.file.display().to_string();
                Failure::new(
                    "cli-error-column",
                    &[("file", &file), ("column", name), ("known", &known)],
                )
            })
    };
    let optional = |name: &Option<String>| name.as_deref().map(position).transpose();
    let named: Vec<usize> = match &args.text {
        Some(names) => names.split(',').map(position).collect::<Result<_, _>>()?,
        None => guessed_text(args, table)?,
    };
    let (title, text) = split_title(&named, table);
    Ok(Columns {
        id: optional(&args.id)?,
        title,
        text,
        time: optional(&args.time)?,
        place: optional(&args.place)?,
        weight: optional(&args.weight)?,
    })
}

fn guessed_text(args: &Condense, table: &Table) -> Result<Vec<usize>, Failure> {
    use massline_service::mapping::{Field, Mapping};
    let mapping = Mapping::guess(table.headers(), table.sample());
    let mut named = mapping.columns(Field::Title);
    named.extend(mapping.columns(Field::Text));
    if named.is_empty() {
        let file = args.file.display().to_string();
        let known = table.headers().join(", ");
        return Err(Failure::new(
            "cli-error-no-text",
            &[("file", &file), ("known", &known)],
        ));
    }
    Ok(named)
}

/// Of several text columns, the first is the subject if it is much shorter than the rest:
/// its words count more.
fn split_title(named: &[usize], table: &Table) -> (Option<usize>, Vec<usize>) {
    let [first, rest @ ..] = named else {
        return (None, Vec::new());
    };
    let length = |at: &usize| -> usize {
        table
            .sample()
            .iter()
            .map(|row| row.cells[*at].chars().count())
            .sum()
    };
    let others: usize = rest.iter().map(length).sum();
    if !rest.is_empty() && length(first) * 2 < others {
        (Some(*first), rest.to_vec())
    } else {
        (None, named.to_vec())
    }
}

fn write(
    dir: &Path,
    inputs: &[Input],
    condensed: &Condensed,
    seconds: BTreeMap<&'static str, f64>,
    bad: &[BadRow],
) -> Result<(), Failure> {
    let name = |problem: usize| format!("p{}", problem + 1);
    let assignments: Vec<Json> = inputs
        .iter()
        .zip(&condensed.assignments)
        .map(|(input, assignment)| {
            let similarity = (f64::from(assignment.similarity) * 10_000.0).round() / 10_000.0;
            json!({"id": input.id, "problem": assignment.problem.map(name), "similarity": similarity})
        })
        .collect();
    let day = |day: Option<i32>| day.map(|day| massline_domain::Day(day).to_string());
    let ids = |rows: &[usize]| -> Vec<&Json> { rows.iter().map(|at| &inputs[*at].id).collect() };
    let problems: Vec<Json> = condensed
        .problems
        .iter()
        .enumerate()
        .map(|(at, problem)| {
            json!({
                "problem": name(at), "rank": at + 1, "title": problem.title,
                "size": problem.size, "people": problem.people, "strength": problem.strength,
                "keywords": problem.keywords, "representatives": ids(&problem.representatives),
                "first": day(problem.first), "last": day(problem.last), "places": problem.places,
            })
        })
        .collect();
    let assigned = condensed
        .assignments
        .iter()
        .filter(|one| one.problem.is_some())
        .count();
    let summary = json!({
        "rows": inputs.len(), "problems": problems.len(), "assigned": assigned,
        "alone": inputs.len() - assigned, "unreadable": bad.len(), "seconds": seconds,
        "peak_memory_bytes": peak_memory(), "version": env!("CARGO_PKG_VERSION"),
    });
    let mut out = Outputs::new(dir)?;
    out.lines("assignments.jsonl", &assignments)?;
    out.lines("problems.jsonl", &problems)?;
    out.json("summary.json", &summary)?;
    out.finish()
}

/// The most memory this process used, in bytes; `None` where the system does not tell.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace()
        .nth(1)?
        .parse::<u64>()
        .ok()
        .map(|kibibytes| kibibytes * 1024)
}

fn report(args: &Condense, inputs: &[Input], condensed: &Condensed, bad: &[BadRow]) {
    for row in bad {
        let text = [
            ("row", row.number.into()),
            ("line", row.line.into()),
            (
                "reason",
                massline_web::i18n::t_code(lang(), "bad-row", row.reason.code()).into(),
            ),
        ];
        say(&t_args(lang(), "cli-bad-row", &text));
    }
    let assigned = condensed
        .assignments
        .iter()
        .filter(|one| one.problem.is_some())
        .count();
    let text = [
        ("rows", inputs.len().into()),
        ("problems", condensed.problems.len().into()),
        ("assigned", assigned.into()),
        ("dir", args.out.display().to_string().into()),
    ];
    say(&t_args(lang(), "cli-condense-done", &text));
}

fn bar(rows: usize) -> indicatif::ProgressBar {
    let bar = indicatif::ProgressBar::new(1000);
    let style = indicatif::ProgressStyle::with_template("{msg} {bar:30} {percent} % {eta}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    if rows < 1000 {
        indicatif::ProgressBar::hidden()
    } else {
        bar
    }
}

pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::path(path, &error))
}

/// Output files that appear whole or not at all: each is written aside and renamed at the end.
pub(super) struct Outputs {
    dir: PathBuf,
    names: Vec<String>,
}

impl Outputs {
    pub(super) fn new(dir: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(dir).map_err(|error| Failure::path(dir, &error))?;
        Ok(Self {
            dir: dir.to_owned(),
            names: Vec::new(),
        })
    }

    pub(super) fn lines<T: Serialize>(&mut self, name: &str, rows: &[T]) -> Result<(), Failure> {
        self.put(name, |out| {
            for row in rows {
                serde_json::to_writer(&mut *out, row)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })
    }

    pub(super) fn json<T: Serialize>(&mut self, name: &str, value: &T) -> Result<(), Failure> {
        self.put(name, |out| {
            serde_json::to_writer_pretty(&mut *out, value)?;
            out.write_all(b"\n")
        })
    }

    pub(super) fn text(&mut self, name: &str, text: &str) -> Result<(), Failure> {
        self.put(name, |out| out.write_all(text.as_bytes()))
    }

    pub(super) fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.put(name, |out| out.write_all(bytes))
    }

    fn put(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
    ) -> Result<(), Failure> {
        let path = self.aside(name);
        let result = File::create(&path).and_then(|file| {
            let mut out = BufWriter::new(file);
            write(&mut out)?;
            out.flush()
        });
        self.names.push(name.to_owned());
        result.map_err(|error| Failure::path(&path, &error))
    }

    pub(super) fn finish(mut self) -> Result<(), Failure> {
        for name in std::mem::take(&mut self.names) {
            let (from, to) = (self.aside(&name), self.dir.join(&name));
            fs::rename(&from, &to).map_err(|error| Failure::path(&to, &error))?;
        }
        Ok(())
    }

    fn aside(&self, name: &str) -> PathBuf {
        self.dir.join(format!(".{name}.part"))
    }
}

impl Drop for Outputs {
    fn drop(&mut self) {
        for name in &self.names {
            let _ = fs::remove_file(self.aside(name));
        }
    }
}
