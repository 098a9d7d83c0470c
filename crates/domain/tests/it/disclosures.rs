//! Disclosures: taken in from anyone, answered by the authority alone.

use crate::world::{SMALL, TODAY, digest, everyone, on, staff};
use massline_domain::context::Role;
use massline_domain::disclosure::{Command, Disclosure, Outcome};
use massline_domain::id::Digest;
use massline_domain::{Charter, Machine, Refusal, Who};

pub(crate) const DISCLOSURE: Digest = Digest([9; 32]);

pub(crate) fn inspector() -> Who {
    staff(Role::Inspector, "county")
}

pub(crate) fn receive() -> Command {
    let commitment = digest(7);
    Command::Receive { commitment }
}

pub(crate) fn answer(words: &str) -> Command {
    Command::Answer {
        outcome: Outcome::TakenUp,
        words: words.into(),
        commitment: digest(8),
    }
}

fn by(state: &mut Disclosure, who: &Who, command: Command) -> Result<(), Refusal> {
    let events = state.decide((DISCLOSURE, command), &on(TODAY, who))?;
    events.iter().for_each(|event| state.apply(event));
    Ok(())
}

#[test]
fn anyone_discloses_and_only_the_authority_answers_in_words() {
    let mut state = Disclosure::default();
    let early = by(&mut state, &inspector(), answer("已受理"));
    assert_eq!(early, Err(Refusal::NotThere));
    by(&mut state, &Who::Public, receive()).unwrap();
    let again = by(&mut state, &Who::Public, receive());
    assert_eq!(again, Err(Refusal::AlreadyThere));
    for who in everyone() {
        let may = matches!(
            &who,
            Who::Staff {
                role: Role::Inspector,
                ..
            }
        );
        let told = by(&mut state.clone(), &who, answer("已受理"));
        assert_eq!(told.is_ok(), may, "{who:?}");
    }
    let field = "disclosure_answer";
    let silent = by(&mut state, &inspector(), answer(" "));
    assert_eq!(silent, Err(Refusal::Empty { field }));
    by(&mut state, &inspector(), answer("已受理")).unwrap();
    by(&mut state, &inspector(), answer("已转办")).unwrap();
    assert_eq!(state.answers.len(), 2);
}

#[test]
fn a_sealed_channel_has_a_name_and_a_key() {
    let with = |key: &str| {
        let channel = format!(
            "\n[sealed_channel]\nname = {{ zh = \"纪委\", en = \"Inspectorate\" }}\nkey = \"{key}\"\n"
        );
        Charter::parse(&format!("{SMALL}{channel}"))
    };
    let good = with(&"ab".repeat(32)).unwrap();
    assert_eq!(good.sealed_channel.unwrap().key_bytes(), Some([0xab; 32]));
    for bad in [
        "",
        "ab",
        &"xy".repeat(32),
        &"00".repeat(32),
        &"键".repeat(64),
    ] {
        let error = with(bad).unwrap_err();
        assert_eq!(error.key, "sealed_channel.key", "{bad}");
    }
}
