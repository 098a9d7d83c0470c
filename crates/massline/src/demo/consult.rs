//! The sample county consults its people: opened by the office, answered by a few hundred
//! answers of people who are of different minds, added to, looked at.

use super::build::Builder;
use super::content::{AddedEntry, ConsultationEntry, Content};
use massline_domain::consultation::statement::{Origin, Reason};
use massline_domain::consultation::vote::Choice;
use massline_domain::id::{ConsultationId, StatementId};
use massline_service::ServiceError;
use massline_service::consultation::statement::Decision;
use tokio::task::JoinSet;

/// Of a hundred statements, how many a person answers.
const ANSWERED: u32 = 92;

impl Builder {
    /// Opens a consultation, seeds it, and takes in what people add.
    pub(super) async fn consult(
        &mut self,
        content: &Content,
        at: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.consultations[at];
        let place = content
            .problems
            .iter()
            .position(|one| one.code == entry.problem);
        let problem = self.number(place.ok_or(ServiceError::NotFound)?)?;
        let (service, campaign, office) = (&self.service, &self.campaign, &self.office);
        let (question, language) = (&entry.question, &entry.language);
        let id = service
            .open_consultation(campaign, office, Some(problem), question, language)
            .await?;
        for statement in &entry.statements {
            let origin = Origin::from_code(&statement.origin).unwrap_or(Origin::Office);
            let language = statement.language.as_ref().unwrap_or(&entry.language);
            let words = &statement.text;
            service
                .seed_statement(campaign, office, id, words, language, origin)
                .await?;
        }
        for added in &entry.added {
            self.add(id, entry, added).await?;
        }
        self.consulted.insert(at, id);
        Ok(())
    }

    async fn add(
        &self,
        id: ConsultationId,
        entry: &ConsultationEntry,
        added: &AddedEntry,
    ) -> Result<(), ServiceError> {
        let (service, campaign) = (&self.service, &self.campaign);
        let receipt = service
            .propose_statement(campaign, id, &added.text, &entry.language, None)
            .await?;
        let decision = match added.decided.as_deref() {
            None => return Ok(()),
            Some("accept") => Decision::Accept,
            Some(reason) => {
                Decision::Refuse(Reason::from_code(reason).ok_or(ServiceError::NotFound)?)
            }
        };
        let statement: StatementId = receipt.statement;
        service
            .decide_statement(campaign, &self.office, statement, decision)
            .await?;
        if let Some(words) = &added.appeal {
            let code = receipt.code.to_string();
            service.appeal_statement(&code, words, None).await?;
        }
        Ok(())
    }

    /// People answer, each once, in the order of their minds.
    pub(super) async fn answer_consultation(
        &self,
        content: &Content,
        at: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.consultations[at];
        let id = *self.consulted.get(&at).ok_or(ServiceError::NotFound)?;
        let mut people = JoinSet::new();
        let mut person = 0;
        for (mind, count) in entry.minds.iter().enumerate() {
            for _ in 0..*count {
                person += 1;
                let answers = answers(entry, mind, person);
                let (service, campaign) = (self.service.clone(), self.campaign.clone());
                people.spawn(async move {
                    let token = service.new_token();
                    service.vote(&campaign, id, token, &answers, None).await
                });
            }
        }
        while let Some(answered) = people.join_next().await {
            answered.map_err(|_| ServiceError::NotFound)??;
        }
        Ok(())
    }
}

/// What one person of a mind answers: the same in every run.
fn answers(entry: &ConsultationEntry, mind: usize, person: u32) -> Vec<(u32, Choice)> {
    let seeded = entry.statements.iter().map(|one| (&one.agree, &one.pass));
    let added = entry.added.iter().map(|one| (&one.agree, &one.pass));
    let mut answers = Vec::new();
    for (number, (agree, pass)) in (1..).zip(seeded.chain(added)) {
        let (Some(agree), Some(pass)) = (agree.get(mind), pass.get(mind)) else {
            continue;
        };
        if draw(person, number, 1) >= ANSWERED {
            continue;
        }
        let drawn = draw(person, number, 2);
        let choice = if drawn < *agree {
            Choice::Agree
        } else if drawn < agree + pass {
            Choice::Pass
        } else {
            Choice::Disagree
        };
        answers.push((number, choice));
    }
    answers
}

/// A number below 100 that looks random and is the same in every run.
fn draw(person: u32, number: u32, salt: u32) -> u32 {
    let mut mixed = u64::from(person) << 32 | u64::from(number) << 8 | u64::from(salt);
    // The finaliser of SplitMix64.
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    u32::try_from((mixed ^ (mixed >> 31)) % 100).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn what_is_drawn_is_spread_evenly() {
        let below = |limit: u32| {
            let drawn = (0..50u32).flat_map(|person| (0..20).map(move |n| draw(person, n, 2)));
            drawn.filter(|drawn| *drawn < limit).count()
        };
        assert!((450..550).contains(&below(50)), "{}", below(50));
        assert!((70..130).contains(&below(10)), "{}", below(10));
        assert_eq!(below(100), 1_000);
    }
}
