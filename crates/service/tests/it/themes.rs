//! Problems by theme, and why each voice is in its problem: suggested and explained, never
//! decided, and the second for nobody but the office.

use crate::world::World;
use massline_domain::id::ProblemId;
use massline_domain::problem::Command;
use massline_service::ServiceError;
use massline_service::problem::NewProblem;

impl World {
    async fn titled(&self, title: &str, words: &[&str]) -> ProblemId {
        let mut opinions = Vec::new();
        for words in words {
            opinions.push(self.say(words).await.opinion);
        }
        let new = NewProblem {
            title: title.to_owned(),
            keywords: Vec::new(),
            ..crate::world::new_problem(opinions)
        };
        let (campaign, office) = (&self.campaign, &self.office);
        self.service
            .list_problem(campaign, office, &new)
            .await
            .unwrap()
    }

    async fn themes(&self) -> Vec<Vec<ProblemId>> {
        let themes = self.service.themes(&self.campaign).await.unwrap();
        let ids = |theme: &massline_service::themes::Theme| {
            let mut ids: Vec<ProblemId> = theme.problems.iter().map(|one| one.problem).collect();
            ids.sort_unstable();
            ids
        };
        themes.iter().map(ids).collect()
    }
}

#[tokio::test]
async fn problems_of_one_kind_are_one_theme_and_follow_what_people_decide() {
    let world = World::new().await;
    assert!(world.themes().await.is_empty());
    let mixer = world
        .titled("丽发新城搅拌站噪音扰民", &["搅拌站太吵"])
        .await;
    let grill = world
        .titled("泰禾小区烧烤店噪音扰民", &["烧烤店太吵"])
        .await;
    let wages = world.titled("拖欠农民工工资三个月", &["拖欠工资"]).await;
    assert_eq!(world.themes().await, [vec![mixer, grill]]);
    let title = "锦绣花园广场舞噪音扰民".to_owned();
    let (campaign, office) = (&world.campaign, &world.office);
    world
        .service
        .keep_problem(campaign, office, wages, Command::Rename { title }, None)
        .await
        .unwrap();
    assert_eq!(world.themes().await, [vec![mixer, grill, wages]]);
    let themes = world.service.themes(campaign).await.unwrap();
    assert!(
        themes[0].words.iter().any(|word| word == "噪音"),
        "{themes:?}"
    );
    assert!(
        themes[0].words.iter().all(|word| !word.contains("丽发")),
        "no name of a place: {themes:?}"
    );
}

#[tokio::test]
async fn why_a_voice_is_in_its_problem_is_told_to_the_office_alone() {
    let world = World::new().await;
    let words = [
        "丽发新城小区旁边的搅拌站噪音扰民，电话13812345678",
        "丽发新城附近搅拌站灰尘很大",
        "盼望早日解决",
    ];
    let problem = world.titled("丽发新城搅拌站", &words).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let tied = service
        .ties(campaign, &world.office, problem)
        .await
        .unwrap();
    assert_eq!(tied.len(), 3);
    let of = |beginning: &str| {
        let found = tied.iter().find(|one| one.beginning.starts_with(beginning));
        found.unwrap_or_else(|| panic!("no {beginning}: {tied:?}"))
    };
    let mixer = of("丽发新城小区");
    assert!(mixer.words.iter().any(|word| word == "搅拌站"), "{mixer:?}");
    assert!(!mixer.beginning.contains("13812345678"), "{mixer:?}");
    assert!(of("盼望").words.is_empty(), "the control: {tied:?}");
    for staff in [&world.roads, &world.supervisor, &world.administrator] {
        let refused = service.ties(campaign, staff, problem).await;
        assert!(matches!(refused, Err(ServiceError::Forbidden)));
    }
}
