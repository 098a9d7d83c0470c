//! What the sample county's office corrects: a matter listed twice is merged, and one that
//! went in with another is split off.

use super::build::Builder;
use super::content::Content;
use massline_domain::id::OpinionId;
use massline_service::ServiceError;
use massline_service::grouping::Split;
use massline_service::problem::NewProblem;

impl Builder {
    /// Lists the voices of the problem that came since it was listed once more, by mistake.
    pub(super) async fn list_double(
        &mut self,
        content: &Content,
        problem: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.problems[problem];
        let Some(double) = &entry.doubled else {
            return Ok(());
        };
        let voices: Vec<usize> = (0..content.voices.len())
            .filter(|at| entry.is_in_double(&content.voices[*at]))
            .collect();
        let opinions = self.opinions(&voices);
        let (_, keywords) = self
            .service
            .suggested_title(&self.campaign, &self.office, &opinions)
            .await?;
        let new = NewProblem {
            title: double.title.zh.clone(),
            language: "zh-CN".to_owned(),
            keywords,
            source: entry.source.clone(),
            opinions,
            not_about: Vec::new(),
        };
        let number = self
            .service
            .list_problem(&self.campaign, &self.office, &new)
            .await?;
        self.doubles.insert(problem, number);
        Ok(())
    }

    /// Merges the double into the problem.
    pub(super) async fn unite(&self, problem: usize) -> Result<(), ServiceError> {
        let Some(double) = self.doubles.get(&problem) else {
            return Ok(());
        };
        let into = self.number(problem)?;
        self.service
            .merge_problems(&self.campaign, &self.office, *double, into)
            .await
    }

    /// Splits the problem off the one that its voices went into at first.
    pub(super) async fn split_off(
        &mut self,
        content: &Content,
        problem: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.problems[problem];
        let from = content
            .problems
            .iter()
            .position(|one| Some(&one.code) == entry.split_from.as_ref());
        let from = self.number(from.ok_or(ServiceError::NotFound)?)?;
        let voices: Vec<usize> = (0..content.voices.len())
            .filter(|at| {
                let voice = &content.voices[*at];
                voice.problem == entry.code && voice.said_on <= entry.listed
            })
            .collect();
        let split = Split {
            opinions: self.opinions(&voices),
            title: entry.title.zh.clone(),
            unit: None,
        };
        let number = self
            .service
            .split_problem(&self.campaign, &self.office, from, &split, None)
            .await?;
        self.numbers.insert(problem, number);
        self.label(entry, number).await
    }

    fn opinions(&self, voices: &[usize]) -> Vec<OpinionId> {
        let receipts = voices.iter().filter_map(|at| self.receipts.get(at));
        receipts.map(|receipt| receipt.opinion).collect()
    }
}
