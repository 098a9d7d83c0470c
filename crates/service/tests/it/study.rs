//! The study library: given to be read, noted, copied from, and counted without knowing who.

use crate::world::{World, unit};
use massline_domain::Event;
use massline_domain::study::{Assignment, Command, Text};
use massline_service::Staff;
use massline_service::public_file::{Media, PublicFile};

/// An empty page.
const PDF: &str = concat!(
    "%PDF-1.4\n",
    "1 0 obj<</Type/Catalog/Pages 2 0 R>> endobj\n",
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n",
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n",
    "xref\n",
    "0 4\n",
    "0000000000 65535 f \n",
    "0000000009 00000 n \n",
    "0000000053 00000 n \n",
    "0000000103 00000 n \n",
    "trailer<</Size 4/Root 1 0 R>>\n",
    "startxref\n",
    "163\n",
    "%%EOF\n",
);

/// A document in Chinese.
pub(crate) fn text() -> Text {
    Text {
        title: "先听后定".into(),
        language: "zh-CN".into(),
        source: "自己写的".into(),
        words: "先到群众家里去听，听完了再坐下来定；定了以后再回去问一遍。".into(),
        file: None,
        problems: [].into(),
    }
}

async fn note(world: &World, by: &Staff, words: &str) {
    let note = Command::Note {
        office: "局长".into(),
        words: words.into(),
        problem: None,
        own: [].into(),
    };
    let (service, campaign) = (&world.service, &world.campaign);
    let id = massline_domain::id::DocumentId(1);
    service.study(campaign, by, id, note).await.unwrap();
}

async fn unstudied(world: &World) -> u64 {
    let found = world
        .service
        .stage_of(&world.campaign, &unit("roads"))
        .await;
    found.unwrap().0.facts.unstudied
}

#[tokio::test]
async fn what_is_given_to_be_read_keeps_the_gate_shut_until_something_is_noted() {
    for world in World::on_both().await {
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        let id = service.add_document(campaign, office, text(), None).await;
        let id = id.unwrap();
        assert_eq!(unstudied(&world).await, 0);
        let assign = Command::Assign(Assignment {
            stage: "learn".into(),
            classes: [campaign.charter.classes[0].id.clone()].into(),
            by: world.today().plus(20),
        });
        service.study(campaign, office, id, assign).await.unwrap();
        assert_eq!(unstudied(&world).await, 1);
        note(&world, &world.roads, "以前先定后听，电梯的事就是这样拖的。").await;
        assert_eq!(unstudied(&world).await, 0);
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn a_note_copied_from_the_document_or_another_is_shown_to_the_team() {
    let world = World::new().await;
    let (service, campaign) = (&world.service, &world.campaign);
    let added = service.add_document(campaign, &world.office, text(), None);
    let id = added.await.unwrap();
    note(
        &world,
        &world.roads,
        "先到群众家里去听，听完了再坐下来定；定了以后再回去问一遍。",
    )
    .await;
    note(&world, &world.water, "以前先定后听。").await;
    let team = &world.supervisor;
    let unsent = service.note_copies(campaign, team, id).await.unwrap();
    assert!(unsent.is_empty(), "not sent anywhere");
    let over = [unit("roads"), unit("water")].into();
    service
        .send_team(campaign, None, team.user, over)
        .await
        .unwrap();
    let found = service.note_copies(campaign, team, id).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].unit, &found[0].with), (&unit("roads"), &None));
    assert!(found[0].shared.percent > 90);
}

#[tokio::test]
async fn readers_are_counted_when_the_day_is_over_and_nothing_says_who() {
    let world = World::new().await;
    let (service, campaign) = (&world.service, &world.campaign);
    let added = service.add_document(campaign, &world.office, text(), None);
    let id = added.await.unwrap();
    for caller in [1, 2, 3, 1] {
        service.document_read(campaign, id, [caller; 16]);
    }
    assert_eq!(service.count_readers(false).await.unwrap(), 0);
    let day = world.today();
    world.later(1);
    assert_eq!(service.count_readers(false).await.unwrap(), 1);
    assert_eq!(service.count_readers(true).await.unwrap(), 0, "once");
    let found = service.document(campaign, id).await.unwrap();
    assert_eq!(found.readers.into_iter().collect::<Vec<_>>(), [(day, 3)]);
    let log = world.stream("study/1").await;
    let last = &log.last().unwrap().event;
    assert!(matches!(last, Event::Study(_)));
    assert_eq!(last.to_json().as_object().unwrap().len(), 4);
}

#[tokio::test]
async fn a_file_is_a_pdf_and_is_kept_under_its_hash() {
    let world = World::new().await;
    let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
    let file = PublicFile::of(PDF.into(), &[Media::Pdf]).await.unwrap();
    let added = service.add_document(campaign, roads, text(), Some(file));
    let id = added.await.unwrap();
    let found = service.document(campaign, id).await.unwrap();
    let digest = found.text.unwrap().file.unwrap();
    let (media, _) = service.evidence_file(digest).await.unwrap();
    assert_eq!(media, "application/pdf");
    world.must_be_sound().await;
}
