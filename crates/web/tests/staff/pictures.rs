//! A picture on its way: from a form on a phone to the office, and to everyone where its giver
//! agreed.

use crate::browser::File;
use crate::world::World;
use massline_domain::id::{OpinionId, ProblemId};
use massline_service::inbox::Letter;
use massline_service::problem::NewProblem;
use massline_service::rows::OpinionFilter;

/// One white point, as PNG.
pub(crate) fn png() -> Vec<u8> {
    let text = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    massline_log::from_base64(text).unwrap()
}

async fn letters(world: &World) -> Vec<Letter> {
    let office = crate::consultation::staff(world, "office").await;
    let filter = OpinionFilter {
        per_page: 100,
        page: 1,
        ..OpinionFilter::default()
    };
    world
        .service
        .inbox(&world.campaign, &office, &filter)
        .await
        .unwrap()
        .rows
}

async fn list(world: &World, title: &str, opinion: OpinionId) -> ProblemId {
    let office = crate::consultation::staff(world, "office").await;
    let new = NewProblem {
        title: title.to_owned(),
        language: "en".to_owned(),
        keywords: Vec::new(),
        source: "people".to_owned(),
        opinions: vec![opinion],
        not_about: Vec::new(),
    };
    world
        .service
        .list_problem(&world.campaign, &office, &new)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_picture_goes_from_a_phone_to_the_office_and_to_everyone_only_if_its_giver_agrees() {
    let world = World::new().await;
    let mut phone = world.visitor("en");
    let form = phone.get("/speak").await;
    assert!(form.body.contains("type=\"file\"") && form.body.contains("multiple"));
    let bytes = png();
    let file = |bytes| File {
        field: "pictures",
        name: "IMG_20261127_my_street.png",
        media: "image/png",
        bytes,
    };
    let fields = [
        ("words", "The lamp at the bridge is dark"),
        ("show_pictures", "yes"),
    ];
    // What is no picture: everything typed is still there, and what to do is said.
    let no_picture = file(b"%PDF-1.7");
    let wrong = phone
        .submit_file(&form, "/speak", &fields, Some(&no_picture))
        .await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("Only JPEG, PNG and WebP pictures"),
        "{}",
        wrong.body
    );
    assert!(wrong.body.contains("choose the pictures again"));
    assert!(wrong.body.contains("The lamp at the bridge is dark"));
    assert!(
        wrong
            .body
            .contains("name=\"show_pictures\" value=\"yes\" checked"),
        "{}",
        wrong.body
    );
    assert!(letters(&world).await.is_empty());
    let good = file(&bytes);
    let sent = phone
        .submit_file(&wrong, "/speak", &fields, Some(&good))
        .await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    // Sent twice by a double tap it is one voice.
    let again = phone
        .submit_file(&wrong, "/speak", &fields, Some(&good))
        .await;
    assert_eq!(again.code(), sent.code());
    let all = letters(&world).await;
    assert_eq!((all.len(), all[0].pictures.len()), (1, 1));
    let opinion = all[0].row.opinion;
    let path = format!("/staff/inbox/{opinion}/pictures/1");
    let mut office = world.signed_in("office", "en").await;
    let inbox = office.get("/staff/inbox").await;
    assert!(
        inbox.body.contains(&format!("<img src=\"/en{path}\"")),
        "{}",
        inbox.body
    );
    assert!(
        !inbox.body.contains("my_street"),
        "the name of a file is kept"
    );
    assert_eq!(office.get(&path).await.status, 200);
    let mut unit = world.signed_in("housing", "en").await;
    assert_eq!(unit.get(&path).await.status, 403);
    // In a problem, the office decides; everyone sees it only then.
    let problem = list(&world, "Dark bridge", opinion).await;
    assert_eq!(problem, ProblemId(1));
    let public = phone.get("/problems/1").await;
    assert!(!public.body.contains("<img"));
    let letter = office.get(&format!("/staff/inbox/{opinion}")).await;
    let show = format!("{path}/show");
    let shown = office.submit(&letter, &show, &[]).await;
    assert_eq!(shown.status, 303, "{}", shown.body);
    let public = phone.get("/problems/1").await;
    let at = public
        .body
        .split("<img src=\"/en")
        .nth(1)
        .expect("a picture");
    let at = at.split('"').next().unwrap().to_owned();
    assert!(at.starts_with("/problems/1/pictures/"), "{at}");
    let picture = phone.get(&at).await;
    assert_eq!(picture.status, 200);
    assert_eq!(picture.headers["content-type"], "image/png");
    assert_eq!(picture.headers["cache-control"], "no-store");
    let letter = office.get(&format!("/staff/inbox/{opinion}")).await;
    let hidden = office.submit(&letter, &format!("{path}/hide"), &[]).await;
    assert_eq!(hidden.status, 303);
    assert_eq!(phone.get(&at).await.status, 404);
    assert!(!phone.get("/problems/1").await.body.contains("<img"));
}

#[tokio::test]
async fn pictures_whose_giver_did_not_agree_have_no_button() {
    let world = World::new().await;
    let mut office = world.signed_in("office", "en").await;
    let page = office.get("/staff/speak").await;
    let bytes = png();
    let file = File {
        field: "pictures",
        name: "a.png",
        media: "image/png",
        bytes: &bytes,
    };
    let fields = [
        ("words", "写在纸上的话"),
        ("channel", "paper"),
        ("language", "zh-CN"),
    ];
    let sent = office
        .submit_file(&page, "/staff/speak", &fields, Some(&file))
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let opinion = letters(&world).await[0].row.opinion;
    list(&world, "纸上的话", opinion).await;
    let letter = office.get(&format!("/staff/inbox/{opinion}")).await;
    assert!(letter.body.contains("did not agree that others see them"));
    let path = format!("/staff/inbox/{opinion}/pictures/1/show");
    assert!(!letter.body.contains(&path));
    let csrf = office.csrf().await;
    let answer = office.post(&path, &[("csrf", &csrf)]).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("did not agree"));
}
