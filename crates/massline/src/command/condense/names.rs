//! The names of problems. The crate knows problems by numbers, people by names.

use std::collections::HashMap;

/// Names that people made up have numbers from here on.
const MADE_UP: u64 = 1 << 40;

/// Names and the numbers that stand for them: `p12` is 12.
#[derive(Debug, Default)]
pub(super) struct Names {
    made_up: Vec<String>,
    numbers: HashMap<String, u64>,
    last: u64,
}

impl Names {
    /// The number that stands for a name; it is used from now on.
    pub(super) fn key(&mut self, name: &str) -> u64 {
        self.last = self.last.max(numbered(name).unwrap_or_default());
        self.refer(name)
    }

    /// The number that stands for a name which may never have been used.
    pub(super) fn refer(&mut self, name: &str) -> u64 {
        if let Some(number) = numbered(name) {
            return number;
        }
        if let Some(key) = self.numbers.get(name) {
            return *key;
        }
        let key = MADE_UP + self.made_up.len() as u64;
        self.made_up.push(name.to_owned());
        self.numbers.insert(name.to_owned(), key);
        key
    }

    /// The name that a number stands for.
    pub(super) fn name(&self, key: u64) -> String {
        let made_up = key.checked_sub(MADE_UP).and_then(|at| {
            let at = usize::try_from(at).ok()?;
            self.made_up.get(at).cloned()
        });
        made_up.unwrap_or_else(|| format!("p{key}"))
    }

    /// A name that was never used before.
    pub(super) fn fresh(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// The last number ever used in a name.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// The numbers up to this one were used before.
    pub(super) fn used_up_to(&mut self, last: u64) {
        self.last = self.last.max(last.min(MADE_UP - 1));
    }
}

/// The number in a name such as `p12`, written as it is here.
pub(super) fn numbered(name: &str) -> Option<u64> {
    let number: u64 = name.strip_prefix('p')?.parse().ok()?;
    let as_here = format!("p{number}") == name;
    (as_here && (1..MADE_UP / 2).contains(&number)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_itself_again_and_fresh_ones_are_new() {
        let mut names = Names::default();
        for name in [
            "p12",
            "p-bridge",
            "p012",
            "p0",
            "p",
            "桥",
            "p+3",
            "p99999999999999999999",
        ] {
            let key = names.key(name);
            assert_eq!(names.key(name), key);
            assert_eq!(names.name(key), name);
        }
        assert_eq!(names.fresh(), 13);
        names.used_up_to(40);
        let fresh = names.fresh();
        assert_eq!(names.name(fresh), "p41");
    }
}
