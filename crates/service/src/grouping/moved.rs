//! The way of an opinion through problems, for whoever holds its receipt: wherever people
//! put it, the receipt finds it and says why it went there.

use crate::error::Result;
use crate::service::{Campaign, Service};
use massline_domain::event::stream;
use massline_domain::id::{OpinionId, ProblemId};
use massline_domain::opinion::Event as OpinionEvent;
use massline_domain::{Day, Event};

/// Where an opinion went when it left a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// On this day.
    pub day: Day,
    /// From this problem.
    pub from: ProblemId,
    /// Into this one; none where it was taken out and waits.
    pub to: Option<ProblemId>,
    /// Why.
    pub why: MovedBy,
}

/// Why an opinion left a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MovedBy {
    /// Its problem became part of another.
    Merge,
    /// It went into a problem that was split off.
    Split,
    /// It was moved, or taken out, by itself.
    Hand,
}

impl MovedBy {
    /// The stable code used in translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Hand => "hand",
        }
    }
}

impl Service {
    /// The problems an opinion was in before, for the holder of its receipt.
    pub(crate) async fn moves_of(
        &self,
        campaign: &Campaign,
        opinion: OpinionId,
    ) -> Result<Vec<Moved>> {
        let name = stream::opinion(opinion);
        let mut moves = Vec::new();
        for recorded in self.store().stream(campaign.id(), &name).await? {
            let day = recorded.day;
            match recorded.event {
                Event::Opinion(OpinionEvent::Assigned {
                    problem,
                    from: Some(from),
                    ..
                }) => moves.push(Moved {
                    day,
                    from,
                    to: Some(problem),
                    why: self.why_moved(campaign, from, problem).await?,
                }),
                Event::Opinion(OpinionEvent::Released { from, .. }) => {
                    moves.push(Moved {
                        day,
                        from,
                        to: None,
                        why: MovedBy::Hand,
                    });
                }
                _ => {}
            }
        }
        Ok(moves)
    }

    async fn why_moved(
        &self,
        campaign: &Campaign,
        from: ProblemId,
        to: ProblemId,
    ) -> Result<MovedBy> {
        let store = self.store();
        let old = store.problem(campaign.id(), from).await?;
        if old.is_some_and(|row| row.merged_into == Some(to)) {
            return Ok(MovedBy::Merge);
        }
        let new = store.problem(campaign.id(), to).await?;
        if new.is_some_and(|row| row.split_from == Some(from)) {
            return Ok(MovedBy::Split);
        }
        Ok(MovedBy::Hand)
    }
}
