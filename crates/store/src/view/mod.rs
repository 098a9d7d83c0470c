//! Views: what the events come to, as rows for lists, search and figures.
//!
//! [`project`] turns one event into changed rows. It is pure and knows no database: rows it
//! needs and does not have are named in [`Needs`], whoever calls it loads them and calls
//! again. So the same code serves writing (rows loaded on demand, saved once per group of
//! writes), rebuilding and the audit (all rows in memory, nothing to load).

mod campaign;
mod codes;
mod consultation;
mod figure;
mod item;
mod opinion;
mod problem;
mod round;
mod support;
mod table;
mod thing;

pub(crate) use codes::{Code, code_of, from_code};
pub(crate) use figure::{FigureKind, Figures};
pub(crate) use problem::Spread;
pub(crate) use table::Table;
pub use thing::Thing;
pub(crate) use thing::ThingKey;

use crate::rows::{
    CampaignRow, ConsultationRow, ItemRow, OpinionRow, ProblemRow, RoundRow, StatementRow,
};
use massline_domain::consultation::vote;
use massline_domain::context::Role;
use massline_domain::id::{
    CampaignId, ConsultationId, Digest, OpinionId, ProblemId, RoundId, StatementId, UnitCode,
    UserId,
};
use massline_domain::unit::Name;
use massline_domain::verdict::Choice;
use massline_domain::{
    Charter, Event, commitment, criticism, disclosure, escalation, hearing, indicator, look_back,
    mirror, programme, rule, spot_check, stage, study, team, treatment, wave,
};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A unit without its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnitView {
    pub(crate) parent: Option<UnitCode>,
    pub(crate) class: String,
    pub(crate) name: Name,
}

/// A member of staff without the private record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UserView {
    pub(crate) role: Role,
    pub(crate) unit: UnitCode,
    pub(crate) active: bool,
}

/// An opinion with the number of the event that brought it. Its `leaf` is always empty here:
/// it is the event's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpinionView {
    pub(crate) seq: u64,
    pub(crate) row: OpinionRow,
}

/// The last ballot of a nullifier in a round.
pub(crate) type BallotKey = (CampaignId, RoundId, Digest);

/// The last answer of one person to one statement.
pub(crate) type VoteKey = (CampaignId, StatementId, Digest);

/// Rows of all views: some of them while writing, all of them while rebuilding.
pub(crate) struct Views {
    pub(crate) campaigns: Table<CampaignId, CampaignRow>,
    pub(crate) units: Table<(CampaignId, UnitCode), UnitView>,
    pub(crate) users: Table<(CampaignId, UserId), UserView>,
    pub(crate) opinions: Table<(CampaignId, OpinionId), OpinionView>,
    pub(crate) problems: Table<(CampaignId, ProblemId), ProblemRow>,
    pub(crate) spreads: Table<(CampaignId, ProblemId), Spread>,
    pub(crate) items: Table<(CampaignId, ProblemId), Vec<ItemRow>>,
    pub(crate) rounds: Table<(CampaignId, ProblemId), Vec<RoundRow>>,
    pub(crate) ballots: Table<BallotKey, Choice>,
    pub(crate) things: Table<ThingKey, Thing>,
    pub(crate) consultations: Table<(CampaignId, ConsultationId), ConsultationRow>,
    pub(crate) statements: Table<(CampaignId, StatementId), StatementRow>,
    pub(crate) votes: Table<VoteKey, vote::Choice>,
    pub(crate) figures: Figures,
    charters: Arc<Charters>,
    /// Campaigns of which every problem is loaded.
    whole: Vec<CampaignId>,
}

/// A row that is needed and not loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Needs {
    Campaign(CampaignId),
    Unit(CampaignId, UnitCode),
    User(CampaignId, UserId),
    Opinion(CampaignId, OpinionId),
    Problem(CampaignId, ProblemId),
    Spread(CampaignId, ProblemId),
    Items(CampaignId, ProblemId),
    Rounds(CampaignId, ProblemId),
    Ballot(BallotKey),
    Thing(ThingKey),
    Consultation(CampaignId, ConsultationId),
    Statement(CampaignId, StatementId),
    /// Every problem of the campaign.
    Problems(CampaignId),
}

/// Parsed charters, by the hash of their text: parsing takes longer than a write.
#[derive(Debug, Default)]
pub(crate) struct Charters(Mutex<HashMap<Digest, Option<Arc<Charter>>>>);

impl Charters {
    /// The charter of a campaign, or none where its text is not one.
    fn of(&self, campaign: &CampaignRow) -> Option<Arc<Charter>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let parse = || Charter::parse(&campaign.charter).ok().map(Arc::new);
        known.entry(campaign.digest).or_insert_with(parse).clone()
    }
}

/// Where an event happened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    pub(crate) campaign: CampaignId,
    pub(crate) seq: u64,
}

impl Views {
    /// No rows; those that are needed are to be loaded.
    pub(crate) fn on_demand(charters: Arc<Charters>) -> Self {
        Self::new(charters, false)
    }

    /// No rows because there are none yet: for replaying from the first event on.
    pub(crate) fn from_nothing() -> Self {
        Self::new(Arc::default(), true)
    }

    fn new(charters: Arc<Charters>, whole: bool) -> Self {
        Self {
            campaigns: Table::new(whole),
            units: Table::new(whole),
            users: Table::new(whole),
            opinions: Table::new(whole),
            problems: Table::new(whole),
            spreads: Table::new(whole),
            items: Table::new(whole),
            rounds: Table::new(whole),
            ballots: Table::new(whole),
            things: Table::new(whole),
            consultations: Table::new(whole),
            statements: Table::new(whole),
            votes: Table::new(whole),
            figures: Figures::default(),
            charters,
            whole: Vec::new(),
        }
    }

    /// Says that every problem of the campaign is loaded.
    pub(crate) fn has_all_problems(&mut self, campaign: CampaignId) {
        self.whole.push(campaign);
    }

    fn must_have_all_problems(&self, campaign: CampaignId) -> Result<(), Needs> {
        if self.problems.is_whole() || self.whole.contains(&campaign) {
            Ok(())
        } else {
            Err(Needs::Problems(campaign))
        }
    }

    /// Strength of a problem by the public formula of the charter in force.
    fn strength(&self, campaign: CampaignId, problem: &ProblemRow) -> Result<u64, Needs> {
        let row = self
            .campaigns
            .get(&campaign)
            .map_err(|()| Needs::Campaign(campaign))?;
        let charter = row.and_then(|row| self.charters.of(row));
        Ok(charter.map_or(0, |charter| charter.strength_of(&problem.counts())))
    }
}

/// Changes the rows as the event says. Where a row is missing nothing has changed.
///
/// # Errors
/// [`Needs`]: load it and call again.
pub(crate) fn project(views: &mut Views, at: At, event: &Event) -> Result<(), Needs> {
    match event {
        Event::Campaign(event) => campaign::campaign(views, at, event),
        Event::Unit(event) => campaign::unit(views, at, event),
        Event::User(event) => campaign::user(views, at, event),
        Event::Opinion(event) => opinion::opinion(views, at, event),
        Event::Problem(event) => problem::problem(views, at, event),
        Event::Item(event) => item::item(views, at, event),
        Event::Verdict(event) => round::round(views, at, event),
        Event::Stage(event) => thing::thing::<stage::Way>(views, at, event),
        Event::Team(event) => thing::thing::<team::Team>(views, at, event),
        Event::Indicator(event) => thing::thing::<indicator::Indicators>(views, at, event),
        Event::Consultation(event) => consultation::consultation(views, at, event),
        Event::Statement(event) => consultation::statement(views, at, event),
        Event::Vote(event) => consultation::vote(views, at, event),
        Event::Support(event) => support::support(views, at, event),
        Event::Escalation(event) => thing::thing::<escalation::Escalations>(views, at, event),
        Event::LookBack(event) => thing::thing::<look_back::LookBacks>(views, at, event),
        Event::Mirror(event) => thing::thing::<mirror::Paper>(views, at, event),
        Event::Criticism(event) => thing::thing::<criticism::Session>(views, at, event),
        Event::Rule(event) => thing::thing::<rule::Rule>(views, at, event),
        Event::SpotCheck(event) => thing::thing::<spot_check::SpotCheck>(views, at, event),
        Event::Study(event) => thing::thing::<study::Document>(views, at, event),
        Event::Hearing(event) => thing::thing::<hearing::Hearing>(views, at, event),
        Event::Disclosure(event) => thing::thing::<disclosure::Disclosure>(views, at, event),
        Event::Programme(event) => thing::thing::<programme::Programme>(views, at, event),
        Event::Wave(event) => thing::thing::<wave::Wave>(views, at, event),
        Event::Treatment(event) => thing::thing::<treatment::Treatment>(views, at, event),
        Event::Commitment(event) => thing::thing::<commitment::Commitment>(views, at, event),
    }
}
