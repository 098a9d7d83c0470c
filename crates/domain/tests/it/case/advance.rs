//! The natural next step of a problem, by whoever would take it, so that random lives also
//! reach the far end of the way.

use super::{Act, Case, OPINIONS, What};
use crate::world::{opinion_id, staff};
use massline_domain::Who;
use massline_domain::context::Role;
use massline_domain::id::ProblemId;
use massline_domain::item::{Item, Stage as ItemStage};
use massline_domain::opinion::Place;
use massline_domain::problem::Stage;
use massline_domain::verdict::{Choice, Stage as RoundStage};

impl Case {
    /// What comes next for this problem. `choice` is what a person would say of it.
    pub(crate) fn next_step(&self, problem: ProblemId, choice: Choice) -> Act {
        let (what, item, opinion) = self.next_what(problem, choice);
        Act {
            who: self.who_would(problem, what),
            what,
            problem,
            item,
            opinion,
        }
    }

    fn next_what(&self, id: ProblemId, choice: Choice) -> (What, u32, u8) {
        let problem = &self.problems[&id];
        match problem.stage {
            Stage::Absent => (What::List, 1, 1),
            Stage::Listed | Stage::Assigned | Stage::Claimed if self.voice_for(id).is_some() => {
                let (what, opinion) = self.voice_for(id).unwrap();
                (what, 1, opinion)
            }
            Stage::Listed => (What::Give { unit: 0 }, 1, 1),
            Stage::Assigned => (What::Claim, 1, 1),
            Stage::Claimed => (What::Plan, 1, 1),
            Stage::Rectifying => self.next_for_items(id),
            Stage::Judging => self.next_in_round(id, choice),
            Stage::Closed => (What::Recur, 1, 1),
            Stage::Reopened => (What::Resume, 1, 1),
            Stage::Merged => (What::Wait { days: 1 }, 1, 1),
        }
    }

    /// A voice with a receipt that is still missing: at least two should judge.
    fn voice_for(&self, problem: ProblemId) -> Option<(What, u8)> {
        if self.holders_in(problem).len() >= 2 {
            return None;
        }
        (1..=OPINIONS).find_map(|n| match self.opinions[&opinion_id(n)].place {
            Place::Absent => Some((What::Receive { receipt: true }, n)),
            Place::Waiting => Some((What::PutIn, n)),
            _ => None,
        })
    }

    fn next_for_items(&self, problem: ProblemId) -> (What, u32, u8) {
        let unfinished = |item: &Item| item.stage == ItemStage::Working;
        let mut items = self.items_of(problem).into_iter();
        match items.find(|(_, item)| unfinished(item)) {
            Some((id, item)) if item.evidence == 0 => (What::Show, id.number, 1),
            Some((id, _)) => (What::Finish { blank_rule: false }, id.number, 1),
            None => (What::AskPeople, 1, 1),
        }
    }

    fn next_in_round(&self, problem: ProblemId, choice: Choice) -> (What, u32, u8) {
        let round = self.problems[&problem].round.unwrap();
        let verdict = &self.rounds[&round];
        if matches!(verdict.stage, RoundStage::Decided(_)) {
            let (round, of) = (round.number, problem.0);
            return (What::Judge { round, of }, 1, 1);
        }
        let cast = verdict.ballots.len();
        let mut asked = (1..=OPINIONS).filter(|n| self.asked[&round].contains(&opinion_id(*n)));
        match asked.nth(cast) {
            Some(opinion) if verdict.tally().definite() == 0 => (What::Cast(choice), 1, opinion),
            _ => (What::Count, 1, 1),
        }
    }

    fn who_would(&self, problem: ProblemId, what: What) -> Who {
        match what {
            What::List | What::PutIn | What::Give { .. } => staff(Role::Office, "county"),
            What::Receive { .. } | What::Cast(_) | What::Recur => Who::Public,
            What::Count | What::Judge { .. } | What::Wait { .. } => Who::System,
            _ => match &self.problems[&problem].unit {
                Some(unit) => staff(Role::Unit, unit.as_str()),
                None => staff(Role::Unit, "housing"),
            },
        }
    }
}
