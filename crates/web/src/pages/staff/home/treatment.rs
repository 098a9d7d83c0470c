//! Treatments that wait: for a unit its say and what it has to carry out, for others the
//! decision.

use super::Todo;
use crate::errors::Failure;
use crate::pages::staff::desk::Desk;
use massline_domain::Day;
use massline_domain::context::Role;
use massline_domain::id::TreatmentId;
use massline_domain::treatment::{Stage, Treatment};

pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let all = desk.service.treatments(&desk.campaign).await?;
    let staff = &desk.staff;
    if staff.role == Role::Unit {
        let own = all
            .iter()
            .filter(|(_, one)| one.unit.as_ref() == Some(&staff.unit));
        return Ok(own.filter_map(|(id, one)| of_unit(*id, one)).collect());
    }
    let read = match staff.role {
        Role::Supervisor => Some(desk.service.units_read(&desk.campaign, staff).await?),
        _ => None,
    };
    let mut waiting = 0;
    for (id, one) in &all {
        let Some(unit) = one.unit.as_ref().filter(|unit| **unit != staff.unit) else {
            continue;
        };
        let mine = read.as_ref().is_none_or(|read| read.contains(unit));
        if mine && one.can_be_decided(desk.today()) {
            let found = desk
                .service
                .read_treatment(&desk.campaign, staff, *id)
                .await?;
            waiting += u64::from(found.may_decide(staff, desk.today()));
        }
    }
    let todo = todo(
        "treatment-decide",
        waiting,
        None,
        "/staff/treatments".to_owned(),
    );
    Ok(Vec::from_iter((waiting > 0).then_some(todo)))
}

fn of_unit(id: TreatmentId, one: &Treatment) -> Option<Todo> {
    let href = format!("/staff/treatments/{}", id.0);
    match one.stage {
        Stage::Proposed => Some(todo("treatment-reply", 0, Some(one.reply_until), href)),
        Stage::Ordered => Some(todo("treatment-carry-out", 0, one.due, href)),
        _ => None,
    }
}

fn todo(code: &'static str, number: u64, by: Option<Day>, href: String) -> Todo {
    Todo {
        code,
        number,
        name: None,
        by,
        href,
    }
}
