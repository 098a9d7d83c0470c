//! The use cases of massline: who may do what; one command in, the domain decides, the
//! store appends. Each feature is a file with its name.

pub mod campaign;
pub mod commitment;
pub mod condensing;
pub mod consultation;
pub mod error;
pub mod escalation;
pub mod grouping;
pub mod import;
pub mod inbox;
pub mod indicator;
pub mod item;
pub mod labelling;
pub mod ledger_import;
pub mod limit;
pub mod look_back;
pub mod mirror;
mod numbered;
pub mod permission;
pub mod picture;
pub mod ports;
pub mod problem;
pub mod programme;
mod pseudonym;
pub mod public_file;
pub mod reading;
pub mod readings;
pub mod receipt;
pub mod redact;
pub mod rule;
pub mod sealing;
pub mod service;
pub mod session;
pub mod speak;
pub mod spot_check;
pub mod stage;
pub mod study;
pub mod support;
pub mod team;
pub mod themes;
pub mod ties;
pub mod treatment;
pub mod trend;
pub mod unit;
pub mod user;
pub mod verdict;
pub mod wave;

pub mod copies;
pub mod criticism;
pub mod dates;
pub mod deeds;
pub mod disclosure;
pub mod hearing;
pub mod mapping;
pub mod table;

/// What lists and pages are made of, as the store gives it: whoever stands above the service
/// knows these rows and not the store.
pub mod rows {
    pub use massline_store::{
        AuditReport, CampaignRow, ClosingRow, ConsultationRow, Figures, Finding, ItemRow, LateRow,
        LedgerFilter, OpinionFilter, OpinionRow, Page, PageOf, PictureRow, ProblemFilter,
        ProblemRow, ProblemSort, Recorded, RoundRow, StatementRow, StoreError, UnitRow, UserRow,
    };
}

pub use error::{Result, ServiceError};
pub use permission::{Right, Staff};
pub use service::{Campaign, Service, Settings};
