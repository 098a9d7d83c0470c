//! Special programmes over the problems of two units.

use crate::world::{World, name, refusal};
use massline_domain::Refusal;
use massline_domain::id::{ProblemId, ProgrammeId};
use massline_domain::verdict::Choice;
use massline_service::programme::NewProgramme;
use std::collections::BTreeSet;

pub(crate) fn over(world: &World, problems: impl IntoIterator<Item = ProblemId>) -> NewProgramme {
    NewProgramme {
        name: name("夜里看得见"),
        goal: "报修三天内亮。".into(),
        lead: "roads".into(),
        problems: problems.into_iter().collect(),
        due: world.today().plus(60),
    }
}

#[tokio::test]
async fn a_programme_over_two_units_stays_open_until_the_people_closed_both_problems() {
    for world in World::on_both().await {
        let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
        let receipts = world.voices(2).await;
        let (first, _) = world.asked(&receipts).await;
        let second = world.list(&world.voices(2).await).await;
        let nobody = service.open_programme(campaign, office, over(&world, [first, second]));
        let unowned = refusal(nobody.await);
        assert!(matches!(
            unowned,
            Refusal::UnknownCode {
                kind: "problem",
                ..
            }
        ));
        let water = massline_domain::problem::Command::Assign {
            unit: crate::world::unit("water"),
            claim_by: world.today().plus(7),
        };
        let given = service.keep_problem(campaign, office, second, water, None);
        given.await.unwrap();
        let choices = service.problems_for_programmes(campaign, office).await;
        let choices: BTreeSet<ProblemId> = choices.unwrap().iter().map(|row| row.problem).collect();
        assert!(choices.contains(&first) && choices.contains(&second));
        let alone = service.open_programme(campaign, office, over(&world, [first]));
        let what = "one_unit";
        assert_eq!(refusal(alone.await), Refusal::OutOfOrder { what });
        let opened = service.open_programme(campaign, office, over(&world, [first, second]));
        let id = opened.await.unwrap();
        let words = || "两家一起查了一遍。".to_owned();
        let foreign = service.tell_of_programme(campaign, &world.water, id, words(), None);
        assert_eq!(refusal(foreign.await), Refusal::NotYourUnit);
        let told = service.tell_of_programme(campaign, &world.roads, id, words(), None);
        told.await.unwrap();
        for receipt in &receipts {
            let code = receipt.code.to_string();
            let judged = service.judge(&code, Choice::Fixed, "", None).await;
            judged.unwrap();
        }
        let early = service.close_programme(campaign, office, id, words(), None);
        let what = "problems_open";
        assert_eq!(
            refusal(early.await),
            Refusal::OutOfOrder { what },
            "one is open"
        );
        let (state, rows, _) = service.programme(campaign, id).await.unwrap();
        assert_eq!((rows.len(), state.told.len()), (2, 1));
        assert!(service.programme(campaign, ProgrammeId(9)).await.is_err());
        world.must_be_sound().await;
    }
}
