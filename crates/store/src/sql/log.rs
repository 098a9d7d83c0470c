//! The verifiable log: entries, tiles, checkpoints, public documents.

statements! {
    /// Adds an entry.
    INSERT_LEAF[2] = "INSERT INTO leaf (idx, entry) VALUES ($1, $2)";
    /// Entries from an index on.
    LEAVES[2] = "SELECT idx, entry FROM leaf WHERE idx >= $1 ORDER BY idx LIMIT $2";
    /// How many entries there are, and the last index.
    LEAF_COUNT[0] = "SELECT COUNT(*), COALESCE(MAX(idx), -1) FROM leaf";
    /// Adds a complete tile.
    INSERT_TILE[3] = "INSERT INTO tile (level, idx, hashes) VALUES ($1, $2, $3)";
    /// A complete tile.
    TILE[2] = "SELECT hashes FROM tile WHERE level = $1 AND idx = $2";
    /// A run of complete tiles of one level.
    TILES[3] = "SELECT idx, hashes FROM tile WHERE level = $1 AND idx >= $2 ORDER BY idx LIMIT $3";
    /// All tiles, for the audit.
    ALL_TILES[0] = "SELECT level, idx, hashes FROM tile ORDER BY level, idx";
    /// Adds a signed checkpoint.
    INSERT_CHECKPOINT[2] = "INSERT INTO checkpoint (size, body) VALUES ($1, $2)";
    /// The current checkpoint.
    LAST_CHECKPOINT[0] = "SELECT size, body FROM checkpoint ORDER BY size DESC LIMIT 1";
    /// The checkpoint of this size.
    CHECKPOINT[1] = "SELECT size, body FROM checkpoint WHERE size = $1";
    /// All checkpoints.
    ALL_CHECKPOINTS[0] = "SELECT size, body FROM checkpoint ORDER BY size";
    /// Adds a public document; the same one may be there already.
    INSERT_DOCUMENT[2] = "INSERT INTO document (hash, body) VALUES ($1, $2) \
        ON CONFLICT (hash) DO NOTHING";
    /// A public document.
    DOCUMENT[1] = "SELECT body FROM document WHERE hash = $1";
    /// All public documents.
    ALL_DOCUMENTS[0] = "SELECT hash, body FROM document";
}
