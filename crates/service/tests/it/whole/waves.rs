//! Two waves: the second waits for the lessons of the first, finds what it left, and what it
//! solved.

use super::cast::{Cast, FIRST, SECOND};
use crate::world::refusal;
use massline_domain::Refusal;
use massline_domain::id::WaveId;

/// The first wave opens; the others wait for theirs, whatever they have done.
pub(super) async fn first(cast: &Cast) {
    let opened = cast.open_wave("第一批", &FIRST).await;
    assert_eq!(opened.unwrap(), WaveId(1));
    for code in SECOND {
        cast.report(code, "走访了，听到的意见都公开了。").await;
        assert_eq!(cast.missing(code).await, ["above-passed", "wave-opened"]);
    }
    let early = cast.open_wave("第二批", &SECOND).await;
    let what = "retrospective_first";
    assert_eq!(refusal(early), Refusal::OutOfOrder { what });
}

/// The lessons are published, one of them from outside; the second wave answers them, finds the
/// problems that are left, and cases that were solved.
pub(super) async fn second(cast: &Cast) {
    cast.lesson(cast.body("county"), "先把窗口的事办了再开会。")
        .await;
    let what = "no_lesson_from_outside";
    let refused = refusal(cast.publish_lessons().await);
    assert_eq!(refused, Refusal::OutOfOrder { what });
    cast.lesson(&cast.city_team, "座谈的名单要抽签。").await;
    cast.publish_lessons().await.unwrap();
    let opened = cast.open_wave("第二批", &SECOND).await;
    assert_eq!(opened.unwrap(), WaveId(2));
    let (service, campaign) = (&cast.world.service, &cast.world.campaign);
    for code in SECOND {
        assert!(cast.missing(code).await.contains(&"lessons-answered"));
        let words = "名单抽签；窗口的事村里没有。".to_owned();
        let answered = service.answer_lessons(campaign, cast.body(code), words);
        answered.await.unwrap();
        assert!(!cast.missing(code).await.contains(&"lessons-answered"));
    }
    let left = service.unfinished_before(campaign, WaveId(2)).await;
    assert_eq!(left.unwrap().len(), 0, "the first wave closed what it had");
    let cases = service.solved_cases(campaign, cast.problem("town")).await;
    for case in cases.unwrap() {
        assert!(
            FIRST
                .map(|code| cast.problem(code))
                .contains(&case.problem.problem)
        );
    }
}
