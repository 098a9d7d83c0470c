//! Who may do what. The only place where rights are decided.

use crate::error::{Result, ServiceError};
use massline_domain::Who;
use massline_domain::context::Role;
use massline_domain::id::{CampaignId, UnitCode, UserId};
use massline_domain::team::Team;
use massline_domain::unit::UnitTree;

/// A member of staff who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Who, by random id.
    pub user: UserId,
    /// The name to show them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// In which unit.
    pub unit: UnitCode,
}

/// Something that needs a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Read opinions as they were said, and sort them.
    SortOpinions,
    /// Write down what somebody said on a visit, on the telephone or on paper. Who wrote it down
    /// is kept nowhere, and what was said is read by the office alone.
    WriteDown,
    /// List, rename, label, merge, split and assign problems.
    KeepProblems,
    /// List a problem that was found otherwise than by opinions: a unit its own, a supervision
    /// team one of a unit that it reads.
    FindProblems,
    /// See staff pages about all problems and the ledger.
    ReadWork,
    /// Work on problems of one's unit.
    WorkForUnit,
    /// Read the units one was sent to, return their papers, sign or put off their stages.
    Supervise,
    /// Open consultations, seed statements, and look at what people add.
    Consult,
    /// Decide where somebody appeals against a refusal: another person of the office, or the
    /// supervision team, which is from outside.
    DecideAppeals,
    /// Look back upon closed problems of other units and write down what is seen.
    LookBack,
    /// Add documents to the study library.
    AddDocuments,
    /// Open waves and publish what was learnt in them.
    LeadWaves,
    /// Open, extend and close special programmes.
    LeadProgrammes,
    /// Fix the plan of hearing, and change it.
    PlanHearing,
    /// Propose treatments for offices of other units, and decide those of others.
    Treat,
    /// Take away and answer disclosures.
    Inspect,
    /// Manage users and units.
    ManageUsers,
    /// Examine the books: what does not fit is named, be it an opinion.
    Audit,
}

impl Staff {
    /// As the rules see them.
    #[must_use]
    pub fn who(&self) -> Who {
        Who::Staff {
            user: self.user,
            unit: self.unit.clone(),
            role: self.role,
        }
    }

    /// Whether they have this right. An administrator has no part in the content, and a
    /// supervisor reads and cannot edit; deciding an appeal against the office is supervision.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        match right {
            Right::SortOpinions
            | Right::KeepProblems
            | Right::Consult
            | Right::LeadWaves
            | Right::LeadProgrammes
            | Right::PlanHearing => self.role == Role::Office,
            Right::WriteDown => {
                matches!(self.role, Role::Office | Role::Unit | Role::Supervisor)
            }
            Right::FindProblems => matches!(self.role, Role::Unit | Role::Supervisor),
            Right::AddDocuments => matches!(self.role, Role::Office | Role::Unit),
            Right::DecideAppeals => matches!(self.role, Role::Office | Role::Supervisor),
            Right::ReadWork => !matches!(self.role, Role::Administrator | Role::Inspector),
            Right::Inspect => self.role == Role::Inspector,
            Right::WorkForUnit => self.role == Role::Unit,
            Right::Supervise => self.role == Role::Supervisor,
            Right::LookBack | Right::Treat => {
                matches!(self.role, Role::Office | Role::Supervisor)
            }
            Right::ManageUsers => self.role == Role::Administrator,
            Right::Audit => !matches!(self.role, Role::Unit | Role::Inspector),
        }
    }

    /// Goes on only where this team was sent to the unit and stands above it.
    pub(crate) fn must_read(&self, unit: &UnitCode, team: &Team, tree: &UnitTree) -> Result<()> {
        if team.reads(&self.unit, unit, tree) {
            Ok(())
        } else {
            Err(ServiceError::Forbidden)
        }
    }

    /// Goes on only with this right, in this campaign.
    pub(crate) fn must(&self, right: Right, campaign: CampaignId) -> Result<()> {
        if self.campaign == campaign && self.may(right) {
            Ok(())
        } else {
            Err(ServiceError::Forbidden)
        }
    }
}
