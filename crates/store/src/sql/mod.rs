//! All SQL of the house. One text serves both engines: `$1` placeholders, standard SQL,
//! no functions of one dialect. A test prepares every statement on both engines and
//! compares the number of parameters with the one written here, because SQLite would
//! silently bind NULL for a missing one.

/// A statement with its number of parameters.
#[cfg(feature = "testing")]
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// Its name in the code.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
    /// How many parameters it has.
    pub parameters: usize,
}

/// Defines statements as constants, and `ALL` of them for the test.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident[$parameters:literal] = $sql:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $sql;)*
        #[cfg(feature = "testing")]
        pub(crate) const ALL: &[super::Statement] = &[$(super::Statement {
            name: stringify!($name),
            sql: $name,
            parameters: $parameters,
        }),*];
    };
}

/// A table of numbers `i` from 0 to below `$n`, to take packed parameters apart with
/// `substr`: one statement then carries many rows.
macro_rules! numbers_below {
    ($n:literal) => {
        concat!(
            "WITH RECURSIVE n(i) AS (SELECT CAST(0 AS BIGINT) WHERE CAST($",
            $n,
            " AS BIGINT) > 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST($",
            $n,
            " AS BIGINT)) "
        )
    };
}

pub(crate) mod consultation;
pub(crate) mod event;
pub(crate) mod log;
pub(crate) mod read;
pub(crate) mod session;
pub(crate) mod thing;
pub(crate) mod vault;
pub(crate) mod view;
pub(crate) mod wide;

/// Every statement.
#[cfg(feature = "testing")]
#[must_use]
pub fn all() -> Vec<Statement> {
    let parts = [
        consultation::ALL,
        event::ALL,
        log::ALL,
        read::ALL,
        session::ALL,
        thing::ALL,
        vault::ALL,
        view::ALL,
        &wide::all(),
    ];
    parts.concat()
}
