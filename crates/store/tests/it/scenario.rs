//! A small campaign in which every kind of event happens at least once.

use massline_domain::campaign::{self, Profile};
use massline_domain::context::Role;
use massline_domain::event::stream;
use massline_domain::id::{
    CampaignId, Digest, ItemId, OpinionId, ProblemId, RoundId, UnitCode, UserId,
};
use massline_domain::item::{self, Evidence, EvidenceKind, Plan, RuleAnswer};
use massline_domain::opinion::{self, Authority};
use massline_domain::problem::{self, Recurrence};
use massline_domain::unit::{self, Name};
use massline_domain::user;
use massline_domain::verdict::{self, Choice, Outcome, Rule, Tally};
use massline_domain::{Day, Event, Who};
use massline_log::commit::{LABELS, commitment, field_commitment};
use massline_store::{
    Store, StoreError, StreamWrite, VaultField, VaultWrite, Write, Written, account_digest,
    text_commitment,
};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const CAMPAIGN: CampaignId = CampaignId(1);
pub(crate) const OTHER: CampaignId = CampaignId(2);
pub(crate) const DAY: Day = Day(20_000);
const CHARTER: &str = include_str!("../../../../charters/mass-line.toml");

/// Numbers that stand for randomness in a test.
static FRESH: AtomicU64 = AtomicU64::new(1);

pub(crate) fn fresh<const N: usize>() -> [u8; N] {
    let number = FRESH.fetch_add(1, Ordering::Relaxed);
    let hash = massline_log::sha256(&number.to_be_bytes());
    std::array::from_fn(|i| hash[i % 32])
}

/// Writes as a test wants to: versions are counted here.
pub(crate) struct Author {
    store: Store,
    pub(crate) campaign: CampaignId,
    versions: BTreeMap<String, u64>,
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

/// All fields of an opinion and the commitment to them.
pub(crate) fn fields(words: &str) -> (Vec<VaultField>, Digest) {
    let fields: Vec<VaultField> = LABELS
        .iter()
        .map(|label| VaultField {
            label: (*label).to_owned(),
            salt: fresh(),
            value: if *label == "text" {
                words.as_bytes().to_vec()
            } else {
                Vec::new()
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
        vault: vec![VaultWrite::Opinion {
            opinion: spoken.opinion,
            lookup: spoken.lookup,
            source_key: Some(spoken.source_key),
            fields,
        }],
    };
    (write, spoken)
}

impl Author {
    pub(crate) fn new(store: &Store, campaign: CampaignId) -> Self {
        Self {
            store: store.clone(),
            campaign,
            versions: BTreeMap::new(),
        }
    }

    pub(crate) async fn write(
        &mut self,
        who: Who,
        events: Vec<Event>,
        vault: Vec<VaultWrite>,
    ) -> Result<Written, StoreError> {
        let mut streams: Vec<StreamWrite> = Vec::new();
        for event in events {
            let name = event.stream();
            let version = self.versions.entry(name.clone()).or_default();
            match streams.iter_mut().find(|stream| stream.stream == name) {
                Some(stream) => stream.events.push(event),
                None => streams.push(StreamWrite {
                    stream: name,
                    expected: *version,
                    events: vec![event],
                }),
            }
            *version += 1;
        }
        let (campaign, today, entropy) = (self.campaign, DAY, fresh());
        self.store
            .append(Write {
                campaign,
                today,
                who,
                entropy,
                streams,
                vault,
            })
            .await
    }

    pub(crate) async fn happened(&mut self, event: impl Into<Event>) {
        let who = Who::Staff {
            user: UserId([1; 8]),
            unit: unit_code("office"),
            role: Role::Office,
        };
        self.write(who, vec![event.into()], Vec::new())
            .await
            .unwrap();
    }

    pub(crate) async fn speak(&mut self, words: &str, day: Day) -> Spoken {
        let (write, spoken) = opinion_write(self.campaign, words, day);
        self.store.append(write).await.unwrap();
        self.versions.insert(stream::opinion(spoken.opinion), 1);
        spoken
    }

    /// Opens the campaign with three units and two members of staff.
    pub(crate) async fn open(&mut self, slug: &str) {
        let digest = Digest(massline_log::sha256(CHARTER.as_bytes()));
        self.happened(campaign::Event::Opened {
            slug: slug.to_owned(),
            name: name("Test 试验"),
            charter: CHARTER.to_owned(),
            digest,
            profile: Profile::Protected,
            day: DAY,
        })
        .await;
        for (unit, parent) in [
            ("office", None),
            ("housing", Some("office")),
            ("roads", Some("office")),
        ] {
            let (unit, parent) = (unit_code(unit), parent.map(unit_code));
            let class = "county-organ".to_owned();
            self.happened(unit::Event::Added {
                unit,
                name: name("Unit"),
                class,
                parent,
            })
            .await;
        }
        self.hire(UserId([1; 8]), "wang", Role::Office, "office")
            .await;
        self.hire(UserId([2; 8]), "li", Role::Unit, "housing").await;
    }

    async fn hire(&mut self, user: UserId, login: &str, role: Role, unit: &str) {
        let password = "$argon2id$v=19$m=16,t=1,p=1$c2FsdA$aGFzaA".to_owned();
        let account = account_digest(user, login, login, &password).unwrap();
        let event = user::Event::Added {
            user,
            role,
            unit: unit_code(unit),
            account,
        };
        let record = VaultWrite::Account {
            user,
            login: login.to_owned(),
            name: login.to_owned(),
            password,
        };
        self.write(Who::System, vec![event.into()], vec![record])
            .await
            .unwrap();
    }

    pub(crate) async fn list(&mut self, number: u64, title: &str) -> ProblemId {
        let problem = ProblemId(number);
        self.happened(problem::Event::Listed {
            problem,
            title: title.to_owned(),
            language: "en".to_owned(),
            keywords: vec!["lamp".to_owned(), "路灯".to_owned()],
            source: "opinions".to_owned(),
            day: DAY,
        })
        .await;
        problem
    }

    /// Many events in one write: enough for a tree of more than one tile.
    pub(crate) async fn rename_often(&mut self, problem: ProblemId, times: u32) {
        let rename = |n: u32| problem::Event::Renamed {
            problem,
            title: format!("Noise {n}"),
        };
        let events = (0..times).map(|n| rename(n).into()).collect();
        self.write(Who::System, events, Vec::new()).await.unwrap();
    }

    pub(crate) async fn assign(&mut self, spoken: Spoken, problem: ProblemId, copy: bool) {
        let (opinion, from) = (spoken.opinion, None);
        self.happened(opinion::Event::Assigned {
            opinion,
            problem,
            copy,
            from,
        })
        .await;
    }

    pub(crate) async fn answer(&mut self, spoken: Spoken, words: &str) {
        let (salt, value) = (fresh(), words.to_owned());
        let key = VaultWrite::answer_key(spoken.opinion);
        let commitment = text_commitment(&key, &salt, words).unwrap();
        let event = opinion::Event::Answered {
            opinion: spoken.opinion,
            commitment,
        };
        let text = VaultWrite::Text { key, salt, value };
        self.write(Who::System, vec![event.into()], vec![text])
            .await
            .unwrap();
    }

    pub(crate) async fn erase(&mut self, spoken: Spoken, from: Option<ProblemId>) {
        let (opinion, authority) = (spoken.opinion, Authority::Subject);
        let event = opinion::Event::Erased {
            opinion,
            authority,
            from,
        };
        self.write(
            Who::Public,
            vec![event.into()],
            vec![VaultWrite::Erase { opinion }],
        )
        .await
        .unwrap();
    }

    pub(crate) async fn ballot(&mut self, round: RoundId, voter: u8, choice: Choice, words: &str) {
        let nullifier = Digest([voter; 32]);
        let key = VaultWrite::comment_key(round, &nullifier);
        let (salt, value) = (fresh(), words.to_owned());
        let comment = Some(text_commitment(&key, &salt, words).unwrap());
        let event = verdict::Event::BallotCast {
            round,
            nullifier,
            choice,
            comment,
        };
        let text = VaultWrite::Text { key, salt, value };
        self.write(Who::Public, vec![event.into()], vec![text])
            .await
            .unwrap();
    }

    /// One problem from being assigned to being judged, closed, and there again.
    pub(crate) async fn work(&mut self, problem: ProblemId) {
        let (unit, day) = (unit_code("housing"), DAY);
        let claim_by = DAY.plus(5);
        self.happened(problem::Event::Assigned {
            problem,
            unit: unit_code("roads"),
            claim_by,
        })
        .await;
        self.happened(problem::Event::Referred {
            problem,
            from: unit_code("roads"),
            to: unit.clone(),
            reason: "theirs".to_owned(),
            claim_by,
        })
        .await;
        self.happened(problem::Event::Claimed {
            problem,
            unit: unit.clone(),
            day,
        })
        .await;
        for number in 1..=2 {
            self.item(ItemId { problem, number }).await;
        }
        let round = RoundId { problem, number: 1 };
        let note = "done".to_owned();
        self.happened(problem::Event::ClosingRequested {
            problem,
            unit,
            round,
            note,
            day,
        })
        .await;
        self.judge(round).await;
    }

    async fn item(&mut self, item: ItemId) {
        let day = DAY;
        let plan = Plan {
            cause: "no spare lamps".to_owned(),
            measure: "buy some".to_owned(),
            owner: "office of lamps".to_owned(),
            helping: vec![unit_code("roads")],
            deadline: DAY.plus(i32::try_from(item.number).unwrap() * 10),
            for_whom: "who walks at night".to_owned(),
            relying_on: "neighbours".to_owned(),
            who_am_i: "the housing office".to_owned(),
        };
        let file = format!("picture {} {}", item.problem, item.number).into_bytes();
        let digest = Digest(massline_log::sha256(&file));
        let evidence = Evidence {
            kind: EvidenceKind::After,
            words: "it shines".to_owned(),
            link: None,
            file: Some(digest),
        };
        let unit = unit_code("housing");
        self.happened(item::Event::Planned {
            item,
            unit,
            plan: plan.clone(),
            day,
        })
        .await;
        self.happened(problem::Event::Rectifying {
            problem: item.problem,
        })
        .await;
        self.happened(item::Event::Revised {
            item,
            plan: plan.clone(),
            day,
        })
        .await;
        self.happened(item::Event::Progressed {
            item,
            words: "ordered".to_owned(),
            day,
        })
        .await;
        let media = "image/png".to_owned();
        let shown = item::Event::EvidenceAdded {
            item,
            evidence,
            day,
        };
        let stored = VaultWrite::File {
            digest,
            media,
            bytes: file,
        };
        self.write(Who::System, vec![shown.into()], vec![stored])
            .await
            .unwrap();
        let (from, to) = (plan.deadline, plan.deadline.plus(3));
        let reason = "late delivery".to_owned();
        self.happened(item::Event::DeadlineChanged {
            item,
            from,
            to,
            reason,
            day,
        })
        .await;
        let rule = RuleAnswer::New {
            words: "spare lamps are kept".to_owned(),
        };
        let result = "42 lamps".to_owned();
        for _ in 0..2 {
            let (result, rule) = (result.clone(), rule.clone());
            self.happened(item::Event::Finished {
                item,
                result,
                rule,
                day,
            })
            .await;
            if item.number == 1 {
                self.happened(item::Event::Resumed { item, day }).await;
            } else {
                break;
            }
        }
    }

    /// A second round, not decided.
    async fn ask_again(&mut self, problem: ProblemId) {
        let round = RoundId { problem, number: 2 };
        let (unit, note, day) = (unit_code("housing"), "done again".to_owned(), DAY);
        self.happened(problem::Event::Rectifying { problem }).await;
        self.happened(problem::Event::ClosingRequested {
            problem,
            unit,
            round,
            note,
            day,
        })
        .await;
        let rule = Rule {
            fixed_percent: 50,
            window_days: 7,
        };
        let ends_on = DAY.plus(7);
        self.happened(verdict::Event::Opened {
            round,
            asked: 3,
            rule,
            day,
            ends_on,
        })
        .await;
        self.ballot(round, 1, Choice::NotFixed, "dark again").await;
    }

    async fn judge(&mut self, round: RoundId) {
        let rule = Rule {
            fixed_percent: 50,
            window_days: 14,
        };
        let (day, ends_on) = (DAY, DAY.plus(14));
        self.happened(verdict::Event::Opened {
            round,
            asked: 4,
            rule,
            day,
            ends_on,
        })
        .await;
        self.ballot(round, 1, Choice::Fixed, "good light").await;
        self.ballot(round, 2, Choice::NotFixed, "still dark").await;
        self.ballot(round, 2, Choice::Fixed, "now it shines").await;
        self.ballot(round, 3, Choice::DontKnow, "I moved").await;
        let tally = Tally {
            asked: 4,
            fixed: 2,
            not_fixed: 0,
            dont_know: 1,
        };
        let (problem, outcome) = (round.problem, Outcome::Fixed);
        self.happened(verdict::Event::Decided {
            round,
            outcome,
            tally,
            day,
        })
        .await;
        self.happened(problem::Event::Closed {
            problem,
            round,
            tally,
            day,
        })
        .await;
        let reason = Recurrence::Holder;
        self.happened(problem::Event::Recurred {
            problem,
            round,
            reason,
            day,
        })
        .await;
    }
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
    author.assign(spoken[0], lamps, false).await;
    author.assign(spoken[1], lamps, false).await;
    author.assign(spoken[2], lamps, true).await;
    author.assign(spoken[3], noise, false).await;
    author.work(lamps).await;
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
    author.erase(spoken[7], None).await;
    author.assign(spoken[8], noise, false).await;
    author
        .happened(opinion::Event::Released {
            opinion: of(8),
            from: noise,
        })
        .await;
    author.answer(spoken[9], "An answer to be erased").await;
    author.erase(spoken[9], None).await;
    // Erased after it was sealed.
    author.erase(spoken[1], Some(lamps)).await;
    author.answer(spoken[8], "Another answer").await;
    author.ask_again(lamps).await;
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
