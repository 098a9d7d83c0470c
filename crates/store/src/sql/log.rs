//! The verifiable log: entries, tiles, checkpoints, public documents.

statements! {
    /// Entries from an index on.
    LEAVES[2] = "SELECT idx, entry FROM leaf WHERE idx >= $1 ORDER BY idx LIMIT $2";
    /// The entries of opinions that are sealed: ids of 32 characters, packed.
    ENTRIES_OF[3] = concat!(numbers_below!("3"),
        "SELECT e.stream, l.idx, l.entry FROM event e JOIN leaf l ON l.idx = e.leaf \
        WHERE e.campaign = $1 AND e.version = 1 AND e.stream IN (SELECT 'opinion/' || \
        substr(CAST($2 AS TEXT), CAST(i AS INTEGER) * 32 + 1, 32) FROM n)");
    /// Stores a tile; the partial ones at the right edge grow.
    PUT_TILE[3] = "INSERT INTO tile (level, idx, hashes) VALUES ($1, $2, $3) \
        ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes";
    /// A tile.
    TILE[2] = "SELECT hashes FROM tile WHERE level = $1 AND idx = $2";
    /// The places of all tiles, for the audit.
    ALL_TILES[0] = "SELECT level, idx FROM tile ORDER BY level, idx";
    /// The day of the last balance of a campaign.
    LAST_BALANCE[1] = "SELECT COALESCE(MAX(day), -1) FROM balance WHERE campaign = $1";
    /// Notes the balance of a day.
    INSERT_BALANCE[3] = "INSERT INTO balance (campaign, day, leaf) VALUES ($1, $2, $3)";
    /// All balances.
    ALL_BALANCES[0] = "SELECT campaign, day, leaf FROM balance ORDER BY leaf";
    /// Adds a signed checkpoint.
    INSERT_CHECKPOINT[3] = "INSERT INTO checkpoint (size, previous, body) VALUES ($1, $2, $3)";
    /// The current checkpoint.
    LAST_CHECKPOINT[0] = "SELECT size, body FROM checkpoint ORDER BY size DESC LIMIT 1";
    /// The checkpoint of this size.
    CHECKPOINT[1] = "SELECT size, body FROM checkpoint WHERE size = $1";
    /// The first checkpoint that covers an entry.
    CHECKPOINT_AFTER[1] = "SELECT size, body FROM checkpoint WHERE size > $1 ORDER BY size LIMIT 1";
    /// All checkpoints.
    ALL_CHECKPOINTS[0] = "SELECT size, previous, body FROM checkpoint ORDER BY size";
    /// Adds a public document; the same one may be there already.
    INSERT_DOCUMENT[2] = "INSERT INTO document (hash, body) VALUES ($1, $2) \
        ON CONFLICT (hash) DO NOTHING";
    /// A public document.
    DOCUMENT[1] = "SELECT body FROM document WHERE hash = $1";
    /// All public documents.
    ALL_DOCUMENTS[0] = "SELECT hash, body FROM document";
}
