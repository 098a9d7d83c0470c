//! Strength and the four properties: sums and shares that can be checked by hand, and that
//! give away no small number.

use crate::world::CHARTER;
use massline_domain::Charter;
use massline_domain::strength::{Counts, Part, in_steps};
use massline_domain::traits::Traits;
use proptest::prelude::*;

const MASS_LINE: &str = include_str!("../../../../charters/mass-line.toml");
const CITY_SERVICES: &str = include_str!("../../../../charters/city-services.toml");

fn counts() -> Counts {
    Counts {
        people: 23,
        units: 2,
        channels: 3,
        months: 4,
        reopened: 1,
        harmed: 12,
        first_hand: 20,
        placed: 17,
        seen: 16,
        supporters: 14,
    }
}

#[test]
fn strength_can_be_added_up_by_hand() {
    let charter = Charter::parse(MASS_LINE).unwrap();
    // 23 people × 10 + 2 units × 5 + 3 channels × 5 + 4 months × 3 + 10 harmed × 3
    // + 10 supporters × 1 + 1 × 20.
    assert_eq!(
        charter.strength_of(&counts()),
        230 + 10 + 15 + 12 + 30 + 10 + 20
    );
    assert_eq!(charter.strength_of(&Counts::default()), 0);
    let parts = charter.strength_parts(&counts());
    let codes: Vec<_> = parts.iter().map(|part| part.code).collect();
    assert_eq!(
        codes,
        [
            "people",
            "units",
            "channels",
            "months",
            "harmed",
            "supporters",
            "reopened"
        ]
    );
    let sum: u64 = parts.iter().map(Part::points).sum();
    assert_eq!(sum, charter.strength_of(&counts()));
}

#[test]
fn a_charter_from_before_counts_as_it_did() {
    // The small charter knows nothing of units and harm.
    assert_eq!(CHARTER.strength_of(&counts()), 230 + 15 + 12 + 20);
    let parts = CHARTER.strength_parts(&counts());
    assert_eq!(parts.len(), 4, "what has no weight is not in the formula");
    assert_eq!(CHARTER.properties_of(&counts(), 9).stubborn(), 0);
}

#[test]
fn the_four_properties_can_be_checked_by_hand() {
    let charter = Charter::parse(MASS_LINE).unwrap();
    let of = charter.properties_of(&counts(), 8);
    // 2 of 8 units, 3 of 6 channels.
    let shares = of.widespread.map(|share| share.percent());
    assert_eq!((shares, of.widespread()), ([25, 50], 37));
    // 16 people saw it and say where: 15 in full steps of 5, of 23.
    assert_eq!((of.visible.number, of.visible.percent()), (15, 65));
    assert_eq!((of.harmful.number, of.harmful.percent()), (10, 43));
    // 4 months × 5 + 1 reopening × 25.
    assert_eq!(of.stubborn(), 45);
    let stubborn = Counts {
        months: 40,
        ..counts()
    };
    assert_eq!(charter.properties_of(&stubborn, 8).stubborn(), 100);
    let nothing = charter.properties_of(&Counts::default(), 0);
    let all = [
        nothing.widespread(),
        nothing.visible.percent(),
        nothing.harmful.percent(),
        nothing.stubborn(),
    ];
    assert_eq!(all, [0; 4]);
}

#[test]
fn words_tell_of_harm_and_of_what_one_met_with_in_both_languages() {
    for text in [MASS_LINE, CITY_SERVICES] {
        let charter = Charter::parse(text).unwrap();
        let of = |words: &str, place: &str| Traits::of(words, place, None, false, &charter);
        for words in [
            "我妈在楼梯上摔倒，骨折了",
            "My mother fell on the stairs and was injured",
        ] {
            let traits = of(words, "滨河路");
            assert!(traits.harm && traits.first_hand && traits.placed, "{words}");
            assert!(traits.seen());
            assert!(!of(words, " ").seen(), "no place, not seen: {words}");
            assert!(
                Traits::of(words, "", None, true, &charter).seen(),
                "a picture shows it"
            );
        }
        for words in ["路灯应当多装", "There should be more street lamps"] {
            assert!(of(words, "").is_empty(), "{words}");
        }
    }
}

proptest! {
    /// Nobody can compute from strength and shares how a small number of people spoke: all
    /// that is published is the same for every number between two steps.
    #[test]
    fn a_small_number_changes_nothing_that_is_published(
        people in 5..200u64, a in 0..200u64, b in 0..200u64,
    ) {
        let charter = Charter::parse(MASS_LINE).unwrap();
        let (a, b) = (a.min(people), b.min(people));
        prop_assume!(in_steps(a, 5) == in_steps(b, 5));
        let with = |number| {
            let counts = Counts { people, harmed: number, seen: number, ..counts() };
            (charter.strength_of(&counts), charter.properties_of(&counts, 8))
        };
        prop_assert_eq!(with(a), with(b));
    }

    /// More of anything never makes a problem weaker.
    #[test]
    fn more_never_weighs_less(harmed in 0..100u64, more in 0..100u64) {
        let charter = Charter::parse(MASS_LINE).unwrap();
        let with = |harmed| charter.strength_of(&Counts { harmed, ..counts() });
        prop_assert!(with(harmed) <= with(harmed + more));
    }
}
