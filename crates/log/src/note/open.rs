//! Reading notes and checking who signed them.

use super::key::{VerifyingKey, valid_name};
use super::{MARK, check_text};
use crate::LogError;
use crate::encoding::from_base64;

/// How many signature lines a note may have. The format demands at least 16.
pub const MAX_SIGNATURES: usize = 100;

/// A note whose known signatures all verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The signed text, with its last newline.
    pub body: String,
    /// Names of the known keys that signed, each once, in the order of their lines.
    pub signed_by: Vec<String>,
    /// The times that witnesses stated with their signatures.
    pub cosignatures: Vec<Cosignature>,
}

/// When a witness saw a checkpoint, by its own word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosignature {
    /// The witness' key name.
    pub name: String,
    /// Unix seconds.
    pub time: u64,
}

/// Opens a note: unknown keys are ignored, one wrong signature by a known key refuses the whole
/// note, and so does the absence of any known signature ([`LogError::Unsigned`]).
pub fn open(note: &str, keys: &[VerifyingKey]) -> Result<Opened, LogError> {
    let (body, lines) = split(note)?;
    let mut opened = Opened {
        body: body.to_owned(),
        signed_by: Vec::new(),
        cosignatures: Vec::new(),
    };
    for line in lines {
        let (name, id, signature) = parse_line(line)?;
        for key in keys
            .iter()
            .filter(|key| key.name() == name && key.id()[..] == id)
        {
            let time = key.verify(body, &signature)?;
            if !opened.signed_by.iter().any(|known| known == name) {
                opened.signed_by.push(name.to_owned());
            }
            if let Some(time) = time {
                opened.cosignatures.push(Cosignature {
                    name: name.to_owned(),
                    time,
                });
            }
        }
    }
    if opened.signed_by.is_empty() {
        Err(LogError::Unsigned)
    } else {
        Ok(opened)
    }
}

/// Adds a signature line, such as a witness' answer, to a note.
pub fn append_signature(note: &str, line: &str) -> Result<String, LogError> {
    let signed = format!("{note}{line}");
    let (_, lines) = split(&signed)?;
    lines
        .iter()
        .try_for_each(|line| parse_line(line).map(drop))?;
    Ok(signed)
}

/// The text and the signature lines, which the last empty line separates.
fn split(note: &str) -> Result<(&str, Vec<&str>), LogError> {
    check_text(note)?;
    let at = note
        .rfind("\n\n")
        .ok_or(LogError::Note("an empty line must follow the text"))?;
    let (body, signatures) = (&note[..=at], &note[at + 2..]);
    if body == "\n" {
        return Err(LogError::Note("the text must not be empty"));
    }
    let Some(signatures) = signatures.strip_suffix('\n') else {
        return Err(LogError::Note("the last signature must end with a newline"));
    };
    let lines: Vec<&str> = signatures.split('\n').collect();
    if lines.len() > MAX_SIGNATURES {
        return Err(LogError::Note("it has too many signatures"));
    }
    Ok((body, lines))
}

/// Name, key id and signature of a line.
fn parse_line(line: &str) -> Result<(&str, [u8; 4], Vec<u8>), LogError> {
    let bad = LogError::Note("a signature line must read: em dash, name, base64");
    let parse = || {
        let (name, encoded) = line.strip_prefix(MARK)?.split_once(' ')?;
        let bytes = from_base64(encoded)?;
        let (id, signature) = bytes.split_first_chunk::<4>()?;
        let valid = valid_name(name) && !signature.is_empty();
        valid.then(|| (name, *id, signature.to_vec()))
    };
    parse().ok_or(bad)
}

#[cfg(test)]
mod tests {
    use super::super::{KeyType, SigningKey, sign};
    use super::*;

    /// The worked example of the C2SP signed-note specification.
    const SPEC_VKEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const SPEC_NOTE: &str = "This is an example message.\n\n\u{2014} example.com/foo \
        Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    fn key(name: &str, seed: u8) -> SigningKey {
        SigningKey::from_seed(name, [seed; 32]).unwrap()
    }

    #[test]
    fn the_example_of_the_specification_opens() {
        let vkey = VerifyingKey::parse(SPEC_VKEY).unwrap();
        assert_eq!(vkey.vkey(), SPEC_VKEY);
        let opened = open(SPEC_NOTE, &[vkey]).unwrap();
        assert_eq!(opened.body, "This is an example message.\n");
        assert_eq!(opened.signed_by, ["example.com/foo"]);
    }

    #[test]
    fn unknown_keys_are_ignored_and_known_ones_must_fit() {
        let (log, other) = (key("log.example", 1), key("other.example", 2));
        let note = sign("text\n\nmore\n", &[&log, &other]).unwrap();
        let opened = open(&note, &[log.verifying_key()]).unwrap();
        assert_eq!(
            (opened.body.as_str(), opened.signed_by.len()),
            ("text\n\nmore\n", 1)
        );
        assert_eq!(
            open(&note, &[key("third.example", 3).verifying_key()]),
            Err(LogError::Unsigned)
        );
        // Same name, other key: not ours, so ignored.
        let same_name = key("log.example", 4).verifying_key();
        assert_eq!(
            open(&note, std::slice::from_ref(&same_name)),
            Err(LogError::Unsigned)
        );
        let changed = note.replace("more", "less");
        let error = open(&changed, &[log.verifying_key()]);
        assert_eq!(error, Err(LogError::Signature("log.example".into())));
        // A good signature does not make up for a wrong one.
        let text = "text\n\nmore\n";
        let wrong = key("log.example", 1).signature_line("another\n");
        let both = format!("{text}\n{}{wrong}", other.signature_line(text));
        assert!(open(&both, &[other.verifying_key()]).is_ok());
        assert!(open(&both, &[other.verifying_key(), log.verifying_key()]).is_err());
    }

    #[test]
    fn many_signatures_are_accepted_up_to_the_limit() {
        let keys: Vec<_> = (1..=101u8)
            .map(|n| key(&format!("w{n}.example"), n))
            .collect();
        let vkeys: Vec<_> = keys.iter().map(SigningKey::verifying_key).collect();
        let all: Vec<_> = keys.iter().collect();
        let opened = open(&sign("t\n", &all[..100]).unwrap(), &vkeys).unwrap();
        assert_eq!(opened.signed_by.len(), 100);
        assert!(open(&sign("t\n", &all).unwrap(), &vkeys).is_err());
    }

    #[test]
    fn cosignatures_carry_their_time() {
        let (log, witness) = (key("log.example", 1), key("w.example", 2));
        let body = "log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        let note = sign(body, &[&log]).unwrap();
        let note = append_signature(&note, &witness.cosign(body, 1_700_000_000)).unwrap();
        let vkey = VerifyingKey::parse(&witness.cosigner_key().vkey()).unwrap();
        assert_eq!(vkey.key_type(), KeyType::Cosignature);
        let opened = open(&note, &[log.verifying_key(), vkey.clone()]).unwrap();
        let time = Cosignature {
            name: "w.example".into(),
            time: 1_700_000_000,
        };
        assert_eq!(opened.cosignatures, [time]);
        // The plain key of the same witness has another id.
        assert_eq!(
            open(&note, &[witness.verifying_key()]),
            Err(LogError::Unsigned)
        );
        // The time is signed: the same signature under another time is wrong.
        let line = witness.cosign(body, 1_700_000_000);
        let mut bytes = from_base64(line.trim_end().rsplit(' ').next().unwrap()).unwrap();
        bytes[11] ^= 1;
        let moved = format!("{MARK}w.example {}\n", crate::to_base64(&bytes));
        let note = append_signature(&sign(body, &[&log]).unwrap(), &moved).unwrap();
        assert_eq!(
            open(&note, &[vkey]),
            Err(LogError::Signature("w.example".into()))
        );
    }

    #[test]
    fn a_post_quantum_signature_is_ignored_and_its_key_named() {
        let log = key("log.example", 1);
        let note = sign("t\n", &[&log]).unwrap();
        let foreign = format!("{MARK}log.example {}\n", crate::to_base64(&[6; 2428]));
        let note = append_signature(&note, &foreign).unwrap();
        assert!(open(&note, &[log.verifying_key()]).is_ok());
        let vkey = format!("log.example+00000000+{}", crate::to_base64(&[6; 1313]));
        assert_eq!(VerifyingKey::parse(&vkey), Err(LogError::KeyType(6)));
    }

    #[test]
    fn malformed_notes_and_keys_are_refused() {
        let vkeys = [VerifyingKey::parse(SPEC_VKEY).unwrap()];
        let bad = [
            SPEC_NOTE.trim_end().to_owned(),
            SPEC_NOTE.replace("\n\n", "\n"),
            SPEC_NOTE.replace('\u{2014}', "-"),
            SPEC_NOTE.replace("message", "mess\tage"),
            SPEC_NOTE.replace('\n', "\r\n"),
            format!("{SPEC_NOTE}\n"),
            format!("{SPEC_NOTE}junk\n"),
            SPEC_NOTE.replace("This is an example message.", ""),
            String::new(),
        ];
        for note in bad {
            assert!(open(&note, &vkeys).is_err(), "{note:?}");
        }
        let bad = [
            "",
            "a+b",
            "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        ];
        for vkey in bad {
            assert!(VerifyingKey::parse(vkey).is_err(), "{vkey:?}");
        }
        assert!(SigningKey::from_seed("a b", [1; 32]).is_err());
        assert!(sign("no newline", &[&key("a", 1)]).is_err());
        assert!(sign("t\n", &[]).is_err());
        // The neutral point: every signature-like pair would verify under it.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        assert!(VerifyingKey::new("a", KeyType::Ed25519, &neutral).is_err());
    }

    /// The plain equation of Ed25519 holds for this signature, but its first half is the neutral
    /// point. Verifiers differ on such ones, so it must be refused.
    #[test]
    fn a_signature_with_a_weak_half_is_refused() {
        let line = "HMdY+QEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAN3dXGUDue+n4/04J4ftvB0DSyk6Aamq0wNbzW93xnA8=";
        let note = format!("text\n\n{MARK}log.example {line}\n");
        let known = key("log.example", 1).verifying_key();
        assert_eq!(
            open(&note, &[known]),
            Err(LogError::Signature("log.example".into()))
        );
    }
}
