//! `massline bench`: what this machine does, each figure beside something plain that is run
//! in the same minute on the same disk, so that the ratio holds when the machine does not.

mod audit;
mod import;
mod intake;
mod pages;

use crate::cli::Bench;
use crate::data_dir::{DataDir, DirSettings};
use crate::failure::Failure;
use crate::words::print;
use massline_domain::Who;
use massline_domain::campaign::Profile;
use massline_domain::unit::Name;
use massline_service::campaign::NewCampaign;
use massline_service::speak::Speech;
use massline_service::{Campaign, Service};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const ALL: [&str; 4] = ["intake", "import", "pages", "audit"];
const SLUG: &str = "bench";

/// A directory that goes when the measuring is over.
struct Scratch(PathBuf);

impl Scratch {
    fn new(dir: Option<&Path>) -> Result<Self, Failure> {
        let parent = dir.map_or_else(std::env::temp_dir, Path::to_owned);
        let path = parent.join(format!("massline-bench-{}", std::process::id()));
        std::fs::create_dir_all(&path).map_err(|error| Failure::path(&path, &error))?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn run(args: Bench) -> Result<u8, Failure> {
    let unknown = args.what.iter().find(|what| !ALL.contains(&what.as_str()));
    if let Some(unknown) = unknown {
        let known = ALL.join(", ");
        return Err(Failure::new(
            "cli-error-bench",
            &[("what", unknown), ("known", &known)],
        ));
    }
    let wanted = |what: &str| args.what.is_empty() || args.what.iter().any(|one| one == what);
    let scratch = Scratch::new(args.dir.as_deref())?;
    let runtime = crate::runtime()?;
    for what in ALL.into_iter().filter(|what| wanted(what)) {
        let dir = scratch.0.join(what);
        runtime.block_on(async {
            match what {
                "intake" => intake::run(&dir).await,
                "import" => import::run(&dir, args.rows).await,
                "pages" => pages::run(&dir, args.rows).await,
                _ => audit::run(&dir, args.rows).await,
            }
        })?;
    }
    Ok(0)
}

/// A new data directory with an open campaign.
async fn campaign(dir: &Path) -> Result<(DataDir, Service, Arc<Campaign>), Failure> {
    let settings = DirSettings {
        format: 1,
        origin: "bench.localhost/log/1".to_owned(),
        campaign: SLUG.to_owned(),
        database: None,
    };
    let dir = DataDir::create(dir, settings)?;
    let service = dir.service().await?;
    let charter = crate::command::charter_text("mass-line")?;
    let name = Name {
        zh: SLUG.to_owned(),
        en: SLUG.to_owned(),
    };
    let new = NewCampaign {
        slug: SLUG.to_owned(),
        name,
        charter,
        profile: Profile::Open,
    };
    let campaign = service
        .open_campaign(new)
        .await
        .map_err(crate::command::open_failure)?;
    Ok((dir, service, campaign))
}

/// Lets this many voices speak, many at once.
async fn fill(service: &Service, campaign: &Arc<Campaign>, rows: u32) -> Result<(), Failure> {
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..u64::from(rows) {
        let (service, campaign) = (service.clone(), campaign.clone());
        tasks.spawn(async move {
            let spoken = service
                .speak(&campaign, speech(number), &Who::Public, None)
                .await;
            spoken.map(|_| ())
        });
        if tasks.len() >= 256
            && let Some(Ok(done)) = tasks.join_next().await
        {
            done?;
        }
    }
    while let Some(done) = tasks.join_next().await {
        if let Ok(done) = done {
            done?;
        }
    }
    Ok(())
}

/// A voice of about sixty characters; no two are alike.
fn words(number: u64) -> String {
    const MATTERS: [&str; 6] = [
        "路灯坏了好几天，晚上下班走这段路看不清，摔过人，请尽快修好",
        "小区门口的饭店油烟直接排到楼上，窗户不敢开，夜里十二点还在炒菜",
        "自来水早晚压力小，六楼以上接不到水，老人提水上楼很吃力",
        "公交车半小时一趟还经常不来，学生上学总迟到，希望加一班",
        "垃圾三天没有清运，天热发臭，苍蝇多，物业电话打不通",
        "工地晚上施工到两点，打桩声很大，孩子第二天要上学",
    ];
    let matter = MATTERS[usize::try_from(number % 6).unwrap_or(0)];
    format!(
        "{}号院{}栋：{matter}。第{number}次反映。",
        number % 997,
        number % 37
    )
}

fn speech(number: u64) -> Speech {
    Speech {
        words: words(number),
        channel: "web".to_owned(),
        language: "zh-CN".to_owned(),
        receipt: true,
        ..Speech::default()
    }
}

/// A stopwatch: benchmarks are the one place besides the clock that looks at the time.
fn now() -> Instant {
    Instant::now()
}

fn per_second(count: u64, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64().max(1e-9)
}

/// One line of the result: `what  ours  unit  beside  plain  ratio`.
fn line(what: &str, ours: f64, unit: &str, beside: &str, plain: f64) {
    let ratio = ours / plain.max(1e-9);
    print(&format!(
        "{what:<34} {ours:>12.1} {unit:<12} {beside:<40} {plain:>12.1}   x{ratio:.3}"
    ));
}
