//! Sealing: how events become entries of the verifiable log. Pure; the same functions plan
//! a seal and check it in the audit.
//!
//! | events | entry |
//! |---|---|
//! | `opinion.received` | 01, one each, with its commitment |
//! | `opinion.assigned` `released` `kept_apart` `answered` `referred` `refused` `reconsidered` | one 02 batch |
//! | `problem.listed` `renamed` `labelled` `merged` `split` `told_apart` `picture_shown` `picture_hidden` `recurred` | 03 |
//! | `problem.assigned` `referred` | 04 |
//! | `problem.claimed` `rectifying` `closing_requested`, `item.*` | 05 |
//! | `verdict.opened` | 06 |
//! | `verdict.ballot_cast` | one 09 batch per round |
//! | `verdict.decided`, `problem.closed` `not_fixed` | 0A |
//! | `vote.*`, `statement.proposed` `appealed` `withdrawn` | one 09 batch per consultation |
//! | `consultation.*`, other `statement.*` | 90 |
//! | `opinion.erased` | 0B, with the leaf hash of the erased opinion |
//! | `unit.*`, `user.*`, `campaign.charter_changed` | 0D |
//! | `campaign.opened` `closed` | 0E |
//!
//! Every entry but 01 refers to a public document by its hash.

mod balance;
mod document;
mod plan;

pub(crate) use balance::Balance;
pub(crate) use document::{document, member};
pub(crate) use plan::{Known, Plan, plan};

use massline_domain::Event;
use massline_domain::consultation::statement;
use massline_domain::id::{ConsultationId, RoundId};
use massline_domain::{
    campaign, commitment, criticism, mirror, opinion, problem, stage, treatment, verdict,
};
use massline_domain::{study, wave};
use massline_log::entry::Kind;

/// A consultation or a statement: a kind that verifiers from before it skip.
const CONSULTATION: Kind = Kind::Additive(0x90);

/// What covers an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cover {
    /// An entry of its own with the commitment of an opinion.
    Submission,
    /// The batch of dispositions.
    Dispositions,
    /// The batch of the ballots of this round.
    Ballots(RoundId),
    /// The batch of the votes in this consultation, and of what people added to it.
    Votes(ConsultationId),
    /// The batch of support given and withdrawn.
    Supports,
    /// An entry of its own that erases an opinion.
    Erasure,
    /// An entry of its own with a public document.
    Document(Kind),
}

/// What covers this event.
pub(crate) fn cover(event: &Event) -> Cover {
    match event {
        Event::Opinion(event) => match event {
            opinion::Event::Received { .. } => Cover::Submission,
            opinion::Event::Erased { .. } => Cover::Erasure,
            opinion::Event::Assigned { .. }
            | opinion::Event::Released { .. }
            | opinion::Event::KeptApart { .. }
            | opinion::Event::Answered { .. }
            | opinion::Event::Referred { .. }
            | opinion::Event::Refused { .. }
            | opinion::Event::Reconsidered { .. } => Cover::Dispositions,
        },
        Event::Problem(event) => Cover::Document(match event {
            problem::Event::Listed { .. }
            | problem::Event::Renamed { .. }
            | problem::Event::Labelled { .. }
            | problem::Event::Merged { .. }
            | problem::Event::Split { .. }
            | problem::Event::ToldApart { .. }
            | problem::Event::PictureShown { .. }
            | problem::Event::PictureHidden { .. }
            | problem::Event::Recurred { .. } => Kind::Problem,
            problem::Event::Assigned { .. } | problem::Event::Referred { .. } => Kind::Dispatch,
            problem::Event::Claimed { .. }
            | problem::Event::Rectifying { .. }
            | problem::Event::ClosingRequested { .. } => Kind::Reply,
            problem::Event::Closed { .. } | problem::Event::NotFixed { .. } => Kind::Tally,
        }),
        Event::Item(_) | Event::Rule(_) | Event::Indicator(_) => Cover::Document(Kind::Reply),
        Event::Commitment(event) => Cover::Document(match event {
            commitment::Event::Confirmed { .. } | commitment::Event::Doubted { .. } => {
                Kind::Campaign
            }
            _ => Kind::Reply,
        }),
        Event::Treatment(event) => Cover::Document(match event {
            treatment::Event::Replied { .. } | treatment::Event::CarriedOut { .. } => Kind::Reply,
            _ => Kind::Campaign,
        }),
        Event::Wave(event) => Cover::Document(match event {
            wave::Event::Answered { .. } => Kind::Reply,
            _ => Kind::Campaign,
        }),
        Event::Study(event) => Cover::Document(match event {
            study::Event::Assigned { .. } | study::Event::Counted { .. } => Kind::Campaign,
            _ => Kind::Reply,
        }),
        Event::SpotCheck(_) | Event::Hearing(_) | Event::Programme(_) | Event::Disclosure(_) => {
            Cover::Document(Kind::Campaign)
        }
        Event::Escalation(_) => Cover::Document(Kind::Dispatch),
        Event::LookBack(_) => Cover::Document(Kind::Problem),
        Event::Verdict(event) => match event {
            verdict::Event::Opened { .. } => Cover::Document(Kind::RoundOpen),
            verdict::Event::BallotCast { round, .. } => Cover::Ballots(*round),
            verdict::Event::Decided { .. } => Cover::Document(Kind::Tally),
        },
        Event::Mirror(event) => Cover::Document(match event {
            mirror::Event::Returned { .. } | mirror::Event::Accepted { .. } => Kind::Campaign,
            mirror::Event::Written { .. }
            | mirror::Event::Submitted { .. }
            | mirror::Event::Replied { .. }
            | mirror::Event::Published { .. } => Kind::Reply,
        }),
        Event::Criticism(event) => Cover::Document(match event {
            criticism::Event::Returned { .. } => Kind::Campaign,
            _ => Kind::Reply,
        }),
        Event::Unit(_) | Event::User(_) | Event::Team(_) => Cover::Document(Kind::Policy),
        Event::Stage(event) => Cover::Document(match event {
            stage::Event::Reported { .. } => Kind::Reply,
            stage::Event::Passed { .. }
            | stage::Event::Postponed { .. }
            | stage::Event::Read { .. } => Kind::Campaign,
        }),
        Event::Consultation(_) => Cover::Document(CONSULTATION),
        Event::Statement(event) => match event {
            statement::Event::Proposed { statement, .. }
            | statement::Event::Appealed { statement, .. }
            | statement::Event::Withdrawn { statement, .. } => Cover::Votes(statement.consultation),
            statement::Event::Seeded { .. }
            | statement::Event::Accepted { .. }
            | statement::Event::Refused { .. }
            | statement::Event::Upheld { .. }
            | statement::Event::Rejected { .. } => Cover::Document(CONSULTATION),
        },
        Event::Vote(event) => Cover::Votes(event.consultation()),
        Event::Support(_) => Cover::Supports,
        Event::Campaign(event) => Cover::Document(match event {
            campaign::Event::CharterChanged { .. } => Kind::Policy,
            campaign::Event::Opened { .. } | campaign::Event::Closed { .. } => Kind::Campaign,
        }),
    }
}
