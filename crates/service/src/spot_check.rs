//! Spot-checks: a team fixes a list, the log draws from it, the team goes and looks; and what
//! teams did, counted.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Loaded, Service, again};
use massline_domain::criticism::Talk;
use massline_domain::event::stream;
use massline_domain::id::{Digest, ProblemId, SpotCheckId, UnitCode};
use massline_domain::item;
use massline_domain::problem::{self, Problem, Recurrence};
use massline_domain::spot_check::{Command, SpotCheck, Target};
use massline_domain::{Day, Machine, Refusal};
use massline_log::checkpoint::Checkpoint;
use massline_log::draw::draw;
use std::collections::{BTreeMap, BTreeSet};

/// What teams of one body did, each on its day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamWork {
    /// By what was done.
    pub days: BTreeMap<Done, Vec<Day>>,
}

/// What a team does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Done {
    /// A paper was sent back.
    PaperReturned,
    /// A paper was accepted.
    PaperAccepted,
    /// A talk was held before a session.
    TalkHeld,
    /// What was said at a session was sent back.
    SaidReturned,
    /// A stage was signed.
    StageSigned,
    /// A stage was put off.
    StagePostponed,
    /// A closing was looked back upon.
    LookedBack,
    /// A commitment was looked at.
    CommitmentSeen,
    /// A spot-check was fixed.
    CheckFixed,
    /// Something that was drawn was looked at.
    CheckSeen,
}

impl Done {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::PaperReturned,
        Self::PaperAccepted,
        Self::TalkHeld,
        Self::SaidReturned,
        Self::StageSigned,
        Self::StagePostponed,
        Self::LookedBack,
        Self::CommitmentSeen,
        Self::CheckFixed,
        Self::CheckSeen,
    ];

    /// The stable code used in translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::PaperReturned => "paper-returned",
            Self::PaperAccepted => "paper-accepted",
            Self::TalkHeld => "talk-held",
            Self::SaidReturned => "said-returned",
            Self::StageSigned => "stage-signed",
            Self::StagePostponed => "stage-postponed",
            Self::LookedBack => "looked-back",
            Self::CommitmentSeen => "commitment-seen",
            Self::CheckFixed => "check-fixed",
            Self::CheckSeen => "check-seen",
        }
    }
}

impl Service {
    /// All spot-checks, the newest first. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn spot_checks(&self, campaign: &Campaign) -> Result<Vec<(SpotCheckId, SpotCheck)>> {
        let mut all = self.numbered(campaign).await?;
        all.reverse();
        Ok(all)
    }

    /// A team fixes the list of everything that its units say is done and the people have closed,
    /// and how many are to be drawn.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] where the team does not read a unit; [`ServiceError::Refused`]
    /// where there is nothing to draw from.
    pub async fn fix_spot_check(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        units: BTreeSet<UnitCode>,
        wanted: u32,
    ) -> Result<SpotCheckId> {
        for unit in &units {
            self.must_supervise(campaign, staff, unit).await?;
        }
        staff.must(Right::Supervise, campaign.id())?;
        let frame = self.frame(campaign, &units).await?;
        again!({
            let id = self.next_number::<SpotCheckId>(campaign).await?;
            let command = Command::Fix {
                units: units.clone(),
                frame: frame.clone(),
                wanted,
            };
            let fixed = self.order(campaign, staff, (id, None), command).await;
            fixed.map(|()| id)
        })
    }

    async fn frame(
        &self,
        campaign: &Campaign,
        units: &BTreeSet<UnitCode>,
    ) -> Result<BTreeSet<Target>> {
        let mut frame = BTreeSet::new();
        for unit in units {
            for row in self.problems_of(campaign, unit).await? {
                if row.stage == problem::Stage::Closed {
                    frame.insert(Target::Problem(row.problem));
                }
                let items = self.store().items(campaign.id(), row.problem).await?;
                let done = items.iter().filter(|item| item.stage == item::Stage::Done);
                frame.extend(done.map(|item| Target::Item(item.item)));
            }
        }
        Ok(frame)
    }

    /// Draws from a list that was fixed, by the root hash of the first checkpoint of the log that
    /// covers it: nobody could know it when the list was fixed.
    ///
    /// # Errors
    /// [`Refusal::NotReady`] until the log has been sealed since; as [`Service::fix_spot_check`].
    pub async fn draw_spot_check(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: SpotCheckId,
    ) -> Result<()> {
        staff.must(Right::Supervise, campaign.id())?;
        let recorded = self
            .store()
            .stream(campaign.id(), &stream::spot_check(id))
            .await?;
        let fixed = recorded.first().ok_or(ServiceError::NotFound)?;
        let what = "not_sealed";
        let sealed = fixed.leaf.ok_or(Refusal::NotReady { what })?;
        let note = self.store().checkpoint_after(sealed).await?;
        let note = note.ok_or(Refusal::NotReady { what })?;
        let (checkpoint, _) = Checkpoint::open(&note, &self.inner.log_key.verifying_key(), &[])?;
        let loaded = self.load_numbered(campaign, id).await?;
        let state = &loaded.state;
        let wanted = usize::try_from(state.wanted).unwrap_or(usize::MAX);
        let places = draw(
            &checkpoint.root,
            &stream::spot_check(id),
            state.frame.len(),
            wanted,
        );
        let command = Command::Draw {
            seed: Digest(checkpoint.root),
            size: checkpoint.size,
            drawn: places.into_iter().map(|at| state.frame[at]).collect(),
        };
        self.order(campaign, staff, (id, None), command).await
    }

    /// The team writes down what it saw. A closed problem that does not hold is open again in the
    /// same write.
    ///
    /// # Errors
    /// As [`Service::fix_spot_check`].
    pub async fn find_at_spot_check(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        id: SpotCheckId,
        (target, holds, words): (Target, bool, String),
    ) -> Result<()> {
        staff.must(Right::Supervise, campaign.id())?;
        let loaded = self.load_numbered(campaign, id).await?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let command = Command::Find {
            target,
            holds,
            words,
        };
        let events = loaded.state.decide((id, command), &context)?;
        let mut streams = vec![loaded.write(events)];
        if let (Target::Problem(problem), false) = (target, holds) {
            let loaded: Loaded<Problem> =
                self.load(campaign.id(), stream::problem(problem)).await?;
            if loaded.state.stage == problem::Stage::Closed {
                let reason = Recurrence::LookBack;
                let command = problem::Command::Recur { reason };
                let again = loaded.state.decide_for(problem, command, &context)?;
                streams.push(loaded.write(again));
            }
        }
        self.append(campaign, &who, streams, Vec::new()).await?;
        Ok(())
    }

    /// What the teams of each body did. For everyone: those who look are looked at too.
    ///
    /// # Errors
    /// From the store.
    pub async fn team_work(&self, campaign: &Campaign) -> Result<BTreeMap<UnitCode, TeamWork>> {
        let mut found: BTreeMap<UnitCode, TeamWork> = BTreeMap::new();
        let mut did = |by: &UnitCode, what: Done, day: Day| {
            let work = found.entry(by.clone()).or_default();
            work.days.entry(what).or_default().push(day);
        };
        for (_, paper) in self.papers(campaign).await? {
            for one in &paper.returned {
                did(&one.by, Done::PaperReturned, one.day);
            }
            if let Some(one) = &paper.accepted {
                did(&one.by, Done::PaperAccepted, one.day);
            }
        }
        for (_, session) in self.criticism_sessions(campaign).await? {
            for one in &session.talks {
                if let Talk::Team { .. } = one.talk {
                    did(&one.by, Done::TalkHeld, one.day);
                }
            }
            for one in session.said.iter().flat_map(|said| &said.returned) {
                did(&one.by, Done::SaidReturned, one.day);
            }
        }
        for way in self.stages(campaign).await? {
            for step in &way.way.steps {
                if let Some(one) = &step.passed {
                    did(&one.by, Done::StageSigned, one.day);
                }
                for one in &step.postponed {
                    did(&one.by, Done::StagePostponed, one.day);
                }
            }
        }
        for (_, commitment) in self.commitments(campaign).await? {
            for one in &commitment.looks {
                did(&one.by, Done::CommitmentSeen, one.day);
            }
        }
        for (_, looks) in self.all_looks(campaign).await? {
            for one in &looks.looks {
                did(&one.by, Done::LookedBack, one.day);
            }
        }
        for (_, check) in self.spot_checks(campaign).await? {
            let Some(by) = &check.by else { continue };
            did(by, Done::CheckFixed, check.fixed);
            for one in &check.findings {
                did(by, Done::CheckSeen, one.day);
            }
        }
        Ok(found)
    }

    /// What spot-checks saw of a problem and its items: the check, and the finding.
    ///
    /// # Errors
    /// From the store.
    pub async fn checks_of(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
    ) -> Result<Vec<(SpotCheckId, massline_domain::spot_check::Finding)>> {
        let all = self.spot_checks(campaign).await?;
        let of = all.into_iter().flat_map(|(id, check)| {
            let findings = check.findings.into_iter();
            findings.map(move |finding| (id, finding))
        });
        Ok(of
            .filter(|(_, finding)| finding.target.problem() == problem)
            .collect())
    }
}
