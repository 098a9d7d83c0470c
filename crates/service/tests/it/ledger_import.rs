//! An office's existing ledger: its problems are listed, claimed, and its rows planned.

use crate::world::{World, unit};
use massline_domain::Refusal;
use massline_service::ledger_import::{
    Answers, LedgerError, LedgerFile, LedgerReport, Listing, NotTaken,
};
use massline_service::rows::ProblemFilter;

/// A ledger as offices keep them: a title above, customary columns, a problem with two rows.
const LEDGER: &str = "整改台账\n\
序号,存在问题,原因分析,整改目标,整改措施,责任人,配合单位,完成时限,进展情况\n\
1,滨河路路灯不亮,巡查没有这一段,每盏灯都亮,补进夜间巡查,市政科,water,2026年12月31日,已换十一盏\n\
,,巡查没有这一段,每盏灯都亮,灯杆编号上墙,市政科,,2026/12/31,\n\
2,井盖松动,没有人管,踩上去不响,逐个紧固,养护科,,十二月底,\n\
3,站牌被树挡住,没有修剪计划,看得见,每季修剪一次,园林科,火星局,2026-12-31,\n";

fn file(text: &str) -> LedgerFile {
    LedgerFile {
        name: "台账.csv".into(),
        bytes: text.as_bytes().to_vec(),
    }
}

pub(crate) fn listing(of: &str) -> Listing {
    Listing {
        unit: of.into(),
        source: "self".into(),
        language: "zh-CN".into(),
    }
}

pub(crate) fn answers() -> Answers {
    Answers {
        for_whom: "夜里走路的人".into(),
        relying_on: "沿线商户".into(),
        who_am_i: "管灯的".into(),
    }
}

fn why(report: &LedgerReport, line: u64) -> &NotTaken {
    let found = report.left.iter().find(|(at, _, _)| *at == line);
    &found.unwrap().2
}

#[tokio::test]
async fn a_ledger_is_listed_claimed_and_planned_and_no_row_is_lost() {
    for world in World::on_both().await {
        let (service, campaign) = (&world.service, &world.campaign);
        let (office, roads) = (&world.office, &world.roads);
        let answers = answers();
        let plan = || service.plan_from_ledger(campaign, roads, &answers, file(LEDGER));
        let early = plan().await.unwrap();
        assert_eq!((early.taken, early.left.len()), (0, 4));
        assert_eq!(why(&early, 3), &NotTaken::NoProblem);
        let roads_ledger = listing("roads");
        let list = || service.list_from_ledger(campaign, office, &roads_ledger, file(LEDGER));
        let listed = list().await.unwrap();
        assert_eq!((listed.taken, listed.known, listed.left.len()), (3, 1, 0));
        let again = list().await.unwrap();
        assert_eq!((again.taken, again.known), (0, 4), "nothing stands twice");
        let unclaimed = plan().await.unwrap();
        let state = matches!(
            why(&unclaimed, 3),
            NotTaken::Refused(Refusal::WrongState { .. })
        );
        assert!(state, "{:?}", unclaimed.left);
        let filter = ProblemFilter {
            unit: Some(unit("roads")),
            ..ProblemFilter::default()
        };
        let problems = service.problems(campaign, &filter).await.unwrap().rows;
        assert_eq!(problems.len(), 3);
        for row in &problems {
            world.claim(row.problem).await;
        }
        let planned = plan().await.unwrap();
        assert_eq!(
            (planned.taken, planned.known, planned.left.len()),
            (2, 0, 2)
        );
        assert_eq!(why(&planned, 5), &NotTaken::NoDay);
        let unknown = matches!(
            why(&planned, 6),
            NotTaken::Refused(Refusal::UnknownUnit { .. })
        );
        assert!(unknown, "{:?}", planned.left);
        let items = service.items_of(campaign, &unit("roads")).await.unwrap();
        let lamps: Vec<_> = items
            .iter()
            .filter(|(_, row)| row.title.contains("路灯"))
            .collect();
        assert_eq!(lamps.len(), 2, "the merged cell goes for both rows");
        let (first, _) = lamps
            .iter()
            .find(|(item, _)| item.plan.measure.contains("巡查"))
            .unwrap();
        assert_eq!(first.deadline.to_string(), "2026-12-31");
        assert_eq!(first.plan.helping, [unit("water")]);
        assert_eq!(first.progress[0].1, "已换十一盏");
        assert_eq!(first.plan.for_whom, answers.for_whom);
        let mended = LEDGER
            .replace("十二月底", "2026-12-31")
            .replace("火星局", "");
        let rest = service.plan_from_ledger(campaign, roads, &answers, file(&mended));
        let rest = rest.await.unwrap();
        assert_eq!((rest.taken, rest.known, rest.left.len()), (2, 2, 0));
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn a_file_without_problems_or_rows_is_no_ledger() {
    let world = World::new().await;
    let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
    let answers = answers();
    for (text, is_right) in [
        (
            "序号,措施\n1,修\n",
            (|e| matches!(e, LedgerError::NoProblems)) as fn(&LedgerError) -> bool,
        ),
        ("问题,措施\n", |_| true),
        ("", |error| matches!(error, LedgerError::Table(_))),
    ] {
        let read = service.plan_from_ledger(campaign, roads, &answers, file(text));
        let error = read.await.unwrap_err();
        assert!(is_right(&error), "{text:?}: {error:?}");
    }
}
