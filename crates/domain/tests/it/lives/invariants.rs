//! What must never be. The state is looked at after every act; the history is read by its
//! own small rules, which know nothing of the machines.

use crate::case::{Case, OPINIONS, nullifier};
use crate::world::{CHARTER, opinion_id};
use massline_domain::id::{Digest, ItemId, OpinionId, ProblemId, RoundId};
use massline_domain::item::Stage as ItemStage;
use massline_domain::problem::{Problem, Stage};
use massline_domain::verdict::{Choice, Outcome, Stage as RoundStage, Tally};
use massline_domain::{Event, Machine, item, opinion, problem, verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Looked at after every act.
pub(super) fn of_the_state(case: &Case) {
    for (id, problem) in &case.problems {
        closed_only_by_the_people(case, *id, problem);
        at_most_one_open_round(case, *id, problem);
        work_has_items(case, *id, problem);
    }
    for (id, round) in &case.rounds {
        let (tally, asked) = (round.tally(), &case.asked[id]);
        assert!(
            tally.answered() <= tally.asked,
            "{id:?}: ballots exceed the asked"
        );
        assert_eq!(
            tally.asked as usize,
            asked.len(),
            "{id:?}: asked is not who was asked"
        );
        assert_eq!(
            tally.answered() + tally.silent(),
            tally.asked,
            "{id:?}: not all counted"
        );
    }
    for (id, round) in &case.rounds {
        let holders = (1..=OPINIONS).filter(|n| case.asked[id].contains(&opinion_id(*n)));
        let entitled: BTreeSet<Digest> = holders.map(|n| nullifier(*id, n)).collect();
        let stranger = round
            .ballots
            .keys()
            .find(|ballot| !entitled.contains(*ballot));
        assert_eq!(stranger, None, "{id:?}: someone judged who was not asked");
    }
    for (id, item) in &case.items {
        let done = item.stage == ItemStage::Done;
        assert!(
            !done || item.evidence > 0,
            "{id:?} is done without evidence"
        );
    }
}

fn closed_only_by_the_people(case: &Case, id: ProblemId, problem: &Problem) {
    if problem.stage != Stage::Closed {
        return;
    }
    let round = problem.round.and_then(|round| case.rounds.get(&round));
    let judgement = round.and_then(verdict::Verdict::judgement);
    let judgement = judgement.unwrap_or_else(|| panic!("{id:?} is closed and nobody judged"));
    assert_eq!(
        judgement.outcome(),
        Outcome::Fixed,
        "{id:?} is closed against the people"
    );
    assert!(
        judgement.tally().definite() > 0,
        "{id:?} is closed by silence"
    );
    assert_eq!(
        judgement.round().problem,
        id,
        "{id:?} is closed by another's round"
    );
}

fn at_most_one_open_round(case: &Case, id: ProblemId, problem: &Problem) {
    let of = case.rounds.iter().filter(|(round, _)| round.problem == id);
    let open = of.filter(|(_, round)| round.stage == RoundStage::Open);
    let open: Vec<RoundId> = open.map(|(round, _)| *round).collect();
    assert!(open.len() <= 1, "{id:?} has open rounds {open:?}");
    if let [round] = open.as_slice() {
        assert_eq!(
            problem.stage,
            Stage::Judging,
            "{id:?} is judged and elsewhere"
        );
        assert_eq!(problem.round, Some(*round), "{id:?} knows of another round");
    }
}

fn work_has_items(case: &Case, id: ProblemId, problem: &Problem) {
    let worked_on = [
        Stage::Rectifying,
        Stage::Judging,
        Stage::Closed,
        Stage::Reopened,
    ];
    let items = case.items_of(id);
    if worked_on.contains(&problem.stage) {
        assert!(
            !items.is_empty(),
            "{id:?} is {} without an item",
            problem.stage.code()
        );
    }
    if matches!(problem.stage, Stage::Judging | Stage::Closed) {
        let done = items.iter().all(|(_, item)| item.stage == ItemStage::Done);
        assert!(done, "{id:?} is {} with work undone", problem.stage.code());
    }
}

/// What the history alone tells.
#[derive(Default)]
struct Told {
    claimed: BTreeSet<ProblemId>,
    merged: BTreeSet<ProblemId>,
    erased: BTreeSet<OpinionId>,
    shown: BTreeSet<ItemId>,
    ballots: BTreeMap<RoundId, BTreeMap<Digest, Choice>>,
    decided: BTreeMap<RoundId, Outcome>,
    judged: BTreeSet<RoundId>,
    /// Where each opinion is, as a reader of `from` would keep it.
    inside: BTreeMap<OpinionId, ProblemId>,
}

/// Read once at the end: it holds every moment in order.
pub(super) fn of_the_history(history: &[Event]) {
    let mut told = Told::default();
    for event in history {
        match event {
            Event::Opinion(event) => told.opinion(event),
            Event::Problem(event) => told.problem(event),
            Event::Item(event) => told.item(event),
            Event::Verdict(event) => told.verdict(event),
            other => panic!("no such event in a case: {}", other.tag()),
        }
    }
}

impl Told {
    fn opinion(&mut self, event: &opinion::Event) {
        let id = event.opinion();
        assert!(
            !self.erased.contains(&id),
            "{id} was erased and came back: {event:?}"
        );
        let inside = self.inside.get(&id).copied();
        match event {
            opinion::Event::Assigned { problem, from, .. } => {
                assert_eq!(*from, inside, "{id} was moved from where it was not");
                self.inside.insert(id, *problem);
            }
            opinion::Event::Released { from, .. } => {
                assert_eq!(
                    Some(*from),
                    inside,
                    "{id} was taken out of where it was not"
                );
                self.inside.remove(&id);
            }
            opinion::Event::Erased { from, .. } => {
                assert_eq!(*from, inside, "{id} was erased from where it was not");
                self.inside.remove(&id);
                self.erased.insert(id);
            }
            opinion::Event::KeptApart { problem, .. } => {
                assert_ne!(Some(*problem), inside, "{id} is not about where it is");
            }
            _ => assert_eq!(inside, None, "{id} is in two places: {event:?}"),
        }
    }

    fn problem(&mut self, event: &problem::Event) {
        let id = event.problem();
        assert!(
            !self.merged.contains(&id),
            "{id} was merged and goes on: {event:?}"
        );
        match event {
            problem::Event::Claimed { .. } => drop(self.claimed.insert(id)),
            problem::Event::Merged { .. } => {
                assert!(
                    !self.claimed.contains(&id),
                    "{id} was claimed and merged away"
                );
                self.merged.insert(id);
            }
            problem::Event::Closed { round, tally, .. } => {
                self.judged_as(*round, *tally, Outcome::Fixed);
            }
            problem::Event::NotFixed { round, tally, .. } => {
                self.judged_as(*round, *tally, Outcome::NotFixed);
            }
            _ => {}
        }
    }

    /// The result that was written is the one the ballots give, and it is used once.
    fn judged_as(&mut self, round: RoundId, tally: Tally, outcome: Outcome) {
        assert_eq!(
            self.decided.get(&round),
            Some(&outcome),
            "{round:?} said otherwise"
        );
        assert!(self.judged.insert(round), "{round:?} was used twice");
        let count = |wanted| {
            let ballots = self.ballots[&round].values();
            u32::try_from(ballots.filter(|choice| **choice == wanted).count()).unwrap()
        };
        let (fixed, not_fixed) = (count(Choice::Fixed), count(Choice::NotFixed));
        assert_eq!(
            (tally.fixed, tally.not_fixed),
            (fixed, not_fixed),
            "{round:?} miscounted"
        );
        assert!(fixed + not_fixed > 0, "{round:?} decided by silence");
        let percent = u32::from(CHARTER.verdict.fixed_percent);
        let enough = fixed * 100 >= percent * (fixed + not_fixed);
        assert_eq!(
            enough,
            outcome == Outcome::Fixed,
            "{round:?} against the rule"
        );
    }

    fn item(&mut self, event: &item::Event) {
        match event {
            item::Event::EvidenceAdded { item, .. } => drop(self.shown.insert(*item)),
            item::Event::Finished { item, rule, .. } => {
                assert!(
                    self.shown.contains(item),
                    "{item:?} finished without evidence"
                );
                let (item::RuleAnswer::New { words }
                | item::RuleAnswer::Revised { words }
                | item::RuleAnswer::NotNeeded { words }) = rule;
                assert!(
                    !words.trim().is_empty(),
                    "{item:?} finished without a rule answer"
                );
            }
            _ => {}
        }
    }

    fn verdict(&mut self, event: &verdict::Event) {
        let round = event.round();
        assert!(
            !self.decided.contains_key(&round),
            "{round:?} goes on: {event:?}"
        );
        match event {
            verdict::Event::Opened { .. } => drop(self.ballots.insert(round, BTreeMap::new())),
            verdict::Event::BallotCast {
                nullifier, choice, ..
            } => {
                let ballots = self.ballots.get_mut(&round).unwrap();
                ballots.insert(*nullifier, *choice);
            }
            verdict::Event::Decided { outcome, .. } => {
                self.decided.insert(round, *outcome);
            }
        }
    }
}

/// Received = in problems + answered + referred + refused + waiting + erased: added up from
/// the events alone, and the same as where the opinions are.
pub(super) fn books_balance(case: &Case) {
    let mut books: BTreeMap<&str, i32> = BTreeMap::new();
    let mut add = |place, change| *books.entry(place).or_default() += change;
    let mut at: BTreeMap<OpinionId, &str> = BTreeMap::new();
    let mut received = 0;
    for event in &case.history {
        let Event::Opinion(event) = event else {
            continue;
        };
        let to = match event {
            opinion::Event::Received { .. }
            | opinion::Event::Released { .. }
            | opinion::Event::Reconsidered { .. } => "waiting",
            opinion::Event::KeptApart { .. } => continue,
            opinion::Event::Assigned { .. } => "in_problem",
            opinion::Event::Answered { .. } => "answered",
            opinion::Event::Referred { .. } => "referred",
            opinion::Event::Refused { .. } => "refused",
            opinion::Event::Erased { .. } => "erased",
        };
        match at.insert(event.opinion(), to) {
            Some(before) => add(before, -1),
            None => received += 1,
        }
        add(to, 1);
    }
    assert_eq!(
        books.values().sum::<i32>(),
        received,
        "the books do not balance: {books:?}"
    );
    for (id, opinion) in &case.opinions {
        assert_eq!(
            at.get(id).copied().unwrap_or("absent"),
            opinion.state(),
            "{id}"
        );
    }
}

/// Whether some problem was closed, and later closed once more.
pub(super) fn closed_twice(history: &[Event]) -> bool {
    let mut closed = BTreeSet::new();
    history.iter().any(|event| match event {
        Event::Problem(problem::Event::Closed { problem, .. }) => !closed.insert(*problem),
        _ => false,
    })
}
