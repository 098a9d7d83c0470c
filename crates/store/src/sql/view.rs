//! The rows of the views, one by one: how they are loaded and saved. Lists are in
//! [`super::read`].

macro_rules! campaign_columns {
    () => {
        "campaign, slug, name_zh, name_en, charter, digest, profile, is_open, opened"
    };
}
macro_rules! problem_columns {
    ($p:literal) => {
        concat!(
            $p,
            "problem, ",
            $p,
            "title, ",
            $p,
            "language, ",
            $p,
            "keywords, ",
            $p,
            "stage, ",
            $p,
            "unit, ",
            $p,
            "category, ",
            $p,
            "source, ",
            $p,
            "listed, ",
            $p,
            "first_said, ",
            $p,
            "last_said, ",
            $p,
            "voices, ",
            $p,
            "people, ",
            $p,
            "receipts, ",
            $p,
            "channels, ",
            $p,
            "months, ",
            $p,
            "strength, ",
            $p,
            "reopened, ",
            $p,
            "not_held, ",
            $p,
            "claim_by, ",
            $p,
            "deadline, ",
            $p,
            "round, ",
            $p,
            "merged_into, ",
            $p,
            "split_from, ",
            $p,
            "units, ",
            $p,
            "harmed, ",
            $p,
            "first_hand, ",
            $p,
            "placed, ",
            $p,
            "seen, ",
            $p,
            "supporters, ",
            $p,
            "pictures"
        )
    };
}
macro_rules! item_columns {
    ($i:literal) => {
        concat!(
            $i,
            "problem, ",
            $i,
            "number, ",
            $i,
            "unit, ",
            $i,
            "plan, ",
            $i,
            "stage, ",
            $i,
            "deadline, ",
            $i,
            "deadline_changes, ",
            $i,
            "result, ",
            $i,
            "rule, ",
            $i,
            "evidence, ",
            $i,
            "progress, ",
            $i,
            "cites, ",
            $i,
            "planned, ",
            $i,
            "finished"
        )
    };
}
macro_rules! round_columns {
    () => {
        "problem, round, asked, fixed, not_fixed, dont_know, fixed_percent, window_days, \
         opened, ends_on, decided, outcome"
    };
}
pub(super) use {campaign_columns, item_columns, problem_columns, round_columns};

statements! {
    /// A campaign.
    CAMPAIGN[1] = concat!("SELECT ", campaign_columns!(), " FROM view_campaign WHERE campaign = $1");
    /// Every campaign.
    CAMPAIGNS[0] = concat!("SELECT ", campaign_columns!(), " FROM view_campaign ORDER BY campaign");
    /// Saves a campaign.
    PUT_CAMPAIGN[9] = "INSERT INTO view_campaign (campaign, slug, name_zh, name_en, charter, \
        digest, profile, is_open, opened) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
        ON CONFLICT (campaign) DO UPDATE SET slug = excluded.slug, name_zh = excluded.name_zh, \
        name_en = excluded.name_en, charter = excluded.charter, digest = excluded.digest, \
        profile = excluded.profile, is_open = excluded.is_open, opened = excluded.opened";
    /// Whether another campaign has this short name.
    HAS_SLUG[2] = "SELECT COUNT(*) FROM view_campaign WHERE slug = $1 AND campaign <> $2";

    /// A unit.
    UNIT[2] = "SELECT campaign, unit, parent, class, name_zh, name_en FROM view_unit \
        WHERE campaign = $1 AND unit = $2";
    /// Every unit.
    UNITS[0] = "SELECT campaign, unit, parent, class, name_zh, name_en FROM view_unit";
    /// Saves a unit.
    PUT_UNIT[6] = "INSERT INTO view_unit (campaign, unit, parent, class, name_zh, name_en) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (campaign, unit) DO UPDATE SET \
        parent = excluded.parent, class = excluded.class, name_zh = excluded.name_zh, \
        name_en = excluded.name_en";

    /// A member of staff.
    USER[2] = "SELECT campaign, account, role, unit, active FROM view_user \
        WHERE campaign = $1 AND account = $2";
    /// Every member of staff.
    USERS[0] = "SELECT campaign, account, role, unit, active FROM view_user";
    /// Saves a member of staff.
    PUT_USER[5] = "INSERT INTO view_user (campaign, account, role, unit, active) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (campaign, account) DO UPDATE SET \
        role = excluded.role, unit = excluded.unit, active = excluded.active";

    /// An opinion.
    OPINION[2] = "SELECT campaign, opinion, seq, commitment, received, said_on, channel, people, language, \
        receipt, state, problem, is_copy, traits FROM view_opinion WHERE campaign = $1 AND opinion = $2";
    /// Every opinion.
    OPINIONS[0] = "SELECT campaign, opinion, seq, commitment, received, said_on, channel, people, language, \
        receipt, state, problem, is_copy, traits FROM view_opinion";
    /// Saves an opinion.
    PUT_OPINION[14] = "INSERT INTO view_opinion (campaign, opinion, seq, commitment, received, said_on, \
        channel, people, language, receipt, state, problem, is_copy, traits) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
        ON CONFLICT (campaign, opinion) DO UPDATE SET state = excluded.state, \
        problem = excluded.problem, is_copy = excluded.is_copy, traits = excluded.traits";

    /// A problem.
    PROBLEM[2] = concat!("SELECT campaign, ", problem_columns!(""),
        " FROM view_problem WHERE campaign = $1 AND problem = $2");
    /// Every problem of a campaign.
    PROBLEMS_OF[1] = concat!("SELECT campaign, ", problem_columns!(""),
        " FROM view_problem WHERE campaign = $1");
    /// Every problem.
    PROBLEMS[0] = concat!("SELECT campaign, ", problem_columns!(""), " FROM view_problem");
    /// Saves a problem.
    PUT_PROBLEM[32] = "INSERT INTO view_problem (campaign, problem, title, language, keywords, \
        stage, unit, category, source, listed, first_said, last_said, voices, people, receipts, \
        channels, months, strength, reopened, not_held, claim_by, deadline, round, merged_into, \
        split_from, units, harmed, first_hand, placed, seen, supporters, pictures) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
        $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32) ON CONFLICT (campaign, problem) DO UPDATE SET \
        title = excluded.title, language = excluded.language, keywords = excluded.keywords, \
        stage = excluded.stage, unit = excluded.unit, category = excluded.category, \
        source = excluded.source, listed = excluded.listed, first_said = excluded.first_said, \
        last_said = excluded.last_said, voices = excluded.voices, people = excluded.people, \
        receipts = excluded.receipts, channels = excluded.channels, months = excluded.months, \
        strength = excluded.strength, reopened = excluded.reopened, \
        not_held = excluded.not_held, claim_by = excluded.claim_by, \
        deadline = excluded.deadline, round = excluded.round, \
        merged_into = excluded.merged_into, split_from = excluded.split_from, \
        units = excluded.units, harmed = excluded.harmed, first_hand = excluded.first_hand, \
        placed = excluded.placed, seen = excluded.seen, \
        supporters = excluded.supporters, pictures = excluded.pictures";

    /// Where and when a problem was spoken of.
    SPREAD[2] = "SELECT campaign, problem, channels, days, units FROM view_spread \
        WHERE campaign = $1 AND problem = $2";
    /// The same of every problem.
    SPREADS[0] = "SELECT campaign, problem, channels, days, units FROM view_spread";
    /// Saves it.
    PUT_SPREAD[5] = "INSERT INTO view_spread (campaign, problem, channels, days, units) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (campaign, problem) DO UPDATE SET \
        channels = excluded.channels, days = excluded.days, units = excluded.units";

    /// The items of a problem.
    ITEMS_OF[2] = concat!("SELECT campaign, ", item_columns!(""),
        " FROM view_item WHERE campaign = $1 AND problem = $2 ORDER BY number");
    /// Every item.
    ITEMS[0] = concat!("SELECT campaign, ", item_columns!(""),
        " FROM view_item ORDER BY campaign, problem, number");
    /// Saves an item.
    PUT_ITEM[15] = "INSERT INTO view_item (campaign, problem, number, unit, plan, stage, \
        deadline, deadline_changes, result, rule, evidence, progress, planned, finished, cites) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
        ON CONFLICT (campaign, problem, number) DO UPDATE SET unit = excluded.unit, \
        plan = excluded.plan, stage = excluded.stage, deadline = excluded.deadline, \
        deadline_changes = excluded.deadline_changes, result = excluded.result, \
        rule = excluded.rule, evidence = excluded.evidence, progress = excluded.progress, \
        planned = excluded.planned, finished = excluded.finished, cites = excluded.cites";

    /// The rounds of a problem.
    ROUNDS_OF[2] = concat!("SELECT campaign, ", round_columns!(),
        " FROM view_round WHERE campaign = $1 AND problem = $2 ORDER BY round");
    /// Every round.
    ROUNDS[0] = concat!("SELECT campaign, ", round_columns!(),
        " FROM view_round ORDER BY campaign, problem, round");
    /// Saves a round.
    PUT_ROUND[13] = "INSERT INTO view_round (campaign, problem, round, asked, fixed, \
        not_fixed, dont_know, fixed_percent, window_days, opened, ends_on, decided, outcome) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
        ON CONFLICT (campaign, problem, round) DO UPDATE SET asked = excluded.asked, \
        fixed = excluded.fixed, not_fixed = excluded.not_fixed, \
        dont_know = excluded.dont_know, fixed_percent = excluded.fixed_percent, \
        window_days = excluded.window_days, opened = excluded.opened, \
        ends_on = excluded.ends_on, decided = excluded.decided, outcome = excluded.outcome";

    /// The last ballot of a nullifier.
    BALLOT[4] = "SELECT campaign, problem, round, nullifier, choice FROM view_ballot \
        WHERE campaign = $1 AND problem = $2 AND round = $3 AND nullifier = $4";
    /// Every last ballot.
    BALLOTS[0] = "SELECT campaign, problem, round, nullifier, choice FROM view_ballot";
    /// Saves a ballot.
    PUT_BALLOT[5] = "INSERT INTO view_ballot (campaign, problem, round, nullifier, choice) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (campaign, problem, round, nullifier) \
        DO UPDATE SET choice = excluded.choice";

    /// Every figure.
    FIGURES[0] = "SELECT campaign, kind, code, number FROM view_figure";
    /// Adds to a figure.
    ADD_FIGURE[4] = "INSERT INTO view_figure (campaign, kind, code, number) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (campaign, kind, code) \
        DO UPDATE SET number = view_figure.number + excluded.number";

    /// A figure that comes to nothing is no row.
    DROP_ZEROS[1] = "DELETE FROM view_figure WHERE campaign = $1 AND number = 0";

    /// Empties a view before it is rebuilt.
    CLEAR_CAMPAIGNS[0] = "DELETE FROM view_campaign";
    /// Empties a view before it is rebuilt.
    CLEAR_UNITS[0] = "DELETE FROM view_unit";
    /// Empties a view before it is rebuilt.
    CLEAR_USERS[0] = "DELETE FROM view_user";
    /// Empties a view before it is rebuilt.
    CLEAR_OPINIONS[0] = "DELETE FROM view_opinion";
    /// Empties a view before it is rebuilt.
    CLEAR_PROBLEMS[0] = "DELETE FROM view_problem";
    /// Empties a view before it is rebuilt.
    CLEAR_SPREADS[0] = "DELETE FROM view_spread";
    /// Empties a view before it is rebuilt.
    CLEAR_ITEMS[0] = "DELETE FROM view_item";
    /// Empties a view before it is rebuilt.
    CLEAR_ROUNDS[0] = "DELETE FROM view_round";
    /// Empties a view before it is rebuilt.
    CLEAR_BALLOTS[0] = "DELETE FROM view_ballot";
    /// Empties a view before it is rebuilt.
    CLEAR_FIGURES[0] = "DELETE FROM view_figure";
}

/// All views, emptied.
pub(crate) const CLEAR: [&str; 13] = [
    super::consultation::CLEAR_CONSULTATIONS,
    super::consultation::CLEAR_STATEMENTS,
    super::consultation::CLEAR_VOTES,
    CLEAR_CAMPAIGNS,
    CLEAR_UNITS,
    CLEAR_USERS,
    CLEAR_OPINIONS,
    CLEAR_PROBLEMS,
    CLEAR_SPREADS,
    CLEAR_ITEMS,
    CLEAR_ROUNDS,
    CLEAR_BALLOTS,
    CLEAR_FIGURES,
];
