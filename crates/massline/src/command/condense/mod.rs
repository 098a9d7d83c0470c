//! `massline condense FILE --out DIR`: voices to problems, on plain files, without a server.
//!
//! What was before and what people decided come from files too, so that a result can be made
//! anew with more voices: problems keep their names, and no decision is undone.

mod columns;
mod dictionary;
mod input;
mod lines;
mod names;
mod output;
mod people;
mod previous;
mod progress;

pub(super) use super::outputs::Outputs;

use super::interrupt::interruptible;
use crate::cli::CondenseVoices as Condense;
use crate::failure::Failure;
use crate::words::lang;
use input::Input;
use massline_condense::{Condensed, Decisions, Settings, Voice, condense_decided, identities};
use massline_service::table::{Table, TableError};
use massline_web::i18n::{Lang, t_code};
use names::Names;
use output::{Name, Named, Words, reserve};
use people::{Bound, People};
use previous::Previous;
use progress::{Progress, Step};
use std::path::Path;

pub(super) fn run(args: Condense) -> Result<u8, Failure> {
    let twice = args.previous.is_none() && args.decisions.is_some();
    let progress = Progress::new(if twice { 2 } else { 1 });
    let bar = progress.clone();
    let dir = args.out.clone();
    let stopping = move || bar.clear();
    interruptible(&dir, stopping, move |out| {
        let done = work(&args, &progress, out);
        progress.clear();
        done?.say();
        Ok(0)
    })
}

fn work(args: &Condense, progress: &Progress, mut out: Outputs) -> Result<Words, Failure> {
    reserve(&mut out)?;
    let settings = Settings {
        names: dictionary::of(args.names.as_deref())?,
        ..Settings::default()
    };
    let input = Input::read(args, progress)?;
    let mut names = Names::default();
    let earlier = args.previous.as_deref();
    let earlier = earlier.map(|dir| Previous::read(dir, &input, &mut names));
    let earlier = earlier.transpose()?;
    let people = match &args.decisions {
        Some(file) => People::read(file, &input, &mut names)?,
        None => People::default(),
    };
    let found = find(input, earlier, &people, &mut names, &settings, progress)?;
    found.write(out, progress)?;
    Ok(Words::of(&found, &args.out))
}

/// Condenses, and gives the problems their names. Decisions are about problems: where there
/// is no earlier result, they are about what the machine finds in the same voices by itself.
fn find(
    input: Input,
    earlier: Option<Previous>,
    people: &People,
    names: &mut Names,
    settings: &Settings,
    progress: &Progress,
) -> Result<Named, Failure> {
    let voices: Vec<Voice<'_>> = input.rows.iter().map(input::Row::voice).collect();
    let condense = |decisions: &Decisions| {
        condense_decided(&voices, decisions, settings, &mut |phase, share| {
            progress.tell(Step::Condensing(phase), share);
        })
    };
    let is_rerun = earlier.is_some();
    let mut before = earlier;
    if before.is_none() && people.decide() {
        let alone = condense(&Decisions::default());
        before = Some(Previous::by_machine(&alone, names));
    }
    if let Some(before) = &before {
        people.check(before)?;
    }
    let bound = people.bind(before.as_ref().unwrap_or(&Previous::default()));
    let condensed = condense(&bound.decisions);
    let before = match before {
        Some(before) => before,
        None => {
            let first = Previous::by_machine(&condensed, names);
            people.check(&first)?;
            first
        }
    };
    let keys = keys(&condensed, &before, &bound, names);
    let of_row: Vec<Option<u64>> = condensed
        .assignments
        .iter()
        .map(|one| one.problem.map(|at| keys[at]))
        .collect();
    let kept = is_rerun.then(|| before.kept(&keys, &of_row));
    let named = keys.iter().map(|&key| Name {
        name: names.name(key),
        title: people.title(key, &before).map(str::to_owned),
        decided: bound.decided.contains(&key),
    });
    let named = named.collect();
    drop(voices);
    Ok(Named {
        input,
        condensed,
        names: named,
        last_number: names.last(),
        kept,
    })
}

/// What each problem is called: as before, else as a person called it, else a new number.
fn keys(condensed: &Condensed, before: &Previous, bound: &Bound, names: &mut Names) -> Vec<u64> {
    let problems = condensed.problems.iter();
    let groups: Vec<Vec<usize>> = problems.map(|problem| problem.members.clone()).collect();
    let mut decided = vec![None; condensed.assignments.len()];
    for (row, problem) in &bound.of_row {
        decided[*row] = Some(*problem);
    }
    let same = identities(&groups, &before.of_row, &decided).into_iter();
    same.map(|key| key.unwrap_or_else(|| names.fresh()))
        .collect()
}

/// Opens a file of rows; what is wrong with it is said in the user's language.
pub(super) fn open_table(path: &Path) -> Result<Table, Failure> {
    Table::open(path).map_err(|error| {
        let file = path.display().to_string();
        match in_own_words(&error) {
            Some(words) => Failure::new("cli-error-file", &[("file", &file), ("error", &words)]),
            None => Failure::new("cli-error-other", &[("error", &error.to_string())]),
        }
    })
}

/// In Chinese; the error's own words are English, and say more.
fn in_own_words(error: &TableError) -> Option<String> {
    let code = error.code();
    let words = t_code(lang(), "sheet", code);
    (lang() != Lang::En && words != code).then_some(words)
}

/// A whole file.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::path(path, &error))
}
