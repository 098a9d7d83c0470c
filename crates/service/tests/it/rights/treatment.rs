//! Who may propose, read, answer and decide treatments.

use super::forbidden;
use crate::world::{World, unit};
use massline_domain::criticism::Reference;
use massline_domain::treatment::{Decision, Grounds};
use massline_service::Staff;
use std::collections::BTreeMap;

fn grounds() -> Grounds {
    Grounds {
        office: "科长".into(),
        grade: "reminder".into(),
        about: Reference::Clause("word-kept".into()),
        fact: "没有到现场".into(),
        reason: "说过一次".into(),
    }
}

/// For each use case of a treatment, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign, roads) = (&world.service, &world.campaign, unit("roads"));
    let made = service.propose_treatment(campaign, &world.office, roads.clone(), grounds());
    let (id, words) = (made.await.unwrap(), || "改了".to_owned());
    let proposed = service.propose_treatment(campaign, by, roads, grounds());
    let proposed = forbidden(proposed.await);
    let read = forbidden(service.read_treatment(campaign, by, id).await);
    let decision = Decision {
        grade: None,
        due: None,
        words: words(),
    };
    let replied = service.reply_to_treatment(campaign, by, id, words(), None);
    let replied = forbidden(replied.await);
    let decided = service.decide_treatment(campaign, by, id, decision, None);
    let decided = forbidden(decided.await);
    let done = service.carry_out_treatment(campaign, by, id, words(), None);
    BTreeMap::from([
        ("propose_treatment", proposed),
        ("read_treatment", read),
        ("reply_to_treatment", replied),
        ("decide_treatment", decided),
        ("carry_out_treatment", forbidden(done.await)),
    ])
}
