//! The vault: each row by its code, and against what the events commit to.

use super::cover::hex;
use super::{Audit, What};
use crate::vault::{
    AccountParts, OpinionParts, PictureParts, TextParts, account_digest, commitment_of,
    pictures_root, text_commitment,
};
use massline_domain::id::{CampaignId, Digest, OpinionId};
use massline_log::sha256;
use std::collections::{BTreeMap, HashSet};

/// Which rows of the vault were there.
#[derive(Default)]
pub(crate) struct Seen {
    opinions: HashSet<(u32, [u8; 16])>,
    files: HashSet<Digest>,
    /// What opinions commit to of their pictures, where they have any.
    pictures: BTreeMap<(CampaignId, OpinionId), Vec<u8>>,
    /// The pictures of the opinion that is read.
    album: Option<Album>,
}

/// The pictures of one opinion, as they are read.
struct Album {
    of: (CampaignId, OpinionId),
    digests: Vec<Digest>,
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
        let pictures = opened.iter().flatten().find(|field| field.label == "att");
        if let Some(pictures) = pictures.filter(|field| !field.value.is_empty()) {
            let key = (parts.campaign, parts.opinion);
            seen.pictures.insert(key, pictures.value.clone());
        }
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

    /// The next picture, in order of opinion and number.
    pub(crate) fn vault_picture(&mut self, parts: &PictureParts, seen: &mut Seen) {
        let table = "vault_picture";
        self.report.private_parts += 1;
        let key = format!("{}/{}/{}", parts.campaign, parts.opinion, parts.number);
        if self.vault.picture_mac(parts) != parts.mac.as_slice() {
            self.found(table, &key, What::Edited);
        }
        match self.vault.open(&parts.bytes) {
            Ok(bytes) if sha256(&bytes) == parts.digest.0 => {}
            Ok(_) => self.found(table, &key, What::Hash),
            Err(_) => self.found(table, &key, What::Unreadable),
        }
        let of = (parts.campaign, parts.opinion);
        if seen.album.as_ref().is_none_or(|album| album.of != of) {
            self.close_album(seen);
        }
        let album = seen.album.get_or_insert(Album {
            of,
            digests: Vec::new(),
        });
        album.digests.push(parts.digest);
        if usize::from(parts.number) != album.digests.len() {
            self.found(table, key, What::Unexpected);
        }
    }

    /// All pictures of an opinion are read: they must be those it commits to.
    fn close_album(&mut self, seen: &mut Seen) {
        let Some(album) = seen.album.take() else {
            return;
        };
        let key = format!("{}/{}", album.of.0, album.of.1);
        match seen.pictures.remove(&album.of) {
            None => self.found("vault_picture", key, What::Unexpected),
            Some(root) if root != pictures_root(&album.digests) => {
                self.found("vault_picture", key, What::Commitment);
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
    pub(crate) fn vault_end(&mut self, seen: &mut Seen) {
        self.close_album(seen);
        for (campaign, opinion) in std::mem::take(&mut seen.pictures).into_keys() {
            let key = format!("{campaign}/{opinion}");
            self.found("vault_picture", key, What::Missing);
        }
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
