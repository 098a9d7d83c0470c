//! Why each voice is in its problem: the words and places it shares with the others there. For
//! the office, which reads opinions; a unit never sees what could reveal who spoke.

use crate::condensing::beginning;
use crate::error::Result;
use crate::permission::{Right, Staff};
use crate::redact::redact;
use crate::service::{Campaign, Service};
use massline_domain::id::{OpinionId, ProblemId};

/// Voices of a problem that are explained, the latest first.
const SHOWN: usize = 20;

/// A voice, and what ties it to its problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tied {
    /// The opinion.
    pub opinion: OpinionId,
    /// How it begins, redacted.
    pub beginning: String,
    /// Words it shares with others there, strongest first.
    pub words: Vec<String>,
    /// Names of places that it and another one speak of.
    pub places: Vec<String>,
}

impl Service {
    /// Why the voices of a problem are in it, the latest first.
    ///
    /// # Errors
    /// [`crate::ServiceError::Forbidden`] for everyone but the office.
    pub async fn ties(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        problem: ProblemId,
    ) -> Result<Vec<Tied>> {
        staff.must(Right::SortOpinions, campaign.id())?;
        let mut ids = self
            .store()
            .problem_opinion_ids(campaign.id(), problem)
            .await?;
        let words = self.tying_words(campaign, &ids).await?;
        ids.reverse();
        ids.truncate(SHOWN);
        let owned = self.owned(campaign, &ids).await?;
        let tied = ids.iter().filter_map(|opinion| {
            let own = owned.get(opinion)?;
            let others = owned.iter().filter(|(other, _)| *other != opinion);
            let mut places: Vec<String> = others
                .flat_map(|(_, other)| own.places_shared_with(other))
                .collect();
            places.sort_unstable();
            places.dedup();
            Some(Tied {
                opinion: *opinion,
                beginning: beginning(&redact(&own.text)),
                words: words.get(opinion).cloned().unwrap_or_default(),
                places,
            })
        });
        Ok(tied.collect())
    }
}
