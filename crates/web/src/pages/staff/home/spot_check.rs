//! Spot-checks that wait for a team: to be drawn, and to be looked at.

use super::Todo;
use crate::errors::Failure;
use crate::pages::staff::desk::Desk;
use massline_domain::spot_check::SpotCheck;

pub(super) async fn todos(desk: &Desk) -> Result<Vec<Todo>, Failure> {
    let all = desk.service.spot_checks(&desk.campaign).await?;
    let own = |one: &&SpotCheck| one.by.as_ref() == Some(&desk.staff.unit);
    let own: Vec<&SpotCheck> = all.iter().map(|(_, one)| one).filter(own).collect();
    let draw = own.iter().filter(|one| one.draw.is_none()).count() as u64;
    let see = own.iter().map(|one| one.to_see().len() as u64).sum();
    let todo = |(code, number)| Todo {
        code,
        number,
        name: None,
        by: None,
        href: "/staff/spot-checks".to_owned(),
    };
    let both = [("check-draw", draw), ("check-see", see)];
    Ok(both
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(todo)
        .collect())
}
