//! Pictures that speakers give: what is kept of them, who sees them, and how they go.

use crate::world::{World, refusal};
use image::{DynamicImage, ImageFormat};
use massline_domain::id::{Digest, OpinionId};
use massline_domain::{Refusal, Who};
use massline_service::inbox::Letter;
use massline_service::speak::{Receipt, Speech};
use massline_service::{Result, ServiceError};
use massline_store::pictures_root;
use std::io::Cursor;

/// What a camera might write beside the picture.
const TELLING: &[u8] = b"taken by nobody in particular";

/// A picture of one colour, and something behind it that no browser shows.
fn picture(colour: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let plain = image::RgbImage::from_pixel(8, 6, image::Rgb([colour, 90, 40]));
    DynamicImage::from(plain)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    [bytes.into_inner().as_slice(), TELLING].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

impl World {
    async fn give_pictures(&self, words: &str, pictures: &[Vec<u8>], shown: bool) -> Receipt {
        self.try_to_give(words, pictures, shown).await.unwrap()
    }

    async fn try_to_give(
        &self,
        words: &str,
        pictures: &[Vec<u8>],
        pictures_may_be_shown: bool,
    ) -> Result<Receipt> {
        let speech = Speech {
            pictures: pictures.to_vec(),
            pictures_may_be_shown,
            ..self.speech(words)
        };
        let spoken = self
            .service
            .speak(&self.campaign, speech, &Who::Public, None);
        spoken.await
    }

    async fn letter(&self, opinion: OpinionId) -> Letter {
        let (campaign, office) = (&self.campaign, &self.office);
        self.service
            .letter(campaign, office, opinion)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_picture_is_kept_without_what_the_camera_wrote_and_committed_to() {
    for world in World::on_both().await {
        let given = [picture(10), picture(200)];
        assert!(holds(&given[0], TELLING), "the control");
        let receipt = world.give_pictures("路灯坏了", &given, false).await;
        let letter = world.letter(receipt.opinion).await;
        assert_eq!(letter.pictures.len(), 2);
        let mut digests = Vec::new();
        for one in &letter.pictures {
            let (campaign, office) = (&world.campaign, &world.office);
            let found = world
                .service
                .picture(campaign, office, receipt.opinion, one.number);
            let (media, bytes) = found.await.unwrap();
            assert_eq!(media, "image/png");
            assert!(!holds(&bytes, TELLING), "it tells");
            assert_eq!(Digest(massline_log::sha256(&bytes)), one.digest);
            digests.push(one.digest);
        }
        // Who holds the receipt can prove what they gave: the root opens with the words.
        let code = receipt.code.to_string();
        let file = world.service.proof_file(&code, true, None).await.unwrap();
        let opened = file.opening.unwrap();
        let field = opened["fields"].as_array().unwrap().iter();
        let field = field.clone().find(|field| field["label"] == "att").unwrap();
        let root = massline_log::to_base64(&pictures_root(&digests));
        assert!(field.to_string().contains(&root), "{field}");
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn a_picture_is_shown_only_where_who_gave_it_agreed_and_where_it_belongs() {
    for world in World::on_both().await {
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        let agreed = world
            .give_pictures("桥上的灯坏了", &[picture(1)], true)
            .await;
        let silent = world
            .give_pictures("桥上的灯不亮", &[picture(2)], false)
            .await;
        let receipts = [agreed.clone(), silent.clone()];
        let problem = world.list(&receipts).await;
        let show = |opinion, shown| service.show_picture(campaign, office, opinion, 1, shown);
        let refused = refusal(show(silent.opinion, true).await);
        assert_eq!(refused, Refusal::NotAgreed);
        let row = world.problem(problem).await;
        assert!(
            service
                .shown_pictures(campaign, &row)
                .await
                .unwrap()
                .is_empty()
        );
        let digest = world.letter(agreed.opinion).await.pictures[0].digest;
        let seen = |problem| service.shown_picture(campaign, problem, digest);
        let hidden = Err(ServiceError::NotFound.to_string());
        let told = |found: Result<(String, Vec<u8>)>| {
            found
                .map(|(_, bytes)| bytes)
                .map_err(|error| error.to_string())
        };
        assert_eq!(
            told(seen(problem).await),
            hidden,
            "agreed to, and nobody looked yet"
        );
        assert_eq!(show(agreed.opinion, true).await.unwrap(), problem);
        let row = world.problem(problem).await;
        assert_eq!(
            service.shown_pictures(campaign, &row).await.unwrap(),
            [digest].into()
        );
        assert!(told(seen(problem).await).is_ok());
        // It is taken down, and put up again.
        show(agreed.opinion, false).await.unwrap();
        assert_eq!(told(seen(problem).await), hidden);
        show(agreed.opinion, true).await.unwrap();
        // Moved to another problem it is not shown there, nor here any more.
        let other = world.list(&world.voices(1).await).await;
        let moving = [agreed.opinion];
        let moved = service.assign_opinions(campaign, office, other, &moving);
        moved.await.unwrap();
        assert_eq!(told(seen(problem).await), hidden);
        assert_eq!(told(seen(other).await), hidden);
        show(agreed.opinion, true).await.unwrap();
        assert!(told(seen(other).await).is_ok());
        // Taken back by who gave it, it is gone with the words.
        let code = agreed.code.to_string();
        service.erase_by_holder(&code, None).await.unwrap();
        assert_eq!(told(seen(other).await), hidden);
        let erased = service.picture(campaign, office, agreed.opinion, 1).await;
        assert!(matches!(erased, Err(ServiceError::NotFound)));
        assert!(
            world.letter(silent.opinion).await.pictures.len() == 1,
            "the other stays"
        );
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn who_gives_a_picture_shows_it_plainly() {
    let world = World::new().await;
    let mut receipts = Vec::new();
    for at in 0..6 {
        let words = format!("桥上的灯坏了，第{at}天");
        let pictures = [picture(at)];
        let pictures: &[Vec<u8>] = if at < 5 { &pictures } else { &[] };
        receipts.push(world.give_pictures(&words, pictures, false).await);
    }
    let problem = world.list(&receipts).await;
    let row = world.problem(problem).await;
    assert_eq!((row.people, row.seen), (6, 5));
    let visible = world
        .campaign
        .charter
        .properties_of(&row.counts(), 4)
        .visible;
    assert_eq!((visible.number, visible.of), (5, 6));
}

#[tokio::test]
async fn what_is_no_picture_and_one_too_many_are_refused_and_nothing_is_kept() {
    let world = World::new().await;
    let before = world
        .service
        .figures(&world.campaign)
        .await
        .unwrap()
        .opinions;
    let many = [picture(1), picture(2), picture(3), picture(4)];
    let wrong = refusal(world.try_to_give("灯坏了", &many, false).await);
    assert_eq!(
        wrong,
        Refusal::TooLong {
            field: "pictures",
            max: 3,
            found: 4
        }
    );
    for (bytes, kind) in [
        (b"%PDF-1.7 a paper".to_vec(), "media"),
        (b"just words".to_vec(), "media"),
        (picture(1)[..40].to_vec(), "file"),
    ] {
        let wrong = refusal(world.try_to_give("灯坏了", &[bytes], false).await);
        assert!(
            matches!(wrong, Refusal::UnknownCode { kind: found, .. } if found == kind),
            "{wrong:?}"
        );
    }
    let after = world
        .service
        .figures(&world.campaign)
        .await
        .unwrap()
        .opinions;
    assert_eq!(before, after);
}
