//! Events and their head.

macro_rules! event_columns {
    () => {
        "seq, campaign, stream, version, day, who, data, salt, problem, chain, leaf"
    };
}

statements! {
    /// The last event and the chain up to it.
    HEAD[0] = "SELECT seq, chain FROM head WHERE one = 1";
    /// Every row of the head; there must be one.
    HEADS[0] = "SELECT one, seq, chain FROM head ORDER BY one";
    /// One row, from the beginning.
    INSERT_HEAD[2] = "INSERT INTO head (one, seq, chain) VALUES (1, $1, $2) \
        ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, chain = excluded.chain";
    /// The version of a stream.
    VERSION[2] = "SELECT COALESCE(MAX(version), 0) FROM event WHERE campaign = $1 AND stream = $2";
    /// Which event has this version.
    AT_VERSION[3] = "SELECT COALESCE(MAX(seq), 0) FROM event \
        WHERE campaign = $1 AND stream = $2 AND version = $3";
    /// Adds an event; no row where that version is there already.
    INSERT[10] = "INSERT INTO event (seq, campaign, stream, version, day, who, data, salt, \
        problem, chain) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
        ON CONFLICT (campaign, stream, version) DO NOTHING";
    /// A stream in order.
    STREAM[2] = concat!("SELECT ", event_columns!(),
        " FROM event WHERE campaign = $1 AND stream = $2 ORDER BY version");
    /// A page of all events.
    AFTER[2] = concat!("SELECT ", event_columns!(),
        " FROM event WHERE seq > $1 ORDER BY seq LIMIT $2");
    /// What happened to a problem, its items and its rounds.
    STORY[2] = concat!("SELECT ", event_columns!(),
        " FROM event WHERE campaign = $1 AND problem = $2 ORDER BY seq");
    /// Events without an entry in the log.
    UNSEALED[2] = concat!("SELECT ", event_columns!(),
        " FROM event WHERE campaign = $1 AND leaf IS NULL ORDER BY seq LIMIT $2");
    /// How many events wait to be sealed, and how many of them bring an opinion.
    WAITING[1] = "SELECT COUNT(*), COUNT(*) FILTER (WHERE version = 1 AND stream LIKE 'opinion/%') \
        FROM event WHERE campaign = $1 AND leaf IS NULL";
    /// Events of a stream before the first event of another one.
    STREAM_BEFORE[3] = concat!("SELECT ", event_columns!(),
        " FROM event WHERE campaign = $1 AND stream = $2 AND seq < \
        (SELECT seq FROM event WHERE campaign = $1 AND stream = $3 AND version = 1) \
        ORDER BY version");
    /// The events that an entry covers.
    COVERED[1] = concat!("SELECT ", event_columns!(), " FROM event WHERE leaf = $1 ORDER BY seq");
    /// Writes down which entries cover which events: pairs of 20 digits, packed. It does not ask
    /// again whether they are unsealed: PostgreSQL would go through all that are.
    SET_LEAVES[2] = concat!(numbers_below!("2"),
        "UPDATE event SET leaf = pair.leaf FROM (SELECT \
        CAST(substr(CAST($1 AS TEXT), CAST(i AS INTEGER) * 40 + 1, 20) AS BIGINT) AS seq, \
        CAST(substr(CAST($1 AS TEXT), CAST(i AS INTEGER) * 40 + 21, 20) AS BIGINT) AS leaf FROM n) AS pair \
        WHERE event.seq = pair.seq");
}
