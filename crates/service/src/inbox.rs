//! The inbox: the office reads what was said, sorts it, and nothing is lost.

use crate::condensing::{Suggestion, text_of};
use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::receipt::answer_key;
use crate::service::{Campaign, Service};
use crate::speak::agrees;
use massline_domain::event::stream;
use massline_domain::id::{Digest, OpinionId, ProblemId};
use massline_domain::opinion::{Authority, Command, Opinion, Place};
use massline_store::{OpinionFilter, OpinionRow, Page, PictureRow, VaultWrite};

/// An opinion as the office reads it.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its way so far.
    pub row: OpinionRow,
    /// The words; `None` where they were erased.
    pub words: Option<String>,
    /// Where, in the speaker's words.
    pub place: String,
    /// The unit the speaker named.
    pub unit: String,
    /// Problems the machine suggests.
    pub suggestions: Vec<Suggestion>,
    /// Problems that people said it is not about; filled in where one opinion is read.
    pub not_about: Vec<ProblemId>,
    /// The pictures that came with it.
    pub pictures: Vec<PictureRow>,
    /// Whether who gave them agrees that they are shown with the problem.
    pub may_be_shown: bool,
}

impl Service {
    /// Opinions as the office reads them, with suggestions for those that wait.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for everyone but the office: a unit never reads who said what.
    pub async fn inbox(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        filter: &OpinionFilter,
    ) -> Result<Page<Letter>> {
        staff.must(Right::SortOpinions, campaign.id())?;
        let page = self.store().opinions(campaign.id(), filter).await?;
        let ids: Vec<OpinionId> = page.rows.iter().map(|row| row.opinion).collect();
        let waiting: Vec<OpinionId> = page
            .rows
            .iter()
            .filter(|row| row.state == "waiting")
            .map(|row| row.opinion)
            .collect();
        let mut suggestions = self.suggestions(campaign, &waiting).await?;
        let mut words: std::collections::HashMap<_, _> = self
            .store()
            .texts(campaign.id(), &ids)
            .await?
            .into_iter()
            .collect();
        let mut pictures = self.pictures_of(campaign, &ids).await?;
        Ok(page.map(|row| {
            let fields = words.remove(&row.opinion);
            let of = |label: &str| fields.as_deref().map(|all| text_of(all, label));
            Letter {
                words: of("text"),
                place: of("places").unwrap_or_default(),
                unit: of("units").unwrap_or_default(),
                suggestions: suggestions.remove(&row.opinion).unwrap_or_default(),
                not_about: Vec::new(),
                pictures: pictures.remove(&row.opinion).unwrap_or_default(),
                may_be_shown: fields.as_deref().is_some_and(agrees),
                row,
            }
        }))
    }

    /// One opinion as the office reads it.
    ///
    /// # Errors
    /// As [`Service::inbox`]; [`ServiceError::NotFound`].
    pub async fn letter(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        opinion: OpinionId,
    ) -> Result<Letter> {
        staff.must(Right::SortOpinions, campaign.id())?;
        let row = self.store().opinion(campaign.id(), opinion).await?;
        let row = row.ok_or(ServiceError::NotFound)?;
        let fields = self.store().fields(campaign.id(), opinion).await?;
        let mut suggestions = self.suggestions(campaign, &[opinion]).await?;
        let mut suggestions = suggestions.remove(&opinion).unwrap_or_default();
        suggestions.retain(|one| Some(one.problem) != row.problem);
        let of = |label: &str| fields.as_deref().map(|all| text_of(all, label));
        Ok(Letter {
            words: of("text"),
            place: of("places").unwrap_or_default(),
            unit: of("units").unwrap_or_default(),
            suggestions,
            not_about: self.not_about(campaign, opinion).await?,
            pictures: self.store().pictures(campaign.id(), &[opinion]).await?,
            may_be_shown: fields.as_deref().is_some_and(agrees),
            row,
        })
    }

    /// Answers an opinion directly; the holder of the receipt reads the answer.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`].
    pub async fn answer_opinion(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        opinion: OpinionId,
        words: &str,
    ) -> Result<()> {
        staff.must(Right::SortOpinions, campaign.id())?;
        let who = staff.who();
        let value = massline_domain::text::clean(words);
        let salt = self.random();
        let commitment = massline_log::commit::field_commitment("answer", &salt, value.as_bytes())?;
        let loaded = self
            .load::<Opinion>(campaign.id(), stream::opinion(opinion))
            .await?;
        let context = self.context(campaign, &who);
        let command = Command::Answer {
            words: &value,
            commitment: Digest(commitment),
        };
        let events = loaded.state.decide_for(opinion, command, &context)?;
        let key = answer_key(opinion);
        let vault = vec![VaultWrite::Text { key, salt, value }];
        self.append(campaign, &who, vec![loaded.write(events)], vault)
            .await?;
        Ok(())
    }

    /// Passes an opinion on to a named body outside, refuses it with a reason, takes it out
    /// of its problem, or takes it up again.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Refused`].
    pub async fn sort_opinion(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        opinion: OpinionId,
        sorting: Sorting,
    ) -> Result<()> {
        staff.must(Right::SortOpinions, campaign.id())?;
        let who = staff.who();
        let loaded = self
            .load::<Opinion>(campaign.id(), stream::opinion(opinion))
            .await?;
        let context = self.context(campaign, &who);
        let command = match sorting {
            Sorting::Refer { to } => Command::Refer { to },
            Sorting::Refuse { reason } => Command::Refuse { reason },
            Sorting::Release => Command::Release,
            Sorting::Reconsider => Command::Reconsider,
        };
        let events = loaded.state.decide_for(opinion, command, &context)?;
        let mut streams = vec![loaded.write(events)];
        if let Place::InProblem(from) = loaded.state.place {
            streams.push(self.may_leave(campaign, from).await?);
        }
        self.append(campaign, &who, streams, Vec::new()).await?;
        Ok(())
    }

    /// Erases words because a law, someone's rights or their illegality demand it.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`]; the speaker's own wish needs the receipt.
    pub async fn erase_by_office(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        opinion: OpinionId,
        authority: Authority,
    ) -> Result<()> {
        staff.must(Right::SortOpinions, campaign.id())?;
        if authority == Authority::Subject {
            return Err(ServiceError::Forbidden);
        }
        self.erase(campaign, opinion, authority, &staff.who()).await
    }
}

/// What the office does with an opinion beside answering it or putting it into a problem.
#[derive(Debug, Clone)]
pub enum Sorting {
    /// Pass it on to a named body outside.
    Refer {
        /// To whom, in words.
        to: String,
    },
    /// Do not take it.
    Refuse {
        /// The charter's code of the reason.
        reason: String,
    },
    /// Take it out of its problem, back to waiting.
    Release,
    /// Take it up again, back to waiting: it was answered, referred or refused by mistake.
    Reconsider,
}
