//! The vault's rows.

statements! {
    /// Adds the private parts of an opinion; no row where a unique part is there already.
    INSERT_OPINION[6] = "INSERT INTO vault_opinion (campaign, opinion, lookup, source_key, \
        fields, mac) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    /// Whether a lookup hash is taken.
    HAS_LOOKUP[1] = "SELECT COUNT(*) FROM vault_opinion WHERE lookup = $1";
    /// Whether a source key is taken.
    HAS_SOURCE[2] = "SELECT COUNT(*) FROM vault_opinion WHERE campaign = $1 AND source_key = $2";
    /// The whole row of an opinion.
    OPINION[2] = "SELECT campaign, opinion, lookup, source_key, fields, mac FROM vault_opinion \
        WHERE campaign = $1 AND opinion = $2";
    /// Which opinion a receipt belongs to.
    BY_LOOKUP[1] = "SELECT campaign, opinion, lookup, source_key, fields, mac \
        FROM vault_opinion WHERE lookup = $1";
    /// The rows of many opinions: ids of 32 characters, packed.
    OPINIONS[3] = concat!(numbers_below!("3"),
        "SELECT campaign, opinion, lookup, source_key, fields, mac FROM vault_opinion \
        WHERE campaign = $1 AND opinion IN \
        (SELECT substr(CAST($2 AS TEXT), CAST(i AS INTEGER) * 32 + 1, 32) FROM n)");
    /// Leaves id, lookup hash and where it came from; everything said is gone.
    ERASE_OPINION[3] = "UPDATE vault_opinion SET fields = NULL, mac = $3 \
        WHERE campaign = $1 AND opinion = $2";
    /// All rows, for the audit, in the order in which they lie in the database.
    ALL_OPINIONS[0] = "SELECT campaign, opinion, lookup, source_key, fields, mac \
        FROM vault_opinion";
    /// A page of opinions that are not erased, with their private parts.
    WORDS[3] = "SELECT o.opinion, o.seq, o.commitment, o.received, o.said_on, o.channel, o.people, o.language, o.receipt, \
        o.state, o.problem, o.is_copy, o.traits, v.fields FROM view_opinion o \
        JOIN vault_opinion v ON v.campaign = o.campaign AND v.opinion = o.opinion \
        WHERE o.campaign = $1 AND o.opinion > $2 AND v.fields IS NOT NULL \
        ORDER BY o.opinion LIMIT $3";

    /// The private parts of opinions that wait, in order of receipt.
    WAITING_WORDS[1] = "SELECT v.opinion, v.fields FROM view_opinion o \
        JOIN vault_opinion v ON v.campaign = o.campaign AND v.opinion = o.opinion \
        WHERE o.campaign = $1 AND o.state = 'waiting' AND v.fields IS NOT NULL ORDER BY o.seq";

    /// Writes a text.
    PUT_TEXT[5] = "INSERT INTO vault_text (campaign, key, salt, value, mac) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (campaign, key) \
        DO UPDATE SET salt = excluded.salt, value = excluded.value, mac = excluded.mac";
    /// A text.
    TEXT[2] = "SELECT campaign, key, salt, value, mac FROM vault_text \
        WHERE campaign = $1 AND key = $2";
    /// Texts whose keys lie between two.
    TEXTS[3] = "SELECT campaign, key, salt, value, mac FROM vault_text \
        WHERE campaign = $1 AND key > $2 AND key < $3 ORDER BY key";
    /// Erases a text.
    DELETE_TEXT[2] = "DELETE FROM vault_text WHERE campaign = $1 AND key = $2";
    /// All texts, for the audit.
    ALL_TEXTS[0] = "SELECT campaign, key, salt, value, mac FROM vault_text";

    /// Whether someone else has this login.
    HAS_LOGIN[3] = "SELECT COUNT(*) FROM vault_account \
        WHERE campaign = $1 AND login = $2 AND account <> $3";
    /// Writes the private record of a member of staff.
    PUT_ACCOUNT[6] = "INSERT INTO vault_account (campaign, account, login, name, password, mac) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (campaign, account) DO UPDATE SET \
        login = excluded.login, name = excluded.name, password = excluded.password, \
        mac = excluded.mac";
    /// All private records, for the audit.
    ALL_ACCOUNTS[0] = "SELECT campaign, account, login, name, password, mac FROM vault_account \
        ORDER BY campaign, account";

    /// Adds a picture of an opinion.
    INSERT_PICTURE[7] = "INSERT INTO vault_picture (campaign, opinion, number, digest, media, \
        bytes, mac) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// A picture of an opinion.
    PICTURE[3] = "SELECT campaign, opinion, number, digest, media, bytes, mac FROM vault_picture \
        WHERE campaign = $1 AND opinion = $2 AND number = $3";
    /// Which pictures many opinions have: ids of 32 characters, packed.
    PICTURES[3] = concat!(numbers_below!("3"),
        "SELECT opinion, number, digest FROM vault_picture \
        WHERE campaign = $1 AND opinion IN \
        (SELECT substr(CAST($2 AS TEXT), CAST(i AS INTEGER) * 32 + 1, 32) FROM n) \
        ORDER BY opinion, number");
    /// A picture of an opinion that is in this problem.
    PICTURE_IN_PROBLEM[3] = "SELECT p.campaign, p.opinion, p.number, p.digest, p.media, p.bytes, p.mac \
        FROM vault_picture p \
        JOIN view_opinion o ON o.campaign = p.campaign AND o.opinion = p.opinion \
        WHERE p.campaign = $1 AND p.digest = $2 AND o.problem = $3 LIMIT 1";
    /// The pictures of all opinions that are in this problem.
    PICTURES_IN_PROBLEM[2] = "SELECT p.digest FROM vault_picture p \
        JOIN view_opinion o ON o.campaign = p.campaign AND o.opinion = p.opinion \
        WHERE p.campaign = $1 AND o.problem = $2 ORDER BY p.digest";
    /// Erases the pictures of an opinion.
    DELETE_PICTURES[2] = "DELETE FROM vault_picture WHERE campaign = $1 AND opinion = $2";
    /// Which pictures there are, for the audit, which reads them one at a time.
    ALL_PICTURES[0] = "SELECT campaign, opinion, number FROM vault_picture \
        ORDER BY campaign, opinion, number";

    /// Adds a file; the same content may be there already.
    INSERT_FILE[4] = "INSERT INTO vault_file (digest, media, bytes, mac) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (digest) DO NOTHING";
    /// The media type of a file.
    FILE_MEDIA[1] = "SELECT media FROM vault_file WHERE digest = $1";
    /// A file.
    FILE[1] = "SELECT digest, media, bytes, mac FROM vault_file WHERE digest = $1";
    /// The digests of all files, for the audit, which reads them one at a time.
    ALL_FILES[0] = "SELECT digest FROM vault_file ORDER BY digest";
}
