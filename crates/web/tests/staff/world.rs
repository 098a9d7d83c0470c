//! A small county with its staff, and the pages over it.

use crate::browser::Browser;
use axum::Router;
use massline_domain::campaign::Profile;
use massline_domain::context::Role;
use massline_domain::unit::{Command, Name};
use massline_domain::{Day, Who};
use massline_service::campaign::NewCampaign;
use massline_service::disclosure::envelope::key_pair;
use massline_service::ports::{SetClock, SystemRandom};
use massline_service::session::PasswordCost;
use massline_service::speak::{Receipt, Speech};
use massline_service::user::NewUser;
use massline_service::{Campaign, Service, Settings};
use massline_store::{Database, LogIdentity, Store};
use massline_web::{DemoAccount, WebConfig, app};
use std::sync::Arc;
use tempfile::TempDir;

pub(crate) const PASSWORD: &str = "a long password";
pub(crate) const TODAY: Day = Day(20_780);
const ORIGIN: &str = "test.example/log/county";
const CHARTER: &str = include_str!("../../../../charters/mass-line.toml");

pub(crate) struct World {
    pub(crate) app: Router,
    pub(crate) service: Service,
    pub(crate) campaign: Arc<Campaign>,
    clock: Arc<SetClock>,
    /// The secret key of the authority.
    pub(crate) secret: String,
    _dir: TempDir,
}

/// Sign-in names with their roles and units.
pub(crate) const STAFF: [(&str, Role, &str); 6] = [
    ("admin", Role::Administrator, "county"),
    ("office", Role::Office, "county"),
    ("team", Role::Supervisor, "county"),
    ("housing", Role::Unit, "housing"),
    ("inspector", Role::Inspector, "county"),
    ("school", Role::Unit, "school"),
];

impl World {
    pub(crate) async fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let database = Database::Sqlite(dir.path().to_owned());
        Self::over(database, dir).await
    }

    /// Over this database; the directory goes with the world.
    pub(crate) async fn over(database: Database, dir: TempDir) -> Self {
        let seed = [7; 32];
        let identity = LogIdentity::new(ORIGIN, seed);
        let store = Store::open(&database, identity).await.unwrap();
        let settings = Settings {
            origin: ORIGIN.to_owned(),
            seed,
            password_cost: PasswordCost::Test,
        };
        let clock = Arc::new(SetClock::at(TODAY));
        let random = Arc::new(SystemRandom);
        let service = Service::new(store, settings, clock.clone(), random)
            .await
            .unwrap();
        let (secret, public) = key_pair();
        let channel = format!(
            "\n[sealed_channel]\nname.zh = \"纪检机关\"\nname.en = \"Inspectorate\"\nkey = \"{public}\"\n"
        );
        let new = NewCampaign {
            slug: "county".to_owned(),
            name: name("临川县", "Linchuan County"),
            charter: format!("{CHARTER}{channel}"),
            profile: Profile::Open,
        };
        let campaign = service.open_campaign(new).await.unwrap();
        people(&service, &campaign).await;
        let demo = DemoAccount {
            login: "office".to_owned(),
            password: PASSWORD.to_owned(),
            role: Role::Office,
            name_zh: "县办".to_owned(),
            name_en: "County office".to_owned(),
        };
        let config = WebConfig {
            campaign: "county".to_owned(),
            demo: Some(vec![demo]),
            ..WebConfig::default()
        };
        Self {
            app: app(service.clone(), config),
            service,
            campaign,
            clock,
            secret,
            _dir: dir,
        }
    }

    /// So many days go by.
    pub(crate) fn later(&self, days: i32) {
        self.clock
            .set(self.service.today(&self.campaign).plus(days));
    }

    /// Someone speaks, with a receipt.
    pub(crate) async fn speak(&self, words: &str) -> Receipt {
        self.speak_with(words, Vec::new()).await
    }

    /// Someone speaks and gives pictures that may be shown.
    pub(crate) async fn speak_with(&self, words: &str, pictures: Vec<Vec<u8>>) -> Receipt {
        let speech = Speech {
            pictures,
            pictures_may_be_shown: true,
            words: words.to_owned(),
            place: "南门路".to_owned(),
            channel: "web".to_owned(),
            language: "zh-CN".to_owned(),
            receipt: true,
            ..Speech::default()
        };
        self.service
            .speak(&self.campaign, speech, &Who::Public, None)
            .await
            .unwrap()
    }

    /// Nobody is signed in.
    pub(crate) fn visitor(&self, lang: &'static str) -> Browser<'_> {
        Browser::new(self, lang)
    }

    /// Someone who has signed in, by the page.
    pub(crate) async fn signed_in(&self, login: &str, lang: &'static str) -> Browser<'_> {
        let mut browser = self.visitor(lang);
        let page = browser.get("/staff/sign-in").await;
        let fields = [("login", login), ("password", PASSWORD)];
        let answer = browser.submit_last(&page, "/staff/sign-in", &fields).await;
        assert_eq!(answer.status, 303, "{login} signs in: {}", answer.body);
        browser
    }
}

fn name(zh: &str, en: &str) -> Name {
    Name {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

async fn people(service: &Service, campaign: &Campaign) {
    let class = campaign.charter.classes[0].id.clone();
    let add = |code: &str, zh: &str, en: &str, parent: Option<&str>| Command::Add {
        unit: code.parse().unwrap(),
        name: name(zh, en),
        class: class.clone(),
        parent: parent.map(|code| code.parse().unwrap()),
    };
    let units = vec![
        add("county", "临川县", "Linchuan County", None),
        add("housing", "县住建局", "Housing Bureau", Some("county")),
        add("school", "第一小学", "First Primary School", Some("county")),
    ];
    service.change_units(campaign, None, units).await.unwrap();
    for (login, role, unit) in STAFF {
        let new = NewUser {
            login: login.to_owned(),
            name: format!("{login} desk"),
            password: PASSWORD.to_owned(),
            role,
            unit: unit.parse().unwrap(),
        };
        service.add_user(campaign, None, &new).await.unwrap();
    }
}
