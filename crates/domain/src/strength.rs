//! Strength (强度), and the four properties of a problem: how widespread it is (普遍性), how
//! plainly it can be seen (直观性), how much it harms (危害性) and how stubborn it is (顽固性).
//!
//! All of them are sums and shares of things that are counted, by weights that stand in the
//! charter, so that everyone can check them by hand. What is counted within a problem by
//! what people's words say is counted in full steps of the charter's small number
//! ([`in_steps`]): then neither a sum nor a share gives away how a few people spoke.

use crate::charter::Charter;

/// What is counted of a problem. Copies of the same words are one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// People who spoke of it.
    pub people: u64,
    /// Units that people named.
    pub units: u64,
    /// Channels by which it came.
    pub channels: u64,
    /// Calendar months in which someone spoke of it.
    pub months: u64,
    /// Times it was open again after a claimed cure.
    pub reopened: u64,
    /// People whose words tell of harm.
    pub harmed: u64,
    /// People who did not speak and say that it is theirs too.
    pub supporters: u64,
    /// People who speak of what they met with themselves.
    pub first_hand: u64,
    /// People who named a place.
    pub placed: u64,
    /// People who did both, or gave a picture.
    pub seen: u64,
}

/// A number of people as it is counted and published: in full steps of `k`, rounded down.
///
/// ```
/// use massline_domain::strength::in_steps;
/// assert_eq!([in_steps(4, 5), in_steps(9, 5), in_steps(10, 5)], [0, 5, 10]);
/// ```
#[must_use]
pub fn in_steps(people: u64, k: u64) -> u64 {
    let k = k.max(1);
    people / k * k
}

/// One summand of the strength: so many things, each of this weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The stable code of what is counted, used in translations.
    pub code: &'static str,
    /// How many.
    pub number: u64,
    /// Points for each.
    pub weight: u64,
}

impl Part {
    /// The points it gives.
    #[must_use]
    pub fn points(&self) -> u64 {
        self.number * self.weight
    }
}

/// A share: so many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The stable code of what is counted, used in translations.
    pub code: &'static str,
    /// How many; in full steps where people are counted.
    pub number: u64,
    /// Of how many; 0 where there is nothing to share in.
    pub of: u64,
}

impl Share {
    /// Whole percent, rounded down, at most 100.
    #[must_use]
    pub fn percent(&self) -> u64 {
        let percent = (self.number * 100).checked_div(self.of);
        percent.unwrap_or(0).min(100)
    }
}

/// The four properties with everything they are made of. Each comes to 0 to 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Properties {
    /// The shares of all units and of all channels that were touched; half each.
    pub widespread: [Share; 2],
    /// The share of people who met with it themselves and name the place, or show it.
    pub visible: Share,
    /// The share of people whose words tell of harm.
    pub harmful: Share,
    /// Months and reopenings by their weights, at most 100.
    pub stubborn: [Part; 2],
}

impl Properties {
    /// How widespread it is.
    #[must_use]
    pub fn widespread(&self) -> u64 {
        let sum: u64 = self.widespread.iter().map(Share::percent).sum();
        sum / 2
    }

    /// How stubborn it is.
    #[must_use]
    pub fn stubborn(&self) -> u64 {
        let sum: u64 = self.stubborn.iter().map(Part::points).sum();
        sum.min(100)
    }
}

impl Charter {
    /// Every summand of a problem's strength, in the order of the formula. What the charter
    /// gives no points for is left out.
    #[must_use]
    pub fn strength_parts(&self, counts: &Counts) -> Vec<Part> {
        let weights = &self.strength;
        let k = u64::from(self.limits.small_number);
        let part = |code, number, weight: u32| Part {
            code,
            number,
            weight: u64::from(weight),
        };
        let mut parts = vec![
            part("people", counts.people, weights.person),
            part("units", counts.units, weights.unit),
            part("channels", counts.channels, weights.channel),
            part("months", counts.months, weights.month),
            part("harmed", in_steps(counts.harmed, k), weights.harmed),
            part(
                "supporters",
                in_steps(counts.supporters, k),
                weights.supporter,
            ),
            part("reopened", counts.reopened, weights.reopened),
        ];
        parts.retain(|part| part.weight > 0);
        parts
    }

    /// Strength of a problem by the public formula.
    #[must_use]
    pub fn strength_of(&self, counts: &Counts) -> u64 {
        self.strength_parts(counts).iter().map(Part::points).sum()
    }

    /// The four properties of a problem in a campaign with so many units.
    #[must_use]
    pub fn properties_of(&self, counts: &Counts, units: u64) -> Properties {
        let k = u64::from(self.limits.small_number);
        let people = |code, number| Share {
            code,
            number: in_steps(number, k),
            of: counts.people,
        };
        let touched = |code, number, of| Share { code, number, of };
        let points = |code, number, weight: u32| Part {
            code,
            number,
            weight: u64::from(weight),
        };
        let weights = &self.stubborn;
        Properties {
            widespread: [
                touched("units", counts.units, units),
                touched("channels", counts.channels, self.channels.len() as u64),
            ],
            visible: people("seen", counts.seen),
            harmful: people("harmed", counts.harmed),
            stubborn: [
                points("months", counts.months, weights.month),
                points("reopened", counts.reopened, weights.reopened),
            ],
        }
    }
}
