//! The edges of a wave.

use super::{Driver, Step, by, check, check_apply};
use crate::waves::{WAVE, office, open, team};
use crate::world::housing;
use massline_domain::id::WaveId;
use massline_domain::wave::{Command, Kind, Wave};

pub(super) struct Drive;

type Tried = (WaveId, Command);

fn tried(tag: &str) -> Step<Tried> {
    let words = || "先听后定".to_owned();
    match tag {
        "wave.opened" => by(&office(), (WAVE, open(None))),
        "wave.reflected" => {
            let (kind, words) = (Kind::Next, words());
            by(&team(), (WAVE, Command::Reflect { kind, words }))
        }
        "wave.published" => by(&office(), (WAVE, Command::Publish)),
        _ => by(&housing(), (WAVE, Command::Answer { words: words() })),
    }
}

impl Driver for Drive {
    type M = Wave;
    const TAGS: &'static [&'static str] = &[
        "wave.opened",
        "wave.reflected",
        "wave.answered",
        "wave.published",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Tried>>)> {
        let way = |tags: &[&str]| tags.iter().map(|tag| tried(tag)).collect();
        let open = ["wave.opened", "wave.reflected"];
        vec![
            ("absent", vec![]),
            ("open", way(&open)),
            ("published", way(&[open[0], open[1], "wave.published"])),
        ]
    }

    fn attempts(tag: &str, _: &Wave) -> Vec<Step<Tried>> {
        vec![tried(tag)]
    }
}

#[test]
fn every_edge_of_a_wave_and_no_other() {
    check::<Drive>();
}

#[test]
fn a_waves_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
