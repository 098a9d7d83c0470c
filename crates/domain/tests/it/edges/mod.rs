//! Every edge of every machine, walked by real commands; every edge that is not in the
//! table, tried and refused; and the table compared with what events do.

mod campaign;
mod commitment;
mod consultation;
mod criticism;
mod disclosure;
mod escalation;
mod hearing;
mod indicator;
mod item;
mod look_back;
mod mirror;
mod opinion;
pub(crate) mod problem;
mod programme;
mod rule;
mod spot_check;
mod stage;
mod study;
mod support;
mod team;
mod treatment;
mod unit;
mod user;
pub(crate) mod verdict;
mod wave;

use crate::world::{CHARTER, TODAY};
use massline_domain::machine::Edge;
use massline_domain::{Context, Day, Event, Machine, Refusal, Who};
use std::collections::{BTreeMap, BTreeSet};

/// One command by someone on some day.
pub(crate) struct Step<C> {
    pub(crate) who: Who,
    pub(crate) today: Day,
    pub(crate) command: C,
}

/// A step today.
pub(crate) fn by<C>(who: &Who, command: C) -> Step<C> {
    by_on(who, TODAY, command)
}

/// A step on a day.
pub(crate) fn by_on<C>(who: &Who, today: Day, command: C) -> Step<C> {
    Step {
        who: who.clone(),
        today,
        command,
    }
}

/// Steps of one machine, in order.
pub(crate) type Steps<M> = Vec<Step<<M as Machine>::Command>>;

/// The states of a machine, with the steps that lead to each from the beginning.
pub(crate) type Ways<M> = Vec<(&'static str, Steps<M>)>;

/// How a machine is driven: a way to each of its states, and for each tag the commands that
/// try to make that event happen from the state at hand.
pub(crate) trait Driver {
    type M: Machine<Event: Into<Event> + Clone>;
    /// Every tag the machine's events have.
    const TAGS: &'static [&'static str];
    /// Every state, with the steps that lead there from the beginning.
    fn ways() -> Ways<Self::M>;
    /// The attempts, from this state, to make an event with this tag happen.
    fn attempts(tag: &str, state: &Self::M) -> Steps<Self::M>;
}

/// What the machine says to a step.
fn decide<M: Machine>(state: &M, step: Step<M::Command>) -> Result<Vec<M::Event>, Refusal> {
    let context = Context {
        today: step.today,
        who: &step.who,
        charter: &CHARTER,
    };
    state.decide(step.command, &context)
}

/// The state after steps that must all be accepted.
pub(crate) fn walk<M: Machine>(steps: Steps<M>) -> M {
    let mut state = M::default();
    for step in steps {
        let events = decide(&state, step).unwrap_or_else(|no| panic!("{}: {no:?}", state.state()));
        events.iter().for_each(|event| state.apply(event));
    }
    state
}

fn tag_of<E: Into<Event> + Clone>(event: &E) -> String {
    event.clone().into().tag()
}

/// Refusals that speak of the state of the thing, not of what was written in the command.
fn is_about_the_state(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::WrongState { .. }
            | Refusal::AlreadyThere
            | Refusal::NotThere
            | Refusal::NotYourUnit
            | Refusal::Unchanged
            | Refusal::UnknownUnit { .. }
    )
}

/// Tries every tag from every state and compares with the table, both ways.
fn check<D: Driver>() {
    let mut walked = BTreeSet::new();
    for (name, way) in D::ways() {
        let state: D::M = walk(way);
        assert_eq!(state.state(), name, "the way leads elsewhere");
        for tag in D::TAGS {
            let attempts = D::attempts(tag, &state);
            assert!(!attempts.is_empty(), "nobody tries {tag} from {name}");
            for attempt in attempts {
                walked.extend(try_one::<D::M>(&state, tag, attempt));
            }
        }
    }
    let table: BTreeSet<_> = D::M::EDGES
        .iter()
        .map(|edge| (edge.from, edge.event.to_owned(), edge.to))
        .collect();
    assert_eq!(table.len(), D::M::EDGES.len(), "an edge stands twice");
    let missing: Vec<_> = table.difference(&walked).collect();
    assert!(missing.is_empty(), "edges nobody could walk: {missing:?}");
    let extra: Vec<_> = walked.difference(&table).collect();
    assert!(extra.is_empty(), "walked and not in the table: {extra:?}");
}

type Walked = (&'static str, String, &'static str);

fn try_one<M: Machine<Event: Into<Event> + Clone>>(
    state: &M,
    tag: &str,
    attempt: Step<M::Command>,
) -> Option<Walked> {
    let from = state.state();
    let in_table = M::EDGES
        .iter()
        .any(|edge| edge.from == from && edge.event == tag);
    match decide(state, attempt) {
        Ok(events) => {
            let [event] = events.as_slice() else {
                assert!(!in_table, "{tag} from {from} gave {} events", events.len());
                return None;
            };
            assert_eq!(tag_of(event), tag, "from {from} something else happened");
            let mut after = state.clone();
            after.apply(event);
            Some((from, tag.to_owned(), after.state()))
        }
        Err(refusal) => {
            assert!(!in_table, "{tag} from {from} is in the table: {refusal:?}");
            assert!(
                is_about_the_state(&refusal),
                "{tag} from {from} was refused for another reason: {refusal:?}"
            );
            None
        }
    }
}

/// Applying an event of the table leads where the table says, from whatever state the
/// event was decided: years later only `apply` is asked.
fn check_apply<D: Driver>() {
    let mut decided: BTreeMap<String, Vec<<D::M as Machine>::Event>> = BTreeMap::new();
    for (_, way) in D::ways() {
        let state: D::M = walk(way);
        let attempts = D::TAGS.iter().flat_map(|tag| D::attempts(tag, &state));
        for event in attempts.flat_map(|attempt| decide(&state, attempt).unwrap_or_default()) {
            decided.entry(tag_of(&event)).or_default().push(event);
        }
    }
    for edge in D::M::EDGES {
        for event in &decided[edge.event] {
            let mut ways = D::ways().into_iter();
            let (_, way) = ways.find(|(name, _)| *name == edge.from).unwrap();
            let mut state: D::M = walk(way);
            state.apply(event);
            assert_eq!(state.state(), edge.to, "{edge:?}");
        }
    }
}

/// The tables of the machines that make up a case.
pub(crate) fn case_tables() -> Vec<&'static [Edge]> {
    use massline_domain::{item::Item, opinion::Opinion, problem::Problem, verdict::Verdict};
    vec![Problem::EDGES, Item::EDGES, Opinion::EDGES, Verdict::EDGES]
}

/// Every tag that some driver tries.
pub(crate) fn all_tags() -> Vec<&'static str> {
    [
        campaign::Drive::TAGS,
        commitment::Drive::TAGS,
        unit::Drive::TAGS,
        user::Drive::TAGS,
        opinion::Drive::TAGS,
        problem::Drive::TAGS,
        item::Drive::TAGS,
        verdict::Drive::TAGS,
        stage::Drive::TAGS,
        team::Drive::TAGS,
        spot_check::Drive::TAGS,
        study::Drive::TAGS,
        wave::Drive::TAGS,
        hearing::Drive::TAGS,
        programme::Drive::TAGS,
        disclosure::Drive::TAGS,
        treatment::Drive::TAGS,
        consultation::Whole::TAGS,
        consultation::OneStatement::TAGS,
        consultation::Votes::TAGS,
        support::Drive::TAGS,
        look_back::Drive::TAGS,
        escalation::Drive::TAGS,
        mirror::Drive::TAGS,
        rule::Drive::TAGS,
        indicator::Drive::TAGS,
        criticism::Drive::TAGS,
    ]
    .concat()
}
