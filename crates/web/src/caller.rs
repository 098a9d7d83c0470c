//! Who called, for rate limits only: a hash of the address under a key that is thrown away
//! every hour. Neither is stored or logged.

use crate::site::{Site, random};
use crate::token::keyed;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use hmac::Mac;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

const HOUR: Duration = Duration::from_secs(3600);

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Hashes callers under a key that is thrown away after a while.
pub(crate) struct Callers {
    held: Mutex<Option<(Instant, [u8; 32])>>,
    keep: Duration,
}

impl Default for Callers {
    /// For rate limits: the key lives an hour.
    fn default() -> Self {
        let held = Mutex::default();
        Self { held, keep: HOUR }
    }
}

impl Callers {
    /// For counting readers, and for nothing else: the key lives a day.
    pub(crate) fn by_day() -> Self {
        let held = Mutex::default();
        Self { held, keep: DAY }
    }

    /// The hash of who sent this request; none where the server does not know (tests).
    pub(crate) fn of(&self, parts: &Parts) -> Option<[u8; 16]> {
        let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
        let mut code = keyed(&self.key());
        code.update(address(peer.ip(), parts).as_bytes());
        let code = code.finalize().into_bytes();
        let mut caller = [0; 16];
        caller.copy_from_slice(&code[..16]);
        Some(caller)
    }

    fn key(&self) -> [u8; 32] {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        match *held {
            Some((since, key)) if since.elapsed() < self.keep => key,
            _ => {
                let key = random();
                *held = Some((Instant::now(), key));
                key
            }
        }
    }
}

/// The peer's address. A peer on this machine is a reverse proxy: what it wrote last into
/// `X-Forwarded-For` is whom it speaks for; what came before that, anyone could have
/// written. A home has a whole /64 of IPv6, so that is what counts as one caller.
fn address(peer: IpAddr, parts: &Parts) -> String {
    let forwarded = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let ip: IpAddr = match forwarded {
        Some(ip) if peer.is_loopback() => ip,
        _ => peer,
    };
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("{:?}", &ip.segments()[..4]),
    }
}

/// Who reads the study library today, as a code of the day.
pub(crate) struct Reader(pub(crate) Option<[u8; 16]>);

impl FromRequestParts<Arc<Site>> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Infallible> {
        Ok(Self(site.readers.of(parts)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn parts(peer: &str, forwarded: Option<&str>) -> Parts {
        let mut request = Request::builder();
        if let Some(forwarded) = forwarded {
            request = request.header("x-forwarded-for", forwarded);
        }
        let mut parts = request.body(()).unwrap().into_parts().0;
        let peer: SocketAddr = peer.parse().unwrap();
        parts.extensions.insert(ConnectInfo(peer));
        parts
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let callers = Callers::default();
        let far = callers.of(&parts("192.0.2.1:80", None));
        assert!(far.is_some());
        assert_eq!(
            far,
            callers.of(&parts("192.0.2.1:81", Some("198.51.100.7"))),
            "forged"
        );
        assert_eq!(
            far,
            callers.of(&parts("127.0.0.1:80", Some("198.51.100.7, 192.0.2.1")))
        );
        assert_ne!(
            far,
            callers.of(&parts("127.0.0.1:80", Some("192.0.2.1, 198.51.100.7")))
        );
        assert_ne!(far, callers.of(&parts("127.0.0.1:80", Some("nonsense"))));
        let home = callers.of(&parts("[2001:db8::1]:80", None));
        assert_eq!(home, callers.of(&parts("[2001:db8::2]:80", None)));
        assert_ne!(home, callers.of(&parts("[2001:db8:0:1::1]:80", None)));
    }

    #[tokio::test]
    async fn the_key_is_thrown_away_every_hour() {
        tokio::time::pause();
        let callers = Callers::default();
        let before = callers.of(&parts("192.0.2.1:80", None));
        tokio::time::advance(HOUR).await;
        assert_ne!(before, callers.of(&parts("192.0.2.1:80", None)));
    }
}
