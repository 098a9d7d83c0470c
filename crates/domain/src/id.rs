//! Names of things. Each kind of thing has its own type, so that they cannot be mixed up.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The number of a campaign on this server, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CampaignId(pub u32);

/// The number of a problem within its campaign, from 1, as people quote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ProblemId(pub u64);

/// A rectification item: its problem and its number there, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemId {
    /// The problem it belongs to.
    pub problem: ProblemId,
    /// From 1 within the problem.
    pub number: u32,
}

/// A round of judgement: its problem and its number there, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RoundId {
    /// The problem that is judged.
    pub problem: ProblemId,
    /// From 1 within the problem.
    pub number: u32,
}

/// The number of a consultation within its campaign, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConsultationId(pub u64);

/// A statement that people vote on: its consultation and its number there, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StatementId {
    /// The consultation it belongs to.
    pub consultation: ConsultationId,
    /// From 1 within the consultation.
    pub number: u32,
}

/// The number of a rule in the register of its campaign, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RuleId(pub u32);

/// The number of a commitment in its campaign, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CommitmentId(pub u32);

/// The number of a treatment in its campaign, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TreatmentId(pub u32);

/// The number of a wave in its campaign, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WaveId(pub u32);

/// The number of a special programme in its campaign, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ProgrammeId(pub u32);

/// The number of a document in the study library of its campaign, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub u32);

/// The number of a spot-check in its campaign, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SpotCheckId(pub u32);

/// A self-examination: its unit and its number there; 1 is the body's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PaperId {
    /// The unit that looks at itself.
    pub unit: UnitCode,
    /// From 1 within the unit.
    pub number: u32,
}

/// A criticism session: its unit and its number there, from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SessionId {
    /// The unit that holds it.
    pub unit: UnitCode,
    /// From 1 within the unit.
    pub number: u32,
}

/// 16 random bytes that name an opinion inside the house; never shown to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpinionId(pub [u8; 16]);

/// 8 random bytes that name a member of staff without saying who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub [u8; 8]);

/// A SHA-256 value: a commitment, a document's hash, a nullifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// The short code of a unit in its campaign: lower-case Latin letters, digits and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitCode(String);

/// A text that does not name a thing of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{found}\" is not {wanted}")]
pub struct IdError {
    /// What was found, shortened.
    pub found: String,
    /// What should have been there, in plain English.
    pub wanted: &'static str,
}

impl IdError {
    fn new(found: &str, wanted: &'static str) -> Self {
        Self {
            found: found.chars().take(60).collect(),
            wanted,
        }
    }
}

impl UnitCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for UnitCode {
    type Error = IdError;

    fn try_from(code: String) -> Result<Self, IdError> {
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if code.is_empty() || code.len() > 40 || !code.chars().all(good) {
            return Err(IdError::new(
                &code,
                "a unit's code (1 to 40 lower-case Latin letters, digits or -)",
            ));
        }
        Ok(Self(code))
    }
}

impl FromStr for UnitCode {
    type Err = IdError;

    fn from_str(code: &str) -> Result<Self, IdError> {
        Self::try_from(code.to_owned())
    }
}

impl From<UnitCode> for String {
    fn from(code: UnitCode) -> Self {
        code.0
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ProblemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ConsultationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for PaperId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.unit, self.number)
    }
}

impl FromStr for PaperId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError::new(text, "a paper (unit/number)");
        let (unit, number) = text.split_once('/').ok_or_else(wrong)?;
        let number = number.parse().map_err(|_| wrong())?;
        let unit = unit.parse()?;
        Ok(Self { unit, number })
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.unit, self.number)
    }
}

impl FromStr for SessionId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError::new(text, "a session (unit/number)");
        let (unit, number) = text.split_once('/').ok_or_else(wrong)?;
        let number = number.parse().map_err(|_| wrong())?;
        let unit = unit.parse()?;
        Ok(Self { unit, number })
    }
}

impl fmt::Display for CampaignId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One byte from two hexadecimal digits; signs and spaces are not digits.
fn hex_byte(digits: &[u8]) -> Option<u8> {
    let value = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|v| u8::try_from(v).ok())
    };
    Some(value(digits[0])? * 16 + value(digits[1])?)
}

/// Writes, reads and serialises a byte array as lower-case hexadecimal.
macro_rules! hex_id {
    ($name:ident, $bytes:literal, $wanted:literal) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let wrong = || IdError::new(text, $wanted);
                if text.len() != 2 * $bytes || !text.is_ascii() {
                    return Err(wrong());
                }
                let mut bytes = [0u8; $bytes];
                for (i, byte) in bytes.iter_mut().enumerate() {
                    *byte = hex_byte(&text.as_bytes()[2 * i..2 * i + 2]).ok_or_else(wrong)?;
                }
                Ok(Self(bytes))
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

hex_id!(OpinionId, 16, "an opinion's id (32 hexadecimal digits)");
hex_id!(UserId, 8, "a user's id (16 hexadecimal digits)");
hex_id!(Digest, 32, "a SHA-256 value (64 hexadecimal digits)");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_codes_are_short_and_plain() {
        assert!("county-housing".parse::<UnitCode>().is_ok());
        for bad in ["", "County", "a b", "住建局", &"x".repeat(41)] {
            assert!(bad.parse::<UnitCode>().is_err(), "{bad}");
        }
    }

    #[test]
    fn hex_ids_read_what_they_write() {
        let id = OpinionId(*b"0123456789abcdef");
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in ["", "zz", "é".repeat(16).as_str(), "+1".repeat(16).as_str()] {
            assert!(bad.parse::<OpinionId>().is_err(), "{bad}");
        }
    }
}
