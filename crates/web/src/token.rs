//! Tokens of public forms: they show that a form came from a page of this server, without
//! a cookie and without knowing who asks. The key lives and dies with the process.

use crate::i18n::Lang;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tokio::time::Instant;

/// Hours for which a form may lie open.
const HOURS: u64 = 24;
const HOUR_SECONDS: u64 = 3600;

/// Makes and checks tokens.
pub(crate) struct Tokens {
    key: [u8; 32],
    /// Hours are counted from the start of the process, as the key is.
    since: Instant,
}

impl Tokens {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        Self {
            key,
            since: Instant::now(),
        }
    }

    /// A token for this form: `<hour>-<hex>`.
    pub(crate) fn issue(&self, lang: Lang, form: &str) -> String {
        let hour = self.hour();
        format!(
            "{hour}-{}",
            massline_log::to_hex(&self.code(lang, form, hour).finalize().into_bytes()[..16])
        )
    }

    /// Whether this is a token for this form that is not older than a day.
    pub(crate) fn is_good(&self, lang: Lang, form: &str, token: &str) -> bool {
        let Some((hour, code)) = token.split_once('-') else {
            return false;
        };
        let (Ok(hour), Some(code)) = (hour.parse::<u64>(), massline_log::from_hex(code)) else {
            return false;
        };
        let now = self.hour();
        let fresh = hour <= now && now - hour <= HOURS;
        fresh
            && code.len() == 16
            && self
                .code(lang, form, hour)
                .verify_truncated_left(&code)
                .is_ok()
    }

    fn hour(&self) -> u64 {
        self.since.elapsed().as_secs() / HOUR_SECONDS
    }

    fn code(&self, lang: Lang, form: &str, hour: u64) -> Hmac<Sha256> {
        let mut code = keyed(&self.key);
        code.update(format!("{}\n{form}\n{hour}", lang.prefix()).as_bytes());
        code
    }
}

/// HMAC-SHA256 with this key.
pub(crate) fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    // A key of 32 bytes is always taken; the block is 64.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    Hmac::<Sha256>::new(&block.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn a_token_is_good_for_its_form_its_language_and_a_day() {
        tokio::time::pause();
        let tokens = Tokens::new([7; 32]);
        let token = tokens.issue(Lang::Zh, "speak");
        assert!(tokens.is_good(Lang::Zh, "speak", &token));
        assert!(!tokens.is_good(Lang::En, "speak", &token));
        assert!(!tokens.is_good(Lang::Zh, "judge", &token));
        assert!(
            !Tokens::new([8; 32]).is_good(Lang::Zh, "speak", &token),
            "another process"
        );
        for bad in [
            "",
            "-",
            "0-",
            "0-00",
            "9-00112233445566778899aabbccddeeff",
            "x-é",
        ] {
            assert!(!tokens.is_good(Lang::Zh, "speak", bad), "{bad}");
        }
        tokio::time::advance(Duration::from_secs(24 * 3600)).await;
        assert!(tokens.is_good(Lang::Zh, "speak", &token));
        tokio::time::advance(Duration::from_secs(3600)).await;
        assert!(!tokens.is_good(Lang::Zh, "speak", &token));
    }
}
