//! What can go wrong in a use case, and what the person can do about it.

use massline_domain::Refusal;
use massline_domain::event::EventError;
use massline_log::code::CodeError;
use massline_store::StoreError;

/// Why a use case did not do what was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The rules say no; the interface translates the code.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// This person may not do this.
    #[error("you may not do this in your role")]
    Forbidden,
    /// There is no such thing, or not for this person.
    #[error("not found")]
    NotFound,
    /// Someone else changed it in the meantime: show theirs, keep mine, ask.
    #[error("someone else changed this in the meantime")]
    Stale,
    /// The receipt code was mistyped; says how.
    #[error("receipt code: {0}")]
    Code(#[from] CodeError),
    /// The receipt code is well-formed and nothing belongs to it.
    #[error("no opinion belongs to this receipt")]
    UnknownReceipt,
    /// Login or password is wrong; which of them is not said.
    #[error("login or password is wrong")]
    WrongLogin,
    /// Too many tries; wait.
    #[error("too many tries; wait {seconds} seconds")]
    TooMany {
        /// Seconds until the next try counts.
        seconds: u64,
    },
    /// The campaign does not take opinions any more.
    #[error("this campaign has ended")]
    CampaignClosed,
    /// A password that is too easy to guess.
    #[error("the password needs at least {min} characters")]
    WeakPassword {
        /// The least number of characters.
        min: usize,
    },
    /// The login name is taken or not well-formed.
    #[error("this login name cannot be used")]
    BadLogin,
    /// The database: full, unreachable, damaged, newer.
    #[error(transparent)]
    Store(StoreError),
    /// A proof could not be made or did not hold.
    #[error("log: {0}")]
    Log(#[from] massline_log::LogError),
    /// An event in the database is not readable by this version.
    #[error(transparent)]
    Event(#[from] EventError),
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { .. } => Self::Stale,
            error => Self::Store(error),
        }
    }
}

impl From<Refusal> for ServiceError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Result of a use case.
pub type Result<T> = std::result::Result<T, ServiceError>;
