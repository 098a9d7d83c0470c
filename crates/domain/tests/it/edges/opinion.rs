//! The opinion's edges.

use super::{Driver, Step, by, check, check_apply};
use crate::world::{OTHER_PROBLEM, PROBLEM, digest, opinion_id, speech, staff};
use massline_domain::context::Role;
use massline_domain::id::{OpinionId, ProblemId};
use massline_domain::opinion::{Authority, Command, Opinion};
use massline_domain::traits::Traits;

pub(super) struct Drive;

type Tried = (OpinionId, Command<'static>);

fn office(command: Command<'static>) -> Step<Tried> {
    by(&staff(Role::Office, "county"), (opinion_id(1), command))
}

fn receive() -> Step<Tried> {
    office(Command::Receive(speech(opinion_id(1), true)))
}

fn assign(problem: ProblemId) -> Step<Tried> {
    let (copy, traits) = (false, Traits::default());
    office(Command::Assign {
        problem,
        copy,
        traits,
    })
}

fn answer() -> Step<Tried> {
    let (words, commitment) = ("已经修好", digest(3));
    office(Command::Answer { words, commitment })
}

fn refer() -> Step<Tried> {
    let to = "邻县水务局".into();
    office(Command::Refer { to })
}

fn refuse() -> Step<Tried> {
    let reason = "off-topic".into();
    office(Command::Refuse { reason })
}

fn erase() -> Step<Tried> {
    let authority = Authority::Subject;
    office(Command::Erase { authority })
}

impl Driver for Drive {
    type M = Opinion;
    const TAGS: &'static [&'static str] = &[
        "opinion.received",
        "opinion.assigned",
        "opinion.released",
        "opinion.kept_apart",
        "opinion.answered",
        "opinion.referred",
        "opinion.refused",
        "opinion.reconsidered",
        "opinion.erased",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        vec![
            ("absent", vec![]),
            ("waiting", vec![receive()]),
            ("in_problem", vec![receive(), assign(PROBLEM)]),
            ("answered", vec![receive(), answer()]),
            ("referred", vec![receive(), refer()]),
            ("refused", vec![receive(), refuse()]),
            ("erased", vec![receive(), erase()]),
        ]
    }

    fn attempts(tag: &str, _: &Opinion) -> Vec<Step<Tried>> {
        match tag {
            "opinion.received" => vec![receive()],
            "opinion.assigned" => vec![assign(OTHER_PROBLEM)],
            "opinion.released" => vec![office(Command::Release)],
            "opinion.kept_apart" => vec![office(Command::KeepApart {
                problem: OTHER_PROBLEM,
            })],
            "opinion.answered" => vec![answer()],
            "opinion.referred" => vec![refer()],
            "opinion.refused" => vec![refuse()],
            "opinion.reconsidered" => vec![office(Command::Reconsider)],
            _ => vec![erase()],
        }
    }
}

#[test]
fn every_edge_of_an_opinion_and_no_other() {
    check::<Drive>();
}

#[test]
fn an_opinions_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
