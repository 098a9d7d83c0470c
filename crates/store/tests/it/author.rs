//! Writes events the way the use cases do, without their rules.

use crate::scenario::{CHARTER, DAY, Spoken, fresh, name, opinion_write, unit_code};
use massline_domain::campaign::{self, Profile};
use massline_domain::context::Role;
use massline_domain::event::stream;
use massline_domain::id::{CampaignId, Digest, ItemId, ProblemId, RoundId, UserId};
use massline_domain::item::{self, Evidence, EvidenceKind, Plan, RuleAnswer};
use massline_domain::opinion::{self, Authority};
use massline_domain::problem::{self, Recurrence};
use massline_domain::traits::Traits;
use massline_domain::unit;
use massline_domain::user;
use massline_domain::verdict::{self, Choice, Outcome, Rule, Tally};
use massline_domain::{Day, Event, Who, criticism, disclosure, mirror, treatment};
use massline_store::{
    Store, StoreError, StreamWrite, VaultWrite, Write, Written, account_digest, text_commitment,
};
use std::collections::BTreeMap;

/// Writes as a test wants to: versions are counted here.
pub(crate) struct Author {
    store: Store,
    pub(crate) campaign: CampaignId,
    versions: BTreeMap<String, u64>,
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

    /// Something that happened to a thing, with the words that belong to it.
    pub(crate) async fn thing(&mut self, mut event: Event) {
        let mut vault = Vec::new();
        if let Event::Mirror(mirror::Event::Written {
            paper,
            version,
            commitment,
            ..
        }) = &mut event
        {
            let (salt, value) = ([5; 32], format!("what {paper} says"));
            let key = VaultWrite::paper_key(paper, *version);
            *commitment = text_commitment(&key, &salt, &value).unwrap();
            vault.push(VaultWrite::Text { key, salt, value });
        }
        if let Event::Criticism(
            criticism::Event::Said {
                session,
                words,
                commitment,
                ..
            }
            | criticism::Event::Promised {
                session,
                words,
                commitment,
                ..
            }
            | criticism::Event::Replied {
                session,
                words: Some((words, commitment)),
                ..
            },
        ) = &mut event
        {
            let (salt, value) = ([5; 32], format!("words {words} of {session}"));
            let key = VaultWrite::session_key(session, *words);
            *commitment = text_commitment(&key, &salt, &value).unwrap();
            vault.push(VaultWrite::Text { key, salt, value });
        }
        if let Event::Disclosure(one) = &mut event {
            let (number, _) = one.commitment();
            let key = VaultWrite::disclosure_key(one.disclosure(), number);
            let (salt, value) = ([5; 32], format!("sealed {number}"));
            let found = text_commitment(&key, &salt, &value).unwrap();
            vault.push(VaultWrite::Text { key, salt, value });
            match one {
                disclosure::Event::Received { commitment, .. }
                | disclosure::Event::Answered { commitment, .. } => *commitment = found,
            }
        }
        if let Event::Treatment(one) = &mut event {
            let (name, _) = one.commitment();
            let key = VaultWrite::treatment_key(one.treatment(), name);
            let (salt, value) = ([5; 32], format!("the {name}"));
            let found = text_commitment(&key, &salt, &value).unwrap();
            vault.push(VaultWrite::Text { key, salt, value });
            match one {
                treatment::Event::Proposed { commitment, .. }
                | treatment::Event::Replied { commitment, .. }
                | treatment::Event::Ordered { commitment, .. }
                | treatment::Event::Dropped { commitment, .. }
                | treatment::Event::CarriedOut { commitment, .. } => *commitment = found,
            }
        }
        self.write(Who::System, vec![event], vault).await.unwrap();
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
        self.assign_with(spoken, problem, copy, Traits::default())
            .await;
    }

    pub(crate) async fn assign_with(
        &mut self,
        spoken: Spoken,
        problem: ProblemId,
        copy: bool,
        traits: Traits,
    ) {
        let (opinion, from) = (spoken.opinion, None);
        self.happened(opinion::Event::Assigned {
            opinion,
            problem,
            copy,
            from,
            traits,
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
            goal: "every lamp shines".to_owned(),
            measure: "buy some".to_owned(),
            owner: "office of lamps".to_owned(),
            helping: vec![unit_code("roads")],
            deadline: DAY.plus(i32::try_from(item.number).unwrap() * 10),
            for_whom: "who walks at night".to_owned(),
            relying_on: "neighbours".to_owned(),
            who_am_i: "the housing office".to_owned(),
            ..Plan::default()
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
    pub(crate) async fn ask_again(&mut self, problem: ProblemId) {
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
