//! The edges of the staff.

use super::{Driver, Step, by, check, check_apply};
use crate::world::{digest, unit};
use massline_domain::Who;
use massline_domain::context::Role;
use massline_domain::id::UserId;
use massline_domain::user::{Command, Staff};

pub(super) struct Drive;

const CLERK: UserId = UserId([2; 8]);

fn add(user: UserId, role: Role) -> Step<Command> {
    let command = Command::Add {
        user,
        role,
        unit: unit("county"),
        account: digest(1),
    };
    by(&Who::System, command)
}

impl Driver for Drive {
    type M = Staff;
    const TAGS: &'static [&'static str] = &[
        "user.added",
        "user.role_changed",
        "user.account_changed",
        "user.disabled",
        "user.enabled",
    ];

    fn ways() -> Vec<(&'static str, Vec<Step<Command>>)> {
        let staffed = vec![
            add(UserId([1; 8]), Role::Administrator),
            add(CLERK, Role::Office),
        ];
        vec![("empty", vec![]), ("staffed", staffed)]
    }

    fn attempts(tag: &str, _: &Staff) -> Vec<Step<Command>> {
        let command = match tag {
            "user.added" => return vec![add(UserId([3; 8]), Role::Unit)],
            "user.role_changed" => Command::ChangeRole {
                user: CLERK,
                role: Role::Supervisor,
                unit: unit("county"),
            },
            "user.account_changed" => Command::ChangeAccount {
                user: CLERK,
                account: digest(2),
            },
            "user.disabled" => Command::Disable { user: CLERK },
            _ => Command::Enable { user: CLERK },
        };
        vec![by(&Who::System, command)]
    }
}

#[test]
fn every_edge_of_the_staff_and_no_other() {
    check::<Drive>();
}

#[test]
fn the_staffs_events_lead_where_the_table_says() {
    check_apply::<Drive>();
}
