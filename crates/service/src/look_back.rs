//! Looking back upon closed problems: what is due, what was seen, and how many closings held.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Loaded, Service};
use massline_domain::context::Role;
use massline_domain::event::stream;
use massline_domain::id::{ProblemId, RoundId};
use massline_domain::look_back::{Closing, Command, LookBacks, Standing, due};
use massline_domain::problem::{self, Problem, Recurrence};
use massline_domain::{Day, Event, Machine as _, Refusal};
use massline_store::{ClosingRow, Thing};
use std::collections::BTreeMap;

/// A closing that must be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLook {
    /// Which closing, of what.
    pub closing: ClosingRow,
    /// The distance in days, as the charter names it.
    pub after: u16,
    /// From which day on.
    pub due: Day,
}

/// How many closings held at one distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    /// The distance in days.
    pub after: u16,
    /// Closings whose day has come.
    pub of: u64,
    /// Somebody from outside saw that they held.
    pub held: u64,
    /// They did not.
    pub not_held: u64,
}

impl Held {
    /// Closings whose day has come and that nobody has looked at.
    #[must_use]
    pub fn unseen(&self) -> u64 {
        self.of.saturating_sub(self.held + self.not_held)
    }
}

impl Service {
    /// What was seen at the look-backs upon a problem. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn looks(&self, campaign: &Campaign, problem: ProblemId) -> Result<LookBacks> {
        let name = stream::look_back(problem);
        Ok(self.load::<LookBacks>(campaign.id(), name).await?.state)
    }

    /// The closing by which a problem is closed now, and the look-backs to come.
    ///
    /// # Errors
    /// From the store.
    pub async fn looks_to_come(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
    ) -> Result<Vec<(u16, Day)>> {
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        let Some(closing) = self.closing(campaign, problem, &loaded).await? else {
            return Ok(Vec::new());
        };
        let looks = self.looks(campaign, problem).await?;
        Ok(looks.to_come(closing.round, closing.day, &campaign.charter))
    }

    /// Closings that somebody of this body must look at, the longest waiting first: all of
    /// other units for the office, those of the units it was sent to for a team.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub async fn looks_due(&self, campaign: &Campaign, staff: &Staff) -> Result<Vec<DueLook>> {
        staff.must(Right::LookBack, campaign.id())?;
        let (today, charter) = (self.today(campaign), &campaign.charter);
        let (team, tree) = self.team_and_tree(campaign, staff.user).await?;
        let looks = self.all_looks(campaign).await?;
        let nothing = LookBacks::default();
        let mut found = Vec::new();
        for closing in self.store().closings(campaign.id()).await? {
            let Some(unit) = closing.unit.as_ref().filter(|_| closing.stands) else {
                continue;
            };
            let mine = match staff.role {
                Role::Supervisor => team.reads(&staff.unit, unit, &tree),
                _ => *unit != staff.unit,
            };
            if !mine {
                continue;
            }
            let looks = looks.get(&closing.round.problem).unwrap_or(&nothing);
            let to_come = looks.to_come(closing.round, closing.day, charter);
            found.extend(to_come.into_iter().filter(|(_, due)| *due <= today).map(
                |(after, due)| DueLook {
                    closing: closing.clone(),
                    after,
                    due,
                },
            ));
        }
        found.sort_by_key(|look| (look.due, look.closing.round));
        Ok(found)
    }

    /// How many closings held, at each distance of the charter. For everyone.
    ///
    /// # Errors
    /// From the store.
    pub async fn held(&self, campaign: &Campaign) -> Result<Vec<Held>> {
        let (today, charter) = (self.today(campaign), &campaign.charter);
        let looks = self.all_looks(campaign).await?;
        let nothing = LookBacks::default();
        let distances = charter.time.look_back_days.iter();
        let zero = |after: &u16| Held {
            after: *after,
            ..Held::default()
        };
        let mut counts: Vec<Held> = distances.map(zero).collect();
        for closing in self.store().closings(campaign.id()).await? {
            let of = |count: &Held| due(closing.day, count.after, charter) <= today;
            if !counts.iter().any(of) {
                continue;
            }
            let reopened = self.reopened(campaign, &closing).await?;
            let looks = looks.get(&closing.round.problem).unwrap_or(&nothing);
            let closed = (closing.round, closing.day);
            for count in &mut counts {
                match looks.standing(closed, reopened, count.after, today, charter) {
                    Standing::NotYet => continue,
                    Standing::Unseen => {}
                    Standing::Held => count.held += 1,
                    Standing::NotHeld => count.not_held += 1,
                }
                count.of += 1;
            }
        }
        Ok(counts)
    }

    /// Writes down what was seen. What did not hold is open again, in the same write.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for the unit itself, and for a team that was not sent
    /// there; [`ServiceError::Refused`] before the day, where the problem is not closed, and
    /// where it was written down already.
    pub async fn look_back(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        after: u16,
        seen: (bool, String),
    ) -> Result<()> {
        staff.must(Right::LookBack, campaign.id())?;
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        let unit = loaded.state.unit.clone().ok_or(ServiceError::NotFound)?;
        if staff.role == Role::Supervisor {
            self.must_supervise(campaign, staff, &unit).await?;
        }
        let looks = self
            .load::<LookBacks>(campaign.id(), stream::look_back(problem))
            .await?;
        let who = staff.who();
        let context = self.context(campaign, &who);
        let (held, words) = seen;
        let command = Command::Record {
            closing: self.closing(campaign, problem, &loaded).await?,
            after,
            held,
            words,
        };
        let recorded = looks.state.decide((problem, command), &context)?;
        let again = if held {
            Vec::new()
        } else {
            let reason = Recurrence::LookBack;
            let command = problem::Command::Recur { reason };
            loaded.state.decide_for(problem, command, &context)?
        };
        let streams = vec![looks.write(recorded), loaded.write(again)];
        self.append(campaign, &who, streams, Vec::new()).await?;
        Ok(())
    }

    /// The closing that stands.
    async fn closing(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
        loaded: &Loaded<Problem>,
    ) -> Result<Option<Closing>> {
        let state = &loaded.state;
        let (problem::Stage::Closed, Some(round), Some(unit)) =
            (state.stage, state.round, state.unit.clone())
        else {
            return Ok(None);
        };
        let rounds = self.store().rounds(campaign.id(), problem).await?;
        let row = rounds.into_iter().find(|row| row.round == round);
        let (day, _) = row
            .and_then(|row| row.decided)
            .ok_or(Refusal::WrongState { state: "open" })?;
        Ok(Some(Closing { round, day, unit }))
    }

    /// The day on which what this round had closed was open again.
    async fn reopened(&self, campaign: &Campaign, closing: &ClosingRow) -> Result<Option<Day>> {
        if closing.stands {
            return Ok(None);
        }
        let name = stream::problem(closing.round.problem);
        let told = self.store().stream(campaign.id(), &name).await?;
        Ok(told
            .iter()
            .find_map(|one| reopened_by(&one.event, closing.round)))
    }

    pub(crate) async fn all_looks(
        &self,
        campaign: &Campaign,
    ) -> Result<BTreeMap<ProblemId, LookBacks>> {
        let things = self.store().things(campaign.id(), "look_back").await?;
        let known = things.into_iter().filter_map(|(name, thing)| match thing {
            Thing::LookBack(looks) => Some((ProblemId(name.parse().ok()?), looks)),
            _ => None,
        });
        Ok(known.collect())
    }
}

fn reopened_by(event: &Event, closed: RoundId) -> Option<Day> {
    match event {
        Event::Problem(problem::Event::Recurred { round, day, .. }) if *round == closed => {
            Some(*day)
        }
        _ => None,
    }
}
