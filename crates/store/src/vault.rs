//! The vault: how private parts become bytes in the database and back. Everything private
//! passes through here and nowhere else; encryption, when it comes, comes in [`Vault::close`]
//! and [`Vault::open`], and nothing outside this file changes.
//!
//! Every row carries a code (HMAC-SHA256 under a key the database does not have) over all its
//! columns, so that the audit finds a row that was edited or put in another place.

use crate::chain::hmac;
use crate::error::{Result, StoreError};
use crate::identity::LogIdentity;
use crate::write::VaultField;
use massline_domain::id::{CampaignId, Digest, OpinionId, UserId};
use massline_log::commit::{commitment, field_commitment};
use massline_log::merkle::{Tree, leaf_hash};
use serde_json::json;

/// Closes and opens private parts.
#[derive(Clone)]
pub(crate) struct Vault {
    key: [u8; 32],
}

/// The private parts of an opinion, as stored.
#[derive(Debug, Clone)]
pub(crate) struct OpinionParts {
    pub(crate) campaign: CampaignId,
    pub(crate) opinion: OpinionId,
    pub(crate) lookup: Vec<u8>,
    pub(crate) source_key: Option<Vec<u8>>,
    /// Closed fields; none once they are erased.
    pub(crate) fields: Option<Vec<u8>>,
    pub(crate) mac: Vec<u8>,
}

/// A text, as stored.
#[derive(Debug, Clone)]
pub(crate) struct TextParts {
    pub(crate) campaign: CampaignId,
    pub(crate) key: String,
    pub(crate) salt: Vec<u8>,
    /// Closed.
    pub(crate) value: Vec<u8>,
    pub(crate) mac: Vec<u8>,
}

/// The private record of a member of staff.
#[derive(Debug, Clone)]
pub(crate) struct AccountParts {
    pub(crate) campaign: CampaignId,
    pub(crate) user: UserId,
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) password: String,
    pub(crate) mac: Vec<u8>,
}

/// A picture of an opinion, as stored.
#[derive(Debug, Clone)]
pub(crate) struct PictureParts {
    pub(crate) campaign: CampaignId,
    pub(crate) opinion: OpinionId,
    pub(crate) number: u8,
    /// SHA-256 of the picture.
    pub(crate) digest: Digest,
    pub(crate) media: String,
    /// Closed.
    pub(crate) bytes: Vec<u8>,
    pub(crate) mac: Vec<u8>,
}

/// First byte of closed bytes: they are as they were given. Another value will say how they
/// are encrypted.
const PLAIN: u8 = 0;

impl Vault {
    pub(crate) fn new(identity: &LogIdentity) -> Self {
        Self {
            key: identity.vault_key(),
        }
    }

    /// Closes private bytes for the database.
    pub(crate) fn close(&self, bytes: &[u8]) -> Vec<u8> {
        let mut closed = Vec::with_capacity(bytes.len() + 1);
        closed.push(PLAIN);
        closed.extend_from_slice(bytes);
        closed
    }

    /// Opens closed bytes.
    pub(crate) fn open(&self, closed: &[u8]) -> Result<Vec<u8>> {
        match closed.split_first() {
            Some((&PLAIN, bytes)) => Ok(bytes.to_vec()),
            _ => Err(StoreError::damaged(
                "private bytes in the vault cannot be opened",
            )),
        }
    }

    /// Closes all fields of an opinion.
    pub(crate) fn close_fields(&self, fields: &[VaultField]) -> Vec<u8> {
        self.close(&encode(fields))
    }

    /// Opens all fields of an opinion.
    pub(crate) fn open_fields(&self, closed: &[u8]) -> Result<Vec<VaultField>> {
        let bytes = self.open(closed)?;
        decode(&bytes).ok_or_else(|| StoreError::damaged("the fields of an opinion in the vault"))
    }

    pub(crate) fn opinion_mac(&self, parts: &OpinionParts) -> [u8; 32] {
        self.mac(
            "vault_opinion",
            &[
                &parts.campaign.0.to_be_bytes(),
                &parts.opinion.0,
                &parts.lookup,
                &optional(parts.source_key.as_deref()),
                &optional(parts.fields.as_deref()),
            ],
        )
    }

    pub(crate) fn text_mac(&self, parts: &TextParts) -> [u8; 32] {
        let campaign = parts.campaign.0.to_be_bytes();
        self.mac(
            "vault_text",
            &[&campaign, parts.key.as_bytes(), &parts.salt, &parts.value],
        )
    }

    pub(crate) fn account_mac(&self, parts: &AccountParts) -> [u8; 32] {
        self.mac(
            "vault_account",
            &[
                &parts.campaign.0.to_be_bytes(),
                &parts.user.0,
                parts.login.as_bytes(),
                parts.name.as_bytes(),
                parts.password.as_bytes(),
            ],
        )
    }

    pub(crate) fn picture_mac(&self, parts: &PictureParts) -> [u8; 32] {
        self.mac(
            "vault_picture",
            &[
                &parts.campaign.0.to_be_bytes(),
                &parts.opinion.0,
                &[parts.number],
                &parts.digest.0,
                parts.media.as_bytes(),
            ],
        )
    }

    pub(crate) fn file_mac(&self, digest: &Digest, media: &str) -> [u8; 32] {
        self.mac("vault_file", &[&digest.0, media.as_bytes()])
    }

    fn mac(&self, table: &str, columns: &[&[u8]]) -> [u8; 32] {
        let mut content = Vec::new();
        for column in [&[table.as_bytes()], columns].concat() {
            content.extend_from_slice(&(column.len() as u64).to_be_bytes());
            content.extend_from_slice(column);
        }
        hmac(&self.key, &[&content])
    }
}

fn optional(bytes: Option<&[u8]>) -> Vec<u8> {
    bytes.map_or_else(Vec::new, |bytes| [&[1], bytes].concat())
}

/// The commitment to all fields of an opinion, in the order of the labels.
pub(crate) fn commitment_of(fields: &[VaultField]) -> Option<Digest> {
    let one = |field: &VaultField| field_commitment(&field.label, &field.salt, &field.value);
    let parts: Vec<[u8; 32]> = fields
        .iter()
        .map(one)
        .collect::<std::result::Result<_, _>>()
        .ok()?;
    commitment(&parts).ok().map(Digest)
}

/// The value of an opinion's field `att`: the root of the RFC 6962 tree over the SHA-256
/// digests of its pictures, in their order; empty where there are none.
#[must_use]
pub fn pictures_root(digests: &[Digest]) -> Vec<u8> {
    if digests.is_empty() {
        return Vec::new();
    }
    let leaves = digests.iter().map(|digest| leaf_hash(&digest.0));
    Tree::from_leaves(leaves).root().to_vec()
}

/// The commitment to a text of the vault (an answer, a comment): that of a field whose label
/// is the first part of the key, for instance `answer`.
///
/// # Errors
/// Where that part is longer than a label can be.
pub fn text_commitment(key: &str, salt: &[u8; 32], value: &str) -> Result<Digest> {
    let label = key.split('/').next().unwrap_or_default();
    Ok(Digest(field_commitment(label, salt, value.as_bytes())?))
}

/// Digest of the private record of a member of staff, as its event carries it: SHA-256 of
/// the canonical JSON of `{login, name, password, user}`.
///
/// # Errors
/// Where a text has no canonical JSON.
pub fn account_digest(user: UserId, login: &str, name: &str, password: &str) -> Result<Digest> {
    let record = json!({
        "login": login, "name": name, "password": password, "user": user.to_string(),
    });
    Ok(Digest(massline_log::json::document_hash(&record)?))
}

/// Number of fields (u16); for each the label (u8 length), the salt, the value (u32 length).
fn encode(fields: &[VaultField]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&(fields.len() as u16).to_be_bytes());
    for field in fields {
        bytes.push(field.label.len() as u8);
        bytes.extend_from_slice(field.label.as_bytes());
        bytes.extend_from_slice(&field.salt);
        bytes.extend_from_slice(&(field.value.len() as u32).to_be_bytes());
        bytes.extend_from_slice(&field.value);
    }
    bytes
}

fn decode(bytes: &[u8]) -> Option<Vec<VaultField>> {
    let (count, mut rest) = bytes.split_first_chunk::<2>()?;
    let mut fields = Vec::new();
    for _ in 0..u16::from_be_bytes(*count) {
        let (length, after) = rest.split_first()?;
        let (label, after) = after.split_at_checked(usize::from(*length))?;
        let (salt, after) = after.split_first_chunk::<32>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (value, after) = after.split_at_checked(length)?;
        let label = String::from_utf8(label.to_vec()).ok()?;
        fields.push(VaultField {
            label,
            salt: *salt,
            value: value.to_vec(),
        });
        rest = after;
    }
    rest.is_empty().then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Vec<VaultField> {
        let field = |label: &str, value: &[u8]| VaultField {
            label: label.to_owned(),
            salt: [3; 32],
            value: value.to_vec(),
        };
        vec![field("text", "路灯坏了".as_bytes()), field("contact", b"")]
    }

    #[test]
    fn fields_come_back_as_they_were() {
        assert_eq!(decode(&encode(&fields())), Some(fields()));
    }

    #[test]
    fn damaged_fields_are_refused_and_never_panic() {
        let bytes = encode(&fields());
        for end in 0..bytes.len() {
            assert_eq!(decode(&bytes[..end]), None, "cut at {end}");
        }
        assert_eq!(
            decode(&[bytes.as_slice(), b"x"].concat()),
            None,
            "something after the end"
        );
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x80;
            assert_ne!(decode(&changed), Some(fields()), "flip at {at}");
        }
    }

    #[test]
    fn a_code_belongs_to_one_row() {
        let vault = Vault { key: [1; 32] };
        let row = |key: &str, value: &[u8]| {
            vault.text_mac(&TextParts {
                campaign: CampaignId(1),
                key: key.to_owned(),
                salt: vec![0; 32],
                value: value.to_vec(),
                mac: Vec::new(),
            })
        };
        assert_eq!(row("a", b"b"), row("a", b"b"));
        assert_ne!(row("a", b"b"), row("ab", b""));
        assert_ne!(row("a", b"b"), row("b", b"a"));
    }
}
