//! Where and when something was said, as far as columns give it: a point on the map, an
//! address, the name of a place, a day.

use crate::clean::bare_letters;
use crate::hash::{self, Digest};

/// At this distance two points are as likely two places as one, in metres.
const NEAR: f64 = 35.0;

/// So many house numbers apart, two addresses of one street are as likely two places as one.
const NEAR_NUMBERS: f32 = 8.0;

/// Metres of a degree of latitude.
const DEGREE: f64 = 111_320.0;

/// The side of a square of the map in which neighbours are looked for, in metres.
const SQUARE: f64 = 150.0;

/// Days after which a matter told in very few words is as likely another one.
const SOON: f32 = 30.0;

/// Up to so many words a text says little by itself, and time says the more.
const FEW_WORDS: f32 = 6.0;

/// The least that time says, whatever the number of words.
const LEAST_OF_TIME: f32 = 0.1;

/// Where and when.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Spot {
    place: Place,
    /// Days since 1970-01-01.
    pub(crate) day: Option<i32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Place {
    #[default]
    Unknown,
    /// Degrees north and east.
    Point(f64, f64),
    /// The hash of the name; if it has a house number, that and the hash of the rest.
    Named {
        whole: u64,
        house: Option<(u64, u32)>,
    },
}

impl Spot {
    /// From a cleaned place and a day.
    pub(crate) fn new(place: &str, day: Option<i32>) -> Self {
        let place = match point(place) {
            Some((north, east)) => Place::Point(north, east),
            None => named(place),
        };
        Self { place, day }
    }

    /// Whether the place is a point, and not a name.
    pub(crate) fn is_point(&self) -> bool {
        matches!(self.place, Place::Point(..))
    }

    pub(crate) fn is_known(&self) -> bool {
        self.place != Place::Unknown
    }

    /// Tells nodes apart that say the same elsewhere, or there at another time.
    pub(crate) fn add_to(&self, digest: &mut Digest) {
        match self.place {
            Place::Unknown => return,
            Place::Point(north, east) => {
                digest.add(north.to_bits());
                digest.add(east.to_bits());
            }
            Place::Named { whole, .. } => digest.add(whole),
        }
        digest.add(
            self.day
                .map_or(u64::MAX, |day| u64::from(day.cast_unsigned())),
        );
    }

    /// How well two agree, from 1 to nearly 0; 1 where nothing is known. `words` is the
    /// length of the shorter text.
    pub(crate) fn agreement(&self, other: &Self, words: usize) -> f32 {
        self.in_space(other) * self.in_time(other, words)
    }

    /// Whether both are known to be at one place.
    pub(crate) fn is_at(&self, other: &Self) -> bool {
        match (self.place, other.place) {
            (Place::Named { whole: one, .. }, Place::Named { whole: two, .. }) => one == two,
            (Place::Point(..), Place::Point(..)) => self.in_space(other) > AT,
            _ => false,
        }
    }

    fn in_space(&self, other: &Self) -> f32 {
        match (self.place, other.place) {
            (Place::Point(north, east), Place::Point(north_too, east_too)) => {
                let share = metres((north, east), (north_too, east_too)) / NEAR;
                #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
                let near = (1.0 / (1.0 + share * share)) as f32;
                near
            }
            (
                Place::Named {
                    house: Some(one), ..
                },
                Place::Named {
                    house: Some(two), ..
                },
            ) => {
                if one.0 != two.0 {
                    return OTHER_STREET;
                }
                #[expect(clippy::cast_precision_loss, reason = "house numbers")]
                let share = one.1.abs_diff(two.1) as f32 / NEAR_NUMBERS;
                1.0 / (1.0 + share * share)
            }
            _ => 1.0,
        }
    }

    /// The fewer words tell what it is, the more the time does.
    fn in_time(&self, other: &Self, words: usize) -> f32 {
        let (Some(one), Some(two)) = (self.day, other.day) else {
            return 1.0;
        };
        if !self.is_known() || !other.is_known() {
            return 1.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let (days, words) = (one.abs_diff(two) as f32, words as f32);
        let says = (FEW_WORDS / words.max(1.0)).clamp(LEAST_OF_TIME, 1.0);
        (1.0 + days / SOON).powf(-says)
    }

    /// The square of the map, street or named place in which it lies.
    pub(crate) fn cell(&self) -> Option<u64> {
        match self.place {
            Place::Unknown => None,
            Place::Point(north, east) => Some(square(north, east, 0, 0)),
            Place::Named { whole, house } => Some(house.map_or(whole, |(street, _)| street)),
        }
    }

    /// The cells in which what is near may lie, its own among them.
    pub(crate) fn cells_around(&self) -> Vec<u64> {
        match self.place {
            Place::Point(north, east) => (-1..=1)
                .flat_map(|up| (-1..=1).map(move |right| square(north, east, up, right)))
                .collect(),
            _ => self.cell().into_iter().collect(),
        }
    }
}

/// Points that agree this well are one place.
const AT: f32 = 0.5;

/// Agreement of two addresses in different streets.
const OTHER_STREET: f32 = 0.1;

fn metres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let shrink = ((a.0 + b.0) / 2.0).to_radians().cos();
    let (up, right) = (a.0 - b.0, (a.1 - b.1) * shrink);
    (up * up + right * right).sqrt() * DEGREE
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "squares of the earth are few"
)]
fn square(north: f64, east: f64, up: i64, right: i64) -> u64 {
    let row = (north * DEGREE / SQUARE).floor() as i64 + up;
    // The width of a square follows its row, so that neighbours agree on it.
    #[expect(clippy::cast_precision_loss, reason = "a latitude")]
    let shrink = ((row as f64 * SQUARE / DEGREE).to_radians().cos()).max(0.01);
    let column = (east * DEGREE * shrink / SQUARE).floor() as i64 + right;
    hash::mixed(row.cast_unsigned() ^ hash::mixed(column.cast_unsigned()))
}

/// Degrees north and east from `41.88,-87.63`, `(41.88, -87.63)` or `POINT (-87.63 41.88)`.
fn point(place: &str) -> Option<(f64, f64)> {
    let starts = place.trim_start_matches(['(', '[']).trim_start();
    let well_known = starts
        .get(..5)
        .is_some_and(|word| word.eq_ignore_ascii_case("point"));
    let numbers = if well_known { &starts[5..] } else { starts };
    let mut parts = numbers
        .split([',', ' ', '(', ')', '[', ']', ';'])
        .filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    let plain = first.contains('.') && second.contains('.') && parts.next().is_none();
    let (first, second): (f64, f64) = (first.parse().ok()?, second.parse().ok()?);
    let swapped = well_known || first.abs() > 90.0;
    let (north, east) = if swapped {
        (second, first)
    } else {
        (first, second)
    };
    (plain && north.abs() <= 90.0 && east.abs() <= 180.0).then_some((north, east))
}

fn named(place: &str) -> Place {
    let letters: String = bare_letters(place).collect();
    if letters.is_empty() {
        return Place::Unknown;
    }
    Place::Named {
        whole: hash::of(&letters),
        house: house(place),
    }
}

/// The street and the number of `1234 N Clark St` or `人民路12号`.
fn house(place: &str) -> Option<(u64, u32)> {
    let from = place.find(|c: char| c.is_ascii_digit())?;
    let digits = place[from..].find(|c: char| !c.is_ascii_digit());
    let to = digits.map_or(place.len(), |length| from + length);
    let after = place[to..].chars().next();
    let is_number = after == Some('号') || (from == 0 && after == Some(' '));
    let number = place[from..to].parse().ok().filter(|_| is_number)?;
    let street: String = bare_letters(&place[..from])
        .chain(bare_letters(place[to..].trim_start_matches('号')))
        .collect();
    (!street.is_empty()).then(|| (hash::of(&street), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreement(a: (&str, i32), b: (&str, i32), words: usize) -> f32 {
        Spot::new(a.0, Some(a.1)).agreement(&Spot::new(b.0, Some(b.1)), words)
    }

    #[test]
    fn points_are_read_as_maps_write_them() {
        for written in [
            "41.88,-87.63",
            "(41.88, -87.63)",
            "[41.88 -87.63]",
            "POINT (-87.63 41.88)",
        ] {
            assert_eq!(point(written), Some((41.88, -87.63)), "{written}");
        }
        assert_eq!(point("113.01,28.2"), Some((28.2, 113.01)));
        for other in [
            "",
            "Ward 5",
            "12, 13",
            "1.5",
            "91.5,191.5",
            "3.1 4.1 5.1",
            "a.b,c.d",
        ] {
            assert_eq!(point(other), None, "{other}");
        }
    }

    #[test]
    fn the_same_corner_is_one_place_and_the_next_street_another() {
        let corner = "41.88001,-87.63001";
        assert!(agreement((corner, 5), ("41.88002,-87.63002", 5), 3) > 0.95);
        assert!(agreement((corner, 5), ("41.88201,-87.63001", 5), 3) < 0.1);
    }

    #[test]
    fn addresses_agree_by_street_and_number() {
        let at = |a: &str, b: &str| agreement((a, 5), (b, 5), 3);
        assert!(at("1234 N Clark St", "1234 n. clark st") > 0.99);
        assert!(at("1234 N Clark St", "1236 N Clark St") > 0.9);
        assert!(at("1234 N Clark St", "1434 N Clark St") < 0.1);
        assert!(at("1234 N Clark St", "1234 W Adams St") < 0.2);
        assert!(at("人民路12号", "人民路14号") > 0.9 && at("人民路12号", "五一路12号") < 0.2);
    }

    #[test]
    fn time_says_more_the_fewer_words_there_are() {
        let after = |days, words| agreement(("桂花小学", 0), ("桂花小学", days), words);
        assert!(after(0, 2) == 1.0 && after(300, 2) < 0.1);
        assert!(after(300, 80) > 0.75);
        assert!(
            agreement(("", 0), ("", 300), 2) == 1.0,
            "without a place time says nothing"
        );
    }

    #[test]
    fn what_is_near_lies_in_a_cell_around() {
        let one = Spot::new("28.20000,113.00000", None);
        for (north, east) in [(0.0005, 0.0), (-0.0005, 0.0005), (0.0, -0.0005)] {
            let other = Spot::new(&format!("{:.5},{:.5}", 28.2 + north, 113.0 + east), None);
            assert!(
                one.cells_around().contains(&other.cell().unwrap()),
                "{north} {east}"
            );
        }
    }
}
