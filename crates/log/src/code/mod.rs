//! The receipt code: 120 random bits that open everything a speaker has a right to.
//!
//! Written as `ML1 XXXX XXXX XXXX XXXX XXXX XXXX CCCC`: the version mark, 24 characters of
//! Crockford base32 (no I, L, O, U) for the 15 bytes, and 4 check characters.
//!
//! The check is a Reed-Solomon code over the field of 32 elements, see [`check`]: every mistake
//! in one to four characters is found with certainty, and so is every swap of two characters,
//! neighbours or not. Of larger damage, one in a million gets through.

mod check;
mod read;

use check::check_characters;

/// The alphabet, in the order of the values 0 to 31.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters that carry the secret.
const DATA_LEN: usize = 24;
/// Characters with the check, without the version mark.
const CODE_LEN: usize = 28;

/// The secret of one receipt. Printing it with `{}` shows the code; `{:?}` does not.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptCode(pub [u8; 15]);

/// Why a typed code was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing was typed.
    #[error("no receipt code was given")]
    Empty,
    /// The code is too short or too long.
    #[error("a receipt code has 28 characters after ML1, this one has {found}")]
    WrongLength {
        /// Characters found, without the version mark, spaces and dashes.
        found: usize,
    },
    /// A character that does not occur in codes.
    #[error("the character {ch:?} at position {at} does not occur in receipt codes")]
    BadCharacter {
        /// Its position in what was typed, from 1, counting every character.
        at: usize,
        /// The character.
        ch: char,
    },
    /// All characters are possible but they do not fit together.
    #[error("the receipt code was mistyped: compare it with your paper")]
    CheckFailed,
}

impl CodeError {
    /// A stable word for this error, for translation.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "code-empty",
            Self::WrongLength { .. } => "code-length",
            Self::BadCharacter { .. } => "code-character",
            Self::CheckFailed => "code-check",
        }
    }
}

impl std::fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let data = values(&self.0);
        let check = check_characters(&data);
        write!(f, "ML1")?;
        for (position, value) in data.iter().chain(&check).enumerate() {
            let space = if position % 4 == 0 { " " } else { "" };
            write!(f, "{space}{}", char::from(ALPHABET[usize::from(*value)]))?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReceiptCode(secret)")
    }
}

impl std::str::FromStr for ReceiptCode {
    type Err = CodeError;

    /// Reads a code generously: any case, O for 0, I and L for 1, any spaces and dashes, with or
    /// without `ML1`, and the full-width characters of Chinese input methods.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let typed = read::values(text)?;
        let (data, check) = typed.split_at(DATA_LEN);
        if check_characters(data) != check {
            return Err(CodeError::CheckFailed);
        }
        Ok(Self(bytes(data)))
    }
}

/// The 24 five-bit values of 15 bytes: 5 bytes make 8 values.
fn values(secret: &[u8; 15]) -> [u8; DATA_LEN] {
    std::array::from_fn(|i| {
        let group = secret[i / 8 * 5..][..5]
            .iter()
            .fold(0u64, |n, byte| n << 8 | u64::from(*byte));
        (group >> (35 - 5 * (i % 8)) & 31) as u8
    })
}

/// The inverse of [`values`].
fn bytes(values: &[u8]) -> [u8; 15] {
    std::array::from_fn(|i| {
        let group = values[i / 5 * 8..][..8]
            .iter()
            .fold(0u64, |n, v| n << 5 | u64::from(*v));
        (group >> (32 - 8 * (i % 5)) & 255) as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(seed: u8) -> ReceiptCode {
        ReceiptCode(std::array::from_fn(|i| {
            (i as u8).wrapping_mul(37).wrapping_add(seed)
        }))
    }

    fn characters(code: &ReceiptCode) -> Vec<char> {
        code.to_string()
            .chars()
            .skip(4)
            .filter(|c| *c != ' ')
            .collect()
    }

    #[test]
    fn the_form_is_the_documented_one() {
        let text = sample(9).to_string();
        let groups: Vec<&str> = text.split(' ').collect();
        assert_eq!((groups[0], groups.len()), ("ML1", 8));
        assert!(groups[1..].iter().all(|group| group.len() == 4));
        let zero = ReceiptCode([0; 15]).to_string();
        assert_eq!(zero, "ML1 0000 0000 0000 0000 0000 0000 0000");
        assert_eq!(format!("{:?}", sample(9)), "ReceiptCode(secret)");
    }

    #[test]
    fn codes_round_trip() {
        for seed in 0..=255 {
            assert_eq!(sample(seed).to_string().parse(), Ok(sample(seed)));
        }
        assert_eq!(
            ReceiptCode([255; 15]).to_string().parse(),
            Ok(ReceiptCode([255; 15]))
        );
    }

    #[test]
    fn every_wrong_character_is_found() {
        for seed in [0, 77, 200] {
            let right = characters(&sample(seed));
            for at in 0..right.len() {
                for other in ALPHABET
                    .iter()
                    .map(|b| char::from(*b))
                    .filter(|c| *c != right[at])
                {
                    let mut wrong = right.clone();
                    wrong[at] = other;
                    let text: String = wrong.into_iter().collect();
                    assert_eq!(
                        text.parse::<ReceiptCode>(),
                        Err(CodeError::CheckFailed),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_swap_of_two_characters_is_found() {
        for seed in 0..100 {
            let right = characters(&sample(seed));
            for (a, b) in (0..28).flat_map(|a| (a + 1..28).map(move |b| (a, b))) {
                if right[a] != right[b] {
                    let mut wrong = right.clone();
                    wrong.swap(a, b);
                    let text: String = wrong.into_iter().collect();
                    assert_eq!(text.parse::<ReceiptCode>(), Err(CodeError::CheckFailed));
                }
            }
        }
    }

    #[test]
    fn every_wrong_pair_of_neighbours_is_found() {
        let right = characters(&sample(5));
        for at in 0..27 {
            for (x, y) in (0..32).flat_map(|x| (0..32).map(move |y| (x, y))) {
                let mut wrong = right.clone();
                wrong[at] = char::from(ALPHABET[x]);
                wrong[at + 1] = char::from(ALPHABET[y]);
                let text: String = wrong.iter().collect();
                assert_eq!(text.parse::<ReceiptCode>().is_ok(), wrong == right);
            }
        }
    }
}
