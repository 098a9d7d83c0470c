//! Rounds of judgement with their count.

use super::{At, FigureKind, Needs, Views, code_of};
use crate::rows::RoundRow;
use massline_domain::verdict::{Choice, Event, Tally};

pub(super) fn round(views: &mut Views, at: At, event: &Event) -> Result<(), Needs> {
    let problem = event.problem();
    let key = (at.campaign, problem);
    let stored = views
        .rounds
        .get(&key)
        .map_err(|()| Needs::Rounds(at.campaign, problem))?;
    let mut rounds = stored.cloned().unwrap_or_default();
    match event {
        Event::Opened {
            round,
            asked,
            rule,
            day,
            ends_on,
            ..
        } => {
            rounds.push(RoundRow {
                round: *round,
                asked: *asked,
                tally: Tally {
                    asked: *asked,
                    ..Tally::default()
                },
                rule: *rule,
                opened: *day,
                ends_on: *ends_on,
                decided: None,
            });
            views
                .figures
                .add(at.campaign, FigureKind::Round, "opened", 1);
        }
        Event::BallotCast {
            round,
            nullifier,
            choice,
            ..
        } => {
            let ballot = (at.campaign, *round, *nullifier);
            let stored = views
                .ballots
                .get(&ballot)
                .map_err(|()| Needs::Ballot(ballot))?;
            let before = stored.copied();
            if let Some(row) = rounds.iter_mut().find(|row| row.round == event.round()) {
                if let Some(before) = before {
                    let count = counted(&mut row.tally, before);
                    *count = count.saturating_sub(1);
                }
                *counted(&mut row.tally, *choice) += 1;
            }
            views.ballots.put(ballot, *choice);
        }
        Event::Decided { outcome, day, .. } => {
            if let Some(row) = rounds.iter_mut().find(|row| row.round == event.round()) {
                row.decided = Some((*day, *outcome));
            }
            views
                .figures
                .add(at.campaign, FigureKind::Round, code_of(*outcome), 1);
        }
    }
    views.rounds.put(key, rounds);
    Ok(())
}

fn counted(tally: &mut Tally, choice: Choice) -> &mut u32 {
    match choice {
        Choice::Fixed => &mut tally.fixed,
        Choice::NotFixed => &mut tally.not_fixed,
        Choice::DontKnow => &mut tally.dont_know,
    }
}
