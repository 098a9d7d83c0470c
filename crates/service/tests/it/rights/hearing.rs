//! Who may fix the plan of hearing, and see what units copied.

use super::forbidden;
use crate::hearing::wanted;
use crate::world::World;
use massline_service::Staff;
use std::collections::BTreeMap;

/// For each use case of the plan, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let group = campaign.charter.groups[0].id.clone();
    let command = wanted(world, &group, 9);
    let planned = service.plan_hearing(campaign, by, command, None).await;
    let roads = crate::world::unit("roads");
    let copies = service.told_copies(campaign, by, &roads).await;
    BTreeMap::from([
        ("plan_hearing", forbidden(planned)),
        ("told_copies", forbidden(copies)),
    ])
}
