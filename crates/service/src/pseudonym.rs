//! Who takes part without an account: the browser holds a random token; stored is only a hash of
//! it under a key of the house, another one in each consultation and for each problem, so that
//! nobody can tell who it is, nor that the same person took part elsewhere.

use crate::consultation::vote::Token;
use crate::service::{Campaign, Service};
use hmac::{Hmac, KeyInit, Mac};
use massline_domain::id::Digest;
use sha2::Sha256;

impl Service {
    /// The hash of a token for the thing with this number. `purpose` keeps kinds of things apart.
    pub(crate) fn pseudonym(
        &self,
        purpose: &[u8],
        campaign: &Campaign,
        number: u64,
        token: Token,
    ) -> Digest {
        // A key shorter than a block counts as filled up with zeros (RFC 2104).
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.inner.settings.seed);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(purpose);
        mac.update(&campaign.id().0.to_be_bytes());
        mac.update(&number.to_be_bytes());
        mac.update(&token.0);
        Digest(mac.finalize().into_bytes().into())
    }
}
