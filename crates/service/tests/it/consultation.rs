//! Consultations: opened, seeded, added to, looked at, voted on, closed; what people agree on
//! reaches the unit, and nobody learns who said what.

use crate::world::{World, plan, refusal};
use massline_domain::consultation::statement::{Origin, Reason, Stage};
use massline_domain::consultation::vote::Choice;
use massline_domain::id::{ConsultationId, ProblemId, StatementId};
use massline_domain::{Event, Refusal, Who};
use massline_service::consultation::results::Said;
use massline_service::consultation::statement::Decision;
use massline_service::consultation::vote::Token;
use massline_service::reading::Count;
use massline_service::{Result, ServiceError, Staff};

const ZH: &str = "zh-CN";

fn token(person: u8) -> Token {
    Token([person; 16])
}

impl World {
    async fn consult(&self, problem: Option<ProblemId>) -> ConsultationId {
        let (campaign, office) = (&self.campaign, &self.office);
        self.service
            .open_consultation(campaign, office, problem, "夜市该怎么管？", ZH)
            .await
            .unwrap()
    }

    async fn seed(&self, id: ConsultationId, words: &str) -> StatementId {
        let (campaign, office) = (&self.campaign, &self.office);
        self.service
            .seed_statement(campaign, office, id, words, ZH, Origin::Office)
            .await
            .unwrap()
    }

    async fn answer(&self, id: ConsultationId, person: u8, answers: &[(u32, Choice)]) {
        self.try_answer(id, person, answers).await.unwrap();
    }

    async fn try_answer(
        &self,
        id: ConsultationId,
        person: u8,
        answers: &[(u32, Choice)],
    ) -> Result<()> {
        let campaign = &self.campaign;
        self.service
            .vote(campaign, id, token(person), answers, None)
            .await
    }

    async fn decide(&self, staff: &Staff, id: StatementId, decision: Decision) -> Result<()> {
        let campaign = &self.campaign;
        self.service
            .decide_statement(campaign, staff, id, decision)
            .await
    }

    /// Eight statements; two groups of so many, who agree on the first, divide on the next six
    /// and reject the last.
    async fn divided(&self, problem: Option<ProblemId>, people: u8) -> ConsultationId {
        let id = self.consult(problem).await;
        for number in 1..=8 {
            self.seed(id, &format!("观点{number}")).await;
        }
        for person in 0..2 * people {
            let (yes, no) = if person < people {
                (Choice::Agree, Choice::Disagree)
            } else {
                (Choice::Disagree, Choice::Agree)
            };
            let mut answers = vec![(1, Choice::Agree), (8, Choice::Disagree)];
            answers.extend((2..=4).map(|number| (number, yes)));
            answers.extend((5..=7).map(|number| (number, no)));
            self.answer(id, person, &answers).await;
        }
        id
    }
}

#[tokio::test]
async fn a_whole_consultation_on_both_engines() {
    for world in World::on_both().await {
        let problem = world.list(&world.voices(6).await).await;
        let id = world.divided(Some(problem), 12).await;
        let (service, campaign) = (&world.service, &world.campaign);
        let results = service.results(campaign, id).await.unwrap();
        assert_eq!(results.people, Count::Exact(24));
        let sizes: Vec<u64> = results.groups.iter().map(|group| group.people).collect();
        assert_eq!(sizes, [12, 12]);
        assert_eq!(
            (&results.agreed[..], &results.rejected[..]),
            (&[0][..], &[7][..])
        );
        assert_eq!(results.divided, [1, 2, 3, 4, 5, 6]);
        assert!(matches!(results.statements[0].groups[0], Said::Numbers(of, _) if of.agree == 12));
        let agreed = service.agreed(campaign, problem).await.unwrap();
        assert_eq!(agreed.len(), 1);
        assert_eq!((agreed[0].words.as_str(), agreed[0].groups), ("观点1", 2));
        service
            .close_consultation(campaign, &world.office, id)
            .await
            .unwrap();
        let closed = world.try_answer(id, 99, &[(1, Choice::Agree)]).await;
        assert_eq!(refusal(closed), Refusal::WrongState { state: "closed" });
        assert_eq!(service.agreed(campaign, problem).await.unwrap(), agreed);
        world.must_be_sound().await;
        world.store.rebuild().await.unwrap();
        world.must_be_sound().await;
    }
}

#[tokio::test]
async fn a_changed_vote_counts_once_and_results_follow() {
    let world = World::new().await;
    let id = world.divided(None, 6).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let before = service.results(campaign, id).await.unwrap();
    let first = before.statements[0].answers.unwrap();
    assert_eq!(
        (first.agree, first.pass),
        (Count::Exact(12), Count::Exact(0))
    );
    for person in 0..6 {
        world.answer(id, person, &[(1, Choice::Pass)]).await;
    }
    let after = service.results(campaign, id).await.unwrap();
    let first = after.statements[0].answers.unwrap();
    assert_eq!(
        (first.agree, first.pass),
        (Count::Exact(6), Count::Exact(6))
    );
    assert_eq!(after.people, Count::Exact(12), "nobody came");
    let own = service.own_answers(campaign, id, Some(token(0))).await;
    assert_eq!(own.unwrap()[&1], Choice::Pass);
}

#[tokio::test]
async fn few_people_show_nothing() {
    let world = World::new().await;
    let id = world.consult(None).await;
    world.seed(id, "观点").await;
    let (service, campaign) = (&world.service, &world.campaign);
    for person in 0..4 {
        world.answer(id, person, &[(1, Choice::Agree)]).await;
        let results = service.results(campaign, id).await.unwrap();
        assert_eq!(results.people, Count::Under(5));
        assert_eq!(results.statements[0].answers, None);
        assert!(results.agreed.is_empty());
    }
    world.answer(id, 4, &[(1, Choice::Agree)]).await;
    let control = service.results(campaign, id).await.unwrap();
    assert_eq!(control.people, Count::Exact(5));
    assert!(control.statements[0].answers.is_some());
}

#[tokio::test]
async fn what_someone_adds_is_looked_at_and_followed_by_receipt() {
    let world = World::new().await;
    let id = world.consult(None).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let words = "摊位要固定，并公示摊主";
    let receipt = service
        .propose_statement(campaign, id, words, ZH, None)
        .await
        .unwrap();
    let code = receipt.code.to_string();
    let statement = receipt.statement;
    let follow = || service.follow_statement(&code, None);
    assert_eq!(follow().await.unwrap().row.stage, Stage::Waiting);
    // Nobody sees it, nobody votes on it.
    assert!(
        service
            .accepted_statements(campaign, id)
            .await
            .unwrap()
            .is_empty()
    );
    let vote = world.try_answer(id, 1, &[(1, Choice::Agree)]).await;
    assert_eq!(refusal(vote), Refusal::NotThere);
    let waiting = service
        .added_statements(campaign, &world.office, id)
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].words, words);
    assert_eq!(service.statements_waiting(campaign).await.unwrap(), 1);
    world
        .decide(&world.office, statement, Decision::Accept)
        .await
        .unwrap();
    world.answer(id, 1, &[(1, Choice::Agree)]).await;
    let followed = follow().await.unwrap();
    assert_eq!(
        (followed.row.stage, followed.row.agree),
        (Stage::Accepted, 1)
    );
    assert_eq!(followed.words.as_deref(), Some(words));
    // A receipt of a statement is none of an opinion, and the other way round.
    assert!(matches!(
        service.follow(&code, None).await,
        Err(ServiceError::UnknownReceipt)
    ));
    let opinion = world.say("路灯坏了").await.code.to_string();
    assert!(matches!(
        service.follow_statement(&opinion, None).await,
        Err(ServiceError::UnknownReceipt)
    ));
    world.must_be_sound().await;
}

#[tokio::test]
async fn an_appeal_goes_to_another_person_than_who_refused() {
    let world = World::new().await;
    let id = world.consult(None).await;
    let (service, campaign) = (&world.service, &world.campaign);
    for (decision, stage, by) in [
        (Decision::Uphold, Stage::Accepted, &world.colleague),
        (Decision::Reject, Stage::Rejected, &world.supervisor),
    ] {
        let receipt = service
            .propose_statement(campaign, id, "摊位要固定", ZH, None)
            .await
            .unwrap();
        let (code, statement) = (receipt.code.to_string(), receipt.statement);
        let early = service.appeal_statement(&code, "", None).await;
        assert_eq!(refusal(early), Refusal::WrongState { state: "waiting" });
        let refuse = Decision::Refuse(Reason::SaidAlready);
        world
            .decide(&world.office, statement, refuse)
            .await
            .unwrap();
        service
            .appeal_statement(&code, "没有人这样说过", None)
            .await
            .unwrap();
        let own = world.decide(&world.office, statement, decision).await;
        assert_eq!(refusal(own), Refusal::SamePerson);
        let added = service.added_statements(campaign, &world.office, id).await;
        assert!(added.unwrap()[0].own_refusal);
        let added = service.added_statements(campaign, by, id).await.unwrap();
        assert_eq!(added[0].appeal.as_deref(), Some("没有人这样说过"));
        assert!(!added[0].own_refusal);
        world.decide(by, statement, decision).await.unwrap();
        let followed = service.follow_statement(&code, None).await.unwrap();
        assert_eq!(followed.row.stage, stage);
        assert_eq!(followed.row.reason, Some(Reason::SaidAlready));
    }
    world.must_be_sound().await;
}

#[tokio::test]
async fn what_is_not_public_yet_can_be_taken_back_and_is_erased() {
    let world = World::new().await;
    let id = world.consult(None).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let mut codes = Vec::new();
    for words in ["摊位要固定", "我不想再说的话"] {
        let added = service
            .propose_statement(campaign, id, words, ZH, None)
            .await;
        codes.push(added.unwrap());
    }
    let office = &world.office;
    world
        .decide(office, codes[0].statement, Decision::Accept)
        .await
        .unwrap();
    let public = codes[0].code.to_string();
    let refused = service.withdraw_statement(&public, None).await;
    assert_eq!(refusal(refused), Refusal::WrongState { state: "accepted" });
    let own = codes[1].code.to_string();
    service.withdraw_statement(&own, None).await.unwrap();
    let followed = service.follow_statement(&own, None).await.unwrap();
    assert_eq!(followed.row.stage, Stage::Withdrawn);
    assert_eq!(followed.words, None);
    let waiting = service.added_statements(campaign, office, id).await;
    assert!(waiting.unwrap().is_empty());
    let late = world
        .decide(office, codes[1].statement, Decision::Accept)
        .await;
    assert_eq!(refusal(late), Refusal::NotThere);
    world.must_be_sound().await;
    world.store.rebuild().await.unwrap();
    world.must_be_sound().await;
}

#[tokio::test]
async fn each_right_for_each_role() {
    let world = World::new().await;
    let id = world.consult(None).await;
    let (service, campaign) = (&world.service, &world.campaign);
    let forbidden = |result: Result<()>| matches!(result, Err(ServiceError::Forbidden));
    let [.., neighbour] = world.neighbours().await;
    for staff in [
        &world.supervisor,
        &world.administrator,
        &world.roads,
        &neighbour,
    ] {
        let opened = service
            .open_consultation(campaign, staff, None, "问什么？", ZH)
            .await;
        assert!(forbidden(opened.map(|_| ())));
        let seeded = service
            .seed_statement(campaign, staff, id, "观点", ZH, Origin::Office)
            .await;
        assert!(forbidden(seeded.map(|_| ())));
        assert!(forbidden(
            service.close_consultation(campaign, staff, id).await
        ));
    }
    let receipt = service
        .propose_statement(campaign, id, "摊位要固定", ZH, None)
        .await
        .unwrap();
    let statement = receipt.statement;
    let refuse = Decision::Refuse(Reason::Insult);
    for staff in [&world.supervisor, &world.administrator, &world.roads] {
        for decision in [Decision::Accept, refuse] {
            assert!(forbidden(world.decide(staff, statement, decision).await));
        }
    }
    for staff in [&world.administrator, &world.roads, &neighbour] {
        let read = service.added_statements(campaign, staff, id).await;
        assert!(forbidden(read.map(|_| ())));
        for decision in [Decision::Uphold, Decision::Reject] {
            assert!(forbidden(world.decide(staff, statement, decision).await));
        }
    }
    // The supervision team reads appeals and nothing that still waits.
    let read = service
        .added_statements(campaign, &world.supervisor, id)
        .await;
    assert!(read.unwrap().is_empty());
    let problem = world.list(&world.voices(6).await).await;
    for staff in [&world.supervisor, &world.roads] {
        let voices = service.seeds_from_voices(campaign, staff, problem).await;
        assert!(forbidden(voices.map(|_| ())));
    }
    let voices = service
        .seeds_from_voices(campaign, &world.office, problem)
        .await;
    assert!(!voices.unwrap().is_empty(), "the control");
}

#[tokio::test]
async fn nothing_that_is_stored_tells_who_votes_or_adds() {
    let world = World::new().await;
    let (one, other) = (world.consult(None).await, world.consult(None).await);
    for id in [one, other] {
        world.seed(id, "观点").await;
        world.answer(id, 7, &[(1, Choice::Agree)]).await;
    }
    let (service, campaign) = (&world.service, &world.campaign);
    let receipt = service
        .propose_statement(campaign, one, "别人都不说的话", ZH, None)
        .await
        .unwrap();
    let recorded = world.store.events_after(0, 10_000).await.unwrap();
    let mut participants = Vec::new();
    let secret = "07".repeat(16);
    for one in &recorded {
        let data = one.event.to_json().to_string();
        assert!(!data.contains(&secret), "the token is stored");
        assert!(
            !data.contains("别人都不说的话"),
            "words before they are public"
        );
        let of_people = match &one.event {
            Event::Vote(event) => {
                participants.push(event.participant());
                let fields = one.event.to_json();
                let fields: Vec<&String> = fields.as_object().unwrap().keys().collect();
                assert_eq!(fields, ["choice", "participant", "statement", "type"]);
                true
            }
            event => event.tag() == "statement.proposed",
        };
        if of_people {
            assert_eq!(one.who, Who::Public);
        }
    }
    assert_eq!(participants.len(), 2);
    assert_ne!(
        participants[0], participants[1],
        "one person, two consultations"
    );
    assert!(!format!("{:?}", token(7)).contains('7'));
    let code = receipt.code.to_string().replace(' ', "");
    let stored = recorded
        .iter()
        .any(|one| one.event.to_json().to_string().contains(&code));
    assert!(!stored, "the receipt is stored");
    // The log covers them by a batch, whose document names nobody.
    service.seal_now(campaign.id()).await.unwrap();
    world.must_be_sound().await;
}

#[tokio::test]
async fn what_comes_next_is_what_few_have_answered() {
    let world = World::new().await;
    let id = world.consult(None).await;
    for number in 1..=3 {
        world.seed(id, &format!("观点{number}")).await;
    }
    let (service, campaign) = (&world.service, &world.campaign);
    let next = async |person: u8| {
        let found = service
            .progress(campaign, id, Some(token(person)), None)
            .await;
        let found = found.unwrap();
        (found.next.map(|row| row.statement.number), found.answered)
    };
    assert_eq!(next(1).await, (Some(1), 0));
    world.answer(id, 1, &[(1, Choice::Pass)]).await;
    assert_eq!(next(1).await, (Some(2), 1));
    assert_eq!(next(2).await, (Some(2), 0), "the first was passed on");
    world
        .answer(id, 1, &[(2, Choice::Pass), (3, Choice::Pass)])
        .await;
    assert_eq!(next(1).await, (None, 3));
    let again = service
        .progress(campaign, id, Some(token(1)), Some(2))
        .await;
    assert_eq!(again.unwrap().next.unwrap().statement.number, 2);
    let unknown = service.progress(campaign, id, None, Some(9)).await;
    assert_eq!(refusal(unknown), Refusal::NotThere);
}

#[tokio::test]
async fn an_item_cites_only_what_people_agree_on_there() {
    let world = World::new().await;
    let problem = world.list(&world.voices(6).await).await;
    let id = world.divided(Some(problem), 12).await;
    let elsewhere = world.divided(None, 12).await;
    world.give(problem).await;
    world.claim(problem).await;
    let (service, campaign, roads) = (&world.service, &world.campaign, &world.roads);
    let statement = |consultation, number| StatementId {
        consultation,
        number,
    };
    let deadline = world.today().plus(30);
    let cite = async |cites: Vec<StatementId>| {
        service
            .plan_item_citing(campaign, roads, problem, plan(deadline), cites, None)
            .await
    };
    for not_agreed in [statement(id, 2), statement(elsewhere, 1)] {
        assert_eq!(refusal(cite(vec![not_agreed]).await), Refusal::NotThere);
    }
    cite(vec![statement(id, 1)]).await.unwrap();
    let items = world.store.items(campaign.id(), problem).await.unwrap();
    assert_eq!(items[0].cites, [statement(id, 1)]);
    world.must_be_sound().await;
}

#[tokio::test]
async fn whoever_asks_too_often_waits() {
    let world = World::new().await;
    let id = world.consult(None).await;
    world.seed(id, "观点").await;
    let (service, campaign) = (&world.service, &world.campaign);
    let caller = Some([1; 16]);
    for _ in 0..120 {
        service.count_participant(caller).unwrap();
        let words = "摊位要固定";
        let added = service
            .propose_statement(campaign, id, words, ZH, caller)
            .await;
        added.unwrap();
    }
    assert!(matches!(
        service.count_participant(caller),
        Err(ServiceError::TooMany { .. })
    ));
    let added = service
        .propose_statement(campaign, id, "又一条", ZH, caller)
        .await;
    assert!(matches!(added, Err(ServiceError::TooMany { .. })));
    // Another address is not affected, nor is voting from this one.
    service.count_participant(Some([2; 16])).unwrap();
    service
        .vote(campaign, id, token(1), &[(1, Choice::Agree)], caller)
        .await
        .unwrap();
}
