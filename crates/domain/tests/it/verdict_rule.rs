//! The rule of judgement: silence and "don't know" are not content, the last ballot counts,
//! and a result comes early only where what is missing cannot change it.

use crate::world::{CHARTER, ROUND, TODAY, digest};
use massline_domain::verdict::Choice::{DontKnow, Fixed, NotFixed};
use massline_domain::verdict::{Choice, Command, Event, Outcome, Tally, Verdict};
use massline_domain::{Charter, Context, Day, Machine, Refusal, Who};

/// A charter with another share.
fn with_percent(fixed_percent: u8) -> Charter {
    let mut charter = CHARTER.clone();
    charter.verdict.fixed_percent = fixed_percent;
    charter
}

/// Tells a round a command on a day.
fn tell(
    round: &mut Verdict,
    charter: &Charter,
    today: Day,
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    let who = &Who::Public;
    let context = Context {
        today,
        who,
        charter,
    };
    let events = round.decide_for(ROUND, command, &context)?;
    events.iter().for_each(|event| round.apply(event));
    Ok(events)
}

fn ballot(voter: u8, choice: Choice) -> Command {
    Command::Cast {
        nullifier: digest(voter),
        choice,
        comment: None,
        entitled: true,
    }
}

/// An open round with these answers, the first voter's first.
fn round(charter: &Charter, asked: u32, answers: &[Choice]) -> Verdict {
    let mut round = Verdict::default();
    tell(&mut round, charter, TODAY, Command::Open { asked }).unwrap();
    for (voter, choice) in (0..).zip(answers) {
        tell(&mut round, charter, TODAY, ballot(voter, *choice)).unwrap();
    }
    round
}

/// What a count on this day gives.
fn counted(mut round: Verdict, charter: &Charter, today: Day) -> Option<Outcome> {
    let events = tell(&mut round, charter, today, Command::Count).unwrap();
    match events.as_slice() {
        [] => None,
        [Event::Decided { outcome, tally, .. }] => {
            assert_eq!(
                *tally,
                round.tally(),
                "the tally written is the tally counted"
            );
            assert_eq!(round.judgement().unwrap().outcome(), *outcome);
            Some(*outcome)
        }
        other => panic!("a count gave {other:?}"),
    }
}

/// Share, asked, answers, days since the opening, and what must come of it.
type Row = (u8, u32, &'static [Choice], i32, Option<Outcome>);

const YES: Option<Outcome> = Some(Outcome::Fixed);
const NO: Option<Outcome> = Some(Outcome::NotFixed);

/// The window is 14 days: day 14 is its last, day 15 is after it.
const TABLE: &[Row] = &[
    // Everyone answered: the share of definite answers decides, the bound included.
    (60, 5, &[Fixed, Fixed, Fixed, NotFixed, NotFixed], 0, YES),
    (61, 5, &[Fixed, Fixed, Fixed, NotFixed, NotFixed], 0, NO),
    (100, 2, &[Fixed, Fixed], 0, YES),
    (1, 2, &[NotFixed, NotFixed], 0, NO),
    // "Don't know" is an answer and not content: it does not weigh on either side.
    (60, 3, &[Fixed, DontKnow, DontKnow], 0, YES),
    (60, 3, &[NotFixed, DontKnow, DontKnow], 0, NO),
    (60, 2, &[DontKnow, DontKnow], 0, None),
    (60, 2, &[DontKnow, DontKnow], 400, None),
    // Silence decides nothing, however long it lasts.
    (60, 3, &[], 0, None),
    (60, 3, &[], 15, None),
    (60, 3, &[DontKnow], 4000, None),
    // Early: what is missing cannot change it.
    (60, 5, &[Fixed, Fixed, Fixed], 0, YES),
    (60, 5, &[Fixed, Fixed], 0, None),
    (60, 5, &[NotFixed, NotFixed, NotFixed], 0, NO),
    (60, 5, &[NotFixed, NotFixed], 0, None),
    (
        60,
        10,
        &[Fixed, Fixed, DontKnow, DontKnow, DontKnow],
        0,
        None,
    ),
    (50, 2, &[Fixed], 0, YES),
    (51, 2, &[Fixed], 0, None),
    (100, 9, &[NotFixed], 0, NO),
    // The end of the window: its last day still belongs to the people.
    (60, 9, &[Fixed], 14, None),
    (60, 9, &[Fixed], 15, YES),
    (60, 9, &[Fixed, NotFixed], 15, NO),
    (60, 9, &[NotFixed, DontKnow], 15, NO),
];

#[test]
fn the_rule_row_by_row() {
    for (percent, asked, answers, days, expected) in TABLE {
        let charter = with_percent(*percent);
        let round = round(&charter, *asked, answers);
        let found = counted(round, &charter, TODAY.plus(*days));
        assert_eq!(
            found, *expected,
            "{percent} % of {asked}: {answers:?} after {days} days"
        );
    }
}

/// Every way in which the silent could still answer, silence included.
fn all_endings(answers: &[Choice], silent: u32) -> Vec<Vec<Choice>> {
    let mut endings = vec![answers.to_vec()];
    for _ in 0..silent {
        let longer = endings
            .iter()
            .flat_map(|ending| Choice::ALL.map(|choice| [ending.as_slice(), &[choice]].concat()));
        let longer: Vec<_> = longer.collect();
        endings.extend(longer);
    }
    endings
}

/// By the definition, not by the formula: early exactly where every ending is the same.
#[test]
fn early_exactly_where_no_ending_differs() {
    let after = TODAY.plus(15);
    for percent in [1, 34, 50, 60, 67, 100] {
        let charter = with_percent(percent);
        for asked in 1..=4 {
            for answers in all_endings(&[], asked) {
                let silent = asked - u32::try_from(answers.len()).unwrap();
                let endings = all_endings(&answers, silent).into_iter();
                let mut ends: Vec<_> = endings
                    .map(|ending| counted(round(&charter, asked, &ending), &charter, after))
                    .collect();
                ends.dedup();
                let certain = if ends.len() == 1 { ends[0] } else { None };
                let now = counted(round(&charter, asked, &answers), &charter, TODAY);
                assert_eq!(now, certain, "{percent} % of {asked}: {answers:?}");
            }
        }
    }
}

#[test]
fn the_last_ballot_counts_and_counts_once() {
    let mut round = round(&CHARTER, 2, &[NotFixed]);
    for choice in [DontKnow, Fixed, NotFixed, Fixed] {
        tell(&mut round, &CHARTER, TODAY, ballot(0, choice)).unwrap();
    }
    let expected = Tally {
        asked: 2,
        fixed: 1,
        not_fixed: 0,
        dont_know: 0,
    };
    assert_eq!(round.tally(), expected);
    assert_eq!((round.tally().answered(), round.tally().silent()), (1, 1));
    assert_eq!(round.ballots.len(), 1);
}

#[test]
fn there_are_no_more_ballots_than_people_asked() {
    let mut round = round(&CHARTER, 2, &[DontKnow, DontKnow]);
    let third = tell(&mut round, &CHARTER, TODAY, ballot(2, Fixed));
    assert_eq!(third, Err(Refusal::NotAsked));
    assert!(tell(&mut round, &CHARTER, TODAY, ballot(1, Fixed)).is_ok());
}

#[test]
fn after_the_result_no_ballot_is_taken() {
    let mut round = round(&CHARTER, 1, &[NotFixed]);
    tell(&mut round, &CHARTER, TODAY, Command::Count).unwrap();
    let late = tell(&mut round, &CHARTER, TODAY, ballot(0, Fixed));
    assert_eq!(late, Err(Refusal::WrongState { state: "decided" }));
}

#[test]
fn a_ballot_after_a_silent_window_decides_at_once() {
    let mut round = round(&CHARTER, 9, &[]);
    let late = TODAY.plus(30);
    tell(&mut round, &CHARTER, late, ballot(0, NotFixed)).unwrap();
    assert_eq!(counted(round, &CHARTER, late), NO);
}

#[test]
fn the_rule_is_the_one_at_the_opening() {
    let round = round(&CHARTER, 2, &[Fixed, NotFixed]);
    // A charter changed mid-way to 50 percent would close it; the round was opened with 60.
    assert_eq!(counted(round, &with_percent(50), TODAY), NO);
}

#[test]
fn where_nobody_holds_a_receipt_nobody_is_asked() {
    let refused = tell(
        &mut Verdict::default(),
        &CHARTER,
        TODAY,
        Command::Open { asked: 0 },
    );
    assert_eq!(refused, Err(Refusal::NobodyToAsk));
}

#[test]
fn the_tally_keeps_three_numbers_apart() {
    let tally = round(&CHARTER, 9, &[Fixed, Fixed, NotFixed, DontKnow]).tally();
    assert_eq!((tally.asked, tally.answered(), tally.definite()), (9, 4, 3));
    assert_eq!((tally.fixed, tally.silent()), (2, 5));
}
