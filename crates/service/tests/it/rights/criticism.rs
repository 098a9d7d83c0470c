//! Who may hold a criticism session, hear it, and send back what was said.

use super::forbidden;
use crate::world::World;
use massline_domain::criticism::{Kind, Subject, Words};
use massline_service::Staff;
use massline_service::criticism::Saying;
use std::collections::BTreeMap;

/// For each use case of a session, whether it is forbidden to this member of staff.
pub(super) async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let (id, words) = ("roads/1".parse().unwrap(), || "到现场".to_owned());
    let present = vec!["局长".to_owned(), "科长".to_owned()];
    let opened = service.open_criticism(campaign, by, (world.today(), present, 1));
    let opened = forbidden(opened.await);
    let saying = Saying {
        again: None,
        who: Kind::Own { by: 1 },
        subject: Subject::Duty,
        reference: None,
        words: Words::default(),
    };
    let today = world.today();
    let talked = service.record_talks(campaign, by, &id, (Vec::new(), today), None);
    let team = service.record_talks_of_team(campaign, by, &id, (vec![1], today), None);
    let said = service.say_criticism(campaign, by, &id, saying, None);
    let returned = service.return_criticism(campaign, by, &id, (1, words(), words()), None);
    let replied = service.reply_to_criticism(campaign, by, &id, (1, None), None);
    let promise = (1, world.today(), words());
    let promised = service.promise_after_criticism(campaign, by, &id, promise, None);
    let closed = service.close_criticism(campaign, by, &id, None);
    BTreeMap::from([
        ("open_criticism", opened),
        (
            "hear_criticism",
            forbidden(service.hear_criticism(campaign, by, &id).await),
        ),
        ("record_talks", forbidden(talked.await)),
        ("record_talks_of_team", forbidden(team.await)),
        ("say_criticism", forbidden(said.await)),
        ("return_criticism", forbidden(returned.await)),
        ("reply_to_criticism", forbidden(replied.await)),
        ("promise_after_criticism", forbidden(promised.await)),
        ("close_criticism", forbidden(closed.await)),
    ])
}
