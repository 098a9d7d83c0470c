//! What condensing promises, on small collections made up here.

use std::collections::BTreeSet;

use massline_condense::{
    Condensed, Decisions, MIN_SIZE, Names, Phase, Settings, Voice, condense, condense_decided,
    condense_with, copy_key, representatives, themes_of, title_and_keywords,
};
use proptest::prelude::*;

fn run(texts: &[&str]) -> Condensed {
    let voices: Vec<Voice<'_>> = texts.iter().map(|text| Voice::new(text)).collect();
    let found = condense(&voices, &mut |_, _| {});
    holds_together(&voices, &found, MIN_SIZE);
    found
}

/// What is true of every outcome: each voice once, both directions agree, ranks fall.
fn holds_together(voices: &[Voice<'_>], found: &Condensed, least: usize) {
    assert_eq!(found.assignments.len(), voices.len());
    let mut placed = BTreeSet::new();
    for (number, problem) in found.problems.iter().enumerate() {
        assert!(problem.size >= least && problem.size == problem.members.len());
        assert!((1..=problem.size).contains(&problem.people));
        assert!(problem.members.is_sorted());
        assert!(
            problem
                .representatives
                .iter()
                .all(|voice| problem.members.contains(voice))
        );
        assert!(!problem.representatives.is_empty());
        for &voice in &problem.members {
            assert!(placed.insert(voice), "voice {voice} is in two problems");
            assert_eq!(found.assignments[voice].problem, Some(number));
        }
    }
    for (voice, assignment) in found.assignments.iter().enumerate() {
        assert_eq!(assignment.problem.is_some(), placed.contains(&voice));
        assert!((0.0..=1.0).contains(&assignment.similarity));
    }
    assert!(found.problems.is_sorted_by(|a, b| a.strength >= b.strength));
}

fn together(found: &Condensed, a: usize, b: usize) -> bool {
    let problem = found.assignments[a].problem;
    problem.is_some() && problem == found.assignments[b].problem
}

#[test]
fn nothing_one_and_empty_voices_have_no_problem() {
    assert!(run(&[]).problems.is_empty());
    assert!(run(&["路灯坏了"]).problems.is_empty());
    assert!(run(&["", " ", "!!!", "👍👍", "👍👍"]).problems.is_empty());
}

#[test]
fn a_text_sent_many_times_is_one_problem_of_one_person() {
    let found = run(&["丽发新城旁边的搅拌站太吵"; 50]);
    assert_eq!(found.problems.len(), 1);
    let problem = &found.problems[0];
    assert_eq!(
        (problem.size, problem.people, problem.strength),
        (50, 1, 1.0)
    );
    assert_eq!(problem.representatives, [0]);
}

#[test]
fn copies_with_other_punctuation_or_spaces_are_still_copies() {
    let found = run(&[
        "路灯坏了,半年没修!",
        "路灯坏了。半年没修",
        " 路灯坏了 半年没修 ",
    ]);
    assert_eq!(found.problems[0].people, 1);
}

#[test]
fn the_same_issue_at_two_places_stays_two() {
    let found = run(&[
        "A3区梅溪湖小学门口没有斑马线,学生过马路危险",
        "A3区梅溪湖小学门口请求设置斑马线,孩子过马路不安全",
        "L5县龙潭镇中学门口没有斑马线,学生过马路危险",
        "L5县龙潭镇中学门前请求设置斑马线,孩子过马路不安全",
    ]);
    assert!(together(&found, 0, 1) && together(&found, 2, 3));
    assert!(!together(&found, 0, 2) && !together(&found, 1, 3));
}

#[test]
fn two_issues_at_the_same_place_stay_two() {
    let found = run(&[
        "丽发新城小区旁边的搅拌站噪音大,灰尘污染严重",
        "丽发新城附近搅拌站施工噪音扰民,灰尘漫天",
        "丽发新城小区的开发商捆绑销售车位,不买车位不给钥匙",
        "丽发新城强制捆绑销售车位,请查处开发商",
        "洞井路的公交车等了一个小时还不来",
        "含浦镇自来水浑浊发黄",
        "泰禾小学强制学生周末补课",
        "工地拖欠农民工工资三个月",
        "特立路的路灯坏了半年没人修",
        "楼下餐馆油烟直排,窗户都不能开",
    ]);
    assert!(
        together(&found, 0, 1) && together(&found, 2, 3),
        "{:?}",
        found.assignments
    );
    assert!(!together(&found, 0, 2));
}

#[test]
fn english_and_mixed_texts_are_grouped_too() {
    let found = run(&[
        "The street lamps in Mill Road have been dark for months",
        "Mill Road: street lamps dark again, months without repair",
        "Bins in Oak Avenue are never collected",
        "泰禾广场的Wifi连接不上,Wifi信号差",
        "泰禾广场Wifi一直连接不上",
    ]);
    assert!(together(&found, 0, 1) && together(&found, 3, 4));
    assert_eq!(found.assignments[2].problem, None);
}

#[test]
fn a_problem_says_when_where_and_how_strongly() {
    let voice = |text, day| Voice {
        place: Some("东湾村"),
        day: Some(day),
        ..Voice::new(text)
    };
    let voices = [
        voice("村里自来水发黄,水质浑浊不能喝", 100),
        voice("自来水浑浊发黄,没法饮用", 130),
        Voice {
            weight: 3.0,
            ..voice("自来水水质浑浊,颜色发黄", 107)
        },
    ];
    let found = condense(&voices, &mut |_, _| {});
    holds_together(&voices, &found, MIN_SIZE);
    let problem = &found.problems[0];
    assert_eq!((problem.first, problem.last), (Some(100), Some(130)));
    assert_eq!(problem.places, ["东湾村"]);
    // Five people's weight, heard in three different weeks.
    assert_eq!(problem.strength, 5.83);
    assert!(
        problem.keywords.iter().any(|word| word == "浑浊"),
        "{:?}",
        problem.keywords
    );
}

#[test]
fn the_title_is_a_subject_somebody_gave_or_a_sentence_somebody_wrote() {
    let voice = |title, text| Voice {
        title,
        ..Voice::new(text)
    };
    let text = "尊敬的领导您好!丽发新城旁边的搅拌站噪音扰民。希望尽快处理,谢谢!";
    let other = "您好。丽发新城附近搅拌站灰尘大,噪音扰民,没法睡觉。";
    let subject = Some("丽发新城搅拌站噪音扰民");
    let titled = [voice(subject, text), voice(Some("求助"), other)];
    assert_eq!(
        condense(&titled, &mut |_, _| {}).problems[0].title,
        "丽发新城搅拌站噪音扰民"
    );
    let plain = [voice(None, text), voice(None, other)];
    let title = &condense(&plain, &mut |_, _| {}).problems[0].title;
    assert_eq!(title, "丽发新城旁边的搅拌站噪音扰民");
}

#[test]
fn voices_that_people_put_together_get_a_title_and_representatives() {
    let voices = [
        Voice::new("您好!请尽快。"),
        Voice::new("含浦镇自来水浑浊发黄。"),
        Voice::new("含浦镇自来水浑浊发黄!"),
        Voice::new("含浦镇自来水发黄,水压也不足。"),
    ];
    let (title, keywords) = title_and_keywords(&voices);
    assert_eq!(title, "含浦镇自来水浑浊发黄");
    assert!(keywords.contains(&"自来水".to_owned()), "{keywords:?}");
    assert_eq!(representatives(&voices, 2), [1, 3]);
    assert_eq!(copy_key(voices[1].text), copy_key(voices[2].text));
    assert_eq!(title_and_keywords(&[]), (String::new(), Vec::new()));
}

#[test]
fn a_matter_voiced_by_hundreds_is_one_problem() {
    let mut texts = Vec::new();
    for number in 0..400 {
        let own = char::from_u32(0x4e00 + number * 13).unwrap();
        texts.push(format!(
            "丽发新城搅拌站噪音大灰尘污染,{own}{own}家老人孩子无法休息,第{number}户"
        ));
    }
    for number in 0..20 {
        let own = char::from_u32(0x5e00 + number * 17).unwrap();
        texts.push(format!("洞井路幼儿园门口停车混乱,{own}家孩子差点被撞"));
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = run(&texts);
    let sizes: Vec<usize> = found.problems.iter().map(|problem| problem.size).collect();
    assert_eq!(sizes, [400, 20]);
}

#[test]
fn a_matter_that_fills_the_whole_collection_is_still_one() {
    let texts: Vec<String> = (0..3000u32)
        .map(|number| {
            let own = char::from_u32(0x4e00 + number * 5).unwrap();
            let phone = 13_800_000_000_u64 + u64::from(number);
            format!("丽发新城搅拌站噪音大灰尘污染,{own}家老人孩子无法休息,电话{phone}")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = run(&texts);
    assert!(found.problems[0].size > 2900, "{}", found.problems[0].size);
}

#[test]
fn outside_bytes_do_no_harm() {
    let long = "路灯坏了，A3区东湾村一片漆黑。broken lamp <b>".repeat(20_000);
    assert!(long.len() > 1_000_000);
    let found = run(&[
        &long,
        "\u{0}\u{0}路灯\u{0}坏了",
        "🏚️🔥 路灯坏了 🔥",
        "<script>alert(1)</script>路灯坏了",
        "&&&&<<<<>>>>",
        "\u{202e}路灯坏了\u{feff}",
    ]);
    assert!(together(&found, 1, 5));
}

#[test]
fn the_same_voices_give_the_same_answer_every_time_on_any_number_of_threads() {
    let texts: Vec<String> = (0..700)
        .map(|n| {
            format!(
                "{}号楼{}的问题{}",
                n % 17,
                ["电梯", "供水", "噪音", "停车"][n % 4],
                n % 29
            )
        })
        .collect();
    let voices: Vec<Voice<'_>> = texts.iter().map(|text| Voice::new(text)).collect();
    let first = condense(&voices, &mut |_, _| {});
    holds_together(&voices, &first, MIN_SIZE);
    for threads in [1, 1, 2, 3, 7] {
        let settings = Settings {
            threads,
            ..Settings::default()
        };
        assert_eq!(condense_with(&voices, &settings, &mut |_, _| {}), first);
    }
}

#[test]
fn progress_names_every_phase_and_never_goes_back() {
    let voices = [
        Voice::new("路灯坏了半年没修"),
        Voice::new("路灯坏了半年没有人修"),
    ];
    let mut told: Vec<(Phase, f32)> = Vec::new();
    condense(&voices, &mut |phase, share| told.push((phase, share)));
    let mut phases: Vec<&str> = told.iter().map(|(phase, _)| phase.name()).collect();
    phases.dedup();
    assert_eq!(phases, ["reading", "comparing", "grouping", "describing"]);
    assert!(
        told.windows(2)
            .all(|pair| pair[0].0 != pair[1].0 || pair[0].1 <= pair[1].1)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_text_is_taken(texts in prop::collection::vec("\\PC{0,60}", 0..12)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        run(&texts);
    }

    #[test]
    fn any_mixture_of_known_words_is_taken(
        texts in prop::collection::vec(
            "((路灯|坏了|A3区|小区|the|lamp|Road|Mill|。|，|<b>|&nbsp;| |911|路|👍|\u{0})){0,20}",
            0..40,
        ),
        day in any::<i32>(),
        weight in any::<f64>(),
    ) {
        let voices: Vec<Voice<'_>> = texts
            .iter()
            .map(|text| Voice {
                title: Some(text),
                place: Some(text),
                day: Some(day),
                weight,
                ..Voice::new(text)
            })
            .collect();
        holds_together(&voices, &condense(&voices, &mut |_, _| {}), MIN_SIZE);
    }
}

fn decided(texts: &[&str], decisions: &Decisions) -> Condensed {
    let voices: Vec<Voice<'_>> = texts.iter().map(|text| Voice::new(text)).collect();
    let found = condense_decided(&voices, decisions, &Settings::default(), &mut |_, _| {});
    holds_together(&voices, &found, 1);
    found
}

const TWO_MATTERS: [&str; 6] = [
    "丽发新城旁边的搅拌站噪音扰民",
    "丽发新城附近搅拌站噪音太大",
    "丽发新城搅拌站的噪音没法睡觉",
    "含浦镇自来水浑浊发黄",
    "含浦镇的自来水又黄又浑浊",
    "含浦镇自来水发黄有味道",
];

#[test]
fn what_people_decided_holds_whatever_the_machine_finds() {
    let free = decided(&TWO_MATTERS, &Decisions::default());
    assert!(
        together(&free, 0, 1) && !together(&free, 0, 3),
        "the control: left to itself"
    );
    let merged = Decisions {
        belongs: (0..6).map(|voice| (voice, 7)).collect(),
        not_about: vec![],
    };
    assert!(together(&decided(&TWO_MATTERS, &merged), 0, 5));
    let split = Decisions {
        belongs: vec![(0, 7), (1, 8)],
        not_about: vec![],
    };
    assert!(!together(&decided(&TWO_MATTERS, &split), 0, 1));
    let moved = Decisions {
        belongs: vec![(0, 8), (3, 8), (4, 8)],
        not_about: vec![],
    };
    let found = decided(&TWO_MATTERS, &moved);
    assert!(together(&found, 0, 3) && together(&found, 3, 4));
    let denied = Decisions {
        belongs: vec![(0, 7), (1, 7)],
        not_about: vec![(2, 7)],
    };
    let found = decided(&TWO_MATTERS, &denied);
    assert!(together(&found, 0, 1) && !together(&found, 0, 2));
}

#[test]
fn copies_can_be_put_into_different_problems() {
    let copies = ["丽发新城旁边的搅拌站噪音扰民"; 4];
    let split = Decisions {
        belongs: vec![(0, 1), (1, 1), (2, 2), (3, 2)],
        not_about: vec![],
    };
    let found = decided(&copies, &split);
    assert!(together(&found, 0, 1) && together(&found, 2, 3) && !together(&found, 1, 2));
}

#[test]
fn what_a_person_put_into_a_problem_is_in_one_also_alone_and_without_a_word() {
    let texts = [
        "丽发新城搅拌站噪音",
        "含浦镇自来水发黄",
        "👍",
        "",
        "地铁口没有路灯",
    ];
    let decisions = Decisions {
        belongs: vec![(0, 7), (2, 7), (1, 8), (3, 9)],
        not_about: vec![],
    };
    let found = decided(&texts, &decisions);
    let members: BTreeSet<&[usize]> = found.problems.iter().map(|p| &*p.members).collect();
    assert_eq!(members, BTreeSet::from([&[0, 2][..], &[1], &[3]]));
    let alone = found.problems.iter().find(|p| p.members == [1]);
    assert!(alone.is_some_and(|problem| problem.title.contains("自来水")));
    assert_eq!(
        found.assignments[4].problem, None,
        "what nobody decided about"
    );
}

proptest! {
    /// Any decisions at all: every voice a person put somewhere is with the others there, and
    /// with none that a person put elsewhere.
    #[test]
    fn any_decisions_hold(
        belongs in proptest::collection::vec((0usize..12, 0u64..4), 0..12),
        not_about in proptest::collection::vec((0usize..12, 0u64..4), 0..6),
    ) {
        let texts: Vec<&str> = TWO_MATTERS.iter().chain(&TWO_MATTERS).copied().collect();
        let decisions = Decisions { belongs, not_about };
        let found = decided(&texts, &decisions);
        let mut last = [None; 12];
        for &(voice, problem) in &decisions.belongs {
            last[voice] = Some(problem);
        }
        for a in 0..12 {
            for b in 0..a {
                if let (Some(one), Some(other)) = (last[a], last[b]) {
                    prop_assert_eq!(one == other, together(&found, a, b));
                }
            }
        }
        for &(voice, problem) in &decisions.not_about {
            let member = |b: &usize| last[*b] == Some(problem);
            if last[voice].is_none() {
                prop_assert!(!(0..12).filter(member).any(|b| together(&found, voice, b)));
            }
        }
    }
}

#[test]
fn names_that_only_the_user_knows_keep_matters_apart() {
    let texts = [
        "大观的噪音太大,夜间施工没法睡觉",
        "大观夜间施工噪音大,没法睡觉",
        "小满的噪音太大,夜间施工没法睡觉",
        "小满夜间施工噪音大,没法睡觉",
        "自来水发黄",
        "拖欠工资三个月",
    ];
    let voices: Vec<Voice<'_>> = texts.iter().map(|text| Voice::new(text)).collect();
    let with = Settings {
        names: Names::new(["大观", "小满"]),
        ..Settings::default()
    };
    let unknown = condense(&voices, &mut |_, _| {});
    let known = condense_with(&voices, &with, &mut |_, _| {});
    assert!(
        together(&unknown, 0, 2),
        "the control: without the dictionary"
    );
    assert!(together(&known, 0, 1) && together(&known, 2, 3) && !together(&known, 0, 2));
}

/// Matters at places, several voices each, some of them copies; every third with a place.
fn generated(count: usize) -> Vec<(String, String)> {
    let streets = ["丽发", "泰禾", "锦绣", "梅溪", "金汇", "桂花", "星沙"];
    let troubles = ["搅拌站噪音扰民", "路灯坏了半年", "自来水发黄", "乱收停车费"];
    let more = [
        "晚上没法睡觉",
        "打过热线电话",
        "老人小孩都受影响",
        "Please help",
    ];
    let voice = |n: usize| {
        let (street, trouble) = (streets[n / 3 % 7], troubles[n / 5 % 4]);
        let text = format!("{street}小区{trouble},{},{}", more[n % 4], more[n / 11 % 4]);
        let place = format!("{street}路{}号", n / 7 % 40);
        (
            text,
            if n.is_multiple_of(3) {
                place
            } else {
                String::new()
            },
        )
    };
    (0..count).map(voice).collect()
}

#[test]
fn one_two_and_five_threads_find_the_same() {
    let generated = generated(900);
    let voices = generated.iter().map(|(text, place)| Voice {
        place: Some(place.as_str()).filter(|place| !place.is_empty()),
        day: i32::try_from(text.len()).ok(),
        ..Voice::new(text)
    });
    let voices: Vec<Voice<'_>> = voices.collect();
    let found = [1, 2, 5].map(|threads| {
        let settings = Settings {
            threads,
            ..Settings::default()
        };
        condense_with(&voices, &settings, &mut |_, _| {})
    });
    holds_together(&voices, &found[0], MIN_SIZE);
    assert!(found[0].problems.len() > 10);
    assert_eq!(found[0], found[1]);
    assert_eq!(found[0], found[2]);
}

#[test]
fn each_voice_says_why_it_is_where_it_is() {
    let found = decided(&TWO_MATTERS, &Decisions::default());
    let why: Vec<&str> = found.ties.why(1).collect();
    assert!(why.contains(&"搅拌站") && !why.contains(&"太大"), "{why:?}");
    let alone = decided(&["路灯坏了", "停水"], &Decisions::default());
    assert_eq!(alone.ties.why(0).count(), 0);
}

#[test]
fn noisy_restaurants_at_many_estates_are_many_problems_and_one_theme() {
    let estates = ["丽发小区", "含浦小区", "榔梨小区", "暮云小区"];
    let mut texts: Vec<String> = Vec::new();
    for estate in estates {
        texts.push(format!("{estate}楼下餐馆油烟噪音扰民"));
        texts.push(format!("{estate}餐馆深夜噪音,油烟很大"));
    }
    texts.extend(["自来水发黄".to_owned(), "拖欠工资三个月".to_owned()]);
    let voices: Vec<Voice<'_>> = texts.iter().map(|text| Voice::new(text)).collect();
    let settings = Settings {
        names: Names::new(estates),
        ..Settings::default()
    };
    let found = condense_with(&voices, &settings, &mut |_, _| {});
    assert_eq!(found.problems.len(), estates.len(), "{:?}", found.problems);
    let theme = found.problems[0].theme;
    assert!(theme.is_some() && found.problems.iter().all(|problem| problem.theme == theme));
    assert_ne!(found.assignments[8].theme, theme);
}

#[test]
fn matters_told_by_their_titles_are_read_by_theme() {
    let titles = [
        "丽发新城搅拌站噪音扰民",
        "泰禾小区烧烤店噪音扰民",
        "锦绣花园广场舞噪音扰民",
        "含浦镇自来水浑浊发黄",
        "东湾村自来水发黄有异味",
        "拖欠农民工工资三个月",
    ];
    let texts: Vec<Voice<'_>> = titles.iter().map(|text| Voice::new(text)).collect();
    let found = themes_of(&texts, &Settings::default());
    let members: Vec<&[usize]> = found.iter().map(|(_, texts)| &texts[..]).collect();
    assert_eq!(members, [&[0, 1, 2][..], &[3, 4]], "{found:?}");
    assert!(themes_of(&texts[5..], &Settings::default()).is_empty());
}
