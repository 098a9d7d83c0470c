//! A label that the machine suggests: on the problem's page and in the list of those without
//! one, accepted by a form, without a script, in both languages.

use crate::browser::Page;
use crate::world::World;
use massline_domain::id::ProblemId;
use massline_domain::problem::Command;
use massline_service::Staff;
use massline_service::problem::NewProblem;

const UNLABELLED: &str = "/staff/problems?category=-";

struct Office<'a> {
    world: &'a World,
    staff: Staff,
}

impl<'a> Office<'a> {
    async fn of(world: &'a World) -> Self {
        let users = world.service.users(&world.campaign, None).await.unwrap();
        let row = users.iter().find(|row| row.login == "office").unwrap();
        let staff = Staff {
            campaign: world.campaign.id(),
            user: row.user,
            name: row.name.clone(),
            role: row.role,
            unit: row.unit.clone(),
        };
        Self { world, staff }
    }

    async fn list(&self, title: &str, words: &str, label: Option<&str>) -> ProblemId {
        let opinions = vec![self.world.speak(words).await.opinion];
        let new = NewProblem {
            title: title.to_owned(),
            language: "zh-CN".to_owned(),
            keywords: Vec::new(),
            source: "people".to_owned(),
            opinions,
            not_about: Vec::new(),
        };
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let problem = service
            .list_problem(campaign, &self.staff, &new)
            .await
            .unwrap();
        if let Some(label) = label {
            let category = Some(label.to_owned());
            let command = Command::Label { category };
            service
                .keep_problem(campaign, &self.staff, problem, command, None)
                .await
                .unwrap();
        }
        problem
    }

    /// Twenty decisions for each of two labels.
    async fn decided(&self) {
        const PAPERS: [&str; 5] = ["台账", "表格", "汇报材料", "会议记录", "检查报告"];
        const BANQUETS: [&str; 5] = ["公款吃喝", "公车私用", "豪华装修", "公款旅游", "超标接待"];
        for at in 0..20 {
            let (paper, banquet) = (PAPERS[at % 5], BANQUETS[at % 5]);
            let words = format!("干部整天填{paper}，只为迎检，没有时间办事，第{at}回");
            self.list(&format!("{paper}反复填报{at}"), &words, Some("formalism"))
                .await;
            let words = format!("单位{banquet}，酒店宴请铺张浪费，第{at}次");
            self.list(
                &format!("{banquet}讲排场{at}"),
                &words,
                Some("extravagance"),
            )
            .await;
        }
        let learned = self.world.service.learn_labels(&self.world.campaign).await;
        learned.unwrap();
    }

    async fn undecided(&self) -> ProblemId {
        let words = "社区干部整天填台账和表格，只为迎检，没有时间办事";
        self.list("台账表格反复填报", words, None).await
    }

    async fn category(&self, problem: ProblemId) -> Option<String> {
        let (service, campaign) = (&self.world.service, &self.world.campaign);
        let (row, _) = service.problem(campaign, problem).await.unwrap();
        row.category
    }
}

fn says_that_it_is_a_suggestion(page: &Page, lang: &str) {
    let (says, name) = match lang {
        "zh" => ("机器建议，由人决定", "归为“形式主义”"),
        _ => (
            "The machine suggests; a person decides",
            "Label as “Formalism”",
        ),
    };
    for shown in [says, name, "%", "40", "台账"] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
}

#[tokio::test]
async fn a_suggested_label_is_accepted_with_one_button() {
    for lang in ["zh", "en"] {
        let world = World::new().await;
        let office = Office::of(&world).await;
        office.decided().await;
        let problem = office.undecided().await;
        let path = format!("/staff/problems/{problem}/label");
        let mut browser = world.signed_in("office", lang).await;
        let page = browser.get(&path).await;
        says_that_it_is_a_suggestion(&page, lang);
        assert!(!page.body.contains("<script"), "it needs none");
        assert_eq!(office.category(problem).await, None, "nobody decided yet");
        let done = browser.submit(&page, &path, &[]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let label = office.category(problem).await;
        assert_eq!(label.as_deref(), Some("formalism"));
        let twice = browser.submit(&page, &path, &[]).await;
        assert_eq!(twice.status, 409, "on what has changed it is stale");
        let page = browser.get(&path).await;
        assert!(!page.body.contains("class=\"suggested\""), "it is decided");
    }
}

#[tokio::test]
async fn those_without_a_label_are_labelled_one_after_the_other() {
    for lang in ["zh", "en"] {
        let world = World::new().await;
        let office = Office::of(&world).await;
        office.decided().await;
        let (first, second) = (office.undecided().await, office.undecided().await);
        let mut browser = world.signed_in("office", lang).await;
        let page = browser.get(UNLABELLED).await;
        says_that_it_is_a_suggestion(&page, lang);
        assert_eq!(page.body.matches("data-key=\"a\"").count(), 2);
        let script = page.headers["content-security-policy"].to_str().unwrap();
        assert!(script.contains("script-src 'self'"), "its keys may run");
        let path = format!("/staff/problems/{first}/label");
        let done = browser.submit(&page, &path, &[]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let label = office.category(first).await;
        assert_eq!(label.as_deref(), Some("formalism"));
        let back = done.to(lang);
        assert!(back.starts_with("/staff/problems?"), "{back}");
        let page = browser.get(&back).await;
        let link = |problem| format!("/staff/problems/{problem}\"");
        assert!(!page.body.contains(&link(first)), "it has one now");
        assert!(page.body.contains(&link(second)), "{}", page.body);
        let all = browser.get("/staff/problems").await;
        assert!(!all.body.contains("class=\"suggested\""));
        assert!(!all.body.contains("<script"), "no keys, no script");
    }
}

#[tokio::test]
async fn who_may_not_label_sees_no_suggestion() {
    let world = World::new().await;
    let office = Office::of(&world).await;
    office.decided().await;
    let problem = office.undecided().await;
    for login in ["team", "housing"] {
        let mut browser = world.signed_in(login, "zh").await;
        let page = browser.get(&format!("{UNLABELLED}&unit=")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("台账表格反复填报"), "{}", page.body);
        assert!(!page.body.contains("机器建议"), "{}", page.body);
        let path = format!("/staff/problems/{problem}/label");
        assert_eq!(browser.get(&path).await.status, 403);
    }
}

#[tokio::test]
async fn without_decisions_the_page_asks_as_before() {
    let world = World::new().await;
    let office = Office::of(&world).await;
    let problem = office.undecided().await;
    world.service.learn_labels(&world.campaign).await.unwrap();
    let mut browser = world.signed_in("office", "zh").await;
    for path in [UNLABELLED, &format!("/staff/problems/{problem}/label")] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("机器建议"), "{}", page.body);
        assert!(!page.body.contains("<script"), "{path}");
    }
}
