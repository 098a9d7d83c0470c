//! What machines ask of the log, and files.

use crate::world::{World, kept};
use axum::http::StatusCode;
use massline_log::checkpoint::Checkpoint;
use massline_log::entry::Entry;
use massline_log::merkle::Tree;
use massline_log::note::VerifyingKey;
use massline_log::tile::{bundle_leaves, decode_bundle};

#[tokio::test]
async fn anybody_can_rebuild_the_signed_root_from_the_tiles() {
    let world = World::new().await;
    let keys = world.browser.get("/log/vkey").await.text();
    let key = VerifyingKey::parse(keys.lines().next().unwrap()).unwrap();
    let note = world.browser.get("/log/checkpoint").await;
    assert_eq!(note.header("cache-control"), "no-store");
    let (checkpoint, _) = Checkpoint::open(&note.text(), &key, &[]).unwrap();
    let width = u16::try_from(checkpoint.size).unwrap();
    assert!(width < 256, "the little campaign fits one bundle");
    let bundle = world
        .browser
        .get(&format!("/log/tile/entries/000.p/{width}"))
        .await;
    assert!(bundle.header("cache-control").contains("immutable"));
    let entries = decode_bundle(&bundle.body, width).unwrap();
    let leaves = bundle_leaves(&entries);
    let tile = world
        .browser
        .get(&format!("/log/tile/0/000.p/{width}"))
        .await;
    assert_eq!(tile.body, leaves.concat());
    assert_eq!(Tree::from_leaves(leaves).root(), checkpoint.root);
}

#[tokio::test]
async fn every_public_document_is_served_under_its_hash() {
    let world = World::new().await;
    let size = world.browser.get("/en/log").await;
    size.must_have("see the last one");
    let mut documents = 0;
    for index in 0..20 {
        let page = world.browser.get(&format!("/en/log/{index}")).await;
        assert_eq!(page.status, StatusCode::OK);
        page.must_lack("13812345678");
        let width = width(&world).await;
        let bundle = world
            .browser
            .get(&format!("/log/tile/entries/000.p/{width}"))
            .await;
        let entry = Entry::decode(decode_bundle(&bundle.body, width).unwrap()[index]).unwrap();
        if entry.reference != [0; 32] {
            let path = format!("/log/doc/{}", massline_log::to_hex(&entry.reference));
            let document = world.browser.get(&path).await;
            if document.status == StatusCode::OK {
                assert_eq!(massline_log::sha256(&document.body), entry.reference);
                documents += 1;
            }
        }
    }
    assert!(documents > 0);
}

async fn width(world: &World) -> u16 {
    let note = world.browser.get("/log/checkpoint").await.text();
    note.lines().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn other_paths_of_the_log_are_not_there() {
    let world = World::new().await;
    for path in [
        "tile/0/1",
        "tile/9/000",
        "tile/0/000.p/0",
        "tile/0/x001/000",
        "tile/entries/../0",
        "tile/entries/999",
        "doc/00",
        "doc/zz",
        "nothing",
        "tile/0/%FF",
    ] {
        let answer = world.browser.get(&format!("/log/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let zero = "0".repeat(64);
    assert_eq!(
        world.browser.get(&format!("/log/doc/{zero}")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn files_are_served_harmlessly() {
    let world = World::new().await;
    let file = world
        .browser
        .get(&format!("/evidence/{}", world.evidence))
        .await;
    assert_eq!(
        (file.status, file.body.as_slice()),
        (StatusCode::OK, kept().await.bytes())
    );
    assert_eq!(file.header("content-type"), "image/png");
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert!(file.header("cache-control").contains("immutable"));
    assert_eq!(
        world.browser.get("/evidence/00").await.status,
        StatusCode::NOT_FOUND
    );
    let style = world.browser.get(&massline_web::style::style().path).await;
    assert!(style.header("cache-control").contains("immutable"));
    assert_eq!(
        world.browser.get("/assets/style-0.css").await.status,
        StatusCode::NOT_FOUND
    );
    let charter = world.browser.get("/charter.toml").await;
    assert_eq!(charter.text(), world.campaign.row.charter);
    world
        .browser
        .get("/log/verify.py")
        .await
        .must_have("#!/usr/bin/env python3");
}
