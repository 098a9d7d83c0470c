//! Made-up votes on standard output, as Polis exports them:
//! `cargo run --release -p massline-consensus --example generate -- PEOPLE STATEMENTS VOTES`.

#![expect(clippy::print_stdout, reason = "an example writes its data")]

#[path = "made_up/mod.rs"]
mod made_up;

use made_up::Size;

fn main() {
    let mut numbers = std::env::args().skip(1).map(|it| it.parse().ok());
    let mut next = |usual: u64| {
        numbers
            .next()
            .flatten()
            .filter(|&it| it > 0)
            .unwrap_or(usual)
    };
    let size = Size {
        people: next(1_900),
        statements: next(197),
        votes: next(62_000),
    };
    print!("{}", made_up::file(size));
}
