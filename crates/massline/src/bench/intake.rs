//! Durable intake: opinions answered with a promise after the commit, by many speakers at
//! once, beside bare SQLite commits with the same settings on the same disk.

use super::{campaign, line, now, per_second, speech};
use crate::failure::Failure;
use massline_domain::Who;
use std::path::Path;
use std::time::Duration;

/// How long each is measured.
const SECONDS: u64 = 5;

pub(super) async fn run(dir: &Path) -> Result<(), Failure> {
    let plain_dir = dir.with_extension("plain");
    std::fs::create_dir_all(&plain_dir).map_err(|error| Failure::path(&plain_dir, &error))?;
    let plain =
        massline_store::bench::raw_commits(&plain_dir, Duration::from_secs(SECONDS)).await?;
    for speakers in [1, 16, 128] {
        let dir = dir.with_extension(speakers.to_string());
        let ours = speak(&dir, speakers).await?;
        let what = format!("intake, {speakers} at once");
        line(
            &what,
            ours,
            "opinions/s",
            "bare SQLite commits of one row",
            plain,
        );
    }
    Ok(())
}

async fn speak(dir: &Path, speakers: u64) -> Result<f64, Failure> {
    let (_dir, service, campaign) = campaign(dir).await?;
    let began = now();
    let until = Duration::from_secs(SECONDS);
    let tasks: Vec<_> = (0..speakers)
        .map(|speaker| {
            let (service, campaign) = (service.clone(), campaign.clone());
            tokio::spawn(async move {
                let mut done = 0;
                while began.elapsed() < until {
                    let speech = speech(speaker * 10_000_000 + done);
                    service.speak(&campaign, speech, &Who::Public, None).await?;
                    done += 1;
                }
                Ok::<u64, massline_service::ServiceError>(done)
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += task
            .await
            .map_err(|error| Failure::new("cli-error-other", &[("error", &error.to_string())]))??;
    }
    Ok(per_second(done, began.elapsed()))
}
