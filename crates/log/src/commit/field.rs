//! Fields and the commitment over them.

use crate::LogError;
use crate::encoding::sha256_of;

/// The labels of version 1, sorted. Every submission has all of them.
pub const LABELS: [&str; 11] = [
    "att", "category", "channel", "consent", "contact", "lang", "owner_pk", "period", "places",
    "text", "units",
];

/// One field of a submission, opened.
#[derive(Clone, PartialEq, Eq)]
pub struct Field {
    /// One of [`LABELS`].
    pub label: String,
    /// Its salt, see [`super::Keys::salt`].
    pub salt: [u8; 32],
    /// Its value; empty if the speaker left it out.
    pub value: Vec<u8>,
}

impl Field {
    /// The commitment to this field.
    pub fn commitment(&self) -> Result<[u8; 32], LogError> {
        field_commitment(&self.label, &self.salt, &self.value)
    }
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Field({}, {} secret bytes)",
            self.label,
            self.value.len()
        )
    }
}

/// `c_i`, the commitment to one field. Fails if the label is longer than 255 bytes.
pub fn field_commitment(label: &str, salt: &[u8; 32], value: &[u8]) -> Result<[u8; 32], LogError> {
    let length = u8::try_from(label.len()).map_err(|_| LogError::Fields("a label is too long"))?;
    Ok(sha256_of(&[
        b"massline/field/v1",
        &[length],
        label.as_bytes(),
        salt,
        &(value.len() as u64).to_be_bytes(),
        value,
    ]))
}

/// `C`, the commitment of a submission, over the commitments to all its fields in the order of
/// [`LABELS`]. Fails unless there is one for each.
pub fn commitment(fields: &[[u8; 32]]) -> Result<[u8; 32], LogError> {
    if fields.len() != LABELS.len() {
        return Err(LogError::Fields(
            "a submission commits to the full set of labels",
        ));
    }
    let count = LABELS.len() as u16;
    Ok(sha256_of(&[
        b"massline/sub/v1",
        &count.to_be_bytes(),
        fields.as_flattened(),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_sorted_and_distinct() {
        assert!(LABELS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn the_boundaries_between_label_and_value_are_committed_to() {
        let salt = [1; 32];
        let one = field_commitment("text", &salt, b"abc").unwrap();
        assert_ne!(one, field_commitment("text", &salt, b"abcd").unwrap());
        assert_ne!(one, field_commitment("tex", &salt, b"tabc").unwrap());
        assert_ne!(one, field_commitment("text", &[2; 32], b"abc").unwrap());
        assert!(field_commitment(&"x".repeat(256), &salt, b"").is_err());
    }

    #[test]
    fn the_set_must_be_full() {
        assert!(commitment(&[[0; 32]; 11]).is_ok());
        assert!(commitment(&[[0; 32]; 10]).is_err());
        assert!(commitment(&[[0; 32]; 12]).is_err());
    }
}
