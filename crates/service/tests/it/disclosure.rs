//! The sealed channel: nobody but the authority reads what was disclosed, on either database.

use crate::world::{World, hire, refusal};
use massline_domain::Refusal;
use massline_domain::campaign::Profile;
use massline_domain::context::Role;
use massline_domain::disclosure::Outcome;
use massline_log::code::ReceiptCode;
use massline_service::disclosure::envelope::{key_pair, open};
use massline_service::disclosure::{Ready, read_envelopes};
use massline_service::{ServiceError, Staff};

const WORDS: &str = "六月三日的验收单是在饭桌上签的。";
const MASS_LINE: &str = include_str!("../../../../charters/mass-line.toml");

/// A campaign with a sealed channel, and the secret key of its authority.
pub(crate) async fn with_channel() -> (World, String) {
    let (secret, public) = key_pair();
    let channel = format!(
        "\n[sealed_channel]\nname.zh = \"纪检机关\"\nname.en = \"Inspectorate\"\nkey = \"{public}\"\n"
    );
    let world = World::with(Profile::Open, &format!("{MASS_LINE}{channel}")).await;
    (world, secret)
}

async fn inspector(world: &World) -> Staff {
    hire(
        &world.service,
        &world.campaign,
        "inspector",
        Role::Inspector,
        "county",
    )
    .await
}

#[tokio::test]
async fn what_is_disclosed_is_opened_by_the_authority_alone_and_answered_by_receipt() {
    let (world, secret) = with_channel().await;
    let (service, campaign) = (&world.service, &world.campaign);
    let code = service.disclose(campaign, WORDS, None).await.unwrap();
    let inspector = inspector(&world).await;
    let envelopes = service.envelopes(campaign, &inspector).await.unwrap();
    let [one] = envelopes.as_slice() else {
        panic!("{envelopes:?}");
    };
    assert_eq!(
        open(&secret, &one.disclosure, &one.envelope).as_deref(),
        Ok(WORDS)
    );
    let (other, _) = key_pair();
    assert!(open(&other, &one.disclosure, &one.envelope).is_err());
    // Nothing of it stands anywhere in clear: not in the log, not in what staff are shown.
    let log = world
        .stream(&format!("disclosure/{}", one.disclosure))
        .await;
    assert_eq!(log.len(), 1);
    assert!(
        log.iter()
            .all(|entry| !entry.event.to_json().to_string().contains("饭桌"))
    );
    let line = serde_json::to_string(one).unwrap();
    assert!(!line.contains("饭桌"));
    assert_eq!(read_envelopes(&format!("{line}\n\n")).unwrap(), envelopes);
    assert!(read_envelopes("no").is_err());

    let code = code.to_string();
    let follow = || service.follow_disclosure(&code, None);
    assert!(follow().await.unwrap().answers.is_empty());
    let answer = (Outcome::TakenUp, "已受理，不需要您再做什么。");
    let told = service.answer_disclosure(campaign, &inspector, one.disclosure, answer);
    told.await.unwrap();
    let found = follow().await.unwrap();
    assert_eq!(found.answers, [answer.1]);
    assert_eq!(found.disclosure.answers[0].outcome, Outcome::TakenUp);
    assert_eq!(service.disclosures_counted(campaign).await.unwrap(), (1, 1));
    let strange = service.follow_disclosure("ML1 0000 0000 0000 0000 0000 0000 0000", None);
    assert!(strange.await.is_err());
    let silent = service.disclose(campaign, "  ", None).await;
    let field = "disclosure";
    assert_eq!(refusal(silent), Refusal::Empty { field });
    world.must_be_sound().await;
}

#[tokio::test]
async fn without_a_channel_in_the_charter_nothing_is_taken_in() {
    let world = World::new().await;
    let made = world.service.disclose(&world.campaign, WORDS, None).await;
    assert!(matches!(made, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn what_was_sealed_elsewhere_is_taken_once_and_followed_by_its_own_code() {
    let (world, secret) = with_channel().await;
    let (service, campaign) = (&world.service, &world.campaign);
    let channel = campaign.charter.sealed_channel.as_ref().unwrap();
    let public = channel.key_bytes().unwrap();
    let code = ReceiptCode([9; 15]);
    let ready = Ready::seal(service.origin(), &public, &code, WORDS).unwrap();
    let text = serde_json::to_string(&ready).unwrap();
    service
        .disclose_sealed(campaign, &text, None)
        .await
        .unwrap();
    let inspector = inspector(&world).await;
    let envelopes = service.envelopes(campaign, &inspector).await.unwrap();
    let one = &envelopes[0];
    let opened = open(&secret, &one.disclosure, &one.envelope);
    assert_eq!(opened.as_deref(), Ok(WORDS));
    let answer = (Outcome::TakenUp, "已受理。");
    service
        .answer_disclosure(campaign, &inspector, ready.disclosure, answer)
        .await
        .unwrap();
    let followed = service.follow_disclosure(&code.to_string(), None).await;
    assert_eq!(followed.unwrap().answers, ["已受理。"]);
    // Neither twice, nor anything that is no envelope.
    let twice = refusal(service.disclose_sealed(campaign, &text, None).await);
    assert!(!matches!(twice, Refusal::UnknownCode { .. }), "{twice:?}");
    let short = Ready {
        envelope: ready.envelope[..80].to_owned(),
        ..ready
    };
    let short = serde_json::to_string(&short).unwrap();
    for wrong in ["", WORDS, "{}", &short] {
        let wrong = refusal(service.disclose_sealed(campaign, wrong, None).await);
        assert!(
            matches!(
                wrong,
                Refusal::UnknownCode {
                    kind: "envelope",
                    ..
                }
            ),
            "{wrong:?}"
        );
    }
    world.must_be_sound().await;
}
