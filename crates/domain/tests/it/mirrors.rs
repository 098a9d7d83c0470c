//! Self-examinations: what must be in them, who may return them, what the copy-paste mirror
//! shows.

use crate::world::{CHARTER, OTHER_PROBLEM, PROBLEM, TODAY, digest, housing, on, staff, unit};
use massline_domain::context::Role;
use massline_domain::copying::{changed, phrases, shared};
use massline_domain::id::PaperId;
use massline_domain::mirror::{Answer, Command, Content, Paper, Stage};
use massline_domain::{Day, Machine, Refusal, Who};
use std::sync::LazyLock;

/// The paper most tests are about: the body's own.
pub(crate) static PAPER: LazyLock<PaperId> = LazyLock::new(|| PaperId {
    unit: unit("housing"),
    number: 1,
});

/// A paper with everything in it.
pub(crate) fn complete() -> Content {
    let answer = Answer {
        mirror: "standard".into(),
        clauses: vec!["keeps-word".into()],
        problems: vec![PROBLEM],
        words: "六月验收三号楼，当天没有到现场。".into(),
    };
    Content {
        list: String::new(),
        answers: vec![answer],
        causes: "验收只看图纸。".into(),
        measures: "验收必到现场。".into(),
    }
}

fn write(content: Content) -> Command {
    Command::Write {
        office: None,
        content,
        commitment: digest(7),
        own: [PROBLEM].into(),
    }
}

fn team() -> Who {
    staff(Role::Supervisor, "county")
}

#[derive(Default)]
struct Trial(Paper);

impl Trial {
    fn on(&mut self, day: Day, who: &Who, command: Command) -> Result<(), Refusal> {
        let events = self.0.decide((PAPER.clone(), command), &on(day, who))?;
        events.iter().for_each(|event| self.0.apply(event));
        Ok(())
    }

    fn own(&mut self, command: Command) -> Result<(), Refusal> {
        self.on(TODAY, &housing(), command)
    }

    fn team(&mut self, command: Command) -> Result<(), Refusal> {
        self.on(TODAY, &team(), command)
    }

    /// Before the supervision team.
    fn submitted() -> Self {
        let mut trial = Self::default();
        trial.own(write(complete())).unwrap();
        let content = complete();
        trial
            .own(Command::Submit {
                content,
                short: false,
            })
            .unwrap();
        trial
    }
}

fn accept() -> Command {
    let note = "写到了人和事".into();
    Command::Accept { note }
}

fn send_back(days: i32) -> Command {
    Command::Return {
        reason: "shallow".into(),
        words: "原因只写到验收不严".into(),
        rewrite_by: TODAY.plus(days),
        substitutions: Vec::new(),
    }
}

#[test]
fn where_a_list_is_all_that_is_asked_one_line_is_enough_and_none_is_not() {
    let submit = |list: &str, short| {
        let content = Content {
            list: list.to_owned(),
            ..Content::default()
        };
        let mut trial = Trial::default();
        trial.own(write(content.clone())).unwrap();
        let command = (PAPER.clone(), Command::Submit { content, short });
        trial.0.decide(command, &on(TODAY, &housing()))
    };
    let line = "会计，六月九日，低保只贴了一处，三组两户没有看见";
    assert!(submit(line, true).is_ok());
    let empty = |field| Err(Refusal::Empty { field });
    assert_eq!(submit(" \n", true), empty("mirror_list"));
    assert_eq!(
        submit(line, false),
        empty("mirror_words"),
        "others write a paper"
    );
    let content = Content {
        list: format!("{line}\n\n  第二件  \n"),
        ..Content::default()
    };
    assert_eq!(content.matters().collect::<Vec<_>>(), [line, "第二件"]);
}

#[test]
fn a_draft_may_be_unfinished_and_a_submitted_paper_may_not() {
    let mut trial = Trial::default();
    trial.own(write(Content::default())).unwrap();
    let missing = |change: fn(&mut Content)| {
        let mut content = complete();
        change(&mut content);
        trial.0.clone().decide(
            (
                PAPER.clone(),
                Command::Submit {
                    content,
                    short: false,
                },
            ),
            &on(TODAY, &housing()),
        )
    };
    let field = |field| Err(Refusal::Empty { field });
    assert_eq!(missing(|one| one.answers.clear()), field("mirror_words"));
    let no_clause = missing(|one| one.answers[0].clauses.clear());
    assert_eq!(no_clause, field("clauses"));
    assert_eq!(missing(|one| one.causes.clear()), field("mirror_causes"));
    assert_eq!(
        missing(|one| one.measures = " ".into()),
        field("mirror_measures")
    );
    assert!(
        missing(|_| ()).is_ok(),
        "with everything it can be submitted"
    );
}

#[test]
fn it_cites_clauses_of_the_charter_and_problems_of_the_unit_only() {
    let with = |change: fn(&mut Answer)| {
        let mut content = complete();
        change(&mut content.answers[0]);
        Trial::default().own(write(content))
    };
    let kind = |result: Result<(), Refusal>| match result {
        Err(Refusal::UnknownCode { kind, .. }) => kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(with(|one| one.mirror = "moon".into())), "mirror");
    assert_eq!(kind(with(|one| one.clauses.push("moon".into()))), "clause");
    assert_eq!(
        kind(with(|one| one.problems.push(OTHER_PROBLEM))),
        "problem"
    );
    let mut twice = complete();
    twice.answers.push(twice.answers[0].clone());
    assert_eq!(
        Trial::default().own(write(twice)),
        Err(Refusal::AlreadyThere)
    );
}

#[test]
fn a_leaders_paper_names_the_office_and_the_bodys_own_does_not() {
    let write_as = |number, office: Option<&str>| {
        let paper = PaperId {
            unit: unit("housing"),
            number,
        };
        let Command::Write {
            content,
            commitment,
            own,
            ..
        } = write(complete())
        else {
            unreachable!()
        };
        let office = office.map(str::to_owned);
        let command = Command::Write {
            office,
            content,
            commitment,
            own,
        };
        let events = Paper::default().decide((paper, command), &on(TODAY, &housing()));
        events.map(|events| Paper::replay(&events).office)
    };
    assert_eq!(write_as(1, Some("局长")), Ok(None));
    assert_eq!(write_as(2, Some(" 局长 ")), Ok(Some("局长".into())));
    assert_eq!(write_as(2, None), Err(Refusal::Empty { field: "office" }));
}

#[test]
fn it_is_returned_with_a_reason_and_a_day_and_must_be_rewritten() {
    let mut trial = Trial::submitted();
    assert_eq!(trial.own(accept()), Err(Refusal::OwnUnit), "not by itself");
    assert_eq!(trial.own(send_back(7)), Err(Refusal::OwnUnit));
    let earliest = TODAY.plus(1);
    let early = Refusal::TooEarly {
        field: "rewrite_by",
        earliest,
    };
    assert_eq!(trial.team(send_back(0)), Err(early));
    let mut other = send_back(7);
    if let Command::Return { reason, .. } = &mut other {
        *reason = "boring".into();
    }
    assert!(matches!(
        trial.team(other),
        Err(Refusal::UnknownCode { .. })
    ));
    let with = |code: &str| match send_back(7) {
        Command::Return {
            reason,
            words,
            rewrite_by,
            ..
        } => Command::Return {
            reason,
            words,
            rewrite_by,
            substitutions: vec![code.to_owned()],
        },
        other => other,
    };
    let unknown = trial.team(with("made-up"));
    let kind = "substitution";
    assert!(matches!(unknown, Err(Refusal::UnknownCode { kind: found, .. }) if found == kind));
    trial.team(send_back(7)).unwrap();
    assert!(!trial.0.is_late(TODAY.plus(7)) && trial.0.is_late(TODAY.plus(8)));
    let again = || Command::Submit {
        short: false,
        content: complete(),
    };
    assert_eq!(trial.own(again()), Err(Refusal::Unchanged), "as it was");
    trial.own(write(complete())).unwrap();
    trial.own(again()).unwrap();
    assert_eq!((trial.0.version, trial.0.submitted.len()), (2, 2));
    assert!(!trial.0.is_late(TODAY.plus(8)), "it is with the team now");
}

#[test]
fn nothing_is_published_before_a_reply_or_the_days_for_one() {
    let publish = || Command::Publish {
        content: complete(),
    };
    let mut trial = Trial::submitted();
    assert!(matches!(
        trial.own(publish()),
        Err(Refusal::WrongState { .. })
    ));
    trial.team(accept()).unwrap();
    let days = i32::from(CHARTER.time.reply_days);
    let earliest = TODAY.plus(days);
    let early = Refusal::TooEarly {
        field: "form",
        earliest,
    };
    let day_before = trial.on(earliest.plus(-1), &housing(), publish());
    assert_eq!(day_before, Err(early));
    let mut waited = Trial(trial.0.clone());
    waited.on(earliest, &housing(), publish()).unwrap();
    let words = "三号楼的事由现任负责改".into();
    trial.own(Command::Reply { words }).unwrap();
    trial.own(publish()).unwrap();
    assert_eq!(trial.0.stage, Stage::Published);
}

#[test]
fn coverage_can_be_counted_by_hand() {
    let own = [PROBLEM, OTHER_PROBLEM].into();
    let coverage = complete().coverage(&CHARTER, &own);
    assert_eq!((coverage.clauses, coverage.all_clauses), (1, 2));
    assert_eq!((coverage.problems, coverage.all_problems), (1, 2));
    // 16 of 16 + 7 + 7 characters.
    assert_eq!(coverage.problem_percent, 53);
    assert_eq!(
        Content::default().coverage(&CHARTER, &own).problem_percent,
        0
    );
}

#[test]
fn an_answer_that_says_no_day_and_no_number_is_shown() {
    let lacks = |words: &str| {
        let answer = Answer {
            words: words.into(),
            ..Answer::default()
        };
        let lacks = answer.lacks(&CHARTER).into_iter();
        lacks.map(|one| one.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(lacks("有的同志认识不到位"), ["when"]);
    assert!(lacks("验收当天没有到现场").is_empty());
    assert!(lacks("6 月没有到现场").is_empty());
    assert!(lacks("查了三次").is_empty());
    assert_eq!(lacks("一直没有去过"), ["when"]);
    assert!(lacks("on that day nobody went").is_empty());
}

#[test]
fn what_is_copied_is_shown_side_by_side_and_what_is_ones_own_is_not() {
    let theirs = "我们局学习抓得不紧，以干代学，满足于看文件，遇到难事绕着走。滨河路的灯灭了五周。";
    let mine = "三号楼电梯停了两次。我们局学习抓得不紧、以干代学，满足于看文件，遇到难事绕着走！";
    let found = shared(mine, theirs);
    assert_eq!(found.passages.len(), 1, "{found:?}");
    let passage = &found.passages[0];
    assert!(passage.here.starts_with("我们局学习") && passage.here.ends_with("绕着走"));
    assert!(
        passage.there.contains("不紧，以干代学"),
        "as the other has it: {passage:?}"
    );
    // 26 of 35 characters.
    assert_eq!(found.percent, 74);
    // A passage ends where a paragraph does.
    let broken = mine.replace("，满足", "。\n满足");
    let passages = shared(&broken, theirs).passages;
    assert_eq!(passages.len(), 2, "{passages:?}");
    assert!(passages.iter().all(|one| !one.here.contains('\n')));
    let own = "验收三号楼那天我没有到现场，只在图纸上签了字，住户爬了两个月的楼。";
    assert_eq!(shared(own, theirs), Default::default());
    assert_eq!(shared(mine, mine).percent, 100);
    assert_eq!(shared("", theirs).percent, 0);
    assert_eq!(shared(mine, "").percent, 0);
}

#[test]
fn english_is_compared_by_words_and_a_common_turn_is_no_copy() {
    let theirs = "We did not go to see the place before we signed, and nobody asked the people who live there.";
    let mine =
        "In June WE DID NOT go to see the place before we signed; and nobody asked the tenants.";
    let found = shared(mine, theirs);
    assert_eq!(found.passages.len(), 1, "{found:?}");
    assert_eq!(shared("We did not go to see the film.", theirs).percent, 0);
}

#[test]
fn phrases_are_counted_and_changes_named() {
    let list = ["高度重视".to_owned(), "Going forward".to_owned()];
    let text = "高度重视，再高度重视。going forward.";
    assert_eq!(
        phrases(text, &list),
        [("高度重视", 2), ("Going forward", 1)]
    );
    assert!(phrases("灯灭了五周。", &list).is_empty());
    let (gone, new) = changed("验收不严。灯灭了五周。", "灯灭了五周。那天我没有到现场。");
    assert_eq!(gone, ["验收不严。"]);
    assert_eq!(new, ["那天我没有到现场。"]);
}
