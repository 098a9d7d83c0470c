//! Import from csv, beside only reading the file.

use super::{campaign, line, now, per_second, words};
use crate::failure::Failure;
use massline_service::import::{Collected, ImportOptions, Sheet};
use massline_service::table::Table;
use std::io::Write;
use std::path::Path;

pub(super) async fn run(dir: &Path, rows: u32) -> Result<(), Failure> {
    let (_dir, service, campaign) = campaign(dir).await?;
    let file = dir.join("voices.csv");
    write(&file, rows).map_err(|error| Failure::path(&file, &error))?;
    let began = now();
    let table = Table::open(&file)
        .map_err(|error| Failure::new("cli-error-other", &[("error", &error.to_string())]))?;
    let read = table.filter(Result::is_ok).count() as u64;
    let plain = per_second(read, began.elapsed());
    let options = ImportOptions {
        source: "bench".to_owned(),
        ..ImportOptions::default()
    };
    let began = now();
    let report = service
        .import(
            &campaign,
            None,
            &Sheet::Path(file),
            &options,
            &mut Collected::default(),
        )
        .await
        .map_err(|error| Failure::new("cli-error-other", &[("error", &error.to_string())]))?;
    let what = format!("import, {rows} rows of csv");
    line(
        &what,
        per_second(report.taken, began.elapsed()),
        "rows/s",
        "only reading the file",
        plain,
    );
    let began = now();
    let sealed = service.seal_now(campaign.id()).await?;
    let ours = per_second(sealed, began.elapsed());
    let began = now();
    let mut root = [0; 32];
    for number in 0..u64::from(rows) * 2 {
        root = massline_log::sha256(&[root.as_slice(), &number.to_be_bytes()].concat());
    }
    std::hint::black_box(root);
    let plain = per_second(u64::from(rows), began.elapsed());
    line(
        "sealing",
        ours,
        "entries/s",
        "two bare SHA-256 for each",
        plain,
    );
    Ok(())
}

fn write(file: &Path, rows: u32) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
    writeln!(out, "编号,时间,内容")?;
    for number in 0..u64::from(rows) {
        writeln!(
            out,
            "b{number},2026-0{}-1{},{}",
            1 + number % 9,
            number % 9,
            words(number)
        )?;
    }
    out.flush()
}
