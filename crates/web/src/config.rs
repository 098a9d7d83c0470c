//! What the pages need to know beside the service.

use massline_domain::context::Role;

/// How the pages are served.
#[derive(Debug, Clone, Default)]
pub struct WebConfig {
    /// Short name of the campaign whose pages are at `/zh/` and `/en/`.
    pub campaign: String,
    /// Whether the site is reached by https: cookies then travel by https only.
    pub secure_cookies: bool,
    /// Voices in ten minutes from which on forms ask for a proof of work, or to wait in a line;
    /// 600 where nothing is said, 0 always.
    pub flood_after: Option<u32>,
    /// Accounts with a button of their own on the sign-in page; only for demonstrations.
    pub demo: Option<Vec<DemoAccount>>,
}

/// An account that anyone may try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The name to sign in with.
    pub login: String,
    /// The password in clear.
    pub password: String,
    /// What it may do.
    pub role: Role,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
}
