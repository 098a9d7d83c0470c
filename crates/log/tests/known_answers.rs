//! One submission computed by another program from the formats alone, so that a change of any
//! derivation shows: what is on paper must stay valid for ever.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::ORIGIN;
use massline_log::code::ReceiptCode;
use massline_log::commit::{
    Field, Keys, LABELS, Opening, commitment, field_commitment, verify_owner,
};
use massline_log::{LogError, from_hex, to_hex};

const CODE: &str = "ML1 000G 40R4 0M30 E209 185G R38E X55A";

fn keys() -> Keys {
    Keys::derive(&CODE.parse().unwrap(), ORIGIN)
}

fn fields() -> Vec<Field> {
    let values: [(&str, &[u8]); 2] = [("text", "路灯坏了".as_bytes()), ("lang", b"zh-CN")];
    keys().fields(&values).unwrap()
}

fn total(fields: &[Field]) -> [u8; 32] {
    let parts: Vec<[u8; 32]> = fields.iter().map(|f| f.commitment().unwrap()).collect();
    commitment(&parts).unwrap()
}

#[test]
fn a_code_and_all_that_follows_from_it() {
    let code = ReceiptCode(std::array::from_fn(|i| i as u8));
    assert_eq!(code.to_string(), CODE);
    let keys = keys();
    assert_eq!(to_hex(&keys.lookup()), "732d98f266555c39d672ce9a48ec6bd6");
    let salt = "4c11c7901f997b381c3589b7028a5f37f165d10916ea3255c306854da14194c7";
    assert_eq!(to_hex(&keys.salt("text")), salt);
    let reply = "0459f2a23dada442f9d4c36f872778d2320780fcc572f201971f179edeb6b269";
    assert_eq!(to_hex(&keys.reply()), reply);
    let owner = "060441c4510797d75c1d801d2fc94304d8ec88a2e8983056ca2f0c389db40b6c";
    assert_eq!(to_hex(&keys.owner_public()), owner);
    let expected = "acadfc075971133f4b6e648cce0902e53349799d94da14e26af59f9456caabb1";
    assert_eq!(to_hex(&total(&fields())), expected);
}

#[test]
fn other_logs_and_codes_have_other_keys() {
    let other = Keys::derive(&CODE.parse().unwrap(), "other.example");
    assert_ne!(other.salt("text"), keys().salt("text"));
    assert_ne!(other.owner_public(), keys().owner_public());
    assert_ne!(keys().salt("text"), keys().salt("lang"));
}

#[test]
fn every_choice_of_fields_opens_the_same_commitment() {
    let all = fields();
    let expected = total(&all);
    for choice in 0..1u32 << LABELS.len() {
        let open: Vec<&str> = (0..LABELS.len())
            .filter(|i| choice >> i & 1 == 1)
            .map(|i| LABELS[i])
            .collect();
        let opening = Opening::reveal(&all, &open).unwrap();
        assert_eq!(opening.fields.len(), open.len());
        assert_eq!(opening.verify(&expected), Ok(()));
        assert_eq!(Opening::from_json(&opening.to_json()), Ok(opening));
    }
}

#[test]
fn a_hidden_field_tells_nothing_without_its_salt() {
    let opening = Opening::reveal(&fields(), &["lang"]).unwrap();
    let (_, hidden) = opening
        .hidden
        .iter()
        .find(|(label, _)| label == "text")
        .unwrap();
    let guess = field_commitment("text", &[0; 32], "路灯坏了".as_bytes()).unwrap();
    assert_ne!(*hidden, guess);
    let shown = opening.to_json().to_string();
    assert!(!shown.contains(&massline_log::to_base64(&keys().salt("text"))));
}

#[test]
fn a_changed_opening_does_not_open() {
    let expected = total(&fields());
    let opening = Opening::reveal(&fields(), &["lang", "text"]).unwrap();
    let refused = |change: fn(&mut Opening)| {
        let mut changed = opening.clone();
        change(&mut changed);
        assert!(changed.verify(&expected).is_err(), "{changed:?}");
    };
    refused(|o| o.fields[0].value.push(b'!'));
    refused(|o| o.fields[0].salt[0] ^= 1);
    refused(|o| o.hidden[3].1[31] ^= 1);
    refused(|o| drop(o.hidden.pop()));
    refused(|o| drop(o.fields.pop()));
    refused(|o| o.hidden[0].0 = "text".into());
    refused(|o| o.hidden.push(("more".into(), [0; 32])));
}

#[test]
fn unknown_and_repeated_labels_are_refused() {
    let keys = keys();
    assert!(keys.fields(&[("name", b"x")]).is_err());
    assert!(keys.fields(&[("owner_pk", b"x")]).is_err());
    assert!(keys.fields(&[("text", b"x"), ("text", b"y")]).is_err());
    assert!(Opening::reveal(&fields(), &["name"]).is_err());
    assert!(Opening::reveal(&fields()[1..], &["text"]).is_err());
}

#[test]
fn owner_signatures_are_bound_to_what_they_are_for() {
    let keys = keys();
    let public = keys.owner_public();
    let signature = keys.owner_sign("erase", &[7; 32]);
    assert_eq!(verify_owner(&public, "erase", &[7; 32], &signature), Ok(()));
    let wrong = Err(LogError::Signature("owner".into()));
    assert_eq!(verify_owner(&public, "erase", &[8; 32], &signature), wrong);
    assert_eq!(verify_owner(&public, "amend", &[7; 32], &signature), wrong);
    let other = Keys::derive(&ReceiptCode([9; 15]), ORIGIN).owner_public();
    assert_eq!(verify_owner(&other, "erase", &[7; 32], &signature), wrong);
    assert!(verify_owner(&[255; 32], "erase", &[7; 32], &signature).is_err());
}

#[test]
fn secrets_do_not_print() {
    let secret = to_hex(&keys().salt("text"));
    let printed = format!("{:?} {:?} {:?}", keys(), fields(), ReceiptCode([1; 15]));
    assert!(
        !printed.contains(&secret) && !printed.contains("路灯"),
        "{printed}"
    );
    assert!(from_hex(&secret).is_some());
}
