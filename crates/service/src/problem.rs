//! Problems: listed, named, labelled and given to units by the office; claimed,
//! referred and worked on by the unit; never closed by either.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Loaded, Service, TRIES};
use massline_domain::id::{ItemId, OpinionId, ProblemId, RoundId, UnitCode};
use massline_domain::item::Item;
use massline_domain::opinion::{Command as OpinionCommand, Opinion, Place};
use massline_domain::problem::{Command, Event, Problem, Recurrence, Stage};
use massline_domain::{Machine as _, Refusal, Who, event::stream};
use massline_store::{OpinionRow, ProblemRow, StreamWrite};
use std::collections::BTreeSet;

/// What the office writes when it lists a problem.
#[derive(Debug, Clone)]
pub struct NewProblem {
    /// A line that says it.
    pub title: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// Words that mark it.
    pub keywords: Vec<String>,
    /// The charter's code of how it was found.
    pub source: String,
    /// The opinions it is made of.
    pub opinions: Vec<OpinionId>,
    /// Opinions that someone looked at and said are not about it: the machine never suggests
    /// it for them. They stay where they are.
    pub not_about: Vec<OpinionId>,
}

/// The writes that move opinions, and the problems they leave.
#[derive(Default)]
pub(crate) struct Moves {
    pub(crate) streams: Vec<StreamWrite>,
    pub(crate) from: BTreeSet<ProblemId>,
}

impl Service {
    /// Lists a problem with its first opinions, which wait.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`], [`ServiceError::Stale`] where
    /// an opinion was sorted by someone else meanwhile: it stays where they put it.
    pub async fn list_problem(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        new: &NewProblem,
    ) -> Result<ProblemId> {
        staff.must(Right::KeepProblems, campaign.id())?;
        let who = staff.who();
        for attempt in 1.. {
            let problem = ProblemId(self.store().next_problem_number(campaign.id()).await?);
            let mut streams = vec![self.listing(campaign, &who, problem, new)?];
            let moves = self
                .assignments(campaign, &who, &new.opinions, problem, Vec::new())
                .await?;
            if !moves.from.is_empty() {
                return Err(ServiceError::Stale);
            }
            streams.extend(moves.streams);
            for opinion in &new.not_about {
                streams.extend(self.apart(campaign, &who, *opinion, problem).await?);
            }
            match self.append(campaign, &who, streams, Vec::new()).await {
                Err(ServiceError::Stale) if attempt < TRIES => {}
                result => return result.map(|_| problem),
            }
        }
        Err(ServiceError::Stale)
    }

    /// A unit lists a problem that it found itself, which is claimed with that; a supervision
    /// team one that it points out to a unit, which claims it in time. No opinions are in it: the
    /// charter's first source, that of opinions, is not theirs to name.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for another unit, and for a unit that the team does not read;
    /// [`ServiceError::Refused`].
    pub async fn find_problem(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        unit: &UnitCode,
        new: &NewProblem,
    ) -> Result<ProblemId> {
        staff.must(Right::FindProblems, campaign.id())?;
        let own = staff.may(Right::WorkForUnit);
        if !own {
            self.must_supervise(campaign, staff, unit).await?;
        } else if staff.unit != *unit {
            return Err(ServiceError::Forbidden);
        }
        let spoken = campaign.charter.sources.first();
        if spoken.is_some_and(|source| source.id == new.source) || !new.opinions.is_empty() {
            let (kind, found) = ("source", new.source.clone());
            return Err(Refusal::UnknownCode { kind, found }.into());
        }
        let assign = Command::Assign {
            unit: unit.clone(),
            claim_by: self.claim_by(campaign),
        };
        let commands = [Some(assign), own.then_some(Command::Claim)];
        let commands: Vec<Command> = commands.into_iter().flatten().collect();
        crate::service::again!(
            self.try_find_problem(campaign, &staff.who(), new, &commands)
                .await
        )
    }

    async fn try_find_problem(
        &self,
        campaign: &Campaign,
        who: &Who,
        new: &NewProblem,
        commands: &[Command],
    ) -> Result<ProblemId> {
        let problem = ProblemId(self.store().next_problem_number(campaign.id()).await?);
        let mut listed = self.listing(campaign, who, problem, new)?;
        let mut state = Problem::default();
        let follow = |state: &mut Problem, events: &[massline_domain::Event]| {
            for event in events {
                if let massline_domain::Event::Problem(event) = event {
                    state.apply(event);
                }
            }
        };
        follow(&mut state, &listed.events);
        for command in commands {
            let context = self.context(campaign, who);
            let events = state.decide_for(problem, command.clone(), &context)?;
            let events: Vec<massline_domain::Event> = events.into_iter().map(Into::into).collect();
            follow(&mut state, &events);
            listed.events.extend(events);
        }
        self.append(campaign, who, vec![listed], Vec::new()).await?;
        Ok(problem)
    }

    pub(crate) fn listing(
        &self,
        campaign: &Campaign,
        who: &Who,
        problem: ProblemId,
        new: &NewProblem,
    ) -> Result<StreamWrite> {
        let command = Command::List {
            title: new.title.clone(),
            language: new.language.clone(),
            keywords: new.keywords.clone(),
            source: new.source.clone(),
        };
        let context = self.context(campaign, who);
        let events = Problem::default().decide_for(problem, command, &context)?;
        let loaded = Loaded {
            state: Problem::default(),
            version: 0,
            stream: stream::problem(problem),
        };
        Ok(loaded.write(events))
    }

    pub(crate) async fn rows_of(
        &self,
        campaign: &Campaign,
        opinions: &[OpinionId],
    ) -> Result<Vec<OpinionRow>> {
        let mut rows = Vec::with_capacity(opinions.len());
        for opinion in opinions {
            rows.extend(self.store().opinion(campaign.id(), *opinion).await?);
        }
        Ok(rows)
    }

    /// The writes that put opinions into a problem. Copies of one another count once.
    pub(crate) async fn assignments(
        &self,
        campaign: &Campaign,
        who: &Who,
        opinions: &[OpinionId],
        problem: ProblemId,
        there: Vec<OpinionId>,
    ) -> Result<Moves> {
        let copies = self.copies(campaign, opinions, &there).await?;
        let mut traits = self.traits_of(campaign, opinions).await?;
        let mut moves = Moves::default();
        for (opinion, copy) in opinions.iter().zip(copies) {
            let loaded = self
                .load::<Opinion>(campaign.id(), stream::opinion(*opinion))
                .await?;
            if let Place::InProblem(from) = loaded.state.place {
                moves.from.insert(from);
            }
            let context = self.context(campaign, who);
            let command = OpinionCommand::Assign {
                problem,
                copy,
                traits: traits.remove(opinion).unwrap_or_default(),
            };
            let events = loaded.state.decide_for(*opinion, command, &context)?;
            moves.streams.push(loaded.write(events));
        }
        Ok(moves)
    }

    /// Nobody may take the people's voices away while they judge: an opinion stays in its
    /// problem until the round is decided. The write fails if a round opens meanwhile.
    pub(crate) async fn may_leave(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
    ) -> Result<StreamWrite> {
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        if loaded.state.stage == Stage::Judging {
            return Err(Refusal::WrongState {
                state: Stage::Judging.code(),
            }
            .into());
        }
        Ok(loaded.write(Vec::new()))
    }

    /// Puts opinions into a problem that exists. Into a closed one it opens it again: the
    /// same complaint after closing means the closing did not hold.
    ///
    /// # Errors
    /// As [`Service::list_problem`].
    pub async fn assign_opinions(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        opinions: &[OpinionId],
    ) -> Result<()> {
        staff.must(Right::SortOpinions, campaign.id())?;
        let who = staff.who();
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        let there = self
            .store()
            .problem_opinion_ids(campaign.id(), problem)
            .await?;
        let mut streams = vec![
            self.taking_in(campaign, &who, problem, &loaded, opinions)
                .await?,
        ];
        let moves = self
            .assignments(campaign, &who, opinions, problem, there)
            .await?;
        streams.extend(moves.streams);
        for from in moves.from {
            streams.push(self.may_leave(campaign, from).await?);
        }
        self.append(campaign, &who, streams, Vec::new()).await?;
        Ok(())
    }

    /// What happens to a problem that takes in opinions: a closed one is open again where they
    /// were spoken since.
    pub(crate) async fn taking_in(
        &self,
        campaign: &Campaign,
        who: &Who,
        problem: ProblemId,
        loaded: &Loaded<Problem>,
        opinions: &[OpinionId],
    ) -> Result<StreamWrite> {
        match loaded.state.stage {
            Stage::Absent => Err(ServiceError::NotFound),
            Stage::Merged => Err(Refusal::WrongState { state: "merged" }.into()),
            Stage::Closed
                if self
                    .spoken_after_closing(campaign, problem, opinions)
                    .await? =>
            {
                let command = Command::Recur {
                    reason: Recurrence::NewOpinion,
                };
                let context = self.context(campaign, who);
                Ok(loaded.write(loaded.state.decide_for(problem, command, &context)?))
            }
            _ => Ok(loaded.write(Vec::new())),
        }
    }

    pub(crate) async fn spoken_after_closing(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
        opinions: &[OpinionId],
    ) -> Result<bool> {
        let rounds = self.store().rounds(campaign.id(), problem).await?;
        let closed = rounds
            .iter()
            .filter_map(|round| round.decided)
            .map(|(day, _)| day)
            .max();
        let Some(closed) = closed else {
            return Ok(true);
        };
        let rows = self.rows_of(campaign, opinions).await?;
        Ok(rows.iter().any(|row| row.said_on >= closed))
    }

    /// One command of the office on one problem: rename, label, assign or tell apart.
    ///
    /// # Errors
    /// As [`Service::list_problem`]; [`ServiceError::Stale`] where `seen` is not its version.
    pub async fn keep_problem(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        command: Command,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::KeepProblems, campaign.id())?;
        let keeps = matches!(
            command,
            Command::Rename { .. }
                | Command::Label { .. }
                | Command::Assign { .. }
                | Command::TellApart { .. }
        );
        if !keeps {
            return Err(ServiceError::Forbidden);
        }
        if let Command::Assign { unit, .. } = &command {
            self.must_have_unit(campaign, unit.as_str()).await?;
        }
        if let Command::TellApart { other } = &command {
            self.problem(campaign, *other).await?;
        }
        self.on_problem(campaign, &staff.who(), problem, command, seen)
            .await
    }

    /// The unit takes a problem as its own, or says whose it is instead.
    ///
    /// # Errors
    /// As [`Service::keep_problem`].
    pub async fn answer_assignment(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        refer: Option<(UnitCode, String)>,
        seen: Option<u64>,
    ) -> Result<()> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let command = match refer {
            None => Command::Claim,
            Some((to, reason)) => {
                self.must_have_unit(campaign, to.as_str()).await?;
                Command::Refer {
                    to,
                    reason,
                    claim_by: campaign.charter.claim_by(self.today(campaign)),
                }
            }
        };
        self.on_problem(campaign, &staff.who(), problem, command, seen)
            .await
    }

    /// The unit says it is done: the people are asked at once, in the same write.
    ///
    /// # Errors
    /// As [`Service::keep_problem`]; refused with what is missing.
    pub async fn request_closing(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
        note: String,
        seen: Option<u64>,
    ) -> Result<RoundId> {
        staff.must(Right::WorkForUnit, campaign.id())?;
        let who = staff.who();
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        loaded.must_be_version(seen)?;
        let mut items = Vec::new();
        let mut streams = Vec::new();
        for number in 1..=self.item_count(campaign, problem).await? {
            let name = stream::item(ItemId { problem, number });
            let item = self.load::<Item>(campaign.id(), name).await?;
            streams.push(item.write(Vec::new()));
            items.push(item.state);
        }
        let context = self.context(campaign, &who);
        let command = Command::RequestClosing { items, note };
        let events = loaded.state.decide_for(problem, command, &context)?;
        let round = events.iter().find_map(|event| match event {
            Event::ClosingRequested { round, .. } => Some(*round),
            _ => None,
        });
        let round = round.ok_or(ServiceError::NotFound)?;
        streams.push(self.open_round(campaign, round).await?);
        streams.push(loaded.write(events));
        self.append(campaign, &who, streams, Vec::new()).await?;
        Ok(round)
    }

    pub(crate) async fn on_problem(
        &self,
        campaign: &Campaign,
        who: &Who,
        problem: ProblemId,
        command: Command,
        seen: Option<u64>,
    ) -> Result<()> {
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        loaded.must_be_version(seen)?;
        let context = self.context(campaign, who);
        let events = loaded.state.decide_for(problem, command, &context)?;
        self.append(campaign, who, vec![loaded.write(events)], Vec::new())
            .await?;
        Ok(())
    }

    /// A problem as the public sees it, with the version that forms carry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn problem(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
    ) -> Result<(ProblemRow, u64)> {
        let row = self.store().problem(campaign.id(), problem).await?;
        let row = row.ok_or(ServiceError::NotFound)?;
        let loaded = self
            .load::<Problem>(campaign.id(), stream::problem(problem))
            .await?;
        Ok((row, loaded.version))
    }
}
