//! Stage 1: everyone is heard, and the levels pass from above to below.

use super::cast::{BODIES, Cast};
use crate::world::refusal;
use massline_domain::Refusal;

/// What people say about each unit.
const SAID: [(&str, &str, &str); 4] = [
    (
        "county",
        "办证大厅要跑三趟",
        "办证大厅每次少说一样材料，跑了三趟",
    ),
    (
        "highways",
        "西环路路灯不亮",
        "西环路晚上路灯不亮，走路摔了一跤",
    ),
    (
        "town",
        "自来水一到晚上就浑",
        "镇上自来水一到晚上就浑，没法做饭",
    ),
    (
        "village",
        "村口垃圾没人收",
        "村口垃圾一个星期没人收，苍蝇多",
    ),
];

/// Everyone speaks, and everything said is put into a problem.
pub(super) async fn hear(cast: &mut Cast) {
    for code in BODIES {
        assert_eq!(cast.stage(code).await.as_deref(), Some("learn"));
        assert!(cast.missing(code).await.contains(&"groups-heard"));
    }
    let groups = cast.world.campaign.charter.groups.clone();
    crate::hearing::plan(&cast.world).await;
    for code in BODIES {
        assert!(cast.missing(code).await.contains(&"plan-heard"));
    }
    for (code, title, words) in SAID {
        let mut receipts = Vec::new();
        // Two of each of eight groups for each of four problems: eight of every group.
        for group in &groups {
            for each in 0..2 {
                let words = format!("{words}，{}第{each}次", group.id);
                receipts.push(cast.say(&words, &group.id, code).await);
            }
        }
        let problem = cast.list(title, &receipts).await;
        cast.problems.insert(code, (problem, receipts));
    }
    for code in BODIES {
        assert!(!cast.missing(code).await.contains(&"groups-heard"));
        assert!(!cast.missing(code).await.contains(&"plan-heard"));
        assert!(!cast.missing(code).await.contains(&"opinions-sorted"));
    }
}

/// Told, signed, from above to below: whoever is below waits, whatever it has done.
pub(super) async fn pass(cast: &Cast, codes: &[&str]) {
    for code in codes {
        cast.report(code, "走访了，听到的意见都公开了。").await;
    }
    let (below, condition) = (codes[1], "above-passed");
    assert_eq!(cast.missing(below).await, [condition]);
    let shut = refusal(cast.sign(below).await);
    assert_eq!(shut, Refusal::GateShut { condition });
    cast.world.later(40);
    let shut = refusal(cast.sign(below).await);
    assert_eq!(
        shut,
        Refusal::GateShut { condition },
        "no day passes a stage"
    );
    for code in codes {
        assert_eq!(cast.missing(code).await, Vec::<&str>::new());
        cast.sign(code).await.unwrap();
        assert_eq!(cast.stage(code).await.as_deref(), Some("find"));
    }
}
