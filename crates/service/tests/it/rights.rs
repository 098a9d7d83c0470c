//! Every use case that knows who acts, for every role: allowed, or forbidden.

mod commitment;
mod criticism;
mod disclosure;
mod hearing;
mod ledger_import;
mod paper;
mod programme;
mod rule;
mod spot_check;
mod study;
mod table;
mod treatment;
mod wave;

use crate::world::{World, evidence, finish, hire, new_problem, new_user, plan, unit};
use massline_domain::consultation::statement::Origin;
use massline_domain::context::Role;
use massline_domain::id::{ItemId, ProblemId};
use massline_domain::opinion::Authority;
use massline_domain::problem::Command;
use massline_service::consultation::statement::Decision;
use massline_service::grouping::Split;
use massline_service::import::{Collected, ImportError, ImportOptions, Sheet};
use massline_service::inbox::Sorting;
use massline_service::{Result, ServiceError, Staff};
use massline_store::{LedgerFilter, OpinionFilter};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use Role::{Inspector, Unit};
use table::TABLE;

/// `users` and `own_login` tell only what the one who asks may see; tested below.
const OTHERS: [&str; 2] = ["users", "own_login"];

fn forbidden<T>(result: Result<T>) -> bool {
    matches!(result, Err(ServiceError::Forbidden))
}

/// For each use case, whether it is forbidden to this member of staff.
async fn tried(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let mut told = sorting(world, by).await;
    told.extend(problems(world, by).await);
    told.extend(consulting(world, by).await);
    told.extend(managing(world, by).await);
    told.extend(stages(world, by).await);
    told.extend(paper::tried(world, by).await);
    told.extend(rule::tried(world, by).await);
    told.extend(criticism::tried(world, by).await);
    told.extend(hearing::tried(world, by).await);
    told.extend(disclosure::tried(world, by).await);
    told.extend(ledger_import::tried(world, by).await);
    told.extend(programme::tried(world, by).await);
    told.extend(commitment::tried(world, by).await);
    told.extend(spot_check::tried(world, by).await);
    told.extend(study::tried(world, by).await);
    told.extend(wave::tried(world, by).await);
    told.extend(treatment::tried(world, by).await);
    told
}

async fn consulting(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign, office) = (&world.service, &world.campaign, &world.office);
    let problem = world.list(&world.voices(1).await).await;
    let (question, words, zh) = ("夜市该怎么管？", "摊位要固定", "zh-CN");
    let id = service
        .open_consultation(campaign, office, None, question, zh)
        .await
        .unwrap();
    let added = service
        .propose_statement(campaign, id, words, zh, None)
        .await;
    let statement = added.unwrap().statement;
    let opened = service
        .open_consultation(campaign, by, None, question, zh)
        .await;
    let seeded = service
        .seed_statement(campaign, by, id, words, zh, Origin::Office)
        .await;
    let decided = service
        .decide_statement(campaign, by, statement, Decision::Accept)
        .await;
    let plan = plan(world.today().plus(9));
    let planned = service
        .plan_item_citing(campaign, by, problem, plan, vec![], None)
        .await;
    let voices = service.seeds_from_voices(campaign, by, problem).await;
    let read = service.added_statements(campaign, by, id).await;
    let closed = service.close_consultation(campaign, by, id).await;
    BTreeMap::from([
        ("ties", forbidden(service.ties(campaign, by, problem).await)),
        ("open_consultation", forbidden(opened)),
        ("close_consultation", forbidden(closed)),
        ("seed_statement", forbidden(seeded)),
        ("seeds_from_voices", forbidden(voices)),
        ("added_statements", forbidden(read)),
        ("decide_statement", forbidden(decided)),
        ("plan_item_citing", forbidden(planned)),
    ])
}

async fn sorting(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let opinion = world.say("路灯坏了").await.opinion;
    let legal = Authority::Legal;
    let refuse = Sorting::Refuse {
        reason: "off-topic".into(),
    };
    let sheet = Sheet::Upload("a.csv".into(), "text\n路灯坏了\n".into());
    let (options, mut sink) = (ImportOptions::default(), Collected::default());
    let import = service
        .import(campaign, Some(by), &sheet, &options, &mut sink)
        .await;
    let import = matches!(import, Err(ImportError::Service(ServiceError::Forbidden)));
    let filter = OpinionFilter::default();
    BTreeMap::from([
        (
            "inbox",
            forbidden(service.inbox(campaign, by, &filter).await),
        ),
        (
            "letter",
            forbidden(service.letter(campaign, by, opinion).await),
        ),
        (
            "picture",
            forbidden(service.picture(campaign, by, opinion, 1).await),
        ),
        (
            "show_picture",
            forbidden(service.show_picture(campaign, by, opinion, 1, true).await),
        ),
        (
            "proposals",
            forbidden(service.proposals(campaign, by).await),
        ),
        (
            "suggested_title",
            forbidden(service.suggested_title(campaign, by, &[opinion]).await),
        ),
        (
            "sort_opinion",
            forbidden(service.sort_opinion(campaign, by, opinion, refuse).await),
        ),
        (
            "answer_opinion",
            forbidden(service.answer_opinion(campaign, by, opinion, "好").await),
        ),
        (
            "erase_by_office",
            forbidden(service.erase_by_office(campaign, by, opinion, legal).await),
        ),
        ("import", import),
        ("keep_apart", {
            forbidden(
                service
                    .keep_apart(campaign, by, opinion, ProblemId(99))
                    .await,
            )
        }),
    ])
}

async fn stages(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let (roads, words) = (unit("roads"), || "看过了".to_owned());
    let team = world.supervisor.user;
    let later = world.today().plus(9);
    let about = (massline_domain::indicator::Subject::Unit(roads.clone()), 1);
    let measured = service
        .measure_all(campaign, by, about, Vec::new(), None)
        .await;
    let told = service
        .report_stage(campaign, by, (words(), None, None), None)
        .await;
    let sent = service.send_team(campaign, Some(by), team, [roads.clone()].into());
    let sent = sent.await;
    let signed = service
        .sign_stage(campaign, by, &roads, words(), None)
        .await;
    let put_off = service.postpone_stage(campaign, by, &roads, later, words(), None);
    let problem = world.list(&[world.say("井盖坏了").await]).await;
    world.give(problem).await;
    let seen = (true, words());
    let looked = service.look_back(campaign, by, problem, 90, seen).await;
    let due = service.looks_due(campaign, by).await;
    let come_up = service.come_up(campaign, by).await;
    let measure = massline_domain::indicator::Command::Measure {
        number: 1,
        reading: crate::indicator::reading(world.today(), "1"),
    };
    let subject = massline_domain::indicator::Subject::Unit(unit("roads"));
    let indicate = service.indicate(campaign, by, subject, measure, None).await;
    BTreeMap::from([
        ("report_stage", forbidden(told)),
        ("send_team", forbidden(sent)),
        ("sign_stage", forbidden(signed)),
        ("postpone_stage", forbidden(put_off.await)),
        ("look_back", forbidden(looked)),
        ("looks_due", forbidden(due)),
        ("come_up", forbidden(come_up)),
        ("indicate", forbidden(indicate)),
        (
            "measure_all",
            forbidden(measured.map_err(|(_, error)| error)),
        ),
        (
            "supervised",
            forbidden(service.supervised(campaign, by).await),
        ),
        (
            "units_read",
            forbidden(service.units_read(campaign, by).await),
        ),
    ])
}

async fn problems(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let problem = world.list(&[world.say("水管坏了").await]).await;
    let item = ItemId { problem, number: 1 };
    let new = new_problem(vec![]);
    let rename = Command::Rename {
        title: "路灯".into(),
    };
    let plan = plan(world.today().plus(9));
    let split = Split {
        opinions: vec![],
        title: "路灯".into(),
        unit: None,
    };
    let note = "请评判".to_owned();
    let filter = LedgerFilter::default();
    let evidence = service
        .add_evidence(campaign, by, item, evidence(), None, None)
        .await;
    BTreeMap::from([
        (
            "list_problem",
            forbidden(service.list_problem(campaign, by, &new).await),
        ),
        (
            "find_problem",
            forbidden(service.find_problem(campaign, by, &by.unit, &new).await),
        ),
        (
            "assign_opinions",
            forbidden(service.assign_opinions(campaign, by, problem, &[]).await),
        ),
        (
            "keep_problem",
            forbidden(
                service
                    .keep_problem(campaign, by, problem, rename, None)
                    .await,
            ),
        ),
        ("merge_problems", {
            forbidden(
                service
                    .merge_problems(campaign, by, problem, ProblemId(99))
                    .await,
            )
        }),
        ("merge_preview", {
            forbidden(
                service
                    .merge_preview(campaign, by, problem, ProblemId(99))
                    .await,
            )
        }),
        ("split_problem", {
            forbidden(
                service
                    .split_problem(campaign, by, problem, &split, None)
                    .await,
            )
        }),
        ("split_preview", {
            forbidden(service.split_preview(campaign, by, problem, &split).await)
        }),
        (
            "same_problems",
            forbidden(service.same_problems(campaign, by, problem).await),
        ),
        (
            "label_suggestions",
            forbidden(service.label_suggestions(campaign, by, &[]).await),
        ),
        ("answer_assignment", {
            forbidden(
                service
                    .answer_assignment(campaign, by, problem, None, None)
                    .await,
            )
        }),
        (
            "plan_item",
            forbidden(service.plan_item(campaign, by, problem, plan, None).await),
        ),
        ("work_on_item", {
            forbidden(
                service
                    .work_on_item(campaign, by, item, finish(), None)
                    .await,
            )
        }),
        ("add_evidence", forbidden(evidence)),
        ("request_closing", {
            forbidden(
                service
                    .request_closing(campaign, by, problem, note, None)
                    .await,
            )
        }),
        (
            "ledger",
            forbidden(service.ledger(campaign, by, &filter).await),
        ),
    ])
}

async fn managing(world: &World, by: &Staff) -> BTreeMap<&'static str, bool> {
    let (service, campaign) = (&world.service, &world.campaign);
    let water = world.water.user;
    let new = new_user(&format!("u{}", by.user), Unit, "water");
    let password = "a long enough password".to_owned();
    let by = Some(by);
    BTreeMap::from([
        ("audit", forbidden(service.audit(by).await)),
        (
            "change_units",
            forbidden(service.change_units(campaign, by, vec![]).await),
        ),
        (
            "add_user",
            forbidden(service.add_user(campaign, by, &new).await),
        ),
        ("change_role", {
            forbidden(
                service
                    .change_role(campaign, by, water, Unit, unit("water"))
                    .await,
            )
        }),
        (
            "set_active",
            forbidden(service.set_active(campaign, by, water, true).await),
        ),
        (
            "set_password",
            forbidden(service.set_password(campaign, by, water, password).await),
        ),
    ])
}

#[tokio::test]
async fn each_role_may_do_what_the_table_says_and_nothing_else() {
    let world = World::new().await;
    let inspector = hire(
        &world.service,
        &world.campaign,
        "inspector",
        Inspector,
        "county",
    )
    .await;
    for staff in [
        &inspector,
        &world.administrator,
        &world.office,
        &world.supervisor,
        &world.roads,
    ] {
        let told = tried(&world, staff).await;
        let named: Vec<_> = TABLE
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| !told.contains_key(name))
            .collect();
        assert!(named.is_empty(), "{named:?} is not tried");
        for (name, roles) in TABLE {
            assert_eq!(
                told[name],
                !roles.contains(&staff.role),
                "{name} by {:?}",
                staff.role
            );
        }
    }
}

#[tokio::test]
async fn the_staff_of_another_campaign_may_nothing() {
    let world = World::new().await;
    for stranger in world.neighbours().await {
        let told = tried(&world, &stranger).await;
        // The books are of the whole server; whoever may examine them, may.
        for (name, forbidden) in told.into_iter().filter(|(name, _)| *name != "audit") {
            assert!(
                forbidden,
                "{name} by the {:?} of another campaign",
                stranger.role
            );
        }
        let users = world.service.users(&world.campaign, Some(&stranger)).await;
        assert!(forbidden(users));
        let login = world.service.own_login(&world.campaign, &stranger).await;
        assert!(matches!(login, Err(ServiceError::NotFound)));
    }
}

#[tokio::test]
async fn everyone_sets_their_own_password_and_only_administrators_list_the_staff() {
    let world = World::new().await;
    let (service, campaign) = (&world.service, &world.campaign);
    for staff in [&world.office, &world.supervisor, &world.roads] {
        let password = "a long enough password".to_owned();
        service
            .set_password(campaign, Some(staff), staff.user, password)
            .await
            .unwrap();
        assert!(forbidden(service.users(campaign, Some(staff)).await));
    }
    assert!(
        service
            .users(campaign, Some(&world.administrator))
            .await
            .is_ok()
    );
    assert_eq!(
        service.own_login(campaign, &world.roads).await.unwrap(),
        "roads"
    );
}

#[tokio::test]
async fn a_unit_works_on_its_own_problems_only() {
    let world = World::new().await;
    let problem = world.list(&world.voices(2).await).await;
    let item = world.rectify(problem).await;
    let (service, campaign, water) = (&world.service, &world.campaign, &world.water);
    assert!(
        service
            .answer_assignment(campaign, water, problem, None, None)
            .await
            .is_err()
    );
    assert!(
        service
            .work_on_item(campaign, water, item, finish(), None)
            .await
            .is_err()
    );
    assert!(
        service
            .add_evidence(campaign, water, item, evidence(), None, None)
            .await
            .is_err()
    );
    let deadline = world.today().plus(9);
    assert!(
        service
            .plan_item(campaign, water, problem, plan(deadline), None)
            .await
            .is_err()
    );
    let note = "请评判".to_owned();
    assert!(
        service
            .request_closing(campaign, water, problem, note, None)
            .await
            .is_err()
    );
}

/// The public methods in the source whose parameters name a member of staff.
fn methods_that_know_who_acts() -> BTreeSet<String> {
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = BTreeSet::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(
                std::fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let source = std::fs::read_to_string(path).unwrap();
        for rest in source.split("pub async fn ").skip(1) {
            let (name, rest) = rest.split_once('(').unwrap();
            let parameters = rest.split_once(") ->").map_or(rest, |(before, _)| before);
            if ["&Staff", "<&SignedIn>"]
                .iter()
                .any(|staff| parameters.contains(staff))
            {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

#[test]
fn no_use_case_is_missing_in_the_table() {
    let named = TABLE
        .iter()
        .map(|(name, _)| *name)
        .chain(OTHERS)
        .map(str::to_owned);
    assert_eq!(methods_that_know_who_acts(), named.collect());
}
