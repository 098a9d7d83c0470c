//! Lists and figures.

use super::view::{campaign_columns, item_columns, problem_columns, round_columns};

/// Where and which, for the list of problems: $1 campaign, $2 stage, $3 unit, $4 category,
/// $5 language, $6 pattern, $7 day on which it is late.
macro_rules! problems_where {
    () => {
        " FROM view_problem WHERE campaign = $1 \
         AND ((CAST($2 AS TEXT) IS NULL AND stage <> 'merged') OR stage = CAST($2 AS TEXT)) \
         AND (CAST($3 AS TEXT) IS NULL OR unit = CAST($3 AS TEXT)) \
         AND (CAST($4 AS TEXT) IS NULL OR COALESCE(category, '') = CAST($4 AS TEXT)) \
         AND (CAST($5 AS TEXT) IS NULL OR language = CAST($5 AS TEXT)) \
         AND (CAST($6 AS TEXT) IS NULL OR LOWER(title) LIKE CAST($6 AS TEXT) ESCAPE '!' \
              OR LOWER(keywords) LIKE CAST($6 AS TEXT) ESCAPE '!') \
         AND (CAST($7 AS BIGINT) IS NULL \
              OR (stage = 'assigned' AND claim_by < CAST($7 AS BIGINT)) \
              OR (stage NOT IN ('closed', 'merged') AND deadline < CAST($7 AS BIGINT)))"
    };
}

/// The list of problems in one order.
macro_rules! problems_by {
    ($order:literal) => {
        concat!(
            "SELECT campaign, ",
            problem_columns!(""),
            problems_where!(),
            " ORDER BY ",
            $order,
            " LIMIT $8 OFFSET $9"
        )
    };
}

macro_rules! opinion_list {
    ($where:literal, $order:literal, $limit:literal) => {
        concat!(
            "SELECT o.opinion, o.seq, o.commitment, o.received, o.said_on, o.channel, o.people, o.language, \
             o.receipt, o.state, o.problem, o.is_copy, o.traits, e.leaf FROM view_opinion o \
             LEFT JOIN event e ON e.seq = o.seq WHERE o.campaign = $1",
            $where,
            " ORDER BY o.seq ",
            $order,
            $limit
        )
    };
}

/// Where, for the ledger: $1 campaign, $2 unit, $3 only unfinished, $4 day on which it is late.
macro_rules! ledger_where {
    () => {
        " FROM view_item i JOIN view_problem p \
         ON p.campaign = i.campaign AND p.problem = i.problem WHERE i.campaign = $1 \
         AND (CAST($2 AS TEXT) IS NULL OR i.unit = CAST($2 AS TEXT)) \
         AND (NOT CAST($3 AS BOOLEAN) OR i.finished IS NULL) \
         AND (CAST($4 AS BIGINT) IS NULL OR \
              (i.finished IS NULL AND i.deadline < CAST($4 AS BIGINT)))"
    };
}

statements! {
    /// The campaign with this short name.
    CAMPAIGN_BY_SLUG[1] = concat!("SELECT ", campaign_columns!(),
        " FROM view_campaign WHERE slug = $1");
    /// The number of the next campaign.
    NEXT_CAMPAIGN[0] = "SELECT COALESCE(MAX(campaign), 0) + 1 FROM view_campaign";
    /// The units of a campaign.
    UNITS[1] = "SELECT campaign, unit, parent, class, name_zh, name_en FROM view_unit \
        WHERE campaign = $1 ORDER BY unit";
    /// The figures of one kind.
    FIGURES_OF[2] = "SELECT campaign, kind, code, number FROM view_figure \
        WHERE campaign = $1 AND kind = $2";
    /// All figures of a campaign but those of single units.
    FIGURES[1] = "SELECT campaign, kind, code, number FROM view_figure \
        WHERE campaign = $1 AND kind <> 'unit_stage'";
    /// One figure.
    FIGURE[3] = "SELECT number FROM view_figure WHERE campaign = $1 AND kind = $2 AND code = $3";

    /// The strongest problems first.
    PROBLEMS_BY_STRENGTH[9] = problems_by!("strength DESC, problem");
    /// The latest problems first.
    PROBLEMS_BY_NEWEST[9] = problems_by!("problem DESC");
    /// The nearest deadline first: to claim, or of an item; those without one last.
    PROBLEMS_BY_DEADLINE[9] = problems_by!(
        "CASE WHEN stage = 'assigned' THEN COALESCE(claim_by, 9999999) \
         WHEN stage IN ('closed', 'merged') THEN 9999999 ELSE COALESCE(deadline, 9999999) END, \
         problem");
    /// How many problems.
    PROBLEMS_COUNT[7] = concat!("SELECT COUNT(*)", problems_where!());
    /// The number of the next problem.
    NEXT_PROBLEM[1] = "SELECT COALESCE(MAX(problem), 0) + 1 FROM view_problem \
        WHERE campaign = $1";

    /// Items and their problems, the nearest deadline first.
    LEDGER[6] = concat!("SELECT ", item_columns!("i."), ", ", problem_columns!("p."),
        ledger_where!(), " ORDER BY i.deadline, i.problem, i.number LIMIT $5 OFFSET $6");
    /// How many items.
    LEDGER_COUNT[4] = concat!("SELECT COUNT(*)", ledger_where!());

    /// Open rounds whose window is over.
    ROUNDS_DUE[2] = concat!("SELECT campaign, ", round_columns!(),
        " FROM view_round WHERE campaign = $1 AND decided IS NULL AND ends_on < $2 \
        ORDER BY problem, round");

    /// Whether there is such a unit.
    HAS_UNIT[2] = "SELECT COUNT(*) FROM view_unit WHERE campaign = $1 AND unit = $2";
    /// The opinions in a problem, in order of receipt.
    IDS_IN_PROBLEM[2] = "SELECT opinion FROM view_opinion \
        WHERE campaign = $1 AND problem = $2 ORDER BY seq";

    /// All opinions, the latest first.
    OPINIONS[3] = opinion_list!("", "DESC", " LIMIT $2 OFFSET $3");
    /// All opinions, the earliest first.
    OPINIONS_OLDEST[3] = opinion_list!("", "ASC", " LIMIT $2 OFFSET $3");
    /// Opinions by a channel.
    OPINIONS_CHANNEL[4] = opinion_list!(" AND o.channel = $4", "DESC", " LIMIT $2 OFFSET $3");
    /// Opinions by a channel, the earliest first.
    OPINIONS_CHANNEL_OLDEST[4] = opinion_list!(" AND o.channel = $4", "ASC",
        " LIMIT $2 OFFSET $3");
    /// Opinions in a state, maybe by a channel.
    OPINIONS_STATE[5] = opinion_list!(" AND o.state = $4 \
        AND (CAST($5 AS TEXT) IS NULL OR o.channel = CAST($5 AS TEXT))", "DESC",
        " LIMIT $2 OFFSET $3");
    /// Opinions in a state, maybe by a channel, the earliest first.
    OPINIONS_STATE_OLDEST[5] = opinion_list!(" AND o.state = $4 \
        AND (CAST($5 AS TEXT) IS NULL OR o.channel = CAST($5 AS TEXT))", "ASC",
        " LIMIT $2 OFFSET $3");
    /// Opinions in a problem, maybe in a state, maybe by a channel.
    OPINIONS_PROBLEM[6] = opinion_list!(" AND o.problem = $4 \
        AND (CAST($5 AS TEXT) IS NULL OR o.channel = CAST($5 AS TEXT)) \
        AND (CAST($6 AS TEXT) IS NULL OR o.state = CAST($6 AS TEXT))", "DESC",
        " LIMIT $2 OFFSET $3");
    /// Opinions in a problem, the earliest first.
    OPINIONS_PROBLEM_OLDEST[6] = opinion_list!(" AND o.problem = $4 \
        AND (CAST($5 AS TEXT) IS NULL OR o.channel = CAST($5 AS TEXT)) \
        AND (CAST($6 AS TEXT) IS NULL OR o.state = CAST($6 AS TEXT))", "ASC",
        " LIMIT $2 OFFSET $3");
    /// One opinion.
    OPINION[2] = opinion_list!(" AND o.opinion = $2", "ASC", "");
    /// How many opinions, for narrowings that no figure counts; counting ends at a bound.
    OPINIONS_COUNT[5] = "SELECT COUNT(*) FROM (SELECT 1 FROM view_opinion o \
        WHERE o.campaign = $1 AND (CAST($2 AS BIGINT) IS NULL OR o.problem = CAST($2 AS BIGINT)) \
        AND (CAST($3 AS TEXT) IS NULL OR o.state = CAST($3 AS TEXT)) \
        AND (CAST($4 AS TEXT) IS NULL OR o.channel = CAST($4 AS TEXT)) LIMIT $5) AS counted";

    /// The staff of a campaign.
    STAFF[1] = "SELECT u.account, u.role, u.unit, u.active, COALESCE(a.login, ''), \
        COALESCE(a.name, ''), COALESCE(a.password, '') FROM view_user u LEFT JOIN vault_account a \
        ON a.campaign = u.campaign AND a.account = u.account \
        WHERE u.campaign = $1 ORDER BY u.unit, u.role, u.account";
    /// Who signs in with this name.
    BY_LOGIN[2] = "SELECT u.account, u.role, u.unit, u.active, a.login, a.name, a.password \
        FROM vault_account a JOIN view_user u \
        ON u.campaign = a.campaign AND u.account = a.account \
        WHERE a.campaign = $1 AND a.login = $2";
    /// A member of staff.
    BY_USER[2] = "SELECT u.account, u.role, u.unit, u.active, a.login, a.name, a.password \
        FROM vault_account a JOIN view_user u \
        ON u.campaign = a.campaign AND u.account = a.account \
        WHERE a.campaign = $1 AND a.account = $2";
}
