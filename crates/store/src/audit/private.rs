//! The vault: each row by its code, and against what the events commit to.

use super::cover::hex;
use super::{Audit, What};
use crate::vault::{
    AccountParts, OpinionParts, TextParts, account_digest, commitment_of, text_commitment,
};
use massline_domain::id::Digest;
use massline_log::sha256;
use std::collections::HashSet;

/// Which rows of the vault were there.
#[derive(Default)]
pub(crate) struct Seen {
    opinions: HashSet<(u32, [u8; 16])>,
    files: HashSet<Digest>,
}

impl Audit {
    pub(crate) fn vault_opinion(&mut self, parts: &OpinionParts, seen: &mut Seen) {
        let table = "vault_opinion";
        self.report.private_parts += 1;
        let key = format!("{}/{}", parts.campaign, parts.opinion);
        seen.opinions.insert((parts.campaign.0, parts.opinion.0));
        if self.vault.opinion_mac(parts) != parts.mac.as_slice() {
            self.found(table, &key, What::Edited);
        }
        let stored = self.views.opinions.get(&(parts.campaign, parts.opinion));
        let Ok(Some(view)) = stored else {
            return self.found(table, key, What::Unexpected);
        };
        let erased = view.row.state == "erased";
        let Some(fields) = &parts.fields else {
            if !erased {
                self.found(table, key, What::Erasure);
            }
            return;
        };
        if erased {
            return self.found(table, key, What::Erasure);
        }
        let opened = self.vault.open_fields(fields).ok();
        let commitment = opened.and_then(|fields| commitment_of(&fields));
        if commitment != Some(view.row.commitment) {
            self.found(table, key, What::Commitment);
        }
    }

    pub(crate) fn vault_text(&mut self, parts: &TextParts) {
        let table = "vault_text";
        self.report.private_parts += 1;
        let key = format!("{}/{}", parts.campaign, parts.key);
        if self.vault.text_mac(parts) != parts.mac.as_slice() {
            self.found(table, &key, What::Edited);
        }
        let expected = self.texts.remove(&(parts.campaign, parts.key.clone()));
        const COMMITTED: [&str; 8] = [
            "disclosure/",
            "treatment/",
            "answer/",
            "comment/",
            "statement/",
            "appeal/",
            "mirror/",
            "criticism/",
        ];
        let committed = COMMITTED.iter().any(|kind| parts.key.starts_with(kind));
        match expected {
            Some(expected) if self.text_digest(parts) != Some(expected) => {
                self.found(table, key, What::Commitment);
            }
            None if committed => self.found(table, key, What::Unexpected),
            _ => {}
        }
    }

    fn text_digest(&self, parts: &TextParts) -> Option<Digest> {
        let salt: [u8; 32] = parts.salt.as_slice().try_into().ok()?;
        let value = String::from_utf8(self.vault.open(&parts.value).ok()?).ok()?;
        text_commitment(&parts.key, &salt, &value).ok()
    }

    pub(crate) fn vault_account(&mut self, parts: &AccountParts) {
        let table = "vault_account";
        self.report.private_parts += 1;
        let key = format!("{}/{}", parts.campaign, parts.user);
        if self.vault.account_mac(parts) != parts.mac.as_slice() {
            self.found(table, &key, What::Edited);
        }
        let digest = account_digest(parts.user, &parts.login, &parts.name, &parts.password).ok();
        match self.accounts.remove(&(parts.campaign, parts.user)) {
            None => self.found(table, key, What::Unexpected),
            Some(expected) if digest != Some(expected) => {
                self.found(table, key, What::Commitment);
            }
            Some(_) => {}
        }
    }

    pub(crate) fn vault_file(
        &mut self,
        (digest, media, bytes, mac): (&[u8], &str, &[u8], &[u8]),
        seen: &mut Seen,
    ) {
        let table = "vault_file";
        self.report.private_parts += 1;
        let key = hex(digest);
        let Ok(digest) = <[u8; 32]>::try_from(digest).map(Digest) else {
            return self.found(table, key, What::Unreadable);
        };
        seen.files.insert(digest);
        if sha256(bytes) != digest.0 {
            self.found(table, &key, What::Hash);
        }
        if self.vault.file_mac(&digest, media) != mac {
            self.found(table, &key, What::Edited);
        }
        if !self.files.contains(&digest) {
            self.found(table, key, What::Unexpected);
        }
    }

    /// After the last row of the vault: what the events speak of and is not there.
    pub(crate) fn vault_end(&mut self, seen: &Seen) {
        let missing: Vec<String> = self
            .views
            .opinions
            .rows()
            .filter(|((campaign, id), _)| !seen.opinions.contains(&(campaign.0, id.0)))
            .map(|((campaign, opinion), _)| format!("{campaign}/{opinion}"))
            .collect();
        for key in missing {
            self.found("vault_opinion", key, What::Missing);
        }
        for (campaign, key) in std::mem::take(&mut self.texts).into_keys() {
            self.found("vault_text", format!("{campaign}/{key}"), What::Missing);
        }
        for (campaign, user) in std::mem::take(&mut self.accounts).into_keys() {
            self.found("vault_account", format!("{campaign}/{user}"), What::Missing);
        }
        for digest in std::mem::take(&mut self.files) {
            if !seen.files.contains(&digest) {
                self.found("vault_file", digest.to_string(), What::Missing);
            }
        }
    }
}
