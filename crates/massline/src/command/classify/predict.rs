//! `massline classify predict FILE --model MODEL --out DIR`.

use super::input::{Wanted, read};
use super::{open, rounded};
use crate::cli::ClassifyPredict;
use crate::command::outputs::Outputs;
use crate::failure::Failure;
use crate::words::{lang, say};
use massline_condense::classify::{Classifier, Prediction};
use massline_web::i18n::{count, t_args};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::time::Instant;

pub(in crate::command) fn run(args: &ClassifyPredict) -> Result<u8, Failure> {
    let began = Instant::now();
    let model = open(&args.model, args.threshold)?;
    let wanted = Wanted {
        text: args.text.as_deref(),
        label: None,
        id: args.id.as_deref(),
    };
    let input = read(&args.file, &wanted)?;
    input.say_bad();
    let texts: Vec<&str> = input.texts.iter().map(String::as_str).collect();
    let predictions = model.predict_all(&texts);
    let lines: Vec<Json> = input
        .ids
        .iter()
        .zip(&predictions)
        .map(|(id, one)| line(id, one))
        .collect();
    let mut out = Outputs::new(&args.out)?;
    out.lines("predictions.jsonl", &lines)?;
    let summary = summary(
        &model,
        &predictions,
        input.bad.len(),
        began.elapsed().as_secs_f64(),
    );
    out.json("summary.json", &summary)?;
    out.finish()?;
    let labelled = predictions.iter().filter(|one| one.label.is_some()).count();
    let text = [
        ("rows", count(predictions.len() as u64).into()),
        ("labelled", count(labelled as u64).into()),
        (
            "withheld",
            count((predictions.len() - labelled) as u64).into(),
        ),
        ("dir", args.out.display().to_string().into()),
    ];
    say(&t_args(lang(), "cli-classify-predicted", &text));
    if model.threshold().is_none() {
        let target = massline_web::i18n::percent(massline_condense::classify::TARGET);
        say(&t_args(
            lang(),
            "cli-classify-never-sure",
            &[("target", target.into())],
        ));
    }
    Ok(0)
}

/// One line of `predictions.jsonl`.
pub(super) fn line(id: &Json, one: &Prediction) -> Json {
    let labels: Vec<Json> = one
        .ranked
        .iter()
        .map(|ranked| json!({"label": ranked.label, "probability": rounded(ranked.probability)}))
        .collect();
    json!({
        "id": id, "label": one.label, "probability": rounded(one.probability),
        "labels": labels, "why": one.why,
    })
}

fn summary(model: &Classifier, predictions: &[Prediction], bad: usize, seconds: f64) -> Json {
    let mut per_label: BTreeMap<&str, usize> = model
        .labels()
        .iter()
        .map(|label| (label.as_str(), 0))
        .collect();
    for label in predictions.iter().filter_map(|one| one.label.as_deref()) {
        *per_label.entry(label).or_default() += 1;
    }
    let labelled: usize = per_label.values().sum();
    json!({
        "rows": predictions.len(), "labelled": labelled, "withheld": predictions.len() - labelled,
        "unreadable": bad, "labels": per_label, "threshold": model.threshold(),
        "model": model.facts(), "seconds": rounded(seconds), "version": env!("CARGO_PKG_VERSION"),
    })
}
