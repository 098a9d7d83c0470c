//! Opinions, and what they add to the problem they are in.

use super::problem::{Spread, stored_problem, stored_spread};
use super::{At, FigureKind, Needs, OpinionView, Views};
use crate::rows::{OpinionRow, ProblemRow};
use massline_domain::id::{OpinionId, ProblemId};
use massline_domain::opinion::Event;
use massline_domain::traits::Traits;

pub(super) fn opinion(views: &mut Views, at: At, event: &Event) -> Result<(), Needs> {
    match event {
        Event::Received { .. } => {
            receive(views, at, event);
            Ok(())
        }
        Event::Assigned {
            opinion,
            problem,
            copy,
            traits,
            ..
        } => {
            let inside = Inside {
                problem: *problem,
                copy: *copy,
                traits: traits.clone(),
            };
            place(views, at, *opinion, "in_problem", Some(inside))
        }
        Event::Released { opinion, .. } | Event::Reconsidered { opinion } => {
            place(views, at, *opinion, "waiting", None)
        }
        // Only what the machine suggests depends on it.
        Event::KeptApart { .. } => Ok(()),
        Event::Answered { opinion, .. } => place(views, at, *opinion, "answered", None),
        Event::Referred { opinion, .. } => place(views, at, *opinion, "referred", None),
        Event::Refused { opinion, .. } => place(views, at, *opinion, "refused", None),
        Event::Erased { opinion, .. } => place(views, at, *opinion, "erased", None),
    }
}

fn receive(views: &mut Views, at: At, event: &Event) {
    let Event::Received {
        opinion,
        commitment,
        channel,
        group,
        language,
        received,
        said_on,
        receipt,
        ..
    } = event
    else {
        return;
    };
    let row = OpinionRow {
        opinion: *opinion,
        commitment: *commitment,
        received: *received,
        said_on: *said_on,
        channel: channel.clone(),
        group: group.clone(),
        language: language.clone(),
        receipt: *receipt,
        state: "waiting".to_owned(),
        problem: None,
        copy: false,
        traits: Traits::default(),
        leaf: None,
    };
    views
        .opinions
        .put((at.campaign, *opinion), OpinionView { seq: at.seq, row });
    let mut count = |kind, code: &str| views.figures.add(at.campaign, kind, code, 1);
    count(FigureKind::State, "waiting");
    count(FigureKind::Channel, channel);
    count(FigureKind::Language, language);
    count(FigureKind::Day, &received.to_string());
    if let Some(group) = group {
        count(FigureKind::Group, group);
    }
}

/// How an opinion is part of a problem.
struct Inside {
    problem: ProblemId,
    copy: bool,
    traits: Traits,
}

/// Puts an opinion into a state, and maybe into a problem.
fn place(
    views: &mut Views,
    at: At,
    opinion: OpinionId,
    state: &str,
    into: Option<Inside>,
) -> Result<(), Needs> {
    let key = (at.campaign, opinion);
    let stored = views
        .opinions
        .get(&key)
        .map_err(|()| Needs::Opinion(at.campaign, opinion))?;
    let Some(mut view) = stored.cloned() else {
        return Ok(());
    };
    let before = view.row.clone();
    view.row.state = state.to_owned();
    view.row.problem = into.as_ref().map(|inside| inside.problem);
    view.row.copy = into.as_ref().is_some_and(|inside| inside.copy);
    view.row.traits = into.map(|inside| inside.traits).unwrap_or_default();

    // Everything is computed before anything is changed: a missing row stops here.
    let mut changed = Vec::new();
    if let Some(from) = before.problem {
        changed.extend(with_voice(views, at, from, &before, -1)?);
    }
    if let Some(to) = view.row.problem {
        // Moving within the same problem does not happen: the rules refuse it.
        changed.extend(with_voice(views, at, to, &view.row, 1)?);
    }
    for (row, spread) in changed {
        let key = (at.campaign, row.problem);
        views.problems.put(key, row);
        views.spreads.put(key, spread);
    }
    if before.state != state {
        views
            .figures
            .add(at.campaign, FigureKind::State, &before.state, -1);
        views.figures.add(at.campaign, FigureKind::State, state, 1);
    }
    views.opinions.put(key, view);
    Ok(())
}

/// The problem with one voice more or less.
fn with_voice(
    views: &Views,
    at: At,
    problem: ProblemId,
    voice: &OpinionRow,
    by: i64,
) -> Result<Option<(ProblemRow, Spread)>, Needs> {
    let row = stored_problem(views, at.campaign, problem)?;
    let spread = stored_spread(views, at.campaign, problem)?;
    let Some(mut row) = row else { return Ok(None) };
    let mut spread = spread.unwrap_or_default();
    row.voices = row.voices.saturating_add_signed(by);
    if !voice.copy {
        let traits = &voice.traits;
        for (number, counts) in [
            (&mut row.people, true),
            (&mut row.harmed, traits.harm),
            (&mut row.first_hand, traits.first_hand),
            (&mut row.placed, traits.placed),
            (&mut row.seen, traits.seen()),
        ] {
            if counts {
                *number = number.saturating_add_signed(by);
            }
        }
    }
    if voice.receipt {
        row.receipts = row.receipts.saturating_add_signed(by);
    }
    let unit = voice.traits.unit.as_ref();
    spread.add(&voice.channel, voice.said_on, unit, by);
    row.first = spread.first();
    row.last = spread.last();
    row.channels = spread.channels.len() as u64;
    row.units = spread.units.len() as u64;
    row.months = spread.months().len() as u64;
    row.strength = views.strength(at.campaign, &row)?;
    Ok(Some((row, spread)))
}
