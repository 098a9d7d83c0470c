//! Who may make, tell and look at commitments.

use super::forbidden;
use crate::world::World;
use massline_domain::commitment::{Command, Origin, Promise};
use massline_domain::id::CommitmentId;
use massline_service::Staff;
use std::collections::BTreeMap;

/// For each use case of a commitment, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let (id, words) = (CommitmentId(1), || "到现场".to_owned());
    let promise = Promise {
        office: words(),
        words: words(),
        about: None,
        origin: Origin::Own,
        due: world.today(),
    };
    let made = service.make_commitment(campaign, by, promise).await;
    let at_once = service.correct_at_once(
        campaign,
        by,
        (words(), words(), words()),
        (world.today(), None),
    );
    let told = Command::Tell {
        kept: true,
        words: words(),
    };
    let told = service.work_on_commitment(campaign, by, id, told, None);
    let looked = service.look_at_commitment(campaign, by, id, (true, words()), None);
    let looked = forbidden(looked.await);
    BTreeMap::from([
        ("make_commitment", forbidden(made)),
        ("correct_at_once", forbidden(at_once.await)),
        ("work_on_commitment", forbidden(told.await)),
        ("look_at_commitment", looked),
    ])
}
