//! The whole loop in one picture, with the figures of today.

use crate::i18n::{Lang, count, t, t_code};
use maud::{Markup, html};

/// The figures beside the stations; `None` where a campaign is not there yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LoopNumbers {
    /// Opinions received.
    pub voices: Option<u64>,
    /// Problems they are about.
    pub problems: Option<u64>,
    /// Problems that a unit has taken as its own.
    pub claimed: Option<u64>,
    /// Problems with rectification items.
    pub rectifying: Option<u64>,
    /// Problems the people are judging, or have judged.
    pub judged: Option<u64>,
    /// Problems closed by the people.
    pub closed: Option<u64>,
    /// Closed problems that were looked at again.
    pub looked_back: Option<u64>,
}

struct Station {
    code: &'static str,
    number: Option<u64>,
    at: (i32, i32),
}

const JUDGED: usize = 4;
const PLATE: i32 = 23;

/// Two drawings of the same loop, one for wide pages and one for phones, and the same in
/// words for those who hear the page.
#[must_use]
pub fn loop_picture(lang: Lang, numbers: &LoopNumbers) -> Markup {
    html! {
        figure .loop {
            (wide(lang, numbers))
            (tall(lang, numbers))
            figcaption .hidden { (t(lang, "loop-caption")) }
            ol .hidden {
                @for station in stations(numbers, &[(0, 0); 8]) {
                    li {
                        (t_code(lang, "loop", station.code)) " – " (subtitle(lang, station.code).join(" "))
                        @if let Some(number) = station.number { " (" (count(number)) ")" }
                    }
                }
            }
        }
    }
}

fn stations(numbers: &LoopNumbers, places: &[(i32, i32); 8]) -> Vec<Station> {
    let known = [
        ("voices", numbers.voices),
        ("problems", numbers.problems),
        ("claimed", numbers.claimed),
        ("rectified", numbers.rectifying),
        ("judged", numbers.judged),
        ("closed", numbers.closed),
        ("looked-back", numbers.looked_back),
        ("lessons", None),
    ];
    known
        .into_iter()
        .zip(places)
        .map(|((code, number), at)| Station {
            code,
            number,
            at: *at,
        })
        .collect()
}

fn subtitle(lang: Lang, code: &str) -> Vec<String> {
    t_code(lang, "loop-sub", code)
        .split('|')
        .map(str::to_owned)
        .collect()
}

fn wide(lang: Lang, numbers: &LoopNumbers) -> Markup {
    let places = [
        (112, 88),
        (300, 88),
        (510, 88),
        (735, 88),
        (985, 88),
        (985, 268),
        (735, 268),
        (510, 268),
    ];
    let stations = stations(numbers, &places);
    html! {
        svg .wide viewBox="0 0 1100 390" aria-hidden="true" focusable="false" {
            path .track d="M154 88H262M335 88H472M545 88H697M770 88H931M1026 88H1062Q1074 88 1074 100V256Q1074 268 1062 268H1023M948 268H773M698 268H548M473 268H34Q22 268 22 256V100Q22 88 34 88H64" {}
            path .tip d="M262 83 274 88 262 93ZM472 83 484 88 472 93ZM697 83 709 88 697 93ZM931 83 943 88 931 93ZM1023 263 1011 268 1023 273ZM773 263 761 268 773 273ZM548 263 536 268 548 273ZM64 83 76 88 64 93Z" {}
            path .again d="M985 44V38Q985 26 973 26H522Q510 26 510 38V48" {}
            path .again-tip d="M505 48 510 60 515 48Z" {}
            text .again-text.middle x="747" y="18" { (t(lang, "loop-again")) }
            @for (place, station) in stations.iter().enumerate() {
                (plate(lang, place, station))
                (label(lang, place, station, (station.at.0, station.at.1 + if place == JUDGED { 64 } else { 48 }), true))
            }
        }
    }
}

fn tall(lang: Lang, numbers: &LoopNumbers) -> Markup {
    const STEP: i32 = 96;
    let mut places = [(96, 0); 8];
    for (place, at) in places.iter_mut().enumerate() {
        at.1 = 44 + STEP * place as i32;
    }
    let stations = stations(numbers, &places);
    html! {
        svg .tall viewBox="0 0 360 770" width="360" height="770" aria-hidden="true" focusable="false" {
            @for place in 0..7 {
                @let from = places[place].1 + if place == JUDGED { 40 } else { 28 };
                @let to = places[place + 1].1 - if place + 1 == JUDGED { 40 } else { 28 };
                path .track d=(format!("M96 {from}V{}", to - 8)) {}
                path .tip d=(format!("M91 {} 96 {to} 101 {}Z", to - 10, to - 10)) {}
            }
            path .track d=(format!("M70 {0}H24Q12 {0} 12 {1}V56Q12 44 24 44H52", places[7].1, places[7].1 - 12)) {}
            path .tip d="M52 39 64 44 52 49Z" {}
            path .again d=(format!("M54 {0}H46Q36 {0} 36 {1}V{2}Q36 {3} 46 {3}H56", places[4].1, places[4].1 - 10, places[2].1 + 10, places[2].1)) {}
            path .again-tip d=(format!("M56 {} 68 {} 56 {}Z", places[2].1 - 5, places[2].1, places[2].1 + 5)) {}
            @for (place, station) in stations.iter().enumerate() {
                (plate(lang, place, station))
                (label(lang, place, station, (146, station.at.1 - 14), false))
            }
        }
    }
}

/// The mark of a station: scattered dots, a numbered plate, or the people's seal.
fn plate(lang: Lang, place: usize, station: &Station) -> Markup {
    let (x, y) = station.at;
    match place {
        0 => dots(x, y),
        JUDGED => html! {
            g transform=(format!("rotate(-4 {x} {y})")) {
                rect .seal-ground x=(x - 36) y=(y - 36) width="72" height="72" rx="5" {}
                rect .seal-edge x=(x - 31) y=(y - 31) width="62" height="62" rx="2" {}
                @let words = t(lang, "loop-seal");
                @for (row, line) in words.split('|').enumerate() {
                    text .seal-text x=(x) y=(y - 5 + 25 * row as i32) font-size=(lang.pick("21", "13.500")) { (line) }
                }
            }
        },
        _ => html! {
            rect .plate .now[place == 3] x=(x - PLATE) y=(y - PLATE) width=(2 * PLATE) height=(2 * PLATE) rx="3" {}
            text .order x=(x) y=(y + 6) { (t_code(lang, "ordinal", &(place + 1).to_string())) }
        },
    }
}

/// Many voices, no two alike.
fn dots(x: i32, y: i32) -> Markup {
    const DOTS: [(i32, i32, i32); 17] = [
        (-26, -18, 3),
        (-14, -24, 4),
        (2, -20, 3),
        (16, -24, 2),
        (25, -12, 4),
        (-22, -4, 2),
        (-10, -9, 5),
        (5, -6, 4),
        (16, -3, 3),
        (27, 4, 3),
        (-27, 9, 4),
        (-14, 6, 3),
        (0, 9, 5),
        (13, 12, 4),
        (-20, 22, 3),
        (-5, 23, 3),
        (20, 23, 3),
    ];
    html! {
        @for (dx, dy, r) in DOTS { circle .dot cx=(x + dx) cy=(y + dy) r=(r) {} }
    }
}

fn label(lang: Lang, place: usize, station: &Station, at: (i32, i32), middle: bool) -> Markup {
    let (x, y) = at;
    let after_number = if station.number.is_some() { 42 } else { 22 };
    html! {
        g .middle[middle] {
            text .name x=(x) y=(y) { (t_code(lang, "loop", station.code)) }
            @if let Some(number) = station.number {
                text .live .people[matches!(place, 4 | 5)] x=(x) y=(y + 22) { (count(number)) }
            }
            @for (row, line) in subtitle(lang, station.code).iter().enumerate() {
                text .sub x=(x) y=(y + after_number + 19 * row as i32) { (line) }
            }
        }
    }
}
