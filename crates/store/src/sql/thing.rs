//! Things whose view is their state, and what is counted for gates.

statements! {
    /// A thing.
    THING[3] = "SELECT campaign, kind, name, data FROM view_thing \
        WHERE campaign = $1 AND kind = $2 AND name = $3";
    /// The things of a kind.
    THINGS_OF[2] = "SELECT campaign, kind, name, data FROM view_thing \
        WHERE campaign = $1 AND kind = $2 ORDER BY name";
    /// Every thing.
    THINGS[0] = "SELECT campaign, kind, name, data FROM view_thing";
    /// Saves a thing.
    PUT_THING[4] = "INSERT INTO view_thing (campaign, kind, name, data) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (campaign, kind, name) \
        DO UPDATE SET data = excluded.data";
    /// Empties the view before it is rebuilt.
    CLEAR_THINGS[0] = "DELETE FROM view_thing";
    /// Opinions that wait since before a day.
    OPINIONS_LATE[2] = "SELECT COUNT(*) FROM view_opinion \
        WHERE campaign = $1 AND state = 'waiting' AND received < $2";
    /// Items that name a rule, or say that none is needed.
    RULES_OF_ITEMS[1] = "SELECT unit, problem, rule FROM view_item \
        WHERE campaign = $1 AND rule IS NOT NULL ORDER BY unit, problem";
    /// Items that are not done, and those past their day, by unit.
    WORK_OF_UNITS[2] = "SELECT unit, COUNT(*), \
        CAST(SUM(CASE WHEN deadline < $2 THEN 1 ELSE 0 END) AS BIGINT) FROM view_item \
        WHERE campaign = $1 AND finished IS NULL GROUP BY unit ORDER BY unit";
}
