//! Consultations, statements and votes.

macro_rules! consultations {
    ($rest:literal) => {
        concat!(
            "SELECT campaign, consultation, problem, question, language, opened, closed, answers \
             FROM view_consultation",
            $rest
        )
    };
}

macro_rules! statements_of {
    ($rest:literal) => {
        concat!(
            "SELECT campaign, consultation, statement, words, language, origin, state, reason, \
             receipt, added, agree, disagree, pass FROM view_statement",
            $rest
        )
    };
}

macro_rules! votes {
    ($rest:literal) => {
        concat!(
            "SELECT campaign, consultation, participant, statement, choice FROM view_vote",
            $rest
        )
    };
}

statements! {
    /// A consultation.
    CONSULTATION[2] = consultations!(" WHERE campaign = $1 AND consultation = $2");
    /// Every consultation.
    CONSULTATIONS[0] = consultations!("");
    /// The latest of a campaign first.
    CONSULTATIONS_OF[2] = consultations!(
        " WHERE campaign = $1 ORDER BY consultation DESC LIMIT CAST($2 AS BIGINT)"
    );
    /// Those about a problem, the latest first.
    CONSULTATIONS_OF_PROBLEM[2] = consultations!(
        " WHERE campaign = $1 AND problem = $2 ORDER BY consultation DESC"
    );
    /// The number of the next one.
    NEXT_CONSULTATION[1] = "SELECT COALESCE(MAX(consultation), 0) + 1 FROM view_consultation \
        WHERE campaign = $1";
    /// Saves one.
    PUT_CONSULTATION[8] = "INSERT INTO view_consultation (campaign, consultation, problem, \
        question, language, opened, closed, answers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
        ON CONFLICT (campaign, consultation) DO UPDATE SET problem = excluded.problem, \
        question = excluded.question, language = excluded.language, opened = excluded.opened, \
        closed = excluded.closed, answers = excluded.answers";

    /// A statement.
    STATEMENT[3] = statements_of!(
        " WHERE campaign = $1 AND consultation = $2 AND statement = $3"
    );
    /// Every statement.
    STATEMENTS[0] = statements_of!("");
    /// The statements of a consultation, by number.
    STATEMENTS_OF[2] = statements_of!(
        " WHERE campaign = $1 AND consultation = $2 ORDER BY statement"
    );
    /// The statement that a receipt belongs to.
    STATEMENT_BY_RECEIPT[1] = statements_of!(" WHERE receipt = $1");
    /// How many statements of a campaign wait for somebody to look at them.
    STATEMENTS_WAITING[1] = "SELECT COUNT(*) FROM view_statement WHERE campaign = $1 \
        AND state IN ('waiting', 'appealed')";
    /// Saves a statement.
    PUT_STATEMENT[13] = "INSERT INTO view_statement (campaign, consultation, statement, words, \
        language, origin, state, reason, receipt, added, agree, disagree, pass) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
        ON CONFLICT (campaign, consultation, statement) DO UPDATE SET words = excluded.words, \
        state = excluded.state, reason = excluded.reason, agree = excluded.agree, \
        disagree = excluded.disagree, pass = excluded.pass";

    /// Every last answer.
    VOTES[0] = votes!("");
    /// The last answers in a consultation.
    VOTES_OF[2] = votes!(
        " WHERE campaign = $1 AND consultation = $2 ORDER BY participant, statement"
    );
    /// Saves an answer.
    PUT_VOTE[5] = "INSERT INTO view_vote (campaign, consultation, participant, statement, choice) \
        VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (campaign, consultation, participant, statement) \
        DO UPDATE SET choice = excluded.choice";

    /// Empties a view before it is rebuilt.
    CLEAR_CONSULTATIONS[0] = "DELETE FROM view_consultation";
    /// Empties a view before it is rebuilt.
    CLEAR_STATEMENTS[0] = "DELETE FROM view_statement";
    /// Empties a view before it is rebuilt.
    CLEAR_VOTES[0] = "DELETE FROM view_vote";
}
