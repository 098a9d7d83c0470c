//! Support without speaking: counted once for each browser, apart from people, and traceable to
//! nobody.

use crate::world::World;
use massline_service::ServiceError;
use massline_service::consultation::vote::Token;

fn token(person: u8) -> Token {
    Token([person; 16])
}

#[tokio::test]
async fn support_counts_once_and_apart_from_people() {
    let world = World::new().await;
    let problem = world.list(&[world.say("南门路的路灯坏了").await]).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let row = async || world.problem(problem).await;
    let before = row().await;
    for person in [1, 1, 2, 3, 4, 5] {
        service
            .support(campaign, problem, token(person), true, None)
            .await
            .unwrap();
    }
    let after = row().await;
    assert_eq!((after.supporters, after.people), (5, before.people));
    let weight = u64::from(campaign.charter.strength.supporter);
    assert!(weight > 0);
    assert_eq!(after.strength, before.strength + 5 * weight);
    service
        .support(campaign, problem, token(2), false, None)
        .await
        .unwrap();
    let after = row().await;
    assert_eq!(after.supporters, 4);
    assert_eq!(
        after.strength, before.strength,
        "four are no full step of five"
    );
    let has = async |person| {
        service
            .supports(campaign, problem, Some(token(person)))
            .await
    };
    assert!(has(1).await.unwrap() && !has(2).await.unwrap() && !has(9).await.unwrap());
    service.seal_now(campaign.id()).await.unwrap();
    world.must_be_sound().await;
}

#[tokio::test]
async fn support_goes_where_the_problem_went() {
    let world = World::new().await;
    let one = world.list(&[world.say("南门路的路灯坏了").await]).await;
    let other = world.list(&[world.say("南门路路灯不亮").await]).await;
    let (service, campaign) = (&world.service, &world.campaign);
    for (problem, person) in [(one, 1), (one, 2), (other, 3)] {
        service
            .support(campaign, problem, token(person), true, None)
            .await
            .unwrap();
    }
    let preview = service
        .merge_preview(campaign, &world.office, other, one)
        .await
        .unwrap();
    service
        .merge_problems(campaign, &world.office, other, one)
        .await
        .unwrap();
    let row = world.problem(one).await;
    assert_eq!(row.supporters, 3);
    assert_eq!(row, preview.result.row);
    let gone = service.support(campaign, other, token(4), true, None).await;
    assert!(matches!(gone, Err(ServiceError::Refused(_))));
    world.must_be_sound().await;
}
