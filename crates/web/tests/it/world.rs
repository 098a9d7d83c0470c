//! A small campaign in which everything has happened once: a problem closed by the people,
//! one being judged, one assigned, one of few voices; an answered, a referred and a refused
//! opinion.

use crate::browser::Browser;
use massline_domain::campaign::Profile;
use massline_domain::context::Role;
use massline_domain::id::{ItemId, OpinionId, ProblemId, UserId};
use massline_domain::item::{Command as ItemCommand, Evidence, EvidenceKind, Plan, RuleAnswer};
use massline_domain::problem::Command as ProblemCommand;
use massline_domain::unit::{Command as UnitCommand, Name};
use massline_domain::verdict::Choice;
use massline_domain::{Day, Who};
use massline_service::campaign::NewCampaign;
use massline_service::inbox::Sorting;
use massline_service::ports::{SetClock, SystemRandom};
use massline_service::problem::NewProblem;
use massline_service::public_file::{Media, PublicFile};
use massline_service::session::PasswordCost;
use massline_service::speak::{Receipt, Speech};
use massline_service::verdict::Judged;
use massline_service::{Campaign, Service, Settings, Staff};
use massline_store::{Database, LogIdentity, Store};
use massline_web::{WebConfig, app};
use std::sync::Arc;

pub(crate) const TODAY: Day = Day(20_780);
const CHARTER: &str = include_str!("../../../../charters/mass-line.toml");
const ORIGIN: &str = "test.example/log/test";

pub(crate) struct World {
    pub(crate) service: Service,
    pub(crate) campaign: Arc<Campaign>,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) browser: Browser,
    /// Closed by the people; its receipts.
    pub(crate) closed: (ProblemId, Vec<Receipt>),
    /// Being judged; its receipts.
    pub(crate) judging: (ProblemId, Vec<Receipt>),
    pub(crate) answered: Receipt,
    pub(crate) referred: Receipt,
    pub(crate) refused: Receipt,
    pub(crate) waiting: Receipt,
    /// The hash of a file of evidence.
    pub(crate) evidence: String,
    _dir: tempfile::TempDir,
}

pub(crate) fn staff(campaign: &Campaign, role: Role, unit: &str) -> Staff {
    let user = UserId(*b"somebody");
    let (campaign, unit) = (campaign.id(), unit.parse().unwrap());
    Staff {
        campaign,
        user,
        name: "Somebody".to_owned(),
        role,
        unit,
    }
}

/// An empty campaign and its pages.
async fn empty(dir: &tempfile::TempDir) -> (Service, Arc<Campaign>, Arc<SetClock>) {
    let seed = [7; 32];
    let database = Database::Sqlite(dir.path().to_owned());
    let store = Store::open(&database, LogIdentity::new(ORIGIN, seed))
        .await
        .unwrap();
    let settings = Settings {
        origin: ORIGIN.to_owned(),
        seed,
        password_cost: PasswordCost::Test,
    };
    let clock = Arc::new(SetClock::at(TODAY));
    let service = Service::new(store, settings, clock.clone(), Arc::new(SystemRandom))
        .await
        .unwrap();
    let name = Name {
        zh: "临川县试点".to_owned(),
        en: "Linchuan trial".to_owned(),
    };
    let new = NewCampaign {
        slug: "test".to_owned(),
        name,
        charter: CHARTER.to_owned(),
        profile: Profile::Open,
    };
    let campaign = service.open_campaign(new).await.unwrap();
    let units = [
        ("county", "县政府", "County", None),
        ("hospital", "县医院", "Hospital", Some("county")),
    ];
    let class = &campaign.charter.classes[0].id;
    let units = units.map(|(code, zh, en, parent)| UnitCommand::Add {
        unit: code.parse().unwrap(),
        name: Name {
            zh: zh.to_owned(),
            en: en.to_owned(),
        },
        class: class.clone(),
        parent: parent.map(|parent: &str| parent.parse().unwrap()),
    });
    service
        .change_units(&campaign, None, units.into())
        .await
        .unwrap();
    (service, campaign, clock)
}

fn browser(service: &Service) -> Browser {
    browser_from(service, None)
}

/// Pages whose forms ask for work, or to wait, from so many voices on.
pub(crate) fn browser_from(service: &Service, flood_after: Option<u32>) -> Browser {
    let config = WebConfig {
        campaign: "test".to_owned(),
        flood_after,
        ..WebConfig::default()
    };
    Browser::new(app(service.clone(), config))
}

impl World {
    pub(crate) async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (service, campaign, clock) = empty(&dir).await;
        let make = Maker {
            service: &service,
            campaign: &campaign,
        };
        let (closed, closed_receipts) = make.judged_problem("挂号要排三个小时", 8).await;
        for receipt in &closed_receipts {
            let code = receipt.code.to_string();
            let judged = service
                .judge(&code, Choice::Fixed, "早上去看过，快多了", None)
                .await
                .unwrap();
            // What is missing cannot change the result any more.
            if judged == Judged::Closed {
                break;
            }
        }
        let (judging, judging_receipts) = make.judged_problem("路灯坏了没人修", 5).await;
        let few = make.problem("一个人说的事", 1).await;
        make.assign(few.0).await;
        let answered = make.speak("网站打不开", 0).await;
        service
            .answer_opinion(
                &campaign,
                &make.office(),
                answered.opinion,
                "已经修好，谢谢",
            )
            .await
            .unwrap();
        let referred = make.speak("省道上有坑", 0).await;
        make.sort(
            referred.opinion,
            Sorting::Refer {
                to: "省公路局".to_owned(),
            },
        )
        .await;
        let refused = make.speak("广告", 0).await;
        let reason = campaign.charter.refusal_reasons[0].id.clone();
        make.sort(refused.opinion, Sorting::Refuse { reason }).await;
        let waiting = make.speak("公交末班车太早", 0).await;
        service.seal_now(campaign.id()).await.unwrap();
        Self {
            browser: browser(&service),
            evidence: massline_log::to_hex(&massline_log::sha256(kept().await.bytes())),
            service: service.clone(),
            campaign: campaign.clone(),
            clock,
            closed: (closed, closed_receipts),
            judging: (judging, judging_receipts),
            answered,
            referred,
            refused,
            waiting,
            _dir: dir,
        }
    }
}

/// What is kept of the picture.
pub(crate) async fn kept() -> PublicFile {
    PublicFile::of(PICTURE.to_vec(), &Media::ALL).await.unwrap()
}

/// Two points by two.
pub(crate) const PICTURE: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x02\x00\x00\x00\x02\x08\x02\x00\x00\x00\xfd\xd4\x9as\x00\x00\x00\x10IDATx\xdac\xf8\xff\xff?\x03\x04\x00Y\x00)\xe4\x05\xfb\xb6!X\xc4\x00\x00\x00\x00IEND\xaeB`\x82";

struct Maker<'a> {
    service: &'a Service,
    campaign: &'a Campaign,
}

impl Maker<'_> {
    fn office(&self) -> Staff {
        staff(self.campaign, Role::Office, "county")
    }

    fn hospital(&self) -> Staff {
        staff(self.campaign, Role::Unit, "hospital")
    }

    async fn speak(&self, words: &str, n: usize) -> Receipt {
        let ends = [
            "我急。",
            "真的。",
            "请快。",
            "很久了。",
            "大家都说。",
            "每天。",
            "唉。",
            "谢谢。",
        ];
        let speech = Speech {
            words: format!(
                "{words}，{} 请打13812345678，我叫张三。",
                ends[n % ends.len()]
            ),
            place: "县城".to_owned(),
            channel: "web".to_owned(),
            language: "zh-CN".to_owned(),
            receipt: true,
            ..Speech::default()
        };
        self.service
            .speak(self.campaign, speech, &Who::Public, None)
            .await
            .unwrap()
    }

    async fn sort(&self, opinion: OpinionId, sorting: Sorting) {
        self.service
            .sort_opinion(self.campaign, &self.office(), opinion, sorting)
            .await
            .unwrap();
    }

    async fn problem(&self, title: &str, voices: usize) -> (ProblemId, Vec<Receipt>) {
        let mut receipts = Vec::new();
        for n in 0..voices {
            receipts.push(self.speak(title, n).await);
        }
        let new = NewProblem {
            title: title.to_owned(),
            language: "zh-CN".to_owned(),
            keywords: vec!["医院".to_owned()],
            source: "people".to_owned(),
            opinions: receipts.iter().map(|receipt| receipt.opinion).collect(),
            not_about: Vec::new(),
        };
        let id = self
            .service
            .list_problem(self.campaign, &self.office(), &new)
            .await
            .unwrap();
        (id, receipts)
    }

    async fn assign(&self, problem: ProblemId) {
        let unit = "hospital".parse().unwrap();
        let assign = ProblemCommand::Assign {
            unit,
            claim_by: TODAY.plus(7),
        };
        self.keep(problem, assign).await;
        let category = Some(self.campaign.charter.categories[0].id.clone());
        self.keep(problem, ProblemCommand::Label { category }).await;
    }

    async fn keep(&self, problem: ProblemId, command: ProblemCommand) {
        self.service
            .keep_problem(self.campaign, &self.office(), problem, command, None)
            .await
            .unwrap();
    }

    /// A problem that went all the way to the people.
    async fn judged_problem(&self, title: &str, voices: usize) -> (ProblemId, Vec<Receipt>) {
        let (id, receipts) = self.problem(title, voices).await;
        self.assign(id).await;
        let (service, campaign, unit) = (self.service, self.campaign, self.hospital());
        service
            .answer_assignment(campaign, &unit, id, None, None)
            .await
            .unwrap();
        let item = service
            .plan_item(campaign, &unit, id, plan(), None)
            .await
            .unwrap();
        self.finish(item).await;
        let note = "六个窗口都开了".to_owned();
        service
            .request_closing(campaign, &unit, id, note, None)
            .await
            .unwrap();
        (id, receipts)
    }

    async fn finish(&self, item: ItemId) {
        let (service, campaign, unit) = (self.service, self.campaign, self.hospital());
        let pieces = [
            (EvidenceKind::After, "窗口照片", Some(kept().await)),
            (EvidenceKind::Before, "以前只开两个窗口", None),
            (EvidenceKind::Document, "排班表", Some(kept().await)),
        ];
        for (kind, words, file) in pieces {
            let evidence = Evidence {
                kind,
                words: words.to_owned(),
                link: Some("https://example.org/photo".to_owned()),
                file: None,
            };
            service
                .add_evidence(campaign, &unit, item, evidence, file, None)
                .await
                .unwrap();
        }
        let progress = ItemCommand::Progress {
            words: "已经加了两个窗口".to_owned(),
        };
        service
            .work_on_item(campaign, &unit, item, progress, None)
            .await
            .unwrap();
        let rule = RuleAnswer::New {
            words: "早七点开足窗口".to_owned(),
        };
        let finish = ItemCommand::Finish {
            result: "不再排长队".to_owned(),
            rule,
        };
        service
            .work_on_item(campaign, &unit, item, finish, None)
            .await
            .unwrap();
    }
}

fn plan() -> Plan {
    let text = str::to_owned;
    Plan {
        cause: text("早班人手按旧的门诊量排"),
        goal: text("早上挂号等不过十五分钟"),
        measure: text("早七点开足六个窗口"),
        owner: text("门诊办公室"),
        helping: vec!["county".parse().unwrap()],
        deadline: TODAY.plus(30),
        for_whom: text("早上来看病的人"),
        relying_on: text("导医和挂号员"),
        who_am_i: text("管排班的门诊办公室"),
        ..Plan::default()
    }
}
