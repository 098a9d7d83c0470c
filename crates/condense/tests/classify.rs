//! Labels learned from examples.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed and says so"
)]

use massline_condense::classify::{Classifier, ModelError, TrainError, folds};
use proptest::prelude::*;
use std::sync::LazyLock;

const ROADS: [&str; 8] = [
    "路灯",
    "路面",
    "公交站",
    "人行道",
    "红绿灯",
    "堵车",
    "停车",
    "路口",
];
const SCHOOLS: [&str; 8] = [
    "小学",
    "补课",
    "教师",
    "学区",
    "食堂",
    "高考",
    "幼儿园",
    "学费",
];
const ENDINGS: [&str; 6] = [
    "有问题",
    "没人管",
    "什么时候解决",
    "请处理",
    "怎么办",
    "已经半年了",
];

fn examples(count: usize) -> Vec<(String, &'static str)> {
    (0..count)
        .map(|at| {
            let ending = ENDINGS[at / 3 % ENDINGS.len()];
            let (words, label) = if at % 2 == 0 {
                (ROADS, "roads")
            } else {
                (SCHOOLS, "schools")
            };
            let (one, other) = (words[at / 2 % 8], words[at / 5 % 8]);
            (format!("第{at}次反映{one}{other}{ending}"), label)
        })
        .collect()
}

fn learned(count: usize) -> Classifier {
    let examples = examples(count);
    let pairs: Vec<(&str, &str)> = examples
        .iter()
        .map(|(text, label)| (&**text, *label))
        .collect();
    Classifier::train(&pairs).unwrap()
}

static MODEL: LazyLock<Classifier> = LazyLock::new(|| learned(60));

#[test]
fn what_is_plain_gets_its_label_with_the_words_that_speak_for_it() {
    let found = MODEL.predict("东街的路灯和红绿灯坏了");
    assert_eq!(found.label.as_deref(), Some("roads"));
    assert!(found.probability > 0.8 && found.probability <= 1.0);
    assert!(
        found.why.iter().any(|word| word.contains('灯')),
        "{:?}",
        found.why
    );
    assert_eq!(found.ranked.len(), 2);
    assert!((found.ranked[0].probability + found.ranked[1].probability - 1.0).abs() < 1e-9);
}

#[test]
fn what_is_foreign_gets_no_label() {
    for text in ["", "!!!", "zebra quantum", "噪音扰民"] {
        assert_eq!(MODEL.predict(text).label, None, "{text}");
    }
}

#[test]
fn too_few_examples_never_give_a_label_but_rank() {
    let model = learned(6);
    let found = model.predict("路灯路面");
    assert_eq!((model.threshold(), found.label), (None, None));
    assert_eq!(found.ranked[0].label, "roads");
    let sure = learned(6).with_threshold(0.0).predict("路灯路面");
    assert_eq!(sure.label.as_deref(), Some("roads"));
}

#[test]
fn the_same_examples_give_the_same_bytes() {
    assert_eq!(learned(40).to_bytes(), learned(40).to_bytes());
    assert_ne!(learned(40).to_bytes(), learned(42).to_bytes());
}

#[test]
fn what_cannot_be_learned_from_is_named() {
    let train = |pairs: &[(&str, &str)]| Classifier::train(pairs).map(|_| ()).unwrap_err();
    assert_eq!(train(&[]), TrainError::NoExamples);
    assert_eq!(
        train(&[("", "a"), ("。。", "b"), ("路", " ")]),
        TrainError::NoExamples
    );
    assert_eq!(
        train(&[("路", "a"), ("灯", "a")]),
        TrainError::OneLabel("a".to_owned())
    );
    let few = TrainError::TooFew {
        label: "b".to_owned(),
        count: 1,
    };
    assert_eq!(train(&[("路", "a"), ("灯", "a"), ("学", "b")]), few);
}

#[test]
fn a_rare_label_is_not_drowned() {
    let mut all = examples(120);
    let mut schools = 0;
    all.retain(|(_, label)| {
        schools += usize::from(*label == "schools");
        *label == "roads" || schools <= 5
    });
    let pairs: Vec<(&str, &str)> = all.iter().map(|(text, label)| (&**text, *label)).collect();
    let model = Classifier::train(&pairs).unwrap();
    assert_eq!(model.predict("小学的教师").ranked[0].label, "schools");
    assert_eq!(model.predict("路口的停车").ranked[0].label, "roads");
}

#[test]
fn texts_of_any_length_and_script_are_read() {
    let long = "路灯坏了。".repeat(7_000);
    assert_eq!(MODEL.predict(&long).ranked[0].label, "roads");
    let key = "x".repeat(100_000);
    assert_eq!(MODEL.predict(&key).label, None);
}

#[test]
fn copies_are_divided_into_the_same_part() {
    let parts = folds(
        &[("路灯", "a"), ("电梯", "b"), ("路灯 ", "a"), ("学校", "b")],
        2,
    );
    assert_eq!(parts[0], parts[2]);
    assert!(parts.iter().all(|part| *part < 2));
}

#[test]
fn a_model_reads_back_as_it_was() {
    let read = Classifier::from_bytes(&MODEL.to_bytes()).unwrap();
    assert_eq!(read, *MODEL);
    assert_eq!(read.predict("路灯"), MODEL.predict("路灯"));
}

#[test]
fn what_is_no_model_is_told_apart() {
    let read = |bytes: &[u8]| Classifier::from_bytes(bytes).map(|_| ()).unwrap_err();
    assert_eq!(read(b""), ModelError::Foreign);
    assert_eq!(read(b"id,text\n1,a\n"), ModelError::Foreign);
    assert_eq!(
        read(b"massline-classifier 2\n{}\n"),
        ModelError::OtherVersion
    );
    assert_eq!(read(b"massline-classifier 1\n"), ModelError::Damaged);
}

/// Puts the right sum at the end, so that what follows the check is reached.
fn summed(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - 8;
    let sum = bytes[..end]
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    bytes[end..].copy_from_slice(&sum.to_le_bytes());
    bytes
}

proptest! {
    #[test]
    fn a_model_cut_off_anywhere_is_refused(share in 0.0..1.0_f64) {
        let bytes = MODEL.to_bytes();
        let end = (share * bytes.len() as f64) as usize;
        prop_assert!(Classifier::from_bytes(&bytes[..end]).is_err());
    }

    #[test]
    fn a_changed_byte_is_noticed(share in 0.0..1.0_f64, by in 1..=255_u8) {
        let mut bytes = MODEL.to_bytes();
        let at = (share * bytes.len() as f64) as usize;
        bytes[at] ^= by;
        prop_assert!(Classifier::from_bytes(&bytes).is_err());
    }

    /// With the sum made right, a changed model is refused or works; it never panics.
    #[test]
    fn a_forged_model_does_no_harm(
        changes in prop::collection::vec((0.0..1.0_f64, 0..=255_u8), 1..6),
        near_the_front in any::<bool>(),
    ) {
        let mut bytes = MODEL.to_bytes();
        let range = if near_the_front { 900 } else { bytes.len() };
        for (share, byte) in changes {
            let at = 22 + (share * (range - 30) as f64) as usize;
            bytes[at] = byte;
        }
        if let Ok(model) = Classifier::from_bytes(&summed(bytes)) {
            prop_assert!(!model.predict("路灯坏了 school").ranked.is_empty());
        }
    }

    #[test]
    fn any_text_gets_probabilities(text in ".{0,60}") {
        let sum: f64 = MODEL.probabilities(&text).iter().sum();
        prop_assert!((sum - 1.0).abs() < 1e-6);
        let found = MODEL.predict(&text);
        prop_assert!(found.probability >= 0.0 && found.probability <= 1.0);
    }
}
