//! Who may fix, draw and write down a spot-check.

use super::forbidden;
use crate::world::{World, unit};
use massline_domain::Refusal;
use massline_domain::id::{ProblemId, SpotCheckId};
use massline_domain::spot_check::Target;
use massline_service::{ServiceError, Staff};
use std::collections::BTreeMap;

/// For each use case of a spot-check, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let team = world.supervisor.user;
    let over = [unit("roads")].into();
    // The rights of a team hang on where it was sent; `stages` tries that.
    let sent = service.send_team(campaign, None, team, over).await;
    assert!(matches!(
        sent,
        Ok(()) | Err(ServiceError::Refused(Refusal::AlreadyThere))
    ));
    let id = SpotCheckId(1);
    let fixed = service.fix_spot_check(campaign, by, [unit("roads")].into(), 1);
    let fixed = forbidden(fixed.await);
    let drawn = service.draw_spot_check(campaign, by, id).await;
    let seen = (Target::Problem(ProblemId(1)), true, "问了".to_owned());
    let found = service.find_at_spot_check(campaign, by, id, seen).await;
    BTreeMap::from([
        ("fix_spot_check", fixed),
        ("draw_spot_check", forbidden(drawn)),
        ("find_at_spot_check", forbidden(found)),
    ])
}
