//! A category is suggested by the charter's words only where they say one thing.

use massline_domain::Charter;
use massline_domain::signs::category_by_signs;

fn charter() -> Charter {
    let two = r#"
[[category]]
id = "paper"
name = { zh = "文山", en = "Papers" }
signs.zh = ["填表", "台账"]
signs.en = ["form", "forms"]

[[category]]
id = "absent"
name = { zh = "不在岗", en = "Absent" }
signs.zh = ["不在岗"]
signs.en = ["nobody there"]

[[category]]
id = "unsigned"
name = { zh = "其他", en = "Other" }
"#;
    let text = format!("{}\n{two}", include_str!("small.toml"));
    Charter::parse(&text).unwrap()
}

#[test]
fn signs_in_at_least_half_of_the_voices_and_twice_any_other_suggest_a_category() {
    let charter = charter();
    let asked = |voices: &[&str]| {
        category_by_signs(&charter, voices).map(|one| {
            (
                one.category.to_owned(),
                one.voices,
                one.of,
                one.words.join(" "),
            )
        })
    };
    let (paper, form) = ("天天填表，台账一大堆", "Another form to fill in.");
    let (absent, other) = ("窗口的人不在岗", "路灯坏了");
    assert_eq!(
        asked(&[paper, form, other, "又要填表"]),
        Some(("paper".into(), 3, 4, "填表 form 台账".into()))
    );
    assert_eq!(
        asked(&[paper, form, other, "路灯还没修"]).map(|one| one.1),
        Some(2),
        "half"
    );
    assert_eq!(
        asked(&[paper, form, other, "路灯还没修", "灯"]),
        None,
        "less than half"
    );
    assert_eq!(asked(&[paper]), None, "one voice");
    assert_eq!(
        asked(&[paper, paper, " 天天填表，台账一大堆 "]),
        None,
        "one voice, copied"
    );
    assert_eq!(
        asked(&[paper, form, absent]).map(|one| one.0),
        Some("paper".into()),
        "twice"
    );
    assert_eq!(
        asked(&[paper, form, absent, "nobody there"]),
        None,
        "two ways"
    );
    let both = "在填表，不在岗";
    assert_eq!(
        asked(&[both, "填表不在岗"]),
        None,
        "both in the same voices"
    );
    assert_eq!(
        asked(&["inform me", "forma"]),
        None,
        "parts of words are no words"
    );
    assert_eq!(asked(&[]), None);
}
