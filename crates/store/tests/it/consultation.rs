//! Consultations: what happens in the story of the other tests, and what is read of it.

use crate::author::Author;
use crate::place::{Place, on_both};
use crate::scenario::{CAMPAIGN, DAY, OTHER, fresh, tell};
use massline_domain::consultation::Event as ConsultationEvent;
use massline_domain::consultation::statement::{Event as StatementEvent, Origin, Reason, Stage};
use massline_domain::consultation::vote::{Choice, Event as VoteEvent};
use massline_domain::id::{ConsultationId, Digest, ItemId, ProblemId, StatementId};
use massline_domain::{Event, Who, item};
use massline_store::{StoreError, VaultWrite, VoteRow, text_commitment};

on_both!(
    consultations_are_read_as_they_happened,
    a_receipt_belongs_to_one_statement
);

const FIRST: ConsultationId = ConsultationId(1);
const RECEIPT: Digest = Digest([7; 32]);

fn statement(number: u32) -> StatementId {
    StatementId {
        consultation: FIRST,
        number,
    }
}

fn cast(participant: u8, number: u32, choice: Choice) -> Event {
    let (statement, participant) = (statement(number), Digest([participant; 32]));
    VoteEvent::Cast {
        statement,
        participant,
        choice,
    }
    .into()
}

impl Author {
    async fn open_consultation(&mut self, number: u64, problem: Option<ProblemId>) {
        self.happened(ConsultationEvent::Opened {
            consultation: ConsultationId(number),
            problem,
            question: format!("What first? {number}"),
            language: "en".to_owned(),
            day: DAY,
        })
        .await;
    }

    pub(crate) async fn propose(&mut self, number: u32, receipt: Digest) -> Result<(), StoreError> {
        let (salt, value) = (fresh(), format!("What someone says {number}"));
        let statement = statement(number);
        let key = VaultWrite::statement_key(statement);
        let commitment = text_commitment(&key, &salt, &value).unwrap();
        let event = StatementEvent::Proposed {
            statement,
            commitment,
            receipt,
            language: "zh-CN".to_owned(),
            day: DAY,
        };
        let text = VaultWrite::Text { key, salt, value };
        self.write(Who::Public, vec![event.into()], vec![text])
            .await
            .map(|_| ())
    }

    /// A consultation about a problem: seeds, what people add, and votes.
    pub(crate) async fn consult(&mut self, problem: ProblemId) {
        self.open_consultation(1, Some(problem)).await;
        let origins = [Origin::Office, Origin::Voice];
        for (number, origin) in (1..).zip(origins) {
            self.happened(StatementEvent::Seeded {
                statement: statement(number),
                words: format!("Seed {number}"),
                language: "en".to_owned(),
                origin,
                day: DAY,
            })
            .await;
        }
        self.propose(3, RECEIPT).await.unwrap();
        self.propose(4, Digest([8; 32])).await.unwrap();
        self.propose(5, Digest([6; 32])).await.unwrap();
        for (participant, number, choice) in [
            (1, 1, Choice::Agree),
            (1, 2, Choice::Disagree),
            (2, 1, Choice::Agree),
            (3, 1, Choice::Pass),
        ] {
            self.happened(cast(participant, number, choice)).await;
        }
    }

    /// What was added is looked at, an appeal is decided, a vote changes, and it ends.
    pub(crate) async fn consult_again(&mut self) {
        let (accepted, refused) = (statement(3), statement(4));
        let words = "What someone says 3".to_owned();
        let (statement, day) = (accepted, DAY);
        self.happened(StatementEvent::Accepted {
            statement,
            words,
            day,
        })
        .await;
        let (statement, reason) = (refused, Reason::Insult);
        self.happened(StatementEvent::Refused {
            statement,
            reason,
            day,
        })
        .await;
        let (salt, value) = (fresh(), "That is no insult".to_owned());
        let key = VaultWrite::appeal_key(statement);
        let note = Some(text_commitment(&key, &salt, &value).unwrap());
        let event = StatementEvent::Appealed {
            statement,
            note,
            day,
        };
        let text = VaultWrite::Text { key, salt, value };
        self.write(Who::Public, vec![event.into()], vec![text])
            .await
            .unwrap();
        self.happened(StatementEvent::Rejected { statement, day })
            .await;
        let statement = self::statement(5);
        let event = StatementEvent::Withdrawn { statement, day };
        let erase = VaultWrite::EraseStatement { statement };
        self.write(Who::Public, vec![event.into()], vec![erase])
            .await
            .unwrap();
        self.happened(VoteEvent::Changed {
            statement: self::statement(1),
            participant: Digest([2; 32]),
            from: Choice::Agree,
            choice: Choice::Disagree,
        })
        .await;
        self.open_consultation(2, None).await;
        let consultation = ConsultationId(2);
        self.happened(ConsultationEvent::Closed { consultation, day })
            .await;
        let (problem, number) = (ProblemId(1), 1);
        self.happened(item::Event::Cited {
            item: ItemId { problem, number },
            statements: vec![self::statement(1)],
            day,
        })
        .await;
    }
}

async fn consultations_are_read_as_they_happened(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let all = store.consultations(CAMPAIGN).await.unwrap();
    let numbers: Vec<u64> = all.iter().map(|row| row.consultation.0).collect();
    assert_eq!(numbers, [2, 1], "the latest first");
    assert_eq!((all[0].problem, all[0].closed), (None, Some(DAY)));
    assert_eq!(store.next_consultation(CAMPAIGN).await.unwrap(), 3);
    assert_eq!(store.next_consultation(OTHER).await.unwrap(), 1);
    let of = store
        .consultations_of(CAMPAIGN, ProblemId(1))
        .await
        .unwrap();
    assert_eq!(of, all[1..]);
    assert_eq!(of[0].answers, 5, "a changed answer is counted again");
    assert_eq!(
        store.consultation(CAMPAIGN, FIRST).await.unwrap(),
        of.into_iter().next()
    );

    let rows = store.statements(CAMPAIGN, FIRST).await.unwrap();
    let stages: Vec<Stage> = rows.iter().map(|row| row.stage).collect();
    let accepted = Stage::Accepted;
    let [rejected, withdrawn] = [Stage::Rejected, Stage::Withdrawn];
    assert_eq!(stages, [accepted, accepted, accepted, rejected, withdrawn]);
    let erased = VaultWrite::statement_key(statement(5));
    assert_eq!(store.text(CAMPAIGN, &erased).await.unwrap(), None);
    let kept = VaultWrite::statement_key(statement(4));
    assert!(store.text(CAMPAIGN, &kept).await.unwrap().is_some());
    let count = |at: usize| (rows[at].agree, rows[at].disagree, rows[at].pass);
    assert_eq!(count(0), (1, 1, 1), "the changed vote left its old place");
    assert_eq!(count(1), (0, 1, 0));
    assert_eq!(rows[2].words.as_deref(), Some("What someone says 3"));
    assert_eq!(
        (&rows[3].words, rows[3].reason),
        (&None, Some(Reason::Insult))
    );
    assert_eq!(store.statements_waiting(CAMPAIGN).await.unwrap(), 0);

    let votes = store.votes(CAMPAIGN, FIRST).await.unwrap();
    assert_eq!(votes.len(), 4);
    let changed = VoteRow {
        participant: Digest([2; 32]),
        statement: 1,
        choice: Choice::Disagree,
    };
    assert!(votes.contains(&changed), "{votes:?}");
    let items = store.items(CAMPAIGN, ProblemId(1)).await.unwrap();
    assert_eq!(items[0].cites, [statement(1)]);
    // The story of a problem tells that people were consulted, and of no vote.
    let story = store.story(CAMPAIGN, ProblemId(1)).await.unwrap();
    let tags: Vec<String> = story.iter().map(|one| one.event.tag()).collect();
    assert!(
        tags.iter().any(|tag| tag == "consultation.opened"),
        "{tags:?}"
    );
    assert!(!tags.iter().any(|tag| tag.starts_with("vote.")), "{tags:?}");
}

async fn a_receipt_belongs_to_one_statement(place: Place) {
    let store = place.open().await;
    tell(&store).await;
    let found = store.statement_by_receipt(RECEIPT).await.unwrap().unwrap();
    assert_eq!((found.0, found.1.statement), (CAMPAIGN, statement(3)));
    assert_eq!(
        store.statement(CAMPAIGN, statement(3)).await.unwrap(),
        Some(found.1)
    );
    let nobody = store.statement_by_receipt(Digest([9; 32])).await.unwrap();
    assert_eq!(nobody, None);
    let mut other = Author::new(&store, OTHER);
    assert!(other.propose(1, RECEIPT).await.is_err(), "taken");
}
