//! The rules of massline. Pure: no IO, no clock, no randomness, no logging.
//!
//! One state machine per thing, each in the form of [`machine::Machine`]:
//! `decide(&State, Command, &Context) -> Result<Vec<Event>, Refusal>` and
//! `apply(&mut State, &Event)`. Events are the truth; a [`Refusal`] is a value with
//! a stable code that the interface translates.

pub mod campaign;
pub mod charter;
pub mod clock;
pub mod commitment;
pub mod consultation;
pub mod context;
pub mod copying;
pub mod criticism;
pub mod day;
pub mod disclosure;
pub mod escalation;
pub mod event;
pub mod gate;
pub mod grouping;
pub mod hearing;
pub mod id;
pub mod indicator;
pub mod item;
pub mod look_back;
pub mod machine;
pub mod mirror;
pub mod opinion;
pub mod problem;
pub mod programme;
pub mod refusal;
pub mod rule;
pub mod signs;
pub mod small;
pub mod spot_check;
pub mod stage;
pub mod strength;
pub mod study;
pub mod support;
pub mod team;
pub mod text;
pub mod traits;
pub mod treatment;
pub mod unit;
pub mod user;
pub mod verdict;
pub mod wave;

pub use charter::Charter;
pub use context::{Context, Who};
pub use day::Day;
pub use event::Event;
pub use machine::Machine;
pub use refusal::Refusal;
