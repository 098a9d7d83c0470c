//! Who may open waves and say what was learnt.

use super::forbidden;
use crate::world::{World, name, unit};
use massline_domain::id::WaveId;
use massline_domain::wave::Kind;
use massline_service::Staff;
use std::collections::BTreeMap;

/// For each use case of a wave, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let (id, words) = (WaveId(1), || "先听后定".to_owned());
    let opened = service.open_wave(campaign, by, name("第一批"), [unit("water")].into());
    let opened = forbidden(opened.await);
    let lesson = (Kind::Next, words());
    let reflected = service.reflect_on_wave(campaign, by, id, lesson).await;
    let published = service.publish_lessons(campaign, by, id, None).await;
    let answered = service.answer_lessons(campaign, by, words()).await;
    BTreeMap::from([
        ("open_wave", opened),
        ("reflect_on_wave", forbidden(reflected)),
        ("publish_lessons", forbidden(published)),
        ("answer_lessons", forbidden(answered)),
    ])
}
