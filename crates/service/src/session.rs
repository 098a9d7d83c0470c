//! Signing in: a password (Argon2id), then a random token in a cookie; only its hash is
//! stored, and it ends by itself.

use crate::error::{Result, ServiceError};
use crate::limit;
use crate::permission::Staff;
use crate::service::{Campaign, Service};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use massline_store::{SessionRow, UserRow};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// Seconds until a session ends.
pub const SESSION_SECONDS: i64 = 8 * 3600;
/// The least characters of a password.
pub const PASSWORD_CHARS: usize = 10;

/// How dear a password check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCost {
    /// OWASP's minimum for Argon2id: 19 MiB, two passes.
    Standard,
    /// For tests and the demo's building, where thousands are made; never for a server.
    Test,
}

/// A session that was found.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who is signed in.
    pub staff: Staff,
    /// The token that every form of this session carries.
    pub csrf: String,
}

/// Checks of passwords that run at once: each takes 19 MiB and a core.
static CHECKS: LazyLock<tokio::sync::Semaphore> = LazyLock::new(|| tokio::sync::Semaphore::new(4));

fn hasher(cost: PasswordCost) -> Argon2<'static> {
    let params = match cost {
        PasswordCost::Standard => Params::new(19 * 1024, 2, 1, None),
        PasswordCost::Test => Params::new(64, 1, 1, None),
    };
    Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        params.unwrap_or_default(),
    )
}

/// The hash of a password in PHC form.
pub(crate) fn hash_password(password: &str, salt: &[u8; 16], cost: PasswordCost) -> Result<String> {
    let min = PASSWORD_CHARS;
    if password.chars().count() < min {
        return Err(ServiceError::WeakPassword { min });
    }
    let hash = hasher(cost).hash_password_with_salt(password.as_bytes(), salt);
    hash.map(|hash| hash.to_string())
        .map_err(|_| ServiceError::WeakPassword { min })
}

fn matches(password: &str, phc: &str) -> bool {
    PasswordHash::new(phc).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

impl Service {
    /// Signs in. Returns the token for the cookie.
    ///
    /// # Errors
    /// [`ServiceError::WrongLogin`] for an unknown login, a wrong password and a disabled
    /// user alike; [`ServiceError::TooMany`].
    pub async fn sign_in(
        &self,
        campaign: &Campaign,
        login: &str,
        password: &str,
        caller: Option<[u8; 16]>,
    ) -> Result<(String, Session)> {
        // The address first: who is over its limit must not use up that of others' logins.
        if let Some(caller) = caller {
            self.count_try(caller, limit::SIGN_IN)?;
        }
        self.count_try(login_key(campaign, login), limit::SIGN_IN)?;
        let found = self
            .store()
            .user_by_login(campaign.id(), login.trim())
            .await?;
        let (user, phc) = match found {
            Some((user, phc)) => (Some(user), phc),
            // The same work for unknown logins, so that time does not tell them apart.
            None => (None, UNKNOWN.clone()),
        };
        let password = password.to_owned();
        let _permit = CHECKS
            .acquire()
            .await
            .map_err(|_| ServiceError::WrongLogin)?;
        let good = tokio::task::spawn_blocking(move || matches(&password, &phc)).await;
        match user {
            Some(user) if good.unwrap_or(false) && user.active => {
                self.inner
                    .limiter
                    .forget(login_key(campaign, login), limit::SIGN_IN);
                self.open_session(campaign, &user).await
            }
            _ => Err(ServiceError::WrongLogin),
        }
    }

    async fn open_session(&self, campaign: &Campaign, user: &UserRow) -> Result<(String, Session)> {
        let token = hex(&self.random::<32>());
        let csrf = hex(&self.random::<16>());
        let now = self.inner.clock.unix_seconds();
        let row = SessionRow {
            token: token_hash(&token),
            campaign: campaign.id(),
            user: user.user,
            csrf: csrf.clone(),
            expires: now + SESSION_SECONDS,
        };
        self.store().put_session(&row, now).await?;
        Ok((
            token,
            Session {
                staff: staff(campaign, user),
                csrf,
            },
        ))
    }

    /// The session of a cookie, if it is still good and the user may still sign in.
    ///
    /// # Errors
    /// From the store.
    pub async fn session(&self, token: &str) -> Result<Option<Session>> {
        let now = self.inner.clock.unix_seconds();
        let Some(row) = self.store().session(&token_hash(token), now).await? else {
            return Ok(None);
        };
        let user = self.store().user(row.campaign, row.user).await?;
        let Some(user) = user.filter(|user| user.active) else {
            return Ok(None);
        };
        let campaign = self.campaign_by_id(row.campaign)?;
        Ok(Some(Session {
            staff: staff(&campaign, &user),
            csrf: row.csrf,
        }))
    }

    /// Signs out.
    ///
    /// # Errors
    /// From the store.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        Ok(self.store().delete_session(&token_hash(token)).await?)
    }
}

/// A hash that no password matches, as dear to check as a real one.
static UNKNOWN: LazyLock<String> = LazyLock::new(|| {
    hash_password("no password is this one", &[7; 16], PasswordCost::Standard).unwrap_or_default()
});

fn staff(campaign: &Campaign, user: &UserRow) -> Staff {
    Staff {
        campaign: campaign.id(),
        user: user.user,
        name: user.name.clone(),
        role: user.role,
        unit: user.unit.clone(),
    }
}

fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn login_key(campaign: &Campaign, login: &str) -> [u8; 16] {
    let hash = Sha256::digest(format!("login/{}/{}", campaign.id(), login.trim()));
    let mut key = [0; 16];
    key.copy_from_slice(&hash[..16]);
    key
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
