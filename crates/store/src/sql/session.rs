//! Who is signed in.

statements! {
    /// Signs in.
    PUT[5] = "INSERT INTO session (token, campaign, account, csrf, expires) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (token) DO UPDATE SET expires = excluded.expires";
    /// Who holds this token, unless it has ended.
    GET[2] = "SELECT token, campaign, account, csrf, expires FROM session \
        WHERE token = $1 AND expires > $2";
    /// Signs out.
    DELETE[1] = "DELETE FROM session WHERE token = $1";
    /// Signs a user out everywhere.
    DELETE_USER[2] = "DELETE FROM session WHERE campaign = $1 AND account = $2";
    /// Forgets what has ended.
    PRUNE[1] = "DELETE FROM session WHERE expires <= $1";
}
