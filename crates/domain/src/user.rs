//! Users: members of staff. Every right is a role in a unit. Names and passwords are not
//! here; the event of a password change carries only a digest, so that the audit sees it.

use crate::context::{Context, Role};
use crate::id::{Digest, UnitCode, UserId};
use crate::machine::{Edge, Machine, edge};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// What they may do.
    pub role: Role,
    /// In which unit.
    pub unit: UnitCode,
    /// Whether they may sign in.
    pub active: bool,
}

/// All members of staff of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staff {
    users: BTreeMap<UserId, User>,
}

/// What can be wanted of the staff.
#[derive(Debug, Clone)]
pub enum Command {
    /// Add someone.
    Add {
        /// Random id.
        user: UserId,
        /// Their role.
        role: Role,
        /// Their unit, which exists.
        unit: UnitCode,
        /// Digest of the account's private record (login, name, password hash).
        account: Digest,
    },
    /// Another role or unit.
    ChangeRole {
        /// Who.
        user: UserId,
        /// The new role.
        role: Role,
        /// The new unit.
        unit: UnitCode,
    },
    /// Another password or name.
    ChangeAccount {
        /// Who.
        user: UserId,
        /// Digest of the account's private record.
        account: Digest,
    },
    /// They may not sign in any more.
    Disable {
        /// Who.
        user: UserId,
    },
    /// They may sign in again.
    Enable {
        /// Who.
        user: UserId,
    },
}

/// What happened to the staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the commands")]
pub enum Event {
    #[serde(rename = "user.added")]
    Added {
        user: UserId,
        role: Role,
        unit: UnitCode,
        account: Digest,
    },
    #[serde(rename = "user.role_changed")]
    RoleChanged {
        user: UserId,
        role: Role,
        unit: UnitCode,
    },
    #[serde(rename = "user.account_changed")]
    AccountChanged { user: UserId, account: Digest },
    #[serde(rename = "user.disabled")]
    Disabled { user: UserId },
    #[serde(rename = "user.enabled")]
    Enabled { user: UserId },
}

impl Staff {
    /// The user with this id.
    #[must_use]
    pub fn get(&self, user: UserId) -> Option<&User> {
        self.users.get(&user)
    }

    fn must_have(&self, user: UserId) -> Result<&User, Refusal> {
        self.users.get(&user).ok_or(Refusal::NotThere)
    }

    /// Someone must be able to manage users.
    fn keeps_an_administrator(&self, without: UserId) -> Result<(), Refusal> {
        let is_administrator = |(id, user): (&UserId, &User)| {
            *id != without && user.active && user.role == Role::Administrator
        };
        let affected = self.must_have(without)?;
        let matters = affected.active && affected.role == Role::Administrator;
        if matters && !self.users.iter().any(is_administrator) {
            return Err(Refusal::LastAdministrator);
        }
        Ok(())
    }
}

impl Machine for Staff {
    type Command = Command;
    type Event = Event;

    const EDGES: &'static [Edge] = &[
        edge("empty", "user.added", "staffed"),
        edge("staffed", "user.added", "staffed"),
        edge("staffed", "user.role_changed", "staffed"),
        edge("staffed", "user.account_changed", "staffed"),
        edge("staffed", "user.disabled", "staffed"),
        edge("staffed", "user.enabled", "staffed"),
    ];

    fn state(&self) -> &'static str {
        if self.users.is_empty() {
            "empty"
        } else {
            "staffed"
        }
    }

    fn decide(&self, command: Command, _: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::Add {
                user,
                role,
                unit,
                account,
            } => {
                if self.users.contains_key(&user) {
                    return Err(Refusal::AlreadyThere);
                }
                Event::Added {
                    user,
                    role,
                    unit,
                    account,
                }
            }
            Command::ChangeRole { user, role, unit } => {
                if role != Role::Administrator {
                    self.keeps_an_administrator(user)?;
                }
                self.must_have(user)?;
                Event::RoleChanged { user, role, unit }
            }
            Command::ChangeAccount { user, account } => {
                self.must_have(user)?;
                Event::AccountChanged { user, account }
            }
            Command::Disable { user } => {
                self.keeps_an_administrator(user)?;
                Event::Disabled { user }
            }
            Command::Enable { user } => {
                self.must_have(user)?;
                Event::Enabled { user }
            }
        };
        Ok(vec![event])
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Added {
                user, role, unit, ..
            } => {
                let added = User {
                    role: *role,
                    unit: unit.clone(),
                    active: true,
                };
                self.users.insert(*user, added);
            }
            Event::RoleChanged { user, role, unit } => {
                if let Some(user) = self.users.get_mut(user) {
                    user.role = *role;
                    user.unit = unit.clone();
                }
            }
            Event::AccountChanged { .. } => {}
            Event::Disabled { user } => self.set_active(*user, false),
            Event::Enabled { user } => self.set_active(*user, true),
        }
    }
}

impl Staff {
    fn set_active(&mut self, user: UserId, active: bool) {
        if let Some(user) = self.users.get_mut(&user) {
            user.active = active;
        }
    }
}
