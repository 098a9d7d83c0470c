//! Consultations, their statements with the count of votes, and each person's last answers.

use super::{At, Needs, Views};
use crate::rows::{ConsultationRow, StatementRow};
use massline_domain::Day;
use massline_domain::consultation::Event;
use massline_domain::consultation::statement::{Event as StatementEvent, Origin, Stage};
use massline_domain::consultation::vote::{Choice, Event as VoteEvent};
use massline_domain::id::StatementId;

pub(super) fn consultation(views: &mut Views, at: At, event: &Event) -> Result<(), Needs> {
    let key = (at.campaign, event.consultation());
    let row = match event {
        Event::Opened {
            consultation,
            problem,
            question,
            language,
            day,
        } => ConsultationRow {
            consultation: *consultation,
            problem: *problem,
            question: question.clone(),
            language: language.clone(),
            opened: *day,
            closed: None,
            answers: 0,
        },
        Event::Closed { day, .. } => {
            let Some(row) = stored(views, at, event.consultation())? else {
                return Ok(());
            };
            ConsultationRow {
                closed: Some(*day),
                ..row
            }
        }
    };
    views.consultations.put(key, row);
    Ok(())
}

fn stored(
    views: &Views,
    at: At,
    id: massline_domain::id::ConsultationId,
) -> Result<Option<ConsultationRow>, Needs> {
    let key = (at.campaign, id);
    let row = views.consultations.get(&key);
    row.map(|row| row.cloned())
        .map_err(|()| Needs::Consultation(at.campaign, id))
}

fn stored_statement(views: &Views, at: At, id: StatementId) -> Result<Option<StatementRow>, Needs> {
    let row = views.statements.get(&(at.campaign, id));
    row.map(|row| row.cloned())
        .map_err(|()| Needs::Statement(at.campaign, id))
}

fn new(statement: StatementId, language: &str, origin: Origin, added: Day) -> StatementRow {
    StatementRow {
        statement,
        words: None,
        language: language.to_owned(),
        origin,
        stage: Stage::Waiting,
        reason: None,
        receipt: None,
        added,
        agree: 0,
        disagree: 0,
        pass: 0,
    }
}

pub(super) fn statement(views: &mut Views, at: At, event: &StatementEvent) -> Result<(), Needs> {
    let id = event.statement();
    let row = match event {
        StatementEvent::Seeded {
            words,
            language,
            origin,
            day,
            ..
        } => Some(StatementRow {
            words: Some(words.clone()),
            stage: Stage::Accepted,
            ..new(id, language, *origin, *day)
        }),
        StatementEvent::Proposed {
            receipt,
            language,
            day,
            ..
        } => Some(StatementRow {
            receipt: Some(*receipt),
            ..new(id, language, Origin::Public, *day)
        }),
        later => stored_statement(views, at, id)?.map(|row| after(row, later)),
    };
    if let Some(row) = row {
        views.statements.put((at.campaign, id), row);
    }
    Ok(())
}

fn after(mut row: StatementRow, event: &StatementEvent) -> StatementRow {
    match event {
        StatementEvent::Accepted { words, .. } | StatementEvent::Upheld { words, .. } => {
            row.words = Some(words.clone());
            row.stage = Stage::Accepted;
        }
        StatementEvent::Refused { reason, .. } => {
            row.reason = Some(*reason);
            row.stage = Stage::Refused;
        }
        StatementEvent::Appealed { .. } => row.stage = Stage::Appealed,
        StatementEvent::Rejected { .. } => row.stage = Stage::Rejected,
        StatementEvent::Withdrawn { .. } => row.stage = Stage::Withdrawn,
        StatementEvent::Seeded { .. } | StatementEvent::Proposed { .. } => {}
    }
    row
}

pub(super) fn vote(views: &mut Views, at: At, event: &VoteEvent) -> Result<(), Needs> {
    let id = event.statement();
    let consultation = stored(views, at, id.consultation)?;
    let statement = stored_statement(views, at, id)?;
    let (before, choice) = match event {
        VoteEvent::Cast { choice, .. } => (None, *choice),
        VoteEvent::Changed { from, choice, .. } => (Some(*from), *choice),
    };
    if let Some(mut row) = statement {
        if let Some(before) = before {
            let count = counted(&mut row, before);
            *count = count.saturating_sub(1);
        }
        *counted(&mut row, choice) += 1;
        views.statements.put((at.campaign, id), row);
    }
    if let Some(mut row) = consultation {
        row.answers += 1;
        views.consultations.put((at.campaign, id.consultation), row);
    }
    let key = (at.campaign, id, event.participant());
    views.votes.put(key, choice);
    Ok(())
}

fn counted(row: &mut StatementRow, choice: Choice) -> &mut u64 {
    match choice {
        Choice::Agree => &mut row.agree,
        Choice::Disagree => &mut row.disagree,
        Choice::Pass => &mut row.pass,
    }
}
