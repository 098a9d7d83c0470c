//! Building the sample: every act of the county's half year goes through the same use cases
//! as on a real server, with the clock set to its day.

use super::content::{self, AnswerKind, Content, LAST_DAY, ProblemEntry};
use super::life::{Act, acts};
use super::setup::{
    add_accounts, add_units, asked, is_english, open, shortest_running, staff, top,
};
use super::{Account, Built};
use crate::data_dir::DataDir;
use crate::failure::Failure;
use massline_domain::Day;
use massline_domain::context::Role;
use massline_domain::id::{
    CommitmentId, ConsultationId, DocumentId, ItemId, OpinionId, ProblemId, TreatmentId, UnitCode,
};
use massline_domain::item::{Command as ItemCommand, RuleAnswer};
use massline_domain::problem::Command as ProblemCommand;
use massline_domain::verdict::Choice;
use massline_domain::{Refusal, Who};
use massline_service::inbox::Sorting;
use massline_service::ports::{Clock, SetClock, SystemClock, SystemRandom};
use massline_service::problem::NewProblem;
use massline_service::speak::{Receipt, Speech};
use massline_service::{Campaign, Service, ServiceError, Staff};
use std::collections::HashMap;
use std::sync::Arc;

pub(super) struct Builder {
    pub(super) service: Service,
    pub(super) campaign: Arc<Campaign>,
    content: Content,
    pub(super) english: Vec<bool>,
    pub(super) receipts: HashMap<usize, Receipt>,
    pub(super) numbers: HashMap<usize, ProblemId>,
    /// Problems that were listed twice, until they are merged.
    pub(super) doubles: HashMap<usize, ProblemId>,
    pub(super) consulted: HashMap<usize, ConsultationId>,
    /// The documents of scenes.
    pub(super) documents: HashMap<usize, DocumentId>,
    /// The commitments of scenes.
    pub(super) commitments: HashMap<usize, CommitmentId>,
    /// The treatments of scenes.
    pub(super) treatments: HashMap<usize, TreatmentId>,
    pub(super) office: Staff,
    /// The supervision team.
    pub(super) team: Staff,
    clock: Arc<SetClock>,
    /// Days by which everything is moved, so that the story ends just before today.
    pub(super) shift: i32,
    /// The running round that is left one ballot short of a decision.
    short: Option<usize>,
    deciding: Option<String>,
}

/// Builds the sample campaign in an empty data directory.
pub(crate) async fn build(dir: &DataDir) -> Result<Built, Failure> {
    let content = content::read()?;
    let today = SystemClock.day(0);
    let last: Day = LAST_DAY.parse().unwrap_or(today);
    let shift = today.since(last) - 2;
    let clock = Arc::new(SetClock::at(today.plus(-200)));
    let service = dir
        .service_with(clock.clone(), Arc::new(SystemRandom))
        .await?;
    let campaign = open(&service, dir).await?;
    add_units(&service, &campaign, &content).await?;
    let (accounts, team) = add_accounts(&service, &campaign, &content).await?;
    let english = content
        .problems
        .iter()
        .map(|problem| is_english(problem, &content))
        .collect();
    let short = shortest_running(&content);
    let office = staff(&campaign, Role::Office, top()?);
    let mut builder = Builder {
        service,
        campaign,
        english,
        receipts: HashMap::new(),
        numbers: HashMap::new(),
        doubles: HashMap::new(),
        consulted: HashMap::new(),
        commitments: HashMap::new(),
        documents: HashMap::new(),
        treatments: HashMap::new(),
        office,
        team,
        clock,
        shift,
        short,
        deciding: None,
        content,
    };
    builder.live(today).await?;
    builder.built(accounts)
}

impl Builder {
    async fn live(&mut self, today: Day) -> Result<(), Failure> {
        let content = std::mem::replace(&mut self.content, Content::empty());
        let mut now = None;
        for (day, act) in acts(&content) {
            let day = day.plus(self.shift);
            if now != Some(day) {
                self.next_day(now, day).await?;
                now = Some(day);
            }
            self.act(&content, act)
                .await
                .map_err(|error| told(&content, act, error))?;
        }
        self.next_day(now, today).await?;
        self.content = content;
        Ok(())
    }

    /// Night: rounds whose window is over are counted, what is late goes up, and the log is
    /// sealed.
    async fn next_day(&mut self, from: Option<Day>, to: Day) -> Result<(), Failure> {
        let mut day = from.unwrap_or(to);
        while day < to {
            day = day.plus(1);
            self.clock.set(day);
            self.service.count_due_rounds().await?;
            self.service.raise_escalations().await?;
            self.service.count_readers(false).await?;
        }
        self.clock.set(to);
        self.service.seal_now(self.campaign.id()).await?;
        Ok(())
    }

    async fn act(&mut self, content: &Content, act: Act<'_>) -> Result<(), ServiceError> {
        match act {
            Act::Speak { voice } => self.speak(content, voice).await,
            Act::Answer { voice, what } => self.answer(voice, what).await,
            Act::List { problem } => self.list(content, problem).await,
            Act::Double { problem } => self.list_double(content, problem).await,
            Act::Unite { problem } => self.unite(problem).await,
            Act::Split { problem } => self.split_off(content, problem).await,
            Act::Assign { problem } => self.assign(content, problem).await,
            Act::Refer { problem, referral } => {
                let one = &content.problems[problem].referred[referral];
                let reason = one.because.of(self.english[problem]);
                let refer = Some((one.to.clone(), reason));
                self.answer_assignment(problem, one.from.clone(), refer)
                    .await
            }
            Act::Claim { problem } => {
                let Some(unit) = content.problems[problem].unit.clone() else {
                    return Ok(());
                };
                self.answer_assignment(problem, unit, None).await
            }
            Act::Join { voice, problem, .. } => {
                let (Some(receipt), Some(number)) =
                    (self.receipts.get(&voice), self.numbers.get(&problem))
                else {
                    return Ok(());
                };
                let one = [receipt.opinion];
                self.service
                    .assign_opinions(&self.campaign, &self.office, *number, &one)
                    .await
            }
            Act::Plan { problem, item } => self.plan(content, problem, item).await,
            Act::Progress {
                problem,
                item,
                note,
            } => {
                let text = &content.problems[problem].items[item].progress[note].text;
                let words = text.of(self.english[problem]);
                self.work(content, problem, item, ItemCommand::Progress { words })
                    .await
            }
            Act::Evidence {
                problem,
                item,
                piece,
            } => self.show(content, problem, item, piece).await,
            Act::Deadline {
                problem,
                item,
                change,
            } => {
                let moved = &content.problems[problem].items[item].deadline_change[change];
                let reason = moved.text.of(self.english[problem]);
                let deadline = moved.to.plus(self.shift);
                self.work(
                    content,
                    problem,
                    item,
                    ItemCommand::ChangeDeadline { deadline, reason },
                )
                .await
            }
            Act::Finish { problem, item } => self.finish(content, problem, item).await,
            Act::Ask { problem, round } => self.ask(content, problem, round).await,
            Act::Ballots { problem, round } => self.ballots(content, problem, round).await,
            Act::Step { step } => self.step(&content.steps[step]).await,
            Act::Check { check } => self.check(&content.checks[check]).await,
            Act::Consult { consultation } => self.consult(content, consultation).await,
            Act::Vote { consultation } => self.answer_consultation(content, consultation).await,
            Act::Write { paper, version } => {
                self.write_paper(content, &content.papers[paper], version)
                    .await
            }
            Act::Scene { scene, step } => self.scene(content, scene, step).await,
            Act::Treat { paper, act } => self.treat_paper(&content.papers[paper], act).await,
        }
    }

    async fn speak(&mut self, content: &Content, voice: usize) -> Result<(), ServiceError> {
        let entry = &content.voices[voice];
        let pictures = content.pictures_of(entry);
        let speech = Speech {
            words: entry.text.clone(),
            place: entry.place.clone(),
            group: entry.group.clone(),
            unit: entry.unit.clone(),
            channel: entry.channel.clone(),
            language: entry.lang.clone(),
            receipt: entry.receipt == 1,
            pictures: pictures.iter().map(|one| one.bytes()).collect(),
            pictures_may_be_shown: pictures.iter().any(|one| one.shown),
            ..Speech::default()
        };
        let receipt = self
            .service
            .speak(&self.campaign, speech, &Who::Public, None)
            .await?;
        self.receipts.insert(voice, receipt);
        Ok(())
    }

    async fn answer(&self, voice: usize, what: &AnswerKind) -> Result<(), ServiceError> {
        let Some(opinion) = self.receipts.get(&voice).map(|receipt| receipt.opinion) else {
            return Ok(());
        };
        let (service, campaign, office) = (&self.service, &self.campaign, &self.office);
        match what {
            AnswerKind::Answered { text } => {
                service
                    .answer_opinion(campaign, office, opinion, text)
                    .await
            }
            AnswerKind::Referred { to } => {
                let sorting = Sorting::Refer { to: to.clone() };
                service
                    .sort_opinion(campaign, office, opinion, sorting)
                    .await
            }
            AnswerKind::Refused { reason } => {
                let sorting = Sorting::Refuse {
                    reason: reason.clone(),
                };
                service
                    .sort_opinion(campaign, office, opinion, sorting)
                    .await
            }
        }
    }

    async fn list(&mut self, content: &Content, problem: usize) -> Result<(), ServiceError> {
        let entry = &content.problems[problem];
        let until = entry.listed;
        let opinions: Vec<OpinionId> = (0..content.voices.len())
            .filter(|at| {
                let voice = &content.voices[*at];
                content.home_of(voice, until) == Some(problem) && voice.said_on <= until
            })
            .filter_map(|at| self.receipts.get(&at).map(|receipt| receipt.opinion))
            .collect();
        let (_, keywords) = self
            .service
            .suggested_title(&self.campaign, &self.office, &opinions)
            .await?;
        let english = self.english[problem];
        let new = NewProblem {
            title: if english {
                entry.title.en.clone()
            } else {
                entry.title.zh.clone()
            },
            language: if english {
                "en".to_owned()
            } else {
                "zh-CN".to_owned()
            },
            keywords,
            source: entry.source.clone(),
            opinions,
            not_about: Vec::new(),
        };
        let number = self
            .service
            .list_problem(&self.campaign, &self.office, &new)
            .await?;
        self.numbers.insert(problem, number);
        self.show_pictures(content, problem).await?;
        self.label(entry, number).await
    }

    pub(super) async fn label(
        &self,
        entry: &ProblemEntry,
        number: ProblemId,
    ) -> Result<(), ServiceError> {
        if entry.wind != "none" {
            let command = ProblemCommand::Label {
                category: Some(entry.wind.clone()),
            };
            self.keep(number, command).await?;
        }
        Ok(())
    }

    async fn assign(&self, content: &Content, problem: usize) -> Result<(), ServiceError> {
        let entry = &content.problems[problem];
        let first = entry.referred.first().map(|referral| referral.from.clone());
        let Some(unit) = first.or_else(|| entry.unit.clone()) else {
            return Ok(());
        };
        let claim_by = self
            .campaign
            .charter
            .claim_by(self.service.today(&self.campaign));
        self.keep(
            self.number(problem)?,
            ProblemCommand::Assign { unit, claim_by },
        )
        .await
    }

    async fn keep(&self, number: ProblemId, command: ProblemCommand) -> Result<(), ServiceError> {
        self.service
            .keep_problem(&self.campaign, &self.office, number, command, None)
            .await
    }

    async fn answer_assignment(
        &self,
        problem: usize,
        unit: UnitCode,
        refer: Option<(UnitCode, String)>,
    ) -> Result<(), ServiceError> {
        let staff = staff(&self.campaign, Role::Unit, unit);
        let number = self.number(problem)?;
        self.service
            .answer_assignment(&self.campaign, &staff, number, refer, None)
            .await
    }

    async fn plan(
        &self,
        content: &Content,
        problem: usize,
        item: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.problems[problem];
        let entry_of = &entry.items[item];
        let english = self.english[problem];
        let plan = entry_of.plan(english, entry_of.deadline.plus(self.shift));
        let staff = self.unit_of(entry)?;
        let number = self.number(problem)?;
        self.service
            .plan_item(&self.campaign, &staff, number, plan, None)
            .await?;
        Ok(())
    }

    async fn work(
        &self,
        content: &Content,
        problem: usize,
        item: usize,
        command: ItemCommand,
    ) -> Result<(), ServiceError> {
        let staff = self.unit_of(&content.problems[problem])?;
        let number = u32::try_from(item + 1).unwrap_or(u32::MAX);
        let id = ItemId {
            problem: self.number(problem)?,
            number,
        };
        self.service
            .work_on_item(&self.campaign, &staff, id, command, None)
            .await
    }

    async fn finish(
        &self,
        content: &Content,
        problem: usize,
        item: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.problems[problem].items[item];
        let english = self.english[problem];
        let (Some(result), Some(rule)) = (&entry.result, &entry.rule) else {
            return Ok(());
        };
        let words = rule.text.of(english);
        let rule = match rule.kind.as_str() {
            "new" => RuleAnswer::New { words },
            "revised" => RuleAnswer::Revised { words },
            _ => RuleAnswer::NotNeeded { words },
        };
        let named = rule.clone();
        let command = ItemCommand::Finish {
            result: result.of(english),
            rule,
        };
        self.work(content, problem, item, command).await?;
        self.register(&content.problems[problem], problem, &named)
            .await
    }

    async fn ask(
        &self,
        content: &Content,
        problem: usize,
        round: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.problems[problem];
        let until = entry.rounds[round].opened;
        let mut done = entry
            .items
            .iter()
            .filter(|item| item.finished.is_some_and(|day| day <= until));
        let result = done.next_back().and_then(|item| item.result.as_ref());
        let note = result
            .map(|text| text.of(self.english[problem]))
            .unwrap_or_default();
        let staff = self.unit_of(entry)?;
        let number = self.number(problem)?;
        self.service
            .request_closing(&self.campaign, &staff, number, note, None)
            .await?;
        Ok(())
    }

    async fn ballots(
        &mut self,
        content: &Content,
        problem: usize,
        round: usize,
    ) -> Result<(), ServiceError> {
        let entry = &content.problems[problem];
        let one = &entry.rounds[round];
        let asked = asked(content, entry, one.opened);
        let last = round + 1 == entry.rounds.len();
        let choices = if self.short == Some(problem) && last {
            self.deciding = asked.last().and_then(|at| self.receipts.get(at)).map(code);
            one_short(asked.len(), self.campaign.charter.verdict.fixed_percent)
        } else {
            let of = |choice: Choice, n: usize| std::iter::repeat_n(choice, n);
            of(Choice::Fixed, one.fixed)
                .chain(of(Choice::NotFixed, one.not_fixed))
                .chain(of(Choice::DontKnow, one.dont_know))
                .collect()
        };
        let mut comments = one.comment.clone();
        for (voice, choice) in asked.into_iter().zip(choices) {
            let Some(receipt) = self.receipts.get(&voice) else {
                continue;
            };
            let at = comments.iter().position(|comment| comment.choice == choice);
            let comment = at.map(|at| comments.remove(at).text).unwrap_or_default();
            self.service
                .judge(&code(receipt), choice, &comment, None)
                .await?;
        }
        Ok(())
    }

    pub(super) fn unit_of(&self, entry: &ProblemEntry) -> Result<Staff, ServiceError> {
        let unit = entry
            .unit
            .clone()
            .ok_or(ServiceError::Refused(Refusal::NotYourUnit))?;
        Ok(staff(&self.campaign, Role::Unit, unit))
    }

    pub(super) fn number(&self, problem: usize) -> Result<ProblemId, ServiceError> {
        self.numbers
            .get(&problem)
            .copied()
            .ok_or(ServiceError::NotFound)
    }

    fn built(self, accounts: Vec<Account>) -> Result<Built, Failure> {
        let waiting = (0..self.content.voices.len()).rev().find(|at| {
            let voice = &self.content.voices[*at];
            let sorted = self
                .content
                .answers
                .iter()
                .any(|answer| answer.voice == voice.id)
                || self
                    .content
                    .problems
                    .iter()
                    .any(|problem| problem.code == voice.problem);
            voice.receipt == 1 && !sorted
        });
        let waiting = waiting.and_then(|at| self.receipts.get(&at)).map(code);
        Ok(Built {
            accounts,
            deciding_code: self.deciding.unwrap_or_default(),
            waiting_code: waiting.unwrap_or_default(),
        })
    }
}

/// Ballots of all but one of those asked, so that the last one decides either way.
fn one_short(asked: usize, fixed_percent: u8) -> Vec<Choice> {
    let needed = (asked * usize::from(fixed_percent)).div_ceil(100);
    let fixed = needed.saturating_sub(1);
    let others = asked.saturating_sub(1 + fixed);
    let ballots = std::iter::repeat_n(Choice::Fixed, fixed);
    ballots
        .chain(std::iter::repeat_n(Choice::NotFixed, others))
        .collect()
}

fn code(receipt: &Receipt) -> String {
    receipt.code.to_string()
}

/// Names the act that failed: the files and the rules must agree.
fn told(content: &Content, act: Act<'_>, error: ServiceError) -> Failure {
    let of = |problem: usize| content.problems[problem].code.as_str();
    let what = match act {
        Act::Speak { voice } | Act::Answer { voice, .. } => content.voices[voice].id.as_str(),
        Act::List { problem }
        | Act::Double { problem }
        | Act::Unite { problem }
        | Act::Split { problem }
        | Act::Assign { problem }
        | Act::Refer { problem, .. }
        | Act::Claim { problem }
        | Act::Join { problem, .. }
        | Act::Plan { problem, .. }
        | Act::Progress { problem, .. }
        | Act::Evidence { problem, .. }
        | Act::Deadline { problem, .. }
        | Act::Finish { problem, .. }
        | Act::Ask { problem, .. }
        | Act::Ballots { problem, .. } => of(problem),
        Act::Step { step } => content.steps[step].unit.as_str(),
        Act::Check { check } => content.checks[check].about(),
        Act::Consult { consultation } | Act::Vote { consultation } => {
            content.consultations[consultation].problem.as_str()
        }
        Act::Scene { scene, .. } => content.scenes[scene].unit.as_str(),
        Act::Write { paper, .. } | Act::Treat { paper, .. } => content.papers[paper].unit.as_str(),
    };
    let error = match error {
        ServiceError::Refused(refusal) => format!("{refusal:?}"),
        error => error.to_string(),
    };
    Failure::new("cli-error-file", &[("file", what), ("error", &error)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ballot_short_is_open_and_the_last_decides_both_ways() {
        for asked in 3..40 {
            let ballots = one_short(asked, 60);
            assert_eq!(ballots.len(), asked - 1);
            let fixed = ballots
                .iter()
                .filter(|choice| **choice == Choice::Fixed)
                .count();
            assert!(fixed * 100 < 60 * asked, "not closed yet at {asked}");
            assert!(
                (fixed + 1) * 100 >= 60 * asked,
                "one more closes at {asked}"
            );
        }
    }
}
