//! Pictures that speakers give. They belong to the private part of an opinion: the office sees
//! them, and they are erased with it. Everyone sees one with its problem only where who gave it
//! agreed and the office looked at it, and only as long as the opinion is in that problem.

use crate::error::{Result, ServiceError};
use crate::permission::{Right, Staff};
use crate::service::{Campaign, Service};
use crate::speak::agrees;
use massline_domain::id::{Digest, OpinionId, ProblemId};
use massline_domain::problem::Command;
use massline_store::{PictureRow, ProblemRow};
use std::collections::{BTreeSet, HashMap};

impl Service {
    /// A picture of an opinion: media type and content.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for everyone but the office; [`ServiceError::NotFound`].
    pub async fn picture(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        opinion: OpinionId,
        number: u8,
    ) -> Result<(String, Vec<u8>)> {
        staff.must(Right::SortOpinions, campaign.id())?;
        let found = self.store().picture(campaign.id(), opinion, number).await?;
        found.ok_or(ServiceError::NotFound)
    }

    /// Shows a picture to everyone who reads the problem that its opinion is in, or shows it no
    /// longer.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] for everyone but the office; [`ServiceError::NotFound`];
    /// [`ServiceError::Refused`] where who gave it did not agree.
    pub async fn show_picture(
        &self,
        campaign: &Campaign,
        staff: &Staff,
        opinion: OpinionId,
        number: u8,
        show: bool,
    ) -> Result<ProblemId> {
        staff.must(Right::KeepProblems, campaign.id())?;
        let row = self.store().opinion(campaign.id(), opinion).await?;
        let problem = row.and_then(|row| row.problem);
        let problem = problem.ok_or(ServiceError::NotFound)?;
        let pictures = self.store().pictures(campaign.id(), &[opinion]).await?;
        let picture = pictures.iter().find(|one| one.number == number);
        let picture = picture.ok_or(ServiceError::NotFound)?.digest;
        let command = if show {
            let fields = self.store().fields(campaign.id(), opinion).await?;
            let agreed = fields.as_deref().is_some_and(agrees);
            Command::ShowPicture { picture, agreed }
        } else {
            Command::HidePicture { picture }
        };
        self.on_problem(campaign, &staff.who(), problem, command, None)
            .await?;
        Ok(problem)
    }

    /// The pictures that everyone sees with a problem: those that are shown and whose opinions
    /// are still in it.
    ///
    /// # Errors
    /// From the store.
    pub async fn shown_pictures(
        &self,
        campaign: &Campaign,
        problem: &ProblemRow,
    ) -> Result<BTreeSet<Digest>> {
        if problem.pictures.is_empty() {
            return Ok(BTreeSet::new());
        }
        let (store, id) = (self.store(), problem.problem);
        let there = store.pictures_in_problem(campaign.id(), id).await?;
        Ok(&there & &problem.pictures)
    }

    /// One of them: media type and content.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn shown_picture(
        &self,
        campaign: &Campaign,
        problem: ProblemId,
        picture: Digest,
    ) -> Result<(String, Vec<u8>)> {
        let store = self.store();
        let row = store.problem(campaign.id(), problem).await?;
        let shown = row.is_some_and(|row| row.pictures.contains(&picture));
        if !shown {
            return Err(ServiceError::NotFound);
        }
        let found = store.picture_in_problem(campaign.id(), problem, picture);
        found.await?.ok_or(ServiceError::NotFound)
    }

    pub(crate) async fn pictures_of(
        &self,
        campaign: &Campaign,
        opinions: &[OpinionId],
    ) -> Result<HashMap<OpinionId, Vec<PictureRow>>> {
        let mut of: HashMap<OpinionId, Vec<PictureRow>> = HashMap::new();
        for one in self.store().pictures(campaign.id(), opinions).await? {
            of.entry(one.opinion).or_default().push(one);
        }
        Ok(of)
    }
}
