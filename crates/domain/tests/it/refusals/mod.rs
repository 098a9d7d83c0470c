//! What must be written, and what the rules say where it is not.

mod consultation;
mod house;
mod item;
mod opinion;
mod problem;

use massline_domain::Refusal;

/// The refusal of a text that is not there.
fn empty<T>(field: &'static str) -> Result<T, Refusal> {
    Err(Refusal::Empty { field })
}
