//! Who may open, extend, tell of and close special programmes.

use super::forbidden;
use crate::programme::over;
use crate::world::World;
use massline_domain::id::{ProblemId, ProgrammeId};
use massline_service::Staff;
use std::collections::BTreeMap;

/// For each use case of programmes, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign, id) = (&world.service, &world.campaign, ProgrammeId(1));
    let words = || "看过了。".to_owned();
    let opened = service
        .open_programme(campaign, by, over(world, [ProblemId(1)]))
        .await;
    let problems = [ProblemId(1)].into();
    let extended = service.extend_programme(campaign, by, id, problems, None);
    let extended = extended.await;
    let told = service
        .tell_of_programme(campaign, by, id, words(), None)
        .await;
    let closed = service
        .close_programme(campaign, by, id, words(), None)
        .await;
    let choices = service.problems_for_programmes(campaign, by).await;
    BTreeMap::from([
        ("open_programme", forbidden(opened)),
        ("extend_programme", forbidden(extended)),
        ("tell_of_programme", forbidden(told)),
        ("close_programme", forbidden(closed)),
        ("problems_for_programmes", forbidden(choices)),
    ])
}
