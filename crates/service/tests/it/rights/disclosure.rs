//! Who may take away and answer disclosures.

use super::forbidden;
use crate::world::World;
use massline_domain::disclosure::Outcome;
use massline_domain::id::Digest;
use massline_service::Staff;
use std::collections::BTreeMap;

/// For each use case of disclosures, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let answer = (Outcome::TakenUp, "已受理");
    let answered = service
        .answer_disclosure(campaign, by, Digest([1; 32]), answer)
        .await;
    BTreeMap::from([
        (
            "disclosures",
            forbidden(service.disclosures(campaign, by).await),
        ),
        (
            "envelopes",
            forbidden(service.envelopes(campaign, by).await),
        ),
        ("answer_disclosure", forbidden(answered)),
    ])
}
