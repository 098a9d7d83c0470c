//! Every text a person reads, in the two languages of the project.
//!
//! Texts are Fluent files under `locales/`, compiled into the binary. A key that is
//! missing in one language, or that no file has, fails a test, not a reader.

mod bundle;
mod lang;
mod number;
mod refusal;
#[cfg(test)]
mod tests;

pub use bundle::{Value, t, t_args, t_code, t_code_args, t_if};
pub use lang::Lang;
pub use number::{count, date, date_iso, month, percent};
pub use refusal::refusal_text;
