//! `kill -9` in the middle of writing, hundreds of times: nothing acknowledged is missing.
//! The control acknowledges before the write is durable, and must lose something.

use massline_domain::Who;
use massline_domain::campaign::Profile;
use massline_domain::unit::Name;
use massline_service::campaign::NewCampaign;
use massline_service::ports::{SystemClock, SystemRandom};
use massline_service::session::PasswordCost;
use massline_service::speak::Speech;
use massline_service::{Service, ServiceError, Settings};
use massline_store::{Database, LogIdentity, Store};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const KILLS: u32 = 200;
const CHILD: &str = "MASSLINE_KILL_CHILD";
const EARLY: &str = "MASSLINE_KILL_EARLY";
const SEED: [u8; 32] = [7; 32];
const ORIGIN: &str = "kill.example/log/1";

async fn service(dir: &Path) -> Service {
    let identity = LogIdentity::new(ORIGIN, SEED);
    let store = Store::open(&Database::Sqlite(dir.to_owned()), identity)
        .await
        .unwrap();
    let settings = Settings {
        origin: ORIGIN.to_owned(),
        seed: SEED,
        password_cost: PasswordCost::Test,
    };
    Service::new(
        store,
        settings,
        Arc::new(SystemClock),
        Arc::new(SystemRandom),
    )
    .await
    .unwrap()
}

async fn open_campaign(service: &Service) {
    let name = Name {
        zh: "试验".to_owned(),
        en: "Trial".to_owned(),
    };
    let charter = include_str!("../../../../charters/mass-line.toml").to_owned();
    let new = NewCampaign {
        slug: "main".to_owned(),
        name,
        charter,
        profile: Profile::Open,
    };
    service.open_campaign(new).await.unwrap();
}

fn speech(number: u64) -> Speech {
    Speech {
        words: format!("第{number}盏路灯坏了，晚上看不见路。"),
        channel: "web".to_owned(),
        language: "zh-CN".to_owned(),
        receipt: true,
        ..Speech::default()
    }
}

/// What the child does: speaks from several tasks as fast as it can and prints each receipt
/// once it is acknowledged. In the control it prints a receipt that was only promised.
#[test]
fn child_that_is_killed() {
    let Some(dir) = std::env::var_os(CHILD) else {
        return;
    };
    let early = std::env::var_os(EARLY).is_some();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async move {
        let service = service(Path::new(&dir)).await;
        let campaign = service.campaign("main").unwrap();
        say("ready");
        let mut tasks = Vec::new();
        for task in 0..4 {
            let (service, campaign) = (service.clone(), campaign.clone());
            tasks.push(tokio::spawn(async move {
                for number in 0.. {
                    if early {
                        say_early(&service, task * 1_000_000 + number).await;
                        continue;
                    }
                    let spoken = speech(task * 1_000_000 + number);
                    let receipt = service.speak(&campaign, spoken, &Who::Public, None).await;
                    say(&receipt.unwrap().code.to_string());
                }
            }));
        }
        tasks.push(tokio::spawn({
            let service = service.clone();
            async move {
                loop {
                    service.seal_now(campaign.id()).await.unwrap();
                }
            }
        }));
        for task in tasks {
            task.await.unwrap();
        }
    });
}

/// The control's mistake: the word is given before the write.
async fn say_early(service: &Service, number: u64) {
    let campaign = service.campaign("main").unwrap();
    say(&format!("early {number}"));
    let receipt = service
        .speak(&campaign, speech(number), &Who::Public, None)
        .await
        .unwrap();
    say(&format!("stored {number} {}", receipt.code));
}

/// One line, at once, in one piece.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(format!("{line}\n").as_bytes());
    let _ = out.flush();
}

/// Starts the child, kills it after a while, and returns what it said.
fn lines_until_killed(dir: &Path, early: bool, after: Duration) -> Vec<String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "kill::child_that_is_killed",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if early {
        command.env(EARLY, "1");
    }
    let mut child = command.spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("ready") {
        line.clear();
        assert!(
            out.read_line(&mut line).unwrap() > 0,
            "the child is ready before it ends"
        );
    }
    let killer = std::thread::spawn(move || {
        std::thread::sleep(after);
        // SIGKILL: nothing can be tidied up.
        child.kill().unwrap();
        child.wait().unwrap();
    });
    let mut lines = Vec::new();
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if out.read_until(b'\n', &mut bytes).unwrap() == 0 {
            break;
        }
        // A line cut off by the kill was never said.
        if bytes.last() == Some(&b'\n') {
            lines.push(String::from_utf8_lossy(&bytes).trim().to_owned());
        }
    }
    killer.join().unwrap();
    lines
}

/// Moments between one and forty milliseconds, the same in each run.
fn moments() -> impl Iterator<Item = Duration> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        Duration::from_micros(1_000 + state % 39_000)
    })
}

#[test]
fn nothing_acknowledged_is_lost_when_killed_hundreds_of_times() {
    let dir = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async { open_campaign(&service(dir.path()).await).await });
    let mut acknowledged: Vec<String> = Vec::new();
    for (number, moment) in moments().take(KILLS as usize).enumerate() {
        let lines = lines_until_killed(dir.path(), false, moment);
        let codes: Vec<String> = lines
            .into_iter()
            .filter(|line| line.starts_with("ML1 "))
            .collect();
        runtime.block_on(async {
            let service = service(dir.path()).await;
            for code in &codes {
                let found = service.follow(code, None).await;
                assert!(
                    found.is_ok(),
                    "kill {number}: {code} was acknowledged and is gone"
                );
            }
        });
        acknowledged.extend(codes);
    }
    assert!(
        acknowledged.len() > KILLS as usize,
        "the test wrote something"
    );
    runtime.block_on(async {
        let service = service(dir.path()).await;
        service
            .seal_now(service.campaign("main").unwrap().id())
            .await
            .unwrap();
        for code in &acknowledged {
            assert!(
                service.follow(code, None).await.is_ok(),
                "{code} is still there at the end"
            );
        }
        let report = service.audit(None).await.unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    });
    eprintln!(
        "{KILLS} kills, {} acknowledged opinions, 0 lost",
        acknowledged.len()
    );
}

/// The control: a server that gives its word before the write loses some of it, and this
/// test sees that it does.
#[test]
fn a_word_given_too_early_is_seen_to_be_lost() {
    let dir = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async { open_campaign(&service(dir.path()).await).await });
    let mut lost = 0;
    for moment in moments().take(20) {
        let lines = lines_until_killed(dir.path(), true, moment);
        let words: Vec<u64> = lines
            .iter()
            .filter_map(|line| line.strip_prefix("early ")?.parse().ok())
            .collect();
        let stored = runtime.block_on(async {
            let service = service(dir.path()).await;
            let mut stored = 0;
            for line in lines.iter().filter_map(|line| line.strip_prefix("stored ")) {
                let code = line.split_once(' ').unwrap().1;
                match service.follow(code, None).await {
                    Ok(_) => stored += 1,
                    Err(ServiceError::UnknownReceipt) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            stored
        });
        lost += words.len() - stored;
    }
    assert!(lost > 0, "a control that loses nothing shows nothing");
}
