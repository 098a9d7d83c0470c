//! `massline classify train FILE --label COL --out MODEL`.

use super::input::{Wanted, read};
use super::{bar, untaught};
use crate::cli::ClassifyTrain;
use crate::command::outputs::Outputs;
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_condense::classify::{Classifier, TARGET, word_meanings};
use massline_web::i18n::{count, percent, t_args};
use std::path::Path;

pub(in crate::command) fn run(args: &ClassifyTrain) -> Result<u8, Failure> {
    let wanted = Wanted {
        text: args.text.as_deref(),
        label: Some(&args.label),
        id: args.id.as_deref(),
    };
    let input = read(&args.file, &wanted)?;
    input.say_bad();
    let pairs = input.pairs();
    let bar = bar("cli-classify-learning");
    let model = Classifier::train_with(&pairs, Some(word_meanings()), &|share| {
        bar.set_position((share * 1e3) as u64)
    });
    bar.finish_and_clear();
    let model = model.map_err(|error| untaught(&args.file, &args.label, &error))?;
    write(&args.out, &model)?;
    report(args, &model, input.texts.len());
    Ok(0)
}

fn write(path: &Path, model: &Classifier) -> Result<(), Failure> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let Some(name) = name else {
        let error = std::io::Error::from(std::io::ErrorKind::IsADirectory);
        return Err(Failure::path(path, &error));
    };
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty());
    let mut out = Outputs::new(dir.unwrap_or(Path::new(".")))?;
    out.bytes(&name, &model.to_bytes())?;
    out.finish()
}

fn report(args: &ClassifyTrain, model: &Classifier, rows: usize) {
    let facts = model.facts();
    let text = [
        ("file", args.out.display().to_string().into()),
        ("examples", count(facts.examples as u64).into()),
        ("left", count((rows - facts.examples) as u64).into()),
        ("labels", model.labels().len().into()),
        ("accuracy", percent(facts.accuracy).into()),
    ];
    say(&t_args(lang(), "cli-classify-trained", &text));
    let Some(threshold) = model.threshold() else {
        let text = [("target", percent(TARGET).into())];
        say(&t_args(lang(), "cli-classify-never-sure", &text));
        return;
    };
    let text = [
        ("threshold", format!("{threshold:.3}").into()),
        ("coverage", percent(facts.coverage).into()),
        (
            "right",
            percent(facts.accuracy_when_given.unwrap_or(0.0)).into(),
        ),
    ];
    say(&t_args(lang(), "cli-classify-threshold", &text));
}
