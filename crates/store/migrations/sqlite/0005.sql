-- Version 5: consultations, what people vote on, and how. Who votes nobody knows: a participant
-- is a keyed hash of a random token, and votes have neither day nor hour.
CREATE TABLE view_consultation (
    campaign     BIGINT NOT NULL,
    consultation BIGINT NOT NULL,
    problem      BIGINT,
    question     TEXT NOT NULL,
    language     TEXT NOT NULL,
    opened       BIGINT NOT NULL,
    closed       BIGINT,
    answers      BIGINT NOT NULL,
    PRIMARY KEY (campaign, consultation)
);
CREATE INDEX view_consultation_problem ON view_consultation (campaign, problem)
    WHERE problem IS NOT NULL;
CREATE TABLE view_statement (
    campaign     BIGINT NOT NULL,
    consultation BIGINT NOT NULL,
    statement    BIGINT NOT NULL,
    words        TEXT,
    language     TEXT NOT NULL,
    origin       TEXT NOT NULL,
    state        TEXT NOT NULL,
    reason       TEXT,
    receipt      BLOB,
    added        BIGINT NOT NULL,
    agree        BIGINT NOT NULL,
    disagree     BIGINT NOT NULL,
    pass         BIGINT NOT NULL,
    PRIMARY KEY (campaign, consultation, statement)
);
CREATE UNIQUE INDEX view_statement_receipt ON view_statement (receipt)
    WHERE receipt IS NOT NULL;
CREATE TABLE view_vote (
    campaign     BIGINT NOT NULL,
    consultation BIGINT NOT NULL,
    participant  BLOB NOT NULL,
    statement    BIGINT NOT NULL,
    choice       TEXT NOT NULL,
    PRIMARY KEY (campaign, consultation, participant, statement)
);
ALTER TABLE view_item ADD COLUMN cites TEXT NOT NULL DEFAULT '[]';
