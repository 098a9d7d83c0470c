//! Rectification items, and the deadline they give their problem.

use super::problem::stored_problem;
use super::{At, Needs, Views};
use crate::rows::ItemRow;
use massline_domain::item::{Event, Stage};

pub(super) fn item(views: &mut Views, at: At, event: &Event) -> Result<(), Needs> {
    let problem = event.item().problem;
    let key = (at.campaign, problem);
    let stored = views
        .items
        .get(&key)
        .map_err(|()| Needs::Items(at.campaign, problem))?;
    let mut items = stored.cloned().unwrap_or_default();
    let row = stored_problem(views, at.campaign, problem)?;
    change(&mut items, event);
    if let Some(mut row) = row {
        let unfinished = items.iter().filter(|item| item.stage == Stage::Working);
        row.deadline = unfinished.map(|item| item.deadline).min();
        views.problems.put(key, row);
    }
    views.items.put(key, items);
    Ok(())
}

fn change(items: &mut Vec<ItemRow>, event: &Event) {
    if let Event::Planned {
        item,
        unit,
        plan,
        day,
    } = event
    {
        items.push(ItemRow {
            item: *item,
            unit: unit.clone(),
            plan: plan.clone(),
            stage: Stage::Working,
            deadline: plan.deadline,
            deadline_changes: 0,
            result: None,
            rule: None,
            evidence: Vec::new(),
            progress: Vec::new(),
            cites: Vec::new(),
            planned: *day,
            finished: None,
        });
        return;
    }
    let Some(row) = items.iter_mut().find(|row| row.item == event.item()) else {
        return;
    };
    match event {
        Event::Planned { .. } => {}
        Event::Revised { plan, .. } => row.plan = plan.clone(),
        Event::Progressed { words, day, .. } => row.progress.push((*day, words.clone())),
        Event::EvidenceAdded { evidence, day, .. } => row.evidence.push((*day, evidence.clone())),
        Event::DeadlineChanged { to, .. } => {
            row.deadline = *to;
            row.plan.deadline = *to;
            row.deadline_changes += 1;
        }
        Event::Cited { statements, .. } => row.cites.clone_from(statements),
        Event::Finished {
            result, rule, day, ..
        } => {
            row.stage = Stage::Done;
            row.result = Some(result.clone());
            row.rule = Some(rule.clone());
            row.finished = Some(*day);
        }
        Event::Resumed { .. } => {
            row.stage = Stage::Working;
            row.finished = None;
        }
    }
}
