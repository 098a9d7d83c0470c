//! The stages of a campaign: where each unit is, what its gates still want, and who signs.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Loaded, Service};
use crate::wave::in_wave;
use massline_domain::charter::StageRule;
use massline_domain::clock::Limit;
use massline_domain::criticism::Session;
use massline_domain::event::stream;
use massline_domain::gate::{Above, Facts, first_unmet};
use massline_domain::id::{PaperId, ProblemId, SessionId, UnitCode, WaveId};
use massline_domain::mirror::{self, Paper};
use massline_domain::stage::{Command, Step, Way};
use massline_domain::study::Document;
use massline_domain::treatment::{self, Treatment};
use massline_domain::unit::UnitTree;
use massline_domain::wave::Wave;
use massline_domain::{Day, Machine as _, Who, problem};
use massline_store::{Thing, UnitRow, UnitWork};
use std::collections::{BTreeMap, BTreeSet};

/// A unit on its way through the stages.
#[derive(Debug, Clone)]
pub struct UnitWay {
    /// The unit.
    pub unit: UnitRow,
    /// What happened so far.
    pub way: Way,
    /// What the gates of its stage are looked at with.
    pub facts: Facts,
}

impl UnitWay {
    /// The stage it is in; none after the last.
    #[must_use]
    pub fn current<'c>(&self, campaign: &'c Campaign) -> Option<&'c StageRule> {
        self.way.current(&campaign.charter)
    }

    /// Whether nothing is missing but the signature.
    #[must_use]
    pub fn is_ready(&self, campaign: &Campaign) -> bool {
        let rule = self.current(campaign);
        rule.is_some_and(|rule| first_unmet(rule, &self.facts).is_none())
    }

    /// The day before which it is not passed, where it was put off and that day is to come.
    #[must_use]
    pub fn put_off(&self, campaign: &Campaign, today: Day) -> Option<Day> {
        let step = self.way.step(&self.current(campaign)?.id)?;
        let until = step.postponed.last()?.until;
        (until > today).then_some(until)
    }
}

/// What the facts of all units are made of.
struct Ground {
    units: Vec<UnitRow>,
    ways: BTreeMap<String, Way>,
    work: BTreeMap<UnitCode, UnitWork>,
    groups_unheard: Vec<String>,
    /// Whether there is no plan of hearing, and targets of it that are not reached.
    hearing: (bool, u64),
    opinions: u64,
    opinions_late: u64,
    papers: Vec<(PaperId, Paper)>,
    waves: Vec<(WaveId, Wave)>,
    documents: Vec<Document>,
    /// Whose each treatment is that still waits for something.
    treatments: Vec<UnitCode>,
    /// Whose each criticism session is, and whether it is closed.
    sessions: Vec<(UnitCode, bool)>,
    /// The office that leads the latest session of each unit.
    leaders: BTreeMap<UnitCode, String>,
    /// Problems of which an item names a rule that is not in the register.
    unregistered: BTreeSet<(UnitCode, ProblemId)>,
}

impl Ground {
    fn unit_way(&self, campaign: &Campaign, row: &UnitRow) -> UnitWay {
        let way = self.way(&row.unit);
        let facts = self.facts(campaign, row, &way);
        UnitWay {
            unit: row.clone(),
            way,
            facts,
        }
    }

    fn way(&self, unit: &UnitCode) -> Way {
        self.ways.get(unit.as_str()).cloned().unwrap_or_default()
    }

    /// The nearest body above that takes part itself.
    fn above<'g>(&'g self, campaign: &Campaign, unit: &UnitRow) -> Option<&'g UnitRow> {
        let parent = unit.parent.as_ref()?;
        let row = self.units.iter().find(|row| row.unit == *parent)?;
        // Units are one tree: the way up ends.
        if campaign.charter.takes_part(&row.class) {
            Some(row)
        } else {
            self.above(campaign, row)
        }
    }

    fn facts(&self, campaign: &Campaign, unit: &UnitRow, way: &Way) -> Facts {
        let work = self.work.get(&unit.unit).copied().unwrap_or_default();
        let stage = way.current(&campaign.charter);
        let above = self.above(campaign, unit).map(|row| Above {
            unit: row.unit.clone(),
            passed: stage.is_some_and(|stage| self.way(&row.unit).has_passed(&stage.id)),
            unclaimed: in_stage(row, problem::Stage::Assigned),
        });
        let step = stage.and_then(|stage| way.step(&stage.id));
        let in_wave = in_wave(&self.waves, &unit.unit);
        Facts {
            groups_unheard: self.groups_unheard.clone(),
            plan_owed: self.hearing.0,
            targets_missed: self.hearing.1,
            opinions: self.opinions,
            opinions_late: self.opinions_late,
            sorted_percent: campaign.charter.limits.sorted_percent,
            unclaimed: in_stage(unit, problem::Stage::Assigned),
            unplanned: in_stage(unit, problem::Stage::Claimed)
                + in_stage(unit, problem::Stage::Reopened),
            unfinished: work.unfinished,
            overdue: work.overdue,
            unregistered: {
                let of = self.unregistered.iter().filter(|(of, _)| *of == unit.unit);
                of.count() as u64
            },
            unjudged: in_stage(unit, problem::Stage::Rectifying)
                + in_stage(unit, problem::Stage::Judging),
            no_paper: !campaign.charter.asks_for_paper(&unit.class),
            no_talk: !campaign.charter.asks_for_talk(&unit.class),
            talk_owed: campaign.charter.asks_for_talk(&unit.class)
                && step.is_none_or(|step| {
                    let report = step.report.as_ref();
                    report.is_none_or(|report| report.talked.is_none())
                }),
            no_session: !campaign.charter.asks_for_session(&unit.class),
            paper_owed: campaign.charter.asks_for_paper(&unit.class)
                && !self
                    .of(unit)
                    .any(|(id, paper)| id.number == 1 && paper.stage >= mirror::Stage::Accepted),
            leader_owed: campaign.charter.asks_for_session(&unit.class)
                && !self.leader_examined(unit),
            papers_open: self.count(unit, &[mirror::Stage::Submitted, mirror::Stage::Returned]),
            papers_hidden: self.count(unit, &[mirror::Stage::Accepted]),
            treatments_open: {
                let of = self.treatments.iter().filter(|of| **of == unit.unit);
                of.count() as u64
            },
            unstudied: {
                let owed = |document: &&Document| {
                    let now = stage.is_some_and(|stage| document.is_for(&unit.class, &stage.id));
                    now && !document.is_noted_by(&unit.unit)
                };
                self.documents.iter().filter(owed).count() as u64
            },
            waits_for_wave: in_wave.waits,
            lessons_owed: in_wave.owes,
            session_owed: campaign.charter.asks_for_session(&unit.class)
                && !self.sessions.contains(&(unit.unit.clone(), true)),
            sessions_open: {
                let open = (unit.unit.clone(), false);
                self.sessions.iter().filter(|one| **one == open).count() as u64
            },
            above,
            reported: step.is_some_and(|step| step.report.is_some()),
            unread: step.map_or(0, Step::read) < u64::from(campaign.charter.limits.small_number),
        }
    }
}

impl Ground {
    fn of<'g>(&'g self, unit: &'g UnitRow) -> impl Iterator<Item = &'g (PaperId, Paper)> {
        self.papers.iter().filter(|(id, _)| id.unit == unit.unit)
    }

    /// Whether the self-examination of whoever leads the unit's session is accepted; before there
    /// is a session, that of some leader.
    fn leader_examined(&self, unit: &UnitRow) -> bool {
        let leader = self.leaders.get(&unit.unit);
        self.of(unit).any(|(_, paper)| {
            let own = match (&paper.office, leader) {
                (Some(office), Some(leader)) => office == leader,
                (Some(_), None) => true,
                (None, _) => false,
            };
            own && paper.stage >= mirror::Stage::Accepted
        })
    }

    fn count(&self, unit: &UnitRow, stages: &[mirror::Stage]) -> u64 {
        let of = self.of(unit);
        of.filter(|(_, paper)| stages.contains(&paper.stage))
            .count() as u64
    }
}

fn in_stage(unit: &UnitRow, stage: problem::Stage) -> u64 {
    unit.problems.get(stage.code()).copied().unwrap_or(0)
}

impl Service {
    /// Where every unit that takes part is, and what its gates still want. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn stages(&self, campaign: &Campaign) -> Result<Vec<UnitWay>> {
        let ground = self.ground(campaign).await?;
        let part = |row: &&UnitRow| campaign.charter.takes_part(&row.class);
        let rows = ground.units.iter().filter(part);
        Ok(rows.map(|row| ground.unit_way(campaign, row)).collect())
    }

    /// The same of one unit, with the version that forms carry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where there is no such unit or it does not take part.
    pub async fn stage_of(&self, campaign: &Campaign, unit: &UnitCode) -> Result<(UnitWay, u64)> {
        let loaded = self.load_way(campaign, unit).await?;
        let ground = self.ground(campaign).await?;
        let mut rows = ground.units.iter();
        let row = rows.find(|row| row.unit == *unit && campaign.charter.takes_part(&row.class));
        let row = row.ok_or(ServiceError::NotFound)?;
        Ok((ground.unit_way(campaign, row), loaded.version))
    }

    /// Which units a supervision team reads, and nothing of how they stand.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn units_read(
        &self,
        campaign: &Campaign,
        staff: &Staff,
    ) -> Result<BTreeSet<UnitCode>> {
        staff.must(Right::Supervise, campaign.id())?;
        let (team, tree) = self.team_and_tree(campaign, staff.user).await?;
        let mut units = self.units(campaign).await?;
        units.retain(|row| campaign.charter.takes_part(&row.class));
        let codes = units.into_iter().map(|row| row.unit);
        Ok(codes
            .filter(|unit| team.reads(&staff.unit, unit, &tree))
            .collect())
    }

    /// The units a supervision team reads, with how they stand.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn supervised(&self, campaign: &Campaign, staff: &Staff) -> Result<Vec<UnitWay>> {
        staff.must(Right::Supervise, campaign.id())?;
        let (team, tree) = self.team_and_tree(campaign, staff.user).await?;
        let mut all = self.stages(campaign).await?;
        all.retain(|one| team.reads(&staff.unit, &one.unit.unit, &tree));
        Ok(all)
    }

    /// A unit tells the public what it did in its stage, and about how many hours that took.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`], [`ServiceError::Stale`].
    pub async fn report_stage(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        (words, hours, talked): (String, Option<u16>, Option<Day>),
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let unit = staff.unit.clone();
        self.on_way(
            campaign,
            staff,
            unit,
            Command::Report {
                words,
                hours,
                talked,
            },
            seen,
        )
        .await
    }

    /// The supervision team signs: the unit passes on, if every gate is open.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for everyone but a team that reads this unit;
    /// [`ServiceError::Refused`] with the condition that is not met.
    pub async fn sign_stage(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        unit: &UnitCode,
        note: String,
        seen: Option<u64>,
    ) -> Result<()> {
        self.must_supervise(campaign, staff, unit).await?;
        let (found, _) = self.stage_of(campaign, unit).await?;
        let facts = found.facts;
        let command = Command::Pass { facts, note };
        self.on_way(campaign, staff, unit.clone(), command, seen)
            .await
    }

    /// The supervision team puts the stage off for the sake of quality.
    ///
    /// # Errors
    /// As [`Service::sign_stage`].
    pub async fn postpone_stage(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        unit: &UnitCode,
        until: Day,
        reason: String,
        seen: Option<u64>,
    ) -> Result<()> {
        self.must_supervise(campaign, staff, unit).await?;
        let command = Command::Postpone { until, reason };
        self.on_way(campaign, staff, unit.clone(), command, seen)
            .await
    }

    /// Writes down how many read what a unit told of its stage; nothing where it told nothing or
    /// has passed on.
    pub(crate) async fn count_stage_readers(
        &self,
        campaign: &Campaign,
        unit: &UnitCode,
        (day, readers): (Day, u32),
    ) -> Result<bool> {
        let loaded = self.load_way(campaign, unit).await?;
        if loaded.state.state() != "reported" {
            return Ok(false);
        }
        let (who, command) = (Who::System, Command::Count { day, readers });
        let context = self.context(campaign, &who);
        let events = loaded.state.decide_for(unit.clone(), command, &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], Vec::new())
            .await?;
        Ok(true)
    }

    async fn on_way(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        unit: UnitCode,
        command: Command,
        seen: Option<u64>,
    ) -> Result<()> {
        let loaded = self.load_way(campaign, &unit).await?;
        loaded.must_be_version(seen)?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let events = loaded.state.decide_for(unit, command, &context)?;
        self.append(campaign, &who, vec![loaded.write(events)], Vec::new())
            .await?;
        Ok(())
    }

    async fn load_way(&self, campaign: &Campaign, unit: &UnitCode) -> Result<Loaded<Way>> {
        self.load(campaign.id(), stream::stage(unit)).await
    }

    async fn ground(&self, campaign: &Campaign) -> Result<Ground> {
        let (store, id) = (self.store(), campaign.id());
        let charter = &campaign.charter;
        let today = self.today(campaign);
        let unsorted = charter.late_before(Limit::Sort, today, charter.time.sort_days);
        let figures = store.figures(id).await?;
        let ways = store.things(id, "stage").await?.into_iter();
        let ways = ways.filter_map(|(name, thing)| match thing {
            Thing::Stage(way) => Some((name, way)),
            _ => None,
        });
        // A group counts as heard from the charter's small number on: that somebody of it
        // spoke at all would give away who did.
        let enough = u64::from(charter.limits.small_number);
        let heard = |code: &str| figures.groups.get(code).copied().unwrap_or(0) >= enough;
        let unheard = charter.groups.iter().filter(|group| !heard(&group.id));
        let late = move |one: &Treatment| {
            one.stage == treatment::Stage::Ordered && one.due.is_some_and(|due| due < today)
        };
        let documents = self.documents(campaign).await?.into_iter();
        let waiting = self.treatments(campaign).await?.into_iter();
        let waiting = waiting.filter(move |(_, one)| one.is_open() || late(one));
        let sessions = self.criticism_sessions(campaign).await?.into_iter();
        let sessions: Vec<_> = sessions.collect();
        let leads = |(id, one): &(SessionId, Session)| {
            let office = one.office(one.leader)?.to_owned();
            Some((id.unit.clone(), office))
        };
        let leaders = sessions.iter().filter_map(leads).collect();
        let sessions = sessions.into_iter();
        let sessions = sessions.map(|(id, session)| (id.unit, session.closed.is_some()));
        let hearing = self.hearing_with(campaign, &figures).await?;
        Ok(Ground {
            hearing: (hearing.hearing.plan.is_none(), hearing.missed()),
            sessions: sessions.collect(),
            leaders,
            waves: self.waves(campaign).await?,
            documents: documents.map(|(_, one)| one).collect(),
            treatments: waiting.filter_map(|(_, one)| one.unit).collect(),
            units: store.units(id).await?,
            ways: ways.collect(),
            work: store.work_of_units(id, today).await?,
            groups_unheard: unheard.map(|group| group.id.clone()).collect(),
            opinions: figures.opinions,
            papers: self.papers(campaign).await?,
            unregistered: self.unregistered(campaign).await?,
            opinions_late: store.opinions_late(id, unsorted).await?,
        })
    }

    async fn unregistered(&self, campaign: &Campaign) -> Result<BTreeSet<(UnitCode, ProblemId)>> {
        let rules = self.rules(campaign).await?;
        let registered = |unit: &UnitCode, problem: ProblemId| {
            rules.iter().any(|(_, rule)| rule.ends(unit, problem))
        };
        let named = self.store().rules_of_items(campaign.id()).await?;
        let missing = named
            .into_iter()
            .filter(|(unit, problem, answer)| answer.is_rule() && !registered(unit, *problem));
        Ok(missing.map(|(unit, problem, _)| (unit, problem)).collect())
    }

    /// The tree of units as the rules see it.
    pub(crate) async fn tree(&self, campaign: &Campaign) -> Result<UnitTree> {
        let loaded = self
            .load::<UnitTree>(campaign.id(), stream::UNITS.to_owned())
            .await?;
        Ok(loaded.state)
    }
}
