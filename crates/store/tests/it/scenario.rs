//! A small campaign in which every kind of event happens at least once.

use crate::author::Author;
use massline_domain::campaign;
use massline_domain::context::Role;
use massline_domain::event::stream;
use massline_domain::id::{CampaignId, Digest, OpinionId, ProblemId, UnitCode, UserId};
use massline_domain::traits::Traits;
use massline_domain::unit::{self, Name};
use massline_domain::{Day, Event, Who, opinion, problem, user};
use massline_log::commit::{LABELS, commitment, field_commitment};
use massline_store::{
    Store, StreamWrite, VaultField, VaultWrite, Write, account_digest, pictures_root,
};
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const CAMPAIGN: CampaignId = CampaignId(1);
pub(crate) const OTHER: CampaignId = CampaignId(2);
pub(crate) const DAY: Day = Day(20_000);
pub(crate) const CHARTER: &str = include_str!("../../../../charters/mass-line.toml");

/// Numbers that stand for randomness in a test.
static FRESH: AtomicU64 = AtomicU64::new(1);

pub(crate) fn fresh<const N: usize>() -> [u8; N] {
    let number = FRESH.fetch_add(1, Ordering::Relaxed);
    let process = u64::from(std::process::id());
    let hash = massline_log::sha256(&[number.to_be_bytes(), process.to_be_bytes()].concat());
    std::array::from_fn(|i| hash[i % 32])
}

/// What a written opinion is known by.
#[derive(Clone, Copy)]
pub(crate) struct Spoken {
    pub(crate) opinion: OpinionId,
    pub(crate) lookup: [u8; 16],
    pub(crate) source_key: [u8; 32],
}

pub(crate) fn unit_code(code: &str) -> UnitCode {
    code.parse().unwrap()
}

pub(crate) fn name(text: &str) -> Name {
    Name {
        zh: text.to_owned(),
        en: text.to_owned(),
    }
}

/// The pictures that come with these words.
pub(crate) fn pictures_with(words: &str) -> Vec<Vec<u8>> {
    let seen = words.contains("lamp") || words.contains("路灯");
    let picture = |side: &str| format!("{side} of what is said: {words}").into_bytes();
    if seen {
        vec![picture("front"), picture("back")]
    } else {
        Vec::new()
    }
}

/// All fields of an opinion and the commitment to them.
pub(crate) fn fields(words: &str) -> (Vec<VaultField>, Digest) {
    let digest = |bytes: &Vec<u8>| Digest(massline_log::sha256(bytes));
    let pictures: Vec<Digest> = pictures_with(words).iter().map(digest).collect();
    let fields: Vec<VaultField> = LABELS
        .iter()
        .map(|label| VaultField {
            label: (*label).to_owned(),
            salt: fresh(),
            value: match *label {
                "text" => words.as_bytes().to_vec(),
                "att" => pictures_root(&pictures),
                _ => Vec::new(),
            },
        })
        .collect();
    let one = |field: &VaultField| field_commitment(&field.label, &field.salt, &field.value);
    let parts: Vec<[u8; 32]> = fields.iter().map(|field| one(field).unwrap()).collect();
    let whole = commitment(&parts).unwrap();
    (fields, Digest(whole))
}

/// The write that brings an opinion.
pub(crate) fn opinion_write(campaign: CampaignId, words: &str, day: Day) -> (Write, Spoken) {
    let spoken = Spoken {
        opinion: OpinionId(fresh()),
        lookup: fresh(),
        source_key: fresh(),
    };
    let (fields, commitment) = fields(words);
    let event = opinion::Event::Received {
        opinion: spoken.opinion,
        commitment,
        channel: if day.0 % 2 == 0 { "web" } else { "visit" }.to_owned(),
        group: (day.0 % 3 == 0).then(|| "farmers".to_owned()),
        language: if words.is_ascii() { "en" } else { "zh-CN" }.to_owned(),
        received: day,
        said_on: day.plus(-40),
        receipt: true,
    };
    let mut vault = vec![VaultWrite::Opinion {
        opinion: spoken.opinion,
        lookup: spoken.lookup,
        source_key: Some(spoken.source_key),
        fields,
    }];
    let pictures = (1..).zip(pictures_with(words));
    vault.extend(pictures.map(|(number, bytes)| VaultWrite::Picture {
        opinion: spoken.opinion,
        number,
        media: "image/png".to_owned(),
        bytes,
    }));
    let write = Write {
        campaign,
        today: day,
        who: Who::Public,
        entropy: fresh(),
        streams: vec![StreamWrite {
            stream: stream::opinion(spoken.opinion),
            expected: 0,
            events: vec![event.into()],
        }],
        vault,
    };
    (write, spoken)
}

/// What the whole scenario leaves behind.
pub(crate) struct Told {
    pub(crate) spoken: Vec<Spoken>,
}

/// Two campaigns; in the first everything happens, some of it after a first seal.
pub(crate) async fn tell(store: &Store) -> Told {
    let mut other = Author::new(store, OTHER);
    let mut author = Author::new(store, CAMPAIGN);
    author.open("first").await;
    other.open("second").await;
    let mut spoken = Vec::new();
    for (n, words) in [
        "The lamp is broken",
        "路灯坏了",
        "The lamp is broken",
        "Noise at night",
    ]
    .into_iter()
    .enumerate()
    {
        spoken.push(
            author
                .speak(words, DAY.plus(i32::try_from(n).unwrap()))
                .await,
        );
    }
    let lamps = author.list(1, "Broken lamps 路灯").await;
    let noise = author.list(2, "Noise").await;
    let traits = Traits {
        unit: Some(unit_code("roads")),
        harm: true,
        first_hand: true,
        placed: true,
        pictured: true,
    };
    author
        .assign_with(spoken[0], lamps, false, traits.clone())
        .await;
    author.assign(spoken[1], lamps, false).await;
    author.assign_with(spoken[2], lamps, true, traits).await;
    author.assign(spoken[3], noise, false).await;
    for event in [
        problem::Event::PictureShown {
            problem: lamps,
            picture: Digest([6; 32]),
        },
        problem::Event::PictureShown {
            problem: lamps,
            picture: Digest([7; 32]),
        },
        problem::Event::PictureHidden {
            problem: lamps,
            picture: Digest([6; 32]),
        },
    ] {
        author.happened(event).await;
    }
    author.work(lamps).await;
    for event in things() {
        author.thing(event).await;
    }
    author.consult(lamps).await;
    store.seal(CAMPAIGN, DAY, true).await.unwrap();
    store.seal(OTHER, DAY, false).await.unwrap();
    after_the_first_seal(&mut author, &mut spoken, lamps, noise).await;
    other.speak("A voice elsewhere", DAY).await;
    store.seal(CAMPAIGN, DAY.plus(1), true).await.unwrap();
    store.seal(OTHER, DAY.plus(1), false).await.unwrap();
    // And something that waits.
    spoken.push(author.speak("Not sealed yet", DAY.plus(9)).await);
    author.list(5, "Not sealed either").await;
    Told { spoken }
}

/// Kinds of things whose view is their state.
const THINGS: [&str; 16] = [
    "disclosure.",
    "programme.",
    "hearing.",
    "spot_check.",
    "study.",
    "wave.",
    "treatment.",
    "commitment.",
    "stage.",
    "team.",
    "look_back.",
    "escalation.",
    "mirror.",
    "rule.",
    "criticism.",
    "indicator.",
];

/// Every event of such a thing, as the domain keeps them.
pub(crate) fn things() -> Vec<Event> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/events");
    let files = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let of_a_thing = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        THINGS.iter().any(|kind| name.starts_with(kind))
    };
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        Event::from_json(serde_json::from_str(&text).unwrap()).unwrap()
    };
    paths
        .iter()
        .filter(|path| of_a_thing(path))
        .map(read)
        .collect()
}

async fn after_the_first_seal(
    author: &mut Author,
    spoken: &mut Vec<Spoken>,
    lamps: ProblemId,
    noise: ProblemId,
) {
    author.rename_often(noise, 200).await;
    author
        .happened(problem::Event::Renamed {
            problem: noise,
            title: "Loud nights".into(),
        })
        .await;
    let category = Some("bureaucratism".to_owned());
    author
        .happened(problem::Event::Labelled {
            problem: noise,
            category,
        })
        .await;
    let third = author.list(3, "Noise again").await;
    author
        .happened(problem::Event::Merged {
            problem: third,
            into: noise,
        })
        .await;
    let fourth = author.list(4, "Dust").await;
    let (unit, claim_by) = (unit_code("roads"), DAY.plus(2));
    author
        .happened(problem::Event::Assigned {
            problem: fourth,
            unit,
            claim_by,
        })
        .await;
    author
        .happened(problem::Event::Split {
            problem: noise,
            into: fourth,
        })
        .await;
    author
        .happened(problem::Event::ToldApart {
            problem: noise,
            other: lamps,
        })
        .await;
    for words in [
        "answer me",
        "refer me",
        "refuse me",
        "erase me",
        "release me",
        "answer and erase",
    ] {
        spoken.push(author.speak(words, DAY.plus(4)).await);
    }
    let of = |n: usize| spoken[n].opinion;
    author.answer(spoken[4], "It was done in May").await;
    author
        .happened(opinion::Event::Referred {
            opinion: of(5),
            to: "the court".into(),
        })
        .await;
    author
        .happened(opinion::Event::Refused {
            opinion: of(6),
            reason: "abuse".into(),
        })
        .await;
    author
        .happened(opinion::Event::Reconsidered { opinion: of(6) })
        .await;
    author
        .happened(opinion::Event::Refused {
            opinion: of(6),
            reason: "abuse".into(),
        })
        .await;
    author.erase(spoken[7], None).await;
    author.assign(spoken[8], noise, false).await;
    author
        .happened(opinion::Event::Released {
            opinion: of(8),
            from: noise,
        })
        .await;
    author
        .happened(opinion::Event::KeptApart {
            opinion: of(8),
            problem: lamps,
        })
        .await;
    author.answer(spoken[9], "An answer to be erased").await;
    author.erase(spoken[9], None).await;
    // Erased after it was sealed.
    author.erase(spoken[1], Some(lamps)).await;
    author.answer(spoken[8], "Another answer").await;
    author.ask_again(lamps).await;
    author.consult_again().await;
    others(author).await;
}

async fn others(author: &mut Author) {
    let user = UserId([2; 8]);
    author
        .happened(unit::Event::Renamed {
            unit: unit_code("roads"),
            name: name("Roads"),
        })
        .await;
    let (unit, parent) = (unit_code("roads"), unit_code("housing"));
    author
        .happened(unit::Event::Moved {
            unit: unit.clone(),
            parent,
        })
        .await;
    author
        .happened(user::Event::RoleChanged {
            user,
            role: Role::Supervisor,
            unit,
        })
        .await;
    author.happened(user::Event::Disabled { user }).await;
    author.happened(user::Event::Enabled { user }).await;
    let password = "$argon2id$other".to_owned();
    let account = account_digest(user, "li", "Li Si", &password).unwrap();
    let changed = user::Event::AccountChanged { user, account };
    let (login, name) = ("li".to_owned(), "Li Si".to_owned());
    let record = VaultWrite::Account {
        user,
        login,
        name,
        password,
    };
    author
        .write(Who::System, vec![changed.into()], vec![record])
        .await
        .unwrap();
    let charter = CHARTER.replace("person = ", "person = 1");
    let digest = Digest(massline_log::sha256(charter.as_bytes()));
    let reason = "people count more".to_owned();
    author
        .happened(campaign::Event::CharterChanged {
            charter,
            digest,
            reason,
            day: DAY,
        })
        .await;
    author.happened(campaign::Event::Closed { day: DAY }).await;
}
