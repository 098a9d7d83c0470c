//! A campaign with two units and staff of each role, and the steps of the loop as one would
//! take them.

use massline_domain::context::Role;
use massline_domain::id::{ItemId, OpinionId, ProblemId, RoundId, UnitCode};
use massline_domain::item::{Command as ItemCommand, Evidence, EvidenceKind, Plan, RuleAnswer};
use massline_domain::problem::{Command, Stage};
use massline_domain::unit::{Command as UnitCommand, Name};
use massline_domain::{Day, Event, Refusal, Who, campaign, event::stream};
use massline_service::campaign::NewCampaign;
use massline_service::ports::{Clock, Random};
use massline_service::problem::NewProblem;
use massline_service::session::PasswordCost;
use massline_service::speak::{Receipt, Speech};
use massline_service::user::NewUser;
use massline_service::{Campaign, Result, Service, ServiceError, Settings, Staff};
use massline_store::testing::PostgresCluster;
use massline_store::{
    Database, LogIdentity, OpinionRow, ProblemRow, Recorded, Store, StreamWrite, Write,
};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;

pub(crate) use massline_domain::campaign::Profile;

/// The first day of every story, in UTC.
pub(crate) static START: LazyLock<Day> = LazyLock::new(|| "2026-06-01".parse().unwrap());
pub(crate) const PASSWORD: &str = "correct horse battery";
const CHARTER: &str = include_str!("../../../../charters/mass-line.toml");

/// A clock to the second.
#[derive(Debug)]
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn set(&self, day: Day, second_of_day: i64) {
        self.0
            .store(i64::from(day.0) * 86_400 + second_of_day, Ordering::Relaxed);
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn unix_seconds(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The same bytes in every run.
#[derive(Debug, Default)]
struct Seeded(AtomicU64);

impl Random for Seeded {
    fn fill(&self, buffer: &mut [u8]) {
        for part in buffer.chunks_mut(32) {
            let next = self.0.fetch_add(1, Ordering::Relaxed);
            let bytes = Sha256::digest(next.to_be_bytes());
            part.copy_from_slice(&bytes[..part.len()]);
        }
    }
}

pub(crate) struct World {
    pub(crate) service: Service,
    pub(crate) store: Store,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) campaign: Arc<Campaign>,
    pub(crate) office: Staff,
    pub(crate) colleague: Staff,
    pub(crate) supervisor: Staff,
    pub(crate) administrator: Staff,
    /// The unit that has the problems.
    pub(crate) roads: Staff,
    pub(crate) water: Staff,
    _directory: TempDir,
    _cluster: Option<Arc<PostgresCluster>>,
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

pub(crate) fn name(name: &str) -> Name {
    Name {
        zh: name.into(),
        en: name.into(),
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(Profile::Protected, CHARTER).await
    }

    pub(crate) async fn with(profile: Profile, charter: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(directory.path().to_owned());
        Self::over(database, directory, profile, charter).await
    }

    /// On SQLite, and on PostgreSQL where it is installed.
    pub(crate) async fn on_both() -> Vec<Self> {
        let mut worlds = vec![Self::new().await];
        if let Some(cluster) = PostgresCluster::shared() {
            let database = Database::Postgres(cluster.database());
            let directory = tempfile::tempdir().unwrap();
            let mut world = Self::over(database, directory, Profile::Protected, CHARTER).await;
            world._cluster = Some(cluster);
            worlds.push(world);
        }
        worlds
    }

    async fn over(database: Database, directory: TempDir, profile: Profile, charter: &str) -> Self {
        let (origin, seed) = ("example.org/log/test", [7; 32]);
        let identity = LogIdentity::new(origin, seed);
        let store = Store::open(&database, identity).await.unwrap();
        let clock = Arc::new(TestClock(AtomicI64::new(0)));
        clock.set(*START, 36_000);
        let origin = origin.to_owned();
        let settings = Settings {
            origin,
            seed,
            password_cost: PasswordCost::Test,
        };
        let random = Arc::new(Seeded::default());
        let service = Service::new(store.clone(), settings, clock.clone(), random)
            .await
            .unwrap();
        let campaign = open(&service, "first", profile, charter).await;
        let [administrator, office, colleague, supervisor, roads, water] =
            staff_of(&service, &campaign).await;
        Self {
            service,
            store,
            clock,
            campaign,
            office,
            colleague,
            supervisor,
            administrator,
            roads,
            water,
            _directory: directory,
            _cluster: None,
        }
    }

    /// The same server started again: what it knows it reads from the events.
    pub(crate) async fn started_again(&self) -> Service {
        let settings = Settings {
            origin: "example.org/log/test".to_owned(),
            seed: [7; 32],
            password_cost: PasswordCost::Test,
        };
        let random = Arc::new(Seeded::default());
        Service::new(self.store.clone(), settings, self.clock.clone(), random)
            .await
            .unwrap()
    }

    /// A second campaign on the same server, with staff of the same roles.
    pub(crate) async fn neighbours(&self) -> [Staff; 6] {
        let campaign = open(&self.service, "second", Profile::Open, CHARTER).await;
        staff_of(&self.service, &campaign).await
    }

    pub(crate) fn later(&self, days: i32) {
        self.clock.advance(i64::from(days) * 86_400);
    }

    pub(crate) fn today(&self) -> Day {
        self.service.today(&self.campaign)
    }

    pub(crate) fn speech(&self, words: &str) -> Speech {
        Speech {
            words: words.into(),
            channel: "web".into(),
            language: "zh-CN".into(),
            receipt: true,
            ..Speech::default()
        }
    }

    pub(crate) async fn say(&self, words: &str) -> Receipt {
        let speech = self.speech(words);
        self.service
            .speak(&self.campaign, speech, &Who::Public, None)
            .await
            .unwrap()
    }

    /// So many people, each in words of their own.
    pub(crate) async fn voices(&self, number: usize) -> Vec<Receipt> {
        let mut receipts = Vec::new();
        for each in 0..number {
            receipts.push(self.say(&format!("滨河路路灯坏了，第{each}根灯杆")).await);
        }
        receipts
    }

    pub(crate) async fn list(&self, receipts: &[Receipt]) -> ProblemId {
        let opinions = receipts.iter().map(|receipt| receipt.opinion).collect();
        self.try_list(&self.office, opinions).await.unwrap()
    }

    pub(crate) async fn try_list(
        &self,
        staff: &Staff,
        opinions: Vec<OpinionId>,
    ) -> Result<ProblemId> {
        let new = new_problem(opinions);
        self.service.list_problem(&self.campaign, staff, &new).await
    }

    pub(crate) async fn give(&self, problem: ProblemId) {
        let command = Command::Assign {
            unit: unit("roads"),
            claim_by: self.today().plus(7),
        };
        let (campaign, office) = (&self.campaign, &self.office);
        self.service
            .keep_problem(campaign, office, problem, command, None)
            .await
            .unwrap();
    }

    pub(crate) async fn claim(&self, problem: ProblemId) {
        let (campaign, roads) = (&self.campaign, &self.roads);
        self.service
            .answer_assignment(campaign, roads, problem, None, None)
            .await
            .unwrap();
    }

    /// Given, claimed, with one item that is done.
    pub(crate) async fn rectify(&self, problem: ProblemId) -> ItemId {
        self.give(problem).await;
        self.claim(problem).await;
        let plan = plan(self.today().plus(30));
        let (campaign, roads) = (&self.campaign, &self.roads);
        let item = self
            .service
            .plan_item(campaign, roads, problem, plan, None)
            .await
            .unwrap();
        self.finish(item).await;
        item
    }

    pub(crate) async fn finish(&self, item: ItemId) {
        let (service, campaign, roads) = (&self.service, &self.campaign, &self.roads);
        service
            .add_evidence(campaign, roads, item, evidence(), None, None)
            .await
            .unwrap();
        service
            .work_on_item(campaign, roads, item, finish(), None)
            .await
            .unwrap();
    }

    pub(crate) async fn ask(&self, problem: ProblemId) -> RoundId {
        let (campaign, roads) = (&self.campaign, &self.roads);
        let note = "请评判".to_owned();
        self.service
            .request_closing(campaign, roads, problem, note, None)
            .await
            .unwrap()
    }

    /// A problem that these people are asked about.
    pub(crate) async fn asked(&self, receipts: &[Receipt]) -> (ProblemId, RoundId) {
        let problem = self.list(receipts).await;
        self.rectify(problem).await;
        (problem, self.ask(problem).await)
    }

    pub(crate) async fn stage(&self, problem: ProblemId) -> Stage {
        self.problem(problem).await.stage
    }

    pub(crate) async fn problem(&self, problem: ProblemId) -> ProblemRow {
        self.store
            .problem(self.campaign.id(), problem)
            .await
            .unwrap()
            .unwrap()
    }

    pub(crate) async fn opinion(&self, opinion: OpinionId) -> OpinionRow {
        self.store
            .opinion(self.campaign.id(), opinion)
            .await
            .unwrap()
            .unwrap()
    }

    pub(crate) async fn stream(&self, stream: &str) -> Vec<Recorded> {
        self.store.stream(self.campaign.id(), stream).await.unwrap()
    }

    /// The whole database fits together.
    pub(crate) async fn must_be_sound(&self) {
        let report = self.service.audit(None).await.unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }

    /// The campaign ends, as the operator may decide.
    pub(crate) async fn end_campaign(&mut self) {
        let day = self.today();
        let recorded = self.stream(stream::CAMPAIGN).await;
        let events = vec![Event::from(campaign::Event::Closed { day })];
        let expected = recorded.last().unwrap().version;
        let streams = vec![StreamWrite {
            stream: stream::CAMPAIGN.into(),
            expected,
            events,
        }];
        let (id, who) = (self.campaign.id(), Who::System);
        let entropy = [1; 32];
        let write = Write {
            campaign: id,
            today: day,
            who,
            entropy,
            streams,
            vault: vec![],
        };
        self.store.append(write).await.unwrap();
        self.service.reload_campaigns().await.unwrap();
        self.campaign = self.service.campaign_by_id(id).unwrap();
    }
}

async fn open(service: &Service, slug: &str, profile: Profile, charter: &str) -> Arc<Campaign> {
    let (slug, charter) = (slug.to_owned(), charter.to_owned());
    let new = NewCampaign {
        name: name(&slug),
        slug,
        charter,
        profile,
    };
    let campaign = service.open_campaign(new).await.unwrap();
    let class = campaign.charter.classes[0].id.clone();
    let add = |code: &str, parent: Option<&str>| UnitCommand::Add {
        unit: unit(code),
        name: name(code),
        class: class.clone(),
        parent: parent.map(unit),
    };
    let units = vec![
        add("county", None),
        add("roads", Some("county")),
        add("water", Some("county")),
    ];
    service.change_units(&campaign, None, units).await.unwrap();
    campaign
}

async fn staff_of(service: &Service, campaign: &Campaign) -> [Staff; 6] {
    [
        hire(service, campaign, "admin", Role::Administrator, "county").await,
        hire(service, campaign, "office", Role::Office, "county").await,
        hire(service, campaign, "colleague", Role::Office, "county").await,
        hire(service, campaign, "supervisor", Role::Supervisor, "county").await,
        hire(service, campaign, "roads", Role::Unit, "roads").await,
        hire(service, campaign, "water", Role::Unit, "water").await,
    ]
}

pub(crate) async fn hire(
    service: &Service,
    campaign: &Campaign,
    login: &str,
    role: Role,
    at: &str,
) -> Staff {
    let new = new_user(login, role, at);
    let user = service.add_user(campaign, None, &new).await.unwrap();
    Staff {
        campaign: campaign.id(),
        user,
        name: new.name,
        role,
        unit: new.unit,
    }
}

pub(crate) fn new_user(login: &str, role: Role, at: &str) -> NewUser {
    NewUser {
        login: login.into(),
        name: format!("{login} desk"),
        password: PASSWORD.into(),
        role,
        unit: unit(at),
    }
}

pub(crate) fn new_problem(opinions: Vec<OpinionId>) -> NewProblem {
    NewProblem {
        title: "滨河路路灯不亮".into(),
        language: "zh-CN".into(),
        keywords: vec!["路灯".into()],
        source: "people".into(),
        opinions,
        not_about: vec![],
    }
}

pub(crate) fn plan(deadline: Day) -> Plan {
    Plan {
        cause: "巡查路线没有这一段".into(),
        goal: "夜里每盏灯都亮".into(),
        measure: "补进夜间巡查".into(),
        owner: "市政科科长".into(),
        helping: vec![unit("water")],
        deadline,
        for_whom: "夜里走这条路的人".into(),
        relying_on: "沿线居民报灯杆号".into(),
        who_am_i: "路灯的管理单位".into(),
        ..Plan::default()
    }
}

pub(crate) fn evidence() -> Evidence {
    let (kind, words) = (EvidenceKind::After, "当晚全部亮灯".into());
    Evidence {
        kind,
        words,
        link: None,
        file: None,
    }
}

pub(crate) fn finish() -> ItemCommand {
    let rule = RuleAnswer::New {
        words: "夜间巡查办法".into(),
    };
    ItemCommand::Finish {
        result: "全亮".into(),
        rule,
    }
}

/// The refusal, where it is one.
pub(crate) fn refusal<T: std::fmt::Debug>(result: Result<T>) -> Refusal {
    match result {
        Err(ServiceError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
