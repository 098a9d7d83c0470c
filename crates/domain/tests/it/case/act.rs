//! What anyone may try in a case, and how the house puts the machines together for it.

use super::{Case, SPLIT_OFF, UNITS};
use crate::world::{digest, evidence, new_rule, on, opinion_id, plan, speech, unit};
use massline_domain::id::{Digest, ItemId, ProblemId, RoundId};
use massline_domain::item::{self, Item, RuleAnswer};
use massline_domain::opinion::{self, Authority};
use massline_domain::problem::{self, Problem, Recurrence, Stage};
use massline_domain::traits::Traits;
use massline_domain::verdict::{self, Choice, Verdict};
use massline_domain::{Context, Refusal, Who};

/// Someone tries something about a problem, one of its items, or an opinion.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) who: Who,
    pub(crate) what: What,
    pub(crate) problem: ProblemId,
    pub(crate) item: u32,
    pub(crate) opinion: u8,
}

/// What is tried.
#[derive(Debug, Clone, Copy)]
pub(crate) enum What {
    Receive { receipt: bool },
    PutIn,
    TakeOut,
    KeepApart,
    Answer,
    PassOn,
    Refuse,
    TakeUpAgain,
    Erase,
    List,
    Rename,
    Label,
    Merge { into: u64 },
    Split,
    TellApart { other: u64 },
    Picture { shown: bool },
    Give { unit: usize },
    Claim,
    Refer { unit: usize },
    Plan,
    Revise,
    Progress,
    Cite,
    Show,
    Postpone,
    Finish { blank_rule: bool },
    Resume,
    AskPeople,
    Cast(Choice),
    Count,
    Judge { round: u32, of: u64 },
    Recur,
    Wait { days: u8 },
}

impl Case {
    /// Tries an act. If any part of it is refused, nothing has happened.
    pub(crate) fn act(&mut self, act: &Act) -> Result<(), Refusal> {
        let mut after = self.clone();
        after.attempt(act)?;
        *self = after;
        Ok(())
    }

    fn attempt(&mut self, act: &Act) -> Result<(), Refusal> {
        let who = act.who.clone();
        let context = on(self.today, &who);
        match act.what {
            What::Receive { .. }
            | What::PutIn
            | What::TakeOut
            | What::KeepApart
            | What::Answer
            | What::PassOn
            | What::Refuse
            | What::TakeUpAgain
            | What::Erase => self.on_opinion(act, &context),
            What::List
            | What::Rename
            | What::Label
            | What::Merge { .. }
            | What::TellApart { .. }
            | What::Picture { .. }
            | What::Give { .. }
            | What::Claim
            | What::Refer { .. }
            | What::Judge { .. }
            | What::Recur => self.on_problem(act, &context),
            What::Split => self.split(act, &context),
            What::Plan => self.plan(act, &context),
            What::AskPeople => self.ask_people(act, &context),
            What::Revise
            | What::Progress
            | What::Cite
            | What::Show
            | What::Postpone
            | What::Finish { .. }
            | What::Resume => self.on_item(act, &context),
            What::Cast(choice) => self.cast(act, choice, &context),
            What::Count => self.count(act, &context),
            What::Wait { days } => {
                self.today = self.today.plus(i32::from(days));
                Ok(())
            }
        }
    }

    fn on_opinion(&mut self, act: &Act, context: &Context<'_>) -> Result<(), Refusal> {
        let id = opinion_id(act.opinion);
        let problem = act.problem;
        let command = match act.what {
            What::Receive { receipt } => opinion::Command::Receive(speech(id, receipt)),
            What::PutIn => {
                self.must_live(problem)?;
                let (copy, traits) = (false, Traits::default());
                opinion::Command::Assign {
                    problem,
                    copy,
                    traits,
                }
            }
            What::TakeOut => opinion::Command::Release,
            What::KeepApart => opinion::Command::KeepApart { problem },
            What::Answer => opinion::Command::Answer {
                words: "已答复",
                commitment: digest(4),
            },
            What::PassOn => opinion::Command::Refer {
                to: "邻县".into()
            },
            What::Refuse => opinion::Command::Refuse {
                reason: "off-topic".into(),
            },
            What::TakeUpAgain => opinion::Command::Reconsider,
            _ => opinion::Command::Erase {
                authority: Authority::Subject,
            },
        };
        let events = self.opinions[&id].decide_for(id, command, context)?;
        self.record(events);
        Ok(())
    }

    fn on_problem(&mut self, act: &Act, context: &Context<'_>) -> Result<(), Refusal> {
        let claim_by = self.today.plus(7);
        let command = match act.what {
            What::List => problem::Command::List {
                title: "滨河路路灯不亮".into(),
                language: "zh-CN".into(),
                keywords: vec!["路灯".into()],
                source: "people".into(),
            },
            What::Rename => problem::Command::Rename {
                title: "整段路灯不亮".into(),
            },
            What::Label => problem::Command::Label {
                category: Some("delay".into()),
            },
            What::Merge { into } => problem::Command::Merge {
                into: ProblemId(into),
                into_lives: self.must_live(ProblemId(into)).is_ok(),
            },
            What::TellApart { other } => problem::Command::TellApart {
                other: ProblemId(other),
            },
            What::Picture { shown: true } => problem::Command::ShowPicture {
                picture: Digest([7; 32]),
                agreed: true,
            },
            What::Picture { shown: false } => problem::Command::HidePicture {
                picture: Digest([7; 32]),
            },
            What::Give { unit: n } => problem::Command::Assign {
                unit: unit(UNITS[n]),
                claim_by,
            },
            What::Claim => problem::Command::Claim,
            What::Refer { unit: n } => problem::Command::Refer {
                to: unit(UNITS[n]),
                reason: "已移交".into(),
                claim_by,
            },
            What::Judge { round, of } => {
                let problem = ProblemId(of);
                let number = round;
                let round = self.rounds.get(&RoundId { problem, number });
                let judgement = round.and_then(Verdict::judgement);
                problem::Command::Judge(judgement.ok_or(Refusal::NotThere)?)
            }
            _ => problem::Command::Recur {
                reason: Recurrence::Holder,
            },
        };
        self.tell_problem(act.problem, command, context)
    }

    fn tell_problem(
        &mut self,
        id: ProblemId,
        command: problem::Command,
        context: &Context<'_>,
    ) -> Result<(), Refusal> {
        let merged_into = match &command {
            problem::Command::Merge { into, .. } => Some(*into),
            _ => None,
        };
        let events = self.problems[&id].decide_for(id, command, context)?;
        self.record(events);
        match merged_into {
            Some(into) => self.move_opinions(id, into, context),
            None => Ok(()),
        }
    }

    /// The opinion at hand goes into a problem that is listed in the same act.
    fn split(&mut self, act: &Act, context: &Context<'_>) -> Result<(), Refusal> {
        let into = SPLIT_OFF;
        let id = opinion_id(act.opinion);
        let there = opinion::Place::InProblem(act.problem);
        let here = self.opinions.values().filter(|one| one.place == there);
        let moving = usize::from(self.opinions[&id].place == there);
        let staying = here.count() - moving;
        let list = problem::Command::List {
            title: "桥头积水".into(),
            language: "zh-CN".into(),
            keywords: vec![],
            source: "people".into(),
        };
        self.tell_problem(into, list, context)?;
        let split = problem::Command::Split {
            into,
            moving,
            staying,
        };
        self.tell_problem(act.problem, split, context)?;
        let (problem, copy, traits) = (into, false, Traits::default());
        let command = opinion::Command::Assign {
            problem,
            copy,
            traits,
        };
        let events = self.opinions[&id].decide_for(id, command, context)?;
        self.record(events);
        Ok(())
    }

    fn move_opinions(
        &mut self,
        from: ProblemId,
        problem: ProblemId,
        context: &Context<'_>,
    ) -> Result<(), Refusal> {
        let there = opinion::Place::InProblem(from);
        let moving = self
            .opinions
            .iter()
            .filter(|(_, opinion)| opinion.place == there);
        let moving: Vec<_> = moving.map(|(id, _)| *id).collect();
        for id in moving {
            let (copy, traits) = (false, Traits::default());
            let command = opinion::Command::Assign {
                problem,
                copy,
                traits,
            };
            let events = self.opinions[&id].decide_for(id, command, context)?;
            self.record(events);
        }
        Ok(())
    }

    /// An item and the problem's step to rectifying are one act.
    fn plan(&mut self, act: &Act, context: &Context<'_>) -> Result<(), Refusal> {
        let problem = act.problem;
        self.tell_problem(problem, problem::Command::ItemPlanned, context)?;
        let number = u32::try_from(self.items_of(problem).len()).unwrap() + 1;
        let id = ItemId { problem, number };
        let unit = self.problems[&problem].unit.clone().unwrap();
        let plan = plan(self.today.plus(30));
        let command = item::Command::Plan { unit, plan };
        let events = Item::default().decide_for(id, command, context)?;
        self.record(events);
        Ok(())
    }

    /// Work on an item goes on while its problem is being rectified; after the people said
    /// no, or it came back, taking an item up again is what reopens the work.
    fn on_item(&mut self, act: &Act, context: &Context<'_>) -> Result<(), Refusal> {
        let id = ItemId {
            problem: act.problem,
            number: act.item,
        };
        let item = self.items.get(&id).ok_or(Refusal::NotThere)?.clone();
        let mine = self.problems[&act.problem].unit.as_ref();
        if !matches!(context.who, Who::Staff { unit, .. } if Some(unit) == mine) {
            return Err(Refusal::NotYourUnit);
        }
        match (self.problems[&act.problem].stage, act.what) {
            (Stage::Rectifying, _) => {}
            (Stage::Reopened, What::Resume) => {
                self.tell_problem(act.problem, problem::Command::ItemPlanned, context)?;
            }
            (stage, _) => {
                return Err(Refusal::WrongState {
                    state: stage.code(),
                });
            }
        }
        let command = item_command(act.what, &item);
        let events = item.decide_for(id, command, context)?;
        self.record(events);
        Ok(())
    }

    /// Asking for closing and asking the people are one act.
    fn ask_people(&mut self, act: &Act, context: &Context<'_>) -> Result<(), Refusal> {
        let items = self.items_of(act.problem).into_iter();
        let items = items.map(|(_, item)| item.clone()).collect();
        let note = "请评判".into();
        let command = problem::Command::RequestClosing { items, note };
        self.tell_problem(act.problem, command, context)?;
        let round = self.problems[&act.problem].round.unwrap();
        let asked = u32::try_from(self.holders_in(act.problem).len()).unwrap();
        let command = verdict::Command::Open { asked };
        let events = Verdict::default().decide_for(round, command, context)?;
        self.record(events);
        Ok(())
    }

    fn cast(&mut self, act: &Act, choice: Choice, context: &Context<'_>) -> Result<(), Refusal> {
        let round = self.round_of(act.problem)?;
        let opinion = opinion_id(act.opinion);
        let command = verdict::Command::Cast {
            nullifier: nullifier(round, act.opinion),
            choice,
            comment: None,
            entitled: self.asked[&round].contains(&opinion),
        };
        let events = self.rounds[&round].decide_for(round, command, context)?;
        self.record(events);
        Ok(())
    }

    fn count(&mut self, act: &Act, context: &Context<'_>) -> Result<(), Refusal> {
        let round = self.round_of(act.problem)?;
        let command = verdict::Command::Count;
        let events = self.rounds[&round].decide_for(round, command, context)?;
        self.record(events);
        Ok(())
    }

    fn round_of(&self, problem: ProblemId) -> Result<RoundId, Refusal> {
        self.problems[&problem].round.ok_or(Refusal::NotThere)
    }

    fn must_live(&self, problem: ProblemId) -> Result<(), Refusal> {
        match self
            .problems
            .get(&problem)
            .map(|problem: &Problem| problem.stage)
        {
            None | Some(Stage::Absent | Stage::Merged) => Err(Refusal::NotThere),
            Some(_) => Ok(()),
        }
    }
}

fn item_command(what: What, item: &Item) -> item::Command {
    match what {
        What::Revise => item::Command::Revise {
            plan: plan(item.deadline.plus(90)),
        },
        What::Progress => item::Command::Progress {
            words: "查到断点".into(),
        },
        What::Cite => item::Command::Cite {
            statements: Vec::new(),
        },
        What::Show => item::Command::AddEvidence(evidence()),
        What::Postpone => item::Command::ChangeDeadline {
            deadline: item.deadline.plus(10),
            reason: "电缆要全换".into(),
        },
        What::Finish { blank_rule } => item::Command::Finish {
            result: "全亮".into(),
            rule: if blank_rule {
                RuleAnswer::NotNeeded { words: " ".into() }
            } else {
                new_rule()
            },
        },
        _ => item::Command::Resume,
    }
}

/// One per receipt and round.
pub(crate) fn nullifier(round: RoundId, opinion: u8) -> Digest {
    let mut bytes = [opinion; 32];
    bytes[..8].copy_from_slice(&round.problem.0.to_be_bytes());
    bytes[8..12].copy_from_slice(&round.number.to_be_bytes());
    Digest(bytes)
}
