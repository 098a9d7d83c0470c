//! Labels are suggested from what people decided, by a machine that says nothing where it is
//! not sure, and follows when they decide otherwise.

use crate::world::World;
use massline_domain::id::ProblemId;
use massline_domain::problem::Command;
use massline_service::labelling::{Basis, LabelSuggestion};
use massline_service::problem::NewProblem;
use massline_service::{Service, ServiceError, Staff};

const FORM: &str = "formalism";
const WASTE: &str = "extravagance";

/// Meetings and papers: what the office of this story calls formalism.
fn papers(at: usize) -> (String, String) {
    const WHAT: [&str; 5] = ["台账", "表格", "汇报材料", "会议记录", "检查报告"];
    const HOW: [&str; 4] = ["反复填报", "一周报三遍", "只为迎检", "写完没人看"];
    let (what, how) = (WHAT[at % 5], HOW[at / 5 % 4]);
    (
        format!("{what}{how}"),
        format!("村里干部整天填{what}，{how}，没有时间入户办事，第{at}回了"),
    )
}

/// Banquets and cars: what it calls extravagance.
fn banquets(at: usize) -> (String, String) {
    const WHAT: [&str; 5] = ["公款吃喝", "公车私用", "豪华装修", "公款旅游", "超标接待"];
    const HOW: [&str; 4] = ["花钱大手大脚", "铺张浪费", "讲排场", "一顿上万元"];
    let (what, how) = (WHAT[at % 5], HOW[at / 5 % 4]);
    (
        format!("{what}{how}"),
        format!("单位{what}，酒店宴请{how}，群众看了心疼，第{at}次见到"),
    )
}

impl World {
    async fn about(&self, (title, words): (String, String)) -> ProblemId {
        let opinions = vec![self.say(&words).await.opinion];
        let new = NewProblem {
            title,
            opinions,
            ..crate::world::new_problem(Vec::new())
        };
        let (campaign, office) = (&self.campaign, &self.office);
        self.service
            .list_problem(campaign, office, &new)
            .await
            .unwrap()
    }

    async fn label(&self, problem: ProblemId, category: Option<&str>) {
        let category = category.map(str::to_owned);
        let (campaign, office) = (&self.campaign, &self.office);
        self.service
            .keep_problem(campaign, office, problem, Command::Label { category }, None)
            .await
            .unwrap();
    }

    /// So many problems of both kinds, labelled by people; those of papers come first.
    async fn labelled(&self, of_each: usize) -> Vec<ProblemId> {
        let mut problems = Vec::new();
        for (label, about) in [(FORM, papers as fn(usize) -> _), (WASTE, banquets)] {
            for at in 0..of_each {
                let problem = self.about(about(at)).await;
                self.label(problem, Some(label)).await;
                problems.push(problem);
            }
        }
        problems
    }

    async fn asked_of(&self, service: &Service, problem: ProblemId) -> Option<LabelSuggestion> {
        service.learn_labels(&self.campaign).await.unwrap();
        let rows = [self.problem(problem).await];
        let (campaign, office) = (&self.campaign, &self.office);
        let mut found = service
            .label_suggestions(campaign, office, &rows)
            .await
            .unwrap();
        found.remove(&problem)
    }

    async fn suggested(&self, problem: ProblemId) -> Option<LabelSuggestion> {
        self.asked_of(&self.service, problem).await
    }
}

fn new_papers() -> (String, String) {
    let words = "社区干部天天填台账和表格，汇报材料写完没人看，没有时间办事";
    ("台账表格太多".to_owned(), words.to_owned())
}

fn new_banquets() -> (String, String) {
    let words = "局里用公款吃喝，酒店宴请一顿上万元，铺张浪费讲排场";
    ("公款宴请".to_owned(), words.to_owned())
}

#[tokio::test]
async fn a_label_is_suggested_from_what_people_decided_and_says_why() {
    for world in World::on_both().await {
        world.labelled(20).await;
        // A label that was given once is not learned, and keeps nothing from being learned.
        let once = world
            .about(("泡温泉".into(), "上班时间去泡温泉".into()))
            .await;
        world.label(once, Some("hedonism")).await;
        let new = world.about(new_papers()).await;
        let found = world.suggested(new).await.expect("plain enough");
        assert_eq!(found.category, FORM);
        let Basis::Decisions {
            decisions,
            probability,
        } = found.basis
        else {
            panic!("{found:?} is not learned");
        };
        assert!((0.5..=1.0).contains(&probability), "{found:?}");
        assert_eq!(decisions, 40);
        // Not always the same: the words are asked.
        let other = world.about(new_banquets()).await;
        assert_eq!(world.suggested(other).await.unwrap().category, WASTE);
        let neither = world
            .about(("三峡".into(), "希望延长博物馆开放时间".into()))
            .await;
        assert_eq!(
            world.suggested(neither).await,
            None,
            "nothing like it is known"
        );
        let said = ["台账", "表格", "材料", "填"];
        let words = found.words.concat();
        assert!(said.iter().any(|word| words.contains(word)), "{found:?}");
        assert_eq!(world.problem(new).await.category, None, "a person decides");
        // It is learned from the database: the same server started again says the same.
        let again = world.started_again().await;
        assert_eq!(world.asked_of(&again, new).await, Some(found));
        // What has a label is decided.
        world.label(new, Some(WASTE)).await;
        assert_eq!(world.suggested(new).await, None);
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn a_page_that_asks_sets_the_learning_off_and_does_not_wait() {
    let world = World::new().await;
    world.labelled(20).await;
    let new = world.about(new_papers()).await;
    let rows = [world.problem(new).await];
    let (campaign, office) = (&world.campaign, &world.office);
    let ask = || world.service.label_suggestions(campaign, office, &rows);
    assert!(ask().await.unwrap().is_empty(), "nothing is learned yet");
    // Learning has begun; whoever waits for a turn waits for it to end.
    world.service.learn_labels(campaign).await.unwrap();
    assert_eq!(ask().await.unwrap()[&new].category, FORM);
}

#[tokio::test]
async fn with_few_or_contradictory_decisions_there_is_no_suggestion() {
    let world = World::new().await;
    let new = world.about(new_papers()).await;
    assert_eq!(world.suggested(new).await, None, "nothing is decided");
    let first = world.labelled(3).await;
    assert_eq!(
        world.suggested(new).await,
        None,
        "six decisions show little"
    );
    for problem in &first {
        world.label(*problem, None).await;
    }
    // The same matters, labelled now one way and now the other.
    for about in [papers as fn(usize) -> _, banquets] {
        for at in 0..20 {
            let problem = world.about(about(at)).await;
            world.label(problem, Some([FORM, WASTE][at % 2])).await;
        }
    }
    assert_eq!(world.suggested(new).await, None, "nobody can learn that");
}

#[tokio::test]
async fn before_people_have_decided_the_words_of_the_charter_suggest_and_afterwards_never() {
    for world in World::on_both().await {
        let (campaign, office) = (&world.campaign, &world.office);
        let mut opinions = Vec::new();
        for words in [
            "窗口推诿，让我来回跑",
            "打电话没人管，只说等通知",
            "他们踢皮球",
        ] {
            opinions.push(world.say(words).await.opinion);
        }
        let new = NewProblem {
            title: "窗口互相推".to_owned(),
            opinions,
            ..crate::world::new_problem(Vec::new())
        };
        let service = &world.service;
        let problem = service.list_problem(campaign, office, &new).await.unwrap();
        let found = world.suggested(problem).await.expect("plain words");
        assert_eq!(found.category, "bureaucratism");
        assert_eq!(found.basis, Basis::Signs { voices: 3, of: 3 });
        assert!(found.words.contains(&"踢皮球".to_owned()), "{found:?}");
        assert_eq!(
            world.problem(problem).await.category,
            None,
            "a person decides"
        );
        // What a person took off is not suggested again, on whatever it rests.
        world.label(problem, Some("bureaucratism")).await;
        world.label(problem, None).await;
        assert_eq!(world.suggested(problem).await, None);
        // One voice is no sign.
        let one = world.about(new_papers()).await;
        assert_eq!(world.suggested(one).await, None);
        // Once something is learned, it alone speaks.
        world.labelled(20).await;
        let learned = world.suggested(one).await.unwrap();
        assert!(
            matches!(learned.basis, Basis::Decisions { .. }),
            "{learned:?}"
        );
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn one_label_alone_and_labels_given_once_teach_nothing() {
    let world = World::new().await;
    for at in 0..20 {
        let problem = world.about(papers(at)).await;
        world.label(problem, Some(FORM)).await;
    }
    let once = world.about(banquets(0)).await;
    world.label(once, Some(WASTE)).await;
    let new = world.about(new_papers()).await;
    assert_eq!(world.suggested(new).await, None);
}

#[tokio::test]
async fn the_suggestion_follows_when_people_label_anew() {
    let world = World::new().await;
    let decided = world.labelled(20).await;
    let new = world.about(new_papers()).await;
    assert_eq!(world.suggested(new).await.unwrap().category, FORM);
    for problem in &decided[..20] {
        world.label(*problem, Some("bureaucratism")).await;
    }
    assert_eq!(
        world.suggested(new).await.unwrap().category,
        "bureaucratism"
    );
    for problem in &decided {
        world.label(*problem, None).await;
    }
    assert_eq!(
        world.suggested(new).await,
        None,
        "nothing is decided any more"
    );
}

#[tokio::test]
async fn a_label_that_a_person_took_off_is_not_suggested_again() {
    let world = World::new().await;
    world.labelled(20).await;
    let new = world.about(new_papers()).await;
    let other = world.about(new_papers()).await;
    world.label(new, Some(FORM)).await;
    world.label(new, None).await;
    assert_eq!(world.suggested(new).await, None);
    assert_eq!(world.suggested(other).await.unwrap().category, FORM);
}

#[tokio::test]
async fn nothing_is_learned_from_words_that_were_erased() {
    let world = World::new().await;
    let (title, words) = ("一件事", "张家口音的人说了很特别的话：青稞糌粑酥油茶");
    let mut receipts = Vec::new();
    world.labelled(20).await;
    for at in 0..6 {
        let receipt = world.say(&format!("{words}，{at}")).await;
        let new = NewProblem {
            title: format!("{title}{at}"),
            opinions: vec![receipt.opinion],
            ..crate::world::new_problem(Vec::new())
        };
        let (campaign, office) = (&world.campaign, &world.office);
        let problem = world
            .service
            .list_problem(campaign, office, &new)
            .await
            .unwrap();
        world.label(problem, Some("hedonism")).await;
        receipts.push(receipt);
    }
    let new = world
        .about((String::from("青稞糌粑"), words.to_owned()))
        .await;
    let before = world.suggested(new).await.map(|one| one.category);
    assert_eq!(before.as_deref(), Some("hedonism"));
    for receipt in receipts {
        let code = receipt.code.to_string();
        world.service.erase_by_holder(&code, None).await.unwrap();
    }
    let after = world.suggested(new).await.map(|one| one.category);
    assert_ne!(after.as_deref(), Some("hedonism"));
}

#[tokio::test]
async fn only_who_may_label_sees_what_is_suggested() {
    let world = World::new().await;
    world.labelled(20).await;
    let new = world.about(new_papers()).await;
    world.suggested(new).await.expect("there is one to see");
    let rows = [world.problem(new).await];
    let theirs = world.neighbours().await;
    let others: [&Staff; 5] = [
        &world.supervisor,
        &world.administrator,
        &world.roads,
        &world.water,
        &theirs[1],
    ];
    for staff in others {
        let asked = world
            .service
            .label_suggestions(&world.campaign, staff, &rows)
            .await;
        let refused = matches!(asked, Err(ServiceError::Forbidden));
        assert!(refused, "{:?} of {:?}", staff.role, staff.campaign);
    }
}
