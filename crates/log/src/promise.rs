//! The promise: the signed answer to a submission before its entry is in the log.
//!
//! ```text
//! massline-promise/v1
//! origin <origin of the log>
//! commitment <base64>
//! campaign <number>
//! day <days since 1970-01-01 UTC>
//! by <day + 1>
//! ```
//! A note signed by the log's own promise key, named `<origin>/promise`. It can never be read as
//! a checkpoint. Who holds a promise whose entry is not in the log after the day `by` holds a
//! publishable proof of breach.

use crate::LogError;
use crate::encoding::{decimal, hash_from_base64, to_base64};
use crate::note::{self, SigningKey, VerifyingKey};

/// The first line of every promise.
pub const HEADER: &str = "massline-promise/v1";

/// What is promised: an entry with this commitment, in the log by the day after `day`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The log's origin.
    pub origin: String,
    /// The commitment of the submission.
    pub commitment: [u8; 32],
    /// Campaign number.
    pub campaign: u32,
    /// Day of the submission, in days since 1970-01-01 UTC.
    pub day: u32,
}

/// The name of the promise key of a log.
pub fn key_name(origin: &str) -> String {
    format!("{origin}/promise")
}

impl Promise {
    /// The last day on which the entry must have been sealed.
    pub fn by(&self) -> u32 {
        self.day.saturating_add(1)
    }

    /// The text to be signed.
    pub fn body(&self) -> String {
        format!(
            "{HEADER}\norigin {}\ncommitment {}\ncampaign {}\nday {}\nby {}\n",
            self.origin,
            to_base64(&self.commitment),
            self.campaign,
            self.day,
            self.by(),
        )
    }

    /// Reads the text of a promise; there is one form only.
    pub fn parse(body: &str) -> Result<Self, LogError> {
        let promise =
            read(body).ok_or(LogError::Promise("its lines are not those of a promise"))?;
        if promise.body() == body {
            Ok(promise)
        } else {
            Err(LogError::Promise(
                "its deadline must be the day after its day",
            ))
        }
    }

    /// The signed promise. The key must be named [`key_name`] of the origin.
    pub fn sign(&self, key: &SigningKey) -> Result<String, LogError> {
        if key.name() != key_name(&self.origin) {
            return Err(LogError::Promise("the key's name must be <origin>/promise"));
        }
        note::sign(&self.body(), &[key])
    }

    /// Opens a signed promise with the log's promise key.
    pub fn open(note: &str, key: &VerifyingKey) -> Result<Self, LogError> {
        let opened = note::open(note, std::slice::from_ref(key))?;
        let promise = Self::parse(&opened.body)?;
        if key.name() == key_name(&promise.origin) {
            Ok(promise)
        } else {
            Err(LogError::Promise("it is of another log than the key"))
        }
    }
}

fn read(body: &str) -> Option<Promise> {
    let lines: Vec<&str> = body.strip_suffix('\n')?.split('\n').collect();
    let [HEADER, origin, commitment, campaign, day, _] = lines[..] else {
        return None;
    };
    let number = |line: &str, name: &str| u32::try_from(decimal(line.strip_prefix(name)?)?).ok();
    Some(Promise {
        origin: origin.strip_prefix("origin ")?.to_owned(),
        commitment: hash_from_base64(commitment.strip_prefix("commitment ")?)?,
        campaign: number(campaign, "campaign ")?,
        day: number(day, "day ")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::Checkpoint;

    fn sample() -> Promise {
        Promise {
            origin: "log.example/2026".into(),
            commitment: [9; 32],
            campaign: 3,
            day: 20_000,
        }
    }

    fn key(name: &str) -> SigningKey {
        SigningKey::from_seed(name, [3; 32]).unwrap()
    }

    #[test]
    fn promises_round_trip_and_are_short() {
        let key = key("log.example/2026/promise");
        let note = sample().sign(&key).unwrap();
        assert_eq!(
            Promise::open(&note, &key.verifying_key()).unwrap(),
            sample()
        );
        assert!(note.len() < 400, "{}", note.len());
    }

    #[test]
    fn a_promise_is_no_checkpoint_and_the_other_way_round() {
        assert!(Checkpoint::parse(&sample().body()).is_err());
        let checkpoint = Checkpoint {
            origin: "log.example/2026".into(),
            size: 1,
            root: [0; 32],
        };
        assert!(Promise::parse(&checkpoint.body()).is_err());
    }

    #[test]
    fn the_deadline_and_the_key_must_fit() {
        let later = sample().body().replace("by 20001", "by 20002");
        assert!(Promise::parse(&later).is_err());
        assert!(sample().sign(&key("log.example/2026")).is_err());
        let other = key("other.example/promise");
        let forged = note::sign(&sample().body(), &[&other]).unwrap();
        assert!(Promise::open(&forged, &other.verifying_key()).is_err());
    }
}
