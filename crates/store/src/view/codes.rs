//! Stable codes of small sets of words, as they stand in the database.

use massline_domain::campaign::Profile;
use massline_domain::consultation::{statement, vote};
use massline_domain::context::Role;
use massline_domain::verdict::{Choice, Outcome};
use massline_domain::{item, problem};

/// One of a small set of words, each with a code.
pub(crate) trait Code: Copy + PartialEq + 'static {
    /// Every value with its code.
    const CODES: &'static [(Self, &'static str)];
}

/// The code of a value.
pub(crate) fn code_of<T: Code>(value: T) -> &'static str {
    T::CODES
        .iter()
        .find(|(known, _)| *known == value)
        .map_or("", |(_, code)| code)
}

/// The value with this code.
pub(crate) fn from_code<T: Code>(code: &str) -> Option<T> {
    T::CODES
        .iter()
        .find(|(_, known)| *known == code)
        .map(|(value, _)| *value)
}

impl Code for Profile {
    const CODES: &'static [(Self, &'static str)] =
        &[(Self::Open, "open"), (Self::Protected, "protected")];
}

impl Code for Outcome {
    const CODES: &'static [(Self, &'static str)] =
        &[(Self::Fixed, "fixed"), (Self::NotFixed, "not_fixed")];
}

impl Code for Choice {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Fixed, "fixed"),
        (Self::NotFixed, "not_fixed"),
        (Self::DontKnow, "dont_know"),
    ];
}

impl Code for Role {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Administrator, "administrator"),
        (Self::Office, "office"),
        (Self::Supervisor, "supervisor"),
        (Self::Unit, "unit"),
        (Self::Inspector, "inspector"),
    ];
}

impl Code for item::Stage {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Absent, "absent"),
        (Self::Working, "working"),
        (Self::Done, "done"),
    ];
}

impl Code for problem::Stage {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Absent, "absent"),
        (Self::Listed, "listed"),
        (Self::Assigned, "assigned"),
        (Self::Claimed, "claimed"),
        (Self::Rectifying, "rectifying"),
        (Self::Judging, "judging"),
        (Self::Closed, "closed"),
        (Self::Reopened, "reopened"),
        (Self::Merged, "merged"),
    ];
}

impl Code for vote::Choice {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Agree, "agree"),
        (Self::Disagree, "disagree"),
        (Self::Pass, "pass"),
    ];
}

impl Code for statement::Origin {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Office, "office"),
        (Self::Voice, "voice"),
        (Self::Public, "public"),
    ];
}

impl Code for statement::Reason {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Person, "person"),
        (Self::Insult, "insult"),
        (Self::OffTopic, "off_topic"),
        (Self::SeveralThings, "several_things"),
        (Self::SaidAlready, "said_already"),
        (Self::NotAStatement, "not_a_statement"),
    ];
}

impl Code for statement::Stage {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Absent, "absent"),
        (Self::Waiting, "waiting"),
        (Self::Accepted, "accepted"),
        (Self::Refused, "refused"),
        (Self::Appealed, "appealed"),
        (Self::Rejected, "rejected"),
        (Self::Withdrawn, "withdrawn"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_rules() {
        for role in Role::ALL {
            assert_eq!(code_of(role), role.code());
        }
        for stage in problem::Stage::SHOWN {
            assert_eq!(code_of(stage), stage.code());
            assert_eq!(from_code(stage.code()), Some(stage));
        }
        for choice in Choice::ALL {
            assert_eq!(code_of(choice), choice.code());
        }
        for choice in vote::Choice::ALL {
            assert_eq!(code_of(*choice), choice.code());
        }
        for origin in statement::Origin::ALL {
            assert_eq!(code_of(*origin), origin.code());
        }
        for reason in statement::Reason::ALL {
            assert_eq!(code_of(*reason), reason.code());
        }
        for stage in statement::Stage::ALL {
            assert_eq!(code_of(*stage), stage.code());
        }
        assert_eq!(from_code::<Profile>("secret"), None);
    }
}
