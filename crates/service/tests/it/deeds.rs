//! Promise and deed: what a unit said is counted beside what became of it.

use crate::world::{World, unit};
use massline_domain::commitment::{Command, Origin, Promise};
use massline_domain::verdict::Choice;

#[tokio::test]
async fn what_a_unit_said_is_counted_beside_what_became_of_it() {
    for world in World::on_both().await {
        let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
        let deeds = async || service.deeds_of(campaign, &unit("roads")).await.unwrap();
        assert!(deeds().await.is_empty());
        let receipts = world.voices(2).await;
        let (problem, _) = world.asked(&receipts).await;
        let promise = Promise {
            office: "市政科科长".into(),
            words: "每周夜里走一遍。".into(),
            about: None,
            origin: Origin::Own,
            due: world.today().plus(5),
        };
        let made = service.make_commitment(campaign, roads, promise).await;
        let id = made.unwrap();
        let now = deeds().await;
        assert_eq!((now.items.all(), now.items.in_time), (1, 1));
        assert_eq!((now.commitments.all(), now.commitments.to_come), (1, 1));
        assert_eq!(
            (now.closed, now.not_held),
            (0, 0),
            "it is before the people"
        );
        for receipt in &receipts {
            let code = receipt.code.to_string();
            let judged = service.judge(&code, Choice::Fixed, "", None).await;
            judged.unwrap();
        }
        assert_eq!(deeds().await.closed, 1);
        world.later(6);
        assert_eq!(deeds().await.commitments.late, 1);
        let told = Command::Tell {
            kept: true,
            words: "走了四遍。".into(),
        };
        let told = service.work_on_commitment(campaign, roads, id, told, None);
        told.await.unwrap();
        assert_eq!(deeds().await.commitments.kept_late, 1);
        world.later(90);
        let seen = (false, "又不亮了。".to_owned());
        let looked = service.look_back(campaign, &world.office, problem, 90, seen);
        looked.await.unwrap();
        let now = deeds().await;
        assert_eq!((now.closed, now.not_held), (0, 1));
        let all = service.deeds(campaign).await.unwrap();
        assert_eq!(all.keys().collect::<Vec<_>>(), [&unit("roads")]);
        assert_eq!(all[&unit("roads")], now, "the list says the same");
    }
}
