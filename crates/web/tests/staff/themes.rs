//! Problems by theme, and why each voice is where it is, as pages.

use crate::world::World;
use massline_service::Staff;
use massline_service::problem::NewProblem;

/// Two problems of one kind, the first with two voices that share words.
async fn noise(world: &World) {
    let users = world.service.users(&world.campaign, None).await.unwrap();
    let row = users.iter().find(|row| row.login == "office").unwrap();
    let office = Staff {
        campaign: world.campaign.id(),
        user: row.user,
        name: row.name.clone(),
        role: row.role,
        unit: row.unit.clone(),
    };
    for (title, words) in [
        (
            "丽发新城搅拌站噪音扰民",
            &["小区旁边的搅拌站噪音扰民", "附近搅拌站灰尘很大"][..],
        ),
        ("泰禾小区烧烤店噪音扰民", &["烧烤店太吵"]),
    ] {
        let mut opinions = Vec::new();
        for words in words {
            opinions.push(world.speak(words).await.opinion);
        }
        let new = NewProblem {
            title: title.to_owned(),
            language: "zh-CN".to_owned(),
            keywords: Vec::new(),
            source: "people".to_owned(),
            opinions,
            not_about: Vec::new(),
        };
        let (service, campaign) = (&world.service, &world.campaign);
        service.list_problem(campaign, &office, &new).await.unwrap();
    }
}

#[tokio::test]
async fn anyone_reads_problems_by_theme_and_is_told_that_the_machine_suggests_them() {
    let world = World::new().await;
    for (lang, none, suggested) in [
        ("zh", "还没有哪两个问题是同一类事", "主题由机器"),
        (
            "en",
            "No two problems are about the same kind",
            "The machine suggests these themes",
        ),
    ] {
        let page = world.visitor(lang).get("/problems/themes").await;
        assert!(page.body.contains(none) && page.body.contains(suggested));
    }
    noise(&world).await;
    for lang in ["zh", "en"] {
        let mut visitor = world.visitor(lang);
        let list = visitor.get("/problems").await;
        assert!(
            list.body
                .contains(&format!("href=\"/{lang}/problems/themes\""))
        );
        let page = visitor.get("/problems/themes").await;
        assert_eq!(page.status, 200);
        for problem in [1, 2] {
            let link = format!("href=\"/{lang}/problems/{problem}\"");
            assert!(page.body.contains(&link), "{}", page.body);
        }
    }
}

#[tokio::test]
async fn only_the_office_reads_why_a_voice_is_in_its_problem() {
    let world = World::new().await;
    noise(&world).await;
    for (login, lang, sees) in [
        ("office", "zh", Some("与其他意见相同的词")),
        ("office", "en", Some("Shares these words with others here")),
        ("team", "zh", None),
        ("housing", "zh", None),
    ] {
        let page = world
            .signed_in(login, lang)
            .await
            .get("/staff/problems/1")
            .await;
        assert_eq!(page.status, 200, "{login}");
        assert_eq!(page.body.contains("class=\"ties\""), sees.is_some());
        assert_eq!(page.body.contains("灰尘很大"), sees.is_some(), "{login}");
        if let Some(words) = sees {
            assert!(page.body.contains(words), "{}", page.body);
        }
    }
}
