//! The register of rules of the sample county: units register what their items name in title
//! marks; what has no name yet is still missing there.

use super::build::Builder;
use super::content::ProblemEntry;
use massline_domain::item::RuleAnswer;
use massline_domain::rule::Text;
use massline_service::ServiceError;

impl Builder {
    pub(super) async fn register(
        &self,
        entry: &ProblemEntry,
        problem: usize,
        answer: &RuleAnswer,
    ) -> Result<(), ServiceError> {
        let (RuleAnswer::New { words } | RuleAnswer::Revised { words }) = answer else {
            return Ok(());
        };
        let named = words
            .split_once('《')
            .and_then(|(_, rest)| rest.split_once('》'));
        let Some((title, _)) = named else {
            return Ok(());
        };
        let text = Text {
            revises: matches!(answer, RuleAnswer::Revised { .. }).then(|| format!("《{title}》")),
            title: title.to_owned(),
            words: words.clone(),
            from: self.service.today(&self.campaign),
            problems: [self.number(problem)?].into(),
        };
        let unit = self.unit_of(entry)?;
        self.service.set_rule(&self.campaign, &unit, text).await?;
        Ok(())
    }
}
