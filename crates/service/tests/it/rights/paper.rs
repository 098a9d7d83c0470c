//! Who may write, read, return and publish a self-examination.

use super::forbidden;
use crate::world::World;
use massline_domain::mirror::Content;
use massline_service::Staff;
use std::collections::BTreeMap;

/// For each use case of a paper, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let (id, words) = ("roads/1".parse().unwrap(), || "看过了".to_owned());
    let written = (None, Content::default());
    let written = service.write_paper(campaign, by, &id, written, false, None);
    let sent_back = (
        "shallow".to_owned(),
        words(),
        world.today().plus(9),
        Vec::new(),
    );
    let sent_back = service.return_paper(campaign, by, &id, sent_back, None);
    let accepted = service.accept_paper(campaign, by, &id, words(), None);
    let replied = service.reply_to_paper(campaign, by, &id, words(), None);
    let published = service.publish_paper(campaign, by, &id, None);
    BTreeMap::from([
        ("write_paper", forbidden(written.await)),
        (
            "read_paper",
            forbidden(service.read_paper(campaign, by, &id).await),
        ),
        ("return_paper", forbidden(sent_back.await)),
        ("accept_paper", forbidden(accepted.await)),
        ("reply_to_paper", forbidden(replied.await)),
        ("publish_paper", forbidden(published.await)),
        (
            "paper_copies",
            forbidden(service.paper_copies(campaign, by, &id).await),
        ),
    ])
}
