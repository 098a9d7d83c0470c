//! Audit of many opinions, beside bare SHA-256 over the bytes that must be hashed.

use super::{campaign, fill, line, now, per_second};
use crate::failure::Failure;
use std::path::Path;

/// Hashes that an audit cannot do without, for each opinion: twelve private fields, their
/// commitment, the row, its link in the chain, the leaf and about one inner node.
const HASHES: u64 = 17;

pub(super) async fn run(dir: &Path, rows: u32) -> Result<(), Failure> {
    let (_dir, service, campaign) = campaign(dir).await?;
    fill(&service, &campaign, rows).await?;
    service.seal_now(campaign.id()).await?;
    let began = now();
    let report = service.audit(None).await?;
    let ours = per_second(u64::from(rows), began.elapsed());
    if !report.findings.is_empty() {
        let found = report.findings.len().to_string();
        return Err(Failure::new("cli-error-other", &[("error", &found)]));
    }
    let began = now();
    let mut hash = [0; 32];
    for number in 0..u64::from(rows) * HASHES {
        hash = massline_log::sha256(&[hash.as_slice(), &[0; 60], &number.to_be_bytes()].concat());
    }
    std::hint::black_box(hash);
    let plain = per_second(u64::from(rows), began.elapsed());
    let beside = format!("{HASHES} bare SHA-256 for each");
    line(
        &format!("audit, {rows} opinions"),
        ours,
        "opinions/s",
        &beside,
        plain,
    );
    Ok(())
}
