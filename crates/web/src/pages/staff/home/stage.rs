//! What a unit's stage still wants of it and no other line of its home says.

use super::Todo;
use crate::errors::Failure;
use crate::pages::staff::desk::Desk;
use massline_domain::gate::{Condition, check, conditions};
use massline_service::ServiceError;
use massline_service::stage::UnitWay;

pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let found = desk
        .service
        .stage_of(&desk.campaign, &desk.staff.unit)
        .await;
    let own = match found {
        Ok((own, _)) => own,
        Err(ServiceError::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let missing = missing(desk, &own);
    let (service, campaign) = (&desk.service, &desk.campaign);
    let owes_session = missing.contains(&Condition::SessionsHeld) && own.facts.sessions_open == 0;
    // One that is open has a line of its own, and who waits for the body above cannot act.
    let can_open = owes_session
        && service
            .session_waits_for(campaign, &desk.staff.unit)
            .await?
            .is_none();
    let todo = |condition: &Condition| {
        let (code, href) = match condition {
            Condition::SessionsHeld if can_open => {
                ("open-session", "/staff/criticism/new".to_owned())
            }
            condition => way(*condition, &own, &missing)?,
        };
        Some(Todo {
            code,
            number: 0,
            name: None,
            by: None,
            href,
        })
    };
    Ok(missing.iter().filter_map(todo).collect())
}

fn missing(desk: &Desk, own: &UnitWay) -> Vec<Condition> {
    let stage = own.current(&desk.campaign);
    let mut all = stage.map(conditions).unwrap_or_default();
    all.retain(|condition| !check(*condition, &own.facts).is_met());
    all.sort_unstable();
    all.dedup();
    all
}

/// What the unit does about a condition, and where; nothing where a problem, an item or a paper
/// has a line of its own, or where others must act.
fn way(
    condition: Condition,
    own: &UnitWay,
    missing: &[Condition],
) -> Option<(&'static str, String)> {
    let unit = &own.unit.unit;
    match condition {
        Condition::PapersAccepted if own.facts.paper_owed && own.facts.papers_open == 0 => {
            Some(("write-paper", format!("/staff/mirrors/{unit}/1/write")))
        }
        Condition::LeaderExamined => Some(("write-leader", "/staff/mirrors".to_owned())),
        Condition::Studied => Some(("study", "/staff/study".to_owned())),
        Condition::LessonsAnswered => Some(("answer-lessons", "/staff/waves".to_owned())),
        Condition::RulesRegistered => Some(("register-rule", "/staff/rules/new".to_owned())),
        Condition::TalkHeld => Some(("hold-talk", format!("/staff/stages/{unit}/report"))),
        Condition::Reported if missing.iter().all(|one| others_do(*one)) => {
            Some(("report-stage", format!("/staff/stages/{unit}/report")))
        }
        _ => None,
    }
}

/// Whether a condition is none that the unit itself could still meet before it tells the public.
fn others_do(condition: Condition) -> bool {
    matches!(
        condition,
        Condition::Reported
            | Condition::SeenOutside
            | Condition::GroupsHeard
            | Condition::PlanHeard
            | Condition::OpinionsSorted
            | Condition::AbovePassed
            | Condition::WaveOpened
            | Condition::AboveClaimed
            | Condition::PeopleJudged
    )
}
