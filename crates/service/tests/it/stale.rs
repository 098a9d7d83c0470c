//! Two people at the same thing: the second is told, and nothing is lost.

use crate::world::{World, plan};
use massline_domain::item::Command as ItemCommand;
use massline_domain::problem::Command;
use massline_service::ServiceError;
use massline_service::inbox::Sorting;

#[tokio::test]
async fn the_second_to_change_a_problem_is_told_and_can_try_again() {
    let world = World::new().await;
    let problem = world.list(&world.voices(1).await).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let (_, seen) = service.problem(campaign, problem).await.unwrap();
    let rename = async |staff, title: &str, seen| {
        let command = Command::Rename {
            title: title.into(),
        };
        service
            .keep_problem(campaign, staff, problem, command, Some(seen))
            .await
    };
    rename(&world.office, "整段路灯不亮", seen).await.unwrap();
    let second = rename(&world.colleague, "路灯", seen).await;
    assert!(matches!(second, Err(ServiceError::Stale)), "{second:?}");
    assert_eq!(world.problem(problem).await.title, "整段路灯不亮");
    let (_, seen) = service.problem(campaign, problem).await.unwrap();
    rename(&world.colleague, "路灯", seen).await.unwrap();
    assert_eq!(world.problem(problem).await.title, "路灯");
}

#[tokio::test]
async fn the_second_to_work_on_an_item_is_told() {
    let world = World::new().await;
    let problem = world.list(&world.voices(1).await).await;
    world.give(problem).await;
    world.claim(problem).await;
    let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
    let plan = plan(world.today().plus(9));
    let item = service
        .plan_item(campaign, roads, problem, plan, None)
        .await
        .unwrap();
    let seen = service.item_version(campaign, item).await.unwrap();
    let progress = async |seen| {
        let command = ItemCommand::Progress {
            words: "查到断点".into(),
        };
        service
            .work_on_item(campaign, roads, item, command, Some(seen))
            .await
    };
    progress(seen).await.unwrap();
    assert!(matches!(progress(seen).await, Err(ServiceError::Stale)));
    progress(service.item_version(campaign, item).await.unwrap())
        .await
        .unwrap();
}

#[tokio::test]
async fn two_offices_sort_the_same_opinion_and_the_first_one_stands() {
    let world = World::new().await;
    let people = world.voices(2).await;
    let first = world.list(&people[..1]).await;
    // The colleague's page still shows it as waiting.
    let both = people.iter().map(|one| one.opinion).collect();
    let second = world.try_list(&world.colleague, both).await;
    assert!(matches!(second, Err(ServiceError::Stale)), "{second:?}");
    assert_eq!(world.opinion(people[0].opinion).await.problem, Some(first));
    assert_eq!(world.opinion(people[1].opinion).await.state, "waiting");

    let (service, campaign) = (&world.service, &world.campaign);
    let opinion = people[1].opinion;
    let refuse = || Sorting::Refuse {
        reason: "off-topic".into(),
    };
    let refer = || Sorting::Refer {
        to: "邻县".into()
    };
    let (one, other) = tokio::join!(
        service.sort_opinion(campaign, &world.office, opinion, refuse()),
        service.sort_opinion(campaign, &world.colleague, opinion, refer()),
    );
    assert_eq!(
        usize::from(one.is_ok()) + usize::from(other.is_ok()),
        1,
        "{one:?} {other:?}"
    );
    world.must_be_sound().await;
}

#[tokio::test]
async fn problems_listed_at_the_same_moment_have_numbers_of_their_own() {
    let world = World::new().await;
    let people = world.voices(4).await;
    let list = async |at: usize| {
        let opinions = vec![people[at].opinion];
        world.try_list(&world.office, opinions).await.unwrap()
    };
    let (a, b, c, d) = tokio::join!(list(0), list(1), list(2), list(3));
    let mut numbers = [a, b, c, d].map(|problem| problem.0);
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4]);
}
