//! Who takes part: a city that sends a team, a county with an office of roads, a township, a
//! village. Steps are taken as each would take them.

use crate::world::{World, evidence, hire, name, unit};
use massline_domain::context::Role;
use massline_domain::gate::{check, conditions};
use massline_domain::id::{ItemId, ProblemId, UnitCode, WaveId};
use massline_domain::item::{Command as ItemCommand, Plan, RuleAnswer};
use massline_domain::problem::Command;
use massline_domain::unit::Command as UnitCommand;
use massline_domain::verdict::Choice;
use massline_domain::wave::Kind;
use massline_domain::{Who, campaign::Profile};
use massline_service::campaign::NewCampaign;
use massline_service::problem::NewProblem;
use massline_service::speak::Receipt;
use massline_service::{Result, Staff};
use std::collections::BTreeMap;

/// Each unit with its class and the unit above.
const UNITS: [(&str, &str, Option<&str>); 5] = [
    ("city", "upper-body", None),
    ("county", "county-organ", Some("city")),
    ("highways", "county-organ", Some("county")),
    ("town", "township", Some("county")),
    ("village", "village", Some("town")),
];

/// The units that take part, from above to below.
pub(super) const BODIES: [&str; 4] = ["county", "highways", "town", "village"];
/// Those of the first wave, and of the second.
pub(super) const FIRST: [&str; 2] = ["county", "highways"];
pub(super) const SECOND: [&str; 2] = ["town", "village"];

pub(super) struct Cast {
    pub(super) world: World,
    pub(super) city_team: Staff,
    pub(super) county_team: Staff,
    bodies: BTreeMap<&'static str, Staff>,
    /// What people said about each unit: the problem, and who holds receipts.
    pub(super) problems: BTreeMap<&'static str, (ProblemId, Vec<Receipt>)>,
    pub(super) items: BTreeMap<&'static str, ItemId>,
}

impl Cast {
    /// A campaign over three levels, in which nobody has spoken yet.
    pub(super) async fn gather(mut world: World) -> Self {
        let new = NewCampaign {
            slug: "whole".into(),
            name: name("whole"),
            charter: include_str!("../../../../../charters/mass-line.toml").into(),
            profile: Profile::Protected,
        };
        let service = &world.service;
        let campaign = service.open_campaign(new).await.unwrap();
        let add = |(code, class, parent): (&str, &str, Option<&str>)| UnitCommand::Add {
            unit: unit(code),
            name: name(code),
            class: class.into(),
            parent: parent.map(unit),
        };
        let units = UNITS.map(add).to_vec();
        service.change_units(&campaign, None, units).await.unwrap();
        let mut bodies = BTreeMap::new();
        for code in BODIES {
            let login = format!("staff-{code}");
            let staff = hire(service, &campaign, &login, Role::Unit, code).await;
            bodies.insert(code, staff);
        }
        let office = hire(service, &campaign, "desk", Role::Office, "county").await;
        let city_team = hire(service, &campaign, "city-team", Role::Supervisor, "city").await;
        let county_team = hire(
            service,
            &campaign,
            "county-team",
            Role::Supervisor,
            "county",
        )
        .await;
        (world.campaign, world.office) = (campaign, office);
        let cast = Self {
            world,
            city_team,
            county_team,
            bodies,
            problems: BTreeMap::new(),
            items: BTreeMap::new(),
        };
        cast.send(&cast.city_team, &["county"]).await;
        let below = ["highways", "town", "village"];
        cast.send(&cast.county_team, &below).await;
        cast
    }

    pub(super) fn body(&self, code: &str) -> &Staff {
        &self.bodies[code]
    }

    /// The team that reads this unit.
    pub(super) fn team(&self, code: &str) -> &Staff {
        if code == "county" {
            &self.city_team
        } else {
            &self.county_team
        }
    }

    pub(super) fn problem(&self, code: &str) -> ProblemId {
        self.problems[code].0
    }

    pub(super) async fn open_wave(&self, zh: &str, codes: &[&str]) -> Result<WaveId> {
        let units = codes.iter().map(|code| unit(code)).collect();
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let office = &self.world.office;
        service.open_wave(campaign, office, name(zh), units).await
    }

    pub(super) async fn lesson(&self, by: &Staff, words: &str) {
        let lesson = (Kind::Next, words.to_owned());
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let said = service
            .reflect_on_wave(campaign, by, WaveId(1), lesson)
            .await;
        said.unwrap();
    }

    pub(super) async fn publish_lessons(&self) -> Result<()> {
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let office = &self.world.office;
        service
            .publish_lessons(campaign, office, WaveId(1), None)
            .await
    }

    async fn send(&self, team: &Staff, over: &[&str]) {
        let over = over.iter().map(|code| unit(code)).collect();
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let sent = service.send_team(campaign, None, team.user, over).await;
        sent.unwrap();
    }

    pub(super) async fn say(&self, words: &str, group: &str, about: &str) -> Receipt {
        let mut speech = self.world.speech(words);
        (speech.group, speech.unit) = (group.to_owned(), about.to_owned());
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let said = service.speak(campaign, speech, &Who::Public, None).await;
        said.unwrap()
    }

    pub(super) async fn list(&self, title: &str, receipts: &[Receipt]) -> ProblemId {
        let new = NewProblem {
            title: title.to_owned(),
            language: "zh-CN".into(),
            keywords: Vec::new(),
            source: "people".into(),
            opinions: receipts.iter().map(|one| one.opinion).collect(),
            not_about: Vec::new(),
        };
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let office = &self.world.office;
        service.list_problem(campaign, office, &new).await.unwrap()
    }

    pub(super) async fn give(&self, problem: ProblemId, code: &str) {
        let today = self.world.today();
        let command = Command::Assign {
            unit: unit(code),
            claim_by: self.world.campaign.charter.claim_by(today),
        };
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let office = &self.world.office;
        let given = service.keep_problem(campaign, office, problem, command, None);
        given.await.unwrap();
    }

    /// Claims it, or says whose it is instead.
    pub(super) async fn answer(&self, code: &str, problem: ProblemId, refer: Option<(&str, &str)>) {
        let refer = refer.map(|(to, why)| (unit(to), why.to_owned()));
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let body = self.body(code);
        let answered = service.answer_assignment(campaign, body, problem, refer, None);
        answered.await.unwrap();
    }

    pub(super) async fn report(&self, code: &str, words: &str) {
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let words = words.to_owned();
        // A village says when it sat down together.
        let talked = (code == "village").then(|| service.today(campaign));
        let told = service.report_stage(campaign, self.body(code), (words, Some(30), talked), None);
        told.await.unwrap();
        let unread = self.missing(code).await;
        assert!(unread.contains(&"seen-outside"), "{code}: {unread:?}");
        let unit = unit(code);
        for caller in 0..5 {
            service.stages_read(campaign, &unit, [caller; 16]);
        }
        self.world.later(1);
        service.count_readers(false).await.unwrap();
        assert!(!self.missing(code).await.contains(&"seen-outside"));
    }

    pub(super) async fn sign(&self, code: &str) -> Result<()> {
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let (team, note) = (self.team(code), "到现场看过，问了群众。".to_owned());
        service
            .sign_stage(campaign, team, &unit(code), note, None)
            .await
    }

    /// What the gates of the unit's stage still want, by the charter's names.
    pub(super) async fn missing(&self, code: &str) -> Vec<&'static str> {
        let campaign = &self.world.campaign;
        let found = self.world.service.stage_of(campaign, &unit(code)).await;
        let (unit_way, _) = found.unwrap();
        let Some(stage) = unit_way.current(campaign) else {
            return Vec::new();
        };
        let of = conditions(stage).into_iter();
        let unmet = of.filter(|one| !check(*one, &unit_way.facts).is_met());
        let mut names: Vec<&str> = unmet.map(massline_domain::gate::Condition::code).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The stage the unit is in; none after the last.
    pub(super) async fn stage(&self, code: &str) -> Option<String> {
        let campaign = &self.world.campaign;
        let found = self.world.service.stage_of(campaign, &unit(code)).await;
        let (unit_way, _) = found.unwrap();
        unit_way.current(campaign).map(|stage| stage.id.clone())
    }

    pub(super) async fn plan(&self, code: &str) -> ItemId {
        let plan = Plan {
            cause: "验收只看材料，没有人到现场。".into(),
            goal: "验收过的都用得上。".into(),
            measure: "每次验收两个人到现场，当天拍照留档。".into(),
            owner: "分管负责人".into(),
            helping: Vec::<UnitCode>::new(),
            deadline: self.world.today().plus(30),
            for_whom: "每天从这里走的人".into(),
            relying_on: "住在旁边、看得见的人".into(),
            who_am_i: "管这件事的人".into(),
            ..Plan::default()
        };
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let (body, problem) = (self.body(code), self.problem(code));
        let planned = service.plan_item(campaign, body, problem, plan, None).await;
        planned.unwrap()
    }

    pub(super) async fn work(&self, code: &str, command: ItemCommand) {
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let (body, item) = (self.body(code), self.items[code]);
        let worked = service.work_on_item(campaign, body, item, command, None);
        worked.await.unwrap();
    }

    pub(super) async fn finish(&self, code: &str, rule: RuleAnswer) {
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let (body, item) = (self.body(code), self.items[code]);
        let shown = service.add_evidence(campaign, body, item, evidence(), None, None);
        shown.await.unwrap();
        let result = "改好了，晚上去看过。".to_owned();
        self.work(code, ItemCommand::Finish { result, rule }).await;
    }

    pub(super) async fn ask(&self, code: &str) {
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let (body, problem) = (self.body(code), self.problem(code));
        let note = "请评判。".to_owned();
        let asked = service.request_closing(campaign, body, problem, note, None);
        asked.await.unwrap();
    }

    /// So many of those who spoke say this, by receipt, until it is decided.
    pub(super) async fn judge(&self, code: &str, choice: Choice) {
        let (problem, receipts) = &self.problems[code];
        for one in receipts {
            if self.world.stage(*problem).await != massline_domain::problem::Stage::Judging {
                return;
            }
            let receipt = one.code.to_string();
            let judged = self.world.service.judge(&receipt, choice, "", None).await;
            judged.unwrap();
        }
    }
}
