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
    /// Every closing by the people: its round and day, whether it stands, and of what.
    CLOSINGS[1] = "SELECT r.problem, r.round, r.decided, \
        CAST(CASE WHEN p.stage = 'closed' AND p.round = r.round THEN 1 ELSE 0 END AS BIGINT), \
        p.unit, p.language, p.title FROM view_round r \
        JOIN view_problem p ON p.campaign = r.campaign AND p.problem = r.problem \
        WHERE r.campaign = $1 AND r.outcome = 'fixed' ORDER BY r.decided, r.problem";
    /// Problems not claimed and items not done by their day, the longest waiting first.
    LATE[2] = "SELECT problem, CAST(0 AS BIGINT) AS number, unit, claim_by AS due, language, title \
        FROM view_problem WHERE campaign = $1 AND stage = 'assigned' AND claim_by < $2 \
        UNION ALL SELECT i.problem, i.number, i.unit, i.deadline, p.language, p.title \
        FROM view_item i JOIN view_problem p ON p.campaign = i.campaign AND p.problem = i.problem \
        WHERE i.campaign = $1 AND i.finished IS NULL AND i.deadline < $2 \
        ORDER BY due, problem, number";
    /// Items that name a rule, or say that none is needed.
    RULES_OF_ITEMS[1] = "SELECT unit, problem, rule FROM view_item \
        WHERE campaign = $1 AND rule IS NOT NULL ORDER BY unit, problem";
    /// Items that are not done, and those past their day, by unit.
    WORK_OF_UNITS[2] = "SELECT unit, COUNT(*), \
        CAST(SUM(CASE WHEN deadline < $2 THEN 1 ELSE 0 END) AS BIGINT) FROM view_item \
        WHERE campaign = $1 AND finished IS NULL GROUP BY unit ORDER BY unit";
}
