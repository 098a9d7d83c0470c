//! Who may add documents, note and ask, and see what notes share.

use super::forbidden;
use crate::study::text;
use crate::world::World;
use massline_domain::id::DocumentId;
use massline_domain::study::Command;
use massline_service::Staff;
use std::collections::BTreeMap;

/// For each use case of the study library, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let made = service.add_document(campaign, &world.office, text(), None);
    made.await.unwrap();
    let words = "听谁的？".to_owned();
    let id = DocumentId(1);
    let added = service.add_document(campaign, by, text(), None).await;
    let asked = service
        .study(campaign, by, id, Command::Ask { words })
        .await;
    let copies = service.note_copies(campaign, by, id).await;
    BTreeMap::from([
        ("add_document", forbidden(added)),
        ("study", forbidden(asked)),
        ("note_copies", forbidden(copies)),
    ])
}
