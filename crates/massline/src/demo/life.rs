//! What happens in the sample county, day by day: the files' stories as a list of acts.

use super::content::{AnswerKind, Content, ItemEntry, ProblemEntry, RoundEntry};
use massline_domain::Day;

/// Something that happens on a day. The order of the variants is the order within a day.
#[derive(Clone, Copy)]
pub(super) enum Act<'a> {
    Speak {
        voice: usize,
    },
    Answer {
        voice: usize,
        what: &'a AnswerKind,
    },
    List {
        problem: usize,
    },
    Double {
        problem: usize,
    },
    Unite {
        problem: usize,
    },
    Split {
        problem: usize,
    },
    Assign {
        problem: usize,
    },
    Refer {
        problem: usize,
        referral: usize,
    },
    Claim {
        problem: usize,
    },
    Join {
        voice: usize,
        problem: usize,
        /// Into the problem that its own will be split from.
        early: bool,
    },
    Plan {
        problem: usize,
        item: usize,
    },
    Progress {
        problem: usize,
        item: usize,
        note: usize,
    },
    Evidence {
        problem: usize,
        item: usize,
        piece: usize,
    },
    Deadline {
        problem: usize,
        item: usize,
        change: usize,
    },
    Finish {
        problem: usize,
        item: usize,
    },
    Ask {
        problem: usize,
        round: usize,
    },
    Ballots {
        problem: usize,
        round: usize,
    },
    Step {
        step: usize,
    },
    Check {
        check: usize,
    },
    Consult {
        consultation: usize,
    },
    Vote {
        consultation: usize,
    },
    Write {
        paper: usize,
        version: usize,
    },
    Treat {
        paper: usize,
        act: usize,
    },
    Scene {
        scene: usize,
        step: usize,
    },
}

impl Act<'_> {
    fn order(&self) -> u8 {
        match self {
            Self::Speak { .. } => 0,
            Self::Answer { .. } => 1,
            Self::List { .. } => 2,
            Self::Join { early: true, .. } => 3,
            Self::Double { .. } => 4,
            Self::Unite { .. } => 5,
            Self::Split { .. } => 6,
            Self::Assign { .. } => 7,
            Self::Refer { .. } => 8,
            Self::Claim { .. } => 9,
            Self::Join { .. } => 10,
            Self::Plan { .. } => 11,
            Self::Progress { .. } => 12,
            Self::Evidence { .. } => 13,
            Self::Deadline { .. } => 14,
            Self::Finish { .. } => 15,
            Self::Ask { .. } => 16,
            Self::Ballots { .. } => 17,
            Self::Scene { .. } | Self::Step { .. } => 18,
            Self::Consult { .. } => 19,
            Self::Vote { .. } => 20,
            Self::Write { .. } => 21,
            Self::Treat { .. } => 22,
            Self::Check { .. } => 23,
        }
    }
}

/// Days after the opening of a round on which the people answer.
const ANSWER_AFTER: i32 = 3;

/// All acts, in the order in which they happen.
pub(super) fn acts(content: &Content) -> Vec<(Day, Act<'_>)> {
    let mut acts = Vec::new();
    for (consultation, entry) in content.consultations.iter().enumerate() {
        acts.push((entry.opened, Act::Consult { consultation }));
        acts.push((entry.answered, Act::Vote { consultation }));
    }
    for (voice, entry) in content.voices.iter().enumerate() {
        acts.push((entry.said_on, Act::Speak { voice }));
        let own = content.home_of(entry, Day(i32::MAX));
        // Until its problem is split off, a voice goes where the office put it first.
        let home = match own.map(|own| &content.problems[own]) {
            Some(one) if one.split_from.is_some() && entry.said_on <= one.listed => {
                content.home_of(entry, one.listed.plus(-1))
            }
            _ => own,
        };
        if let Some(problem) = home
            && entry.said_on > content.problems[problem].listed
            && !content.problems[problem].is_in_double(entry)
        {
            let early = home != own;
            let join = Act::Join {
                voice,
                problem,
                early,
            };
            acts.push((entry.said_on, join));
        }
    }
    for answer in &content.answers {
        let voice = content
            .voices
            .iter()
            .position(|voice| voice.id == answer.voice);
        if let Some(voice) = voice {
            acts.push((
                answer.on,
                Act::Answer {
                    voice,
                    what: &answer.what,
                },
            ));
        }
    }
    for (problem, entry) in content.problems.iter().enumerate() {
        of_problem(problem, entry, &mut acts);
    }
    for (paper, entry) in content.papers.iter().enumerate() {
        let written = entry.version.iter().enumerate();
        acts.extend(written.map(|(version, one)| (one.on, Act::Write { paper, version })));
        let treated = entry.act.iter().enumerate();
        acts.extend(treated.map(|(act, one)| (one.on, Act::Treat { paper, act })));
    }
    for (scene, entry) in content.scenes.iter().enumerate() {
        let days = entry.days().into_iter().enumerate();
        acts.extend(days.map(|(step, day)| (day, Act::Scene { scene, step })));
    }
    let steps = content.steps.iter().enumerate();
    acts.extend(steps.map(|(step, entry)| (entry.on, Act::Step { step })));
    let checks = content.checks.iter().enumerate();
    acts.extend(checks.map(|(check, entry)| (entry.on(), Act::Check { check })));
    acts.sort_by_key(|(day, act)| (*day, act.order()));
    acts
}

fn of_problem<'a>(problem: usize, entry: &'a ProblemEntry, acts: &mut Vec<(Day, Act<'a>)>) {
    let listing = match entry.split_from {
        Some(_) => Act::Split { problem },
        None => Act::List { problem },
    };
    acts.push((entry.listed, listing));
    if let Some(double) = &entry.doubled {
        acts.push((double.listed, Act::Double { problem }));
        acts.push((double.merged, Act::Unite { problem }));
    }
    acts.extend(entry.assigned.map(|day| (day, Act::Assign { problem })));
    acts.extend(entry.claimed.map(|day| (day, Act::Claim { problem })));
    for (referral, one) in entry.referred.iter().enumerate() {
        acts.push((one.on, Act::Refer { problem, referral }));
    }
    for (item, one) in entry.items.iter().enumerate() {
        of_item(problem, item, one, acts);
    }
    for (round, RoundEntry { opened, .. }) in entry.rounds.iter().enumerate() {
        acts.push((*opened, Act::Ask { problem, round }));
        acts.push((opened.plus(ANSWER_AFTER), Act::Ballots { problem, round }));
    }
}

fn of_item<'a>(problem: usize, item: usize, one: &'a ItemEntry, acts: &mut Vec<(Day, Act<'a>)>) {
    acts.push((one.planned, Act::Plan { problem, item }));
    for (note, entry) in one.progress.iter().enumerate() {
        acts.push((
            entry.on,
            Act::Progress {
                problem,
                item,
                note,
            },
        ));
    }
    for (piece, entry) in one.evidence.iter().enumerate() {
        acts.push((
            entry.on,
            Act::Evidence {
                problem,
                item,
                piece,
            },
        ));
    }
    for (change, entry) in one.deadline_change.iter().enumerate() {
        acts.push((
            entry.on,
            Act::Deadline {
                problem,
                item,
                change,
            },
        ));
    }
    acts.extend(one.finished.map(|day| (day, Act::Finish { problem, item })));
}
