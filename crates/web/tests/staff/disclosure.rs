//! The sealed channel by its pages.

use crate::world::World;
use massline_service::disclosure::envelope::open;
use massline_service::disclosure::{Ready, read_envelopes};

const WORDS: &str = "六月三日的验收单是在饭桌上签的。";

#[tokio::test]
async fn an_accusation_is_sealed_taken_away_and_answered_by_receipt() {
    let world = World::new().await;
    let mut anyone = world.visitor("zh");
    assert!(anyone.get("/speak").await.body.contains("/zh/disclosures"));
    let page = anyone.get("/disclosures").await;
    assert!(
        page.body.contains("纪检机关") && page.body.contains("RFC 9180"),
        "{}",
        page.body
    );
    let empty = anyone
        .submit(&page, "/disclosures", &[("disclosure", " ")])
        .await;
    assert_eq!(empty.status, 422);
    let sent = anyone
        .submit(&page, "/disclosures", &[("disclosure", WORDS)])
        .await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    assert!(!sent.body.contains("饭桌"));
    let groups = sent.body.split("<span>ML1</span>").nth(1).unwrap();
    let groups = groups.split("<span>").skip(1).take(7);
    let groups: Vec<&str> = groups.filter_map(|one| one.split('<').next()).collect();
    let code = format!("ML1 {}", groups.join(" "));
    let mut inspector = world.signed_in("inspector", "zh").await;
    assert!(
        inspector
            .get("/staff")
            .await
            .body
            .contains("还没有答复的密封举报")
    );
    let list = inspector.get("/staff/disclosures").await.body;
    assert!(!list.contains("饭桌"));
    let file = inspector.get("/staff/disclosures/envelopes").await.body;
    let envelopes = read_envelopes(&file).unwrap();
    let one = &envelopes[0];
    assert_eq!(
        open(&world.secret, &one.disclosure, &one.envelope).as_deref(),
        Ok(WORDS)
    );
    let path = format!("/staff/disclosures/{}/answer", one.disclosure);
    assert!(list.contains(&path));
    let waits = follow(&world, &code).await;
    assert!(
        waits.contains("还没有答复") && !waits.contains("饭桌"),
        "{waits}"
    );
    let answer = [
        ("disclosure_outcome", "taken_up"),
        ("disclosure_answer", "已受理，不需要您再做什么。"),
    ];
    inspector.done(&path, &answer).await;
    assert!(
        !inspector
            .get("/staff")
            .await
            .body
            .contains("还没有答复的密封举报")
    );
    let list = inspector.get("/staff/disclosures").await.body;
    assert!(list.contains("已受理"), "the outcome is named: {list}");
    let told = follow(&world, &code).await;
    assert!(told.contains("已受理，不需要您再做什么。"), "{told}");
    for login in ["admin", "office", "team", "housing"] {
        let mut other = world.signed_in(login, "zh").await;
        assert_eq!(other.get("/staff/disclosures").await.status, 403, "{login}");
        assert_eq!(other.get(&path).await.status, 403, "{login}");
    }
}

async fn follow(world: &World, code: &str) -> String {
    let mut anyone = world.visitor("zh");
    let page = anyone.get("/follow").await;
    let found = anyone.submit(&page, "/follow", &[("code", code)]).await;
    assert_eq!(found.status, 200, "{}", found.body);
    found.body
}

#[tokio::test]
async fn an_envelope_sealed_at_home_is_pasted_and_followed_by_a_code_the_server_never_saw() {
    let world = World::new().await;
    let mut anyone = world.visitor("en");
    let page = anyone.get("/disclosures").await;
    let command = "massline disclosure seal --origin ";
    assert!(page.body.contains(command), "{}", page.body);
    let code = massline_log::code::ReceiptCode([5; 15]);
    let channel = world.campaign.charter.sealed_channel.as_ref().unwrap();
    let public = channel.key_bytes().unwrap();
    let ready = Ready::seal(world.service.origin(), &public, &code, WORDS).unwrap();
    let text = serde_json::to_string(&ready).unwrap();
    let wrong = [("envelope", &text[..40])];
    let refused = anyone.submit(&page, "/disclosures/sealed", &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("This is no envelope") && refused.body.contains("&quot;disclosure")
    );
    let right = [("envelope", text.as_str())];
    let came = anyone.submit(&refused, "/disclosures/sealed", &right).await;
    assert_eq!(came.status, 200, "{}", came.body);
    assert!(came.body.contains("We do not know it"));
    let followed = follow(&world, &code.to_string()).await;
    assert!(
        followed.contains("There is no answer yet") || followed.contains("还没有答复"),
        "{followed}"
    );
    let twice = anyone.submit(&refused, "/disclosures/sealed", &right).await;
    assert!(
        twice.body.contains("This envelope is here already"),
        "{}",
        twice.body
    );
}
