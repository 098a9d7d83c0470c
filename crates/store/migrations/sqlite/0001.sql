-- Version 1. The same text serves both engines: the file of the other engine differs only
-- in the type of bytes and in the collation of text (a test compares them).

-- Truth: what happened. Rows are only ever added; `leaf` is filled in when a row is sealed.
CREATE TABLE event (
    campaign BIGINT NOT NULL,
    stream   TEXT NOT NULL,
    version  BIGINT NOT NULL,
    seq      BIGINT NOT NULL,
    day      BIGINT NOT NULL,
    who      TEXT NOT NULL,
    data     TEXT NOT NULL,
    salt     BLOB NOT NULL,
    problem  BIGINT,
    chain    BLOB NOT NULL,
    leaf     BIGINT,
    PRIMARY KEY (campaign, stream, version)
);
CREATE UNIQUE INDEX event_seq ON event (seq);
CREATE INDEX event_problem ON event (campaign, problem, seq) WHERE problem IS NOT NULL;
CREATE INDEX event_leaf ON event (leaf) WHERE leaf IS NOT NULL;
CREATE INDEX event_unsealed ON event (campaign, seq) WHERE leaf IS NULL;

-- The last event of the instance and the chain up to it.
CREATE TABLE head (
    one   BIGINT NOT NULL PRIMARY KEY,
    seq   BIGINT NOT NULL,
    chain BLOB NOT NULL
);

-- The verifiable log.
CREATE TABLE leaf (
    idx   BIGINT NOT NULL PRIMARY KEY,
    entry BLOB NOT NULL
);
-- Complete tiles, and the partial ones at the right edge.
CREATE TABLE tile (
    level  BIGINT NOT NULL,
    idx    BIGINT NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, idx)
);
-- Which entry has the books of which day.
CREATE TABLE balance (
    campaign BIGINT NOT NULL,
    day      BIGINT NOT NULL,
    leaf     BIGINT NOT NULL,
    PRIMARY KEY (campaign, day)
);
-- Every signed checkpoint, with the size of the one before it.
CREATE TABLE checkpoint (
    size     BIGINT NOT NULL PRIMARY KEY,
    previous BIGINT NOT NULL,
    body     TEXT NOT NULL
);
CREATE TABLE document (
    hash BLOB NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
);

-- The vault: private parts. `mac` binds a row to its place.
CREATE TABLE vault_opinion (
    campaign   BIGINT NOT NULL,
    opinion    TEXT NOT NULL,
    lookup     BLOB NOT NULL,
    source_key BLOB,
    fields     BLOB,
    mac        BLOB NOT NULL,
    PRIMARY KEY (campaign, opinion)
);
CREATE UNIQUE INDEX vault_opinion_lookup ON vault_opinion (lookup);
CREATE UNIQUE INDEX vault_opinion_source ON vault_opinion (campaign, source_key)
    WHERE source_key IS NOT NULL;
CREATE TABLE vault_text (
    campaign BIGINT NOT NULL,
    key      TEXT NOT NULL,
    salt     BLOB NOT NULL,
    value    BLOB NOT NULL,
    mac      BLOB NOT NULL,
    PRIMARY KEY (campaign, key)
);
CREATE TABLE vault_account (
    campaign BIGINT NOT NULL,
    account  TEXT NOT NULL,
    login    TEXT NOT NULL,
    name     TEXT NOT NULL,
    password TEXT NOT NULL,
    mac      BLOB NOT NULL,
    PRIMARY KEY (campaign, account)
);
CREATE UNIQUE INDEX vault_account_login ON vault_account (campaign, login);
CREATE TABLE vault_file (
    digest BLOB NOT NULL PRIMARY KEY,
    media  TEXT NOT NULL,
    bytes  BLOB NOT NULL,
    mac    BLOB NOT NULL
);

-- Views: what events come to. They can be dropped and rebuilt.
CREATE TABLE view_campaign (
    campaign BIGINT NOT NULL PRIMARY KEY,
    slug     TEXT NOT NULL,
    name_zh  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    charter  TEXT NOT NULL,
    digest   BLOB NOT NULL,
    profile  TEXT NOT NULL,
    is_open  BOOLEAN NOT NULL,
    opened   BIGINT NOT NULL
);
CREATE UNIQUE INDEX view_campaign_slug ON view_campaign (slug);
CREATE TABLE view_unit (
    campaign BIGINT NOT NULL,
    unit     TEXT NOT NULL,
    parent   TEXT,
    class    TEXT NOT NULL,
    name_zh  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    PRIMARY KEY (campaign, unit)
);
CREATE TABLE view_user (
    campaign BIGINT NOT NULL,
    account  TEXT NOT NULL,
    role     TEXT NOT NULL,
    unit     TEXT NOT NULL,
    active   BOOLEAN NOT NULL,
    PRIMARY KEY (campaign, account)
);
CREATE TABLE view_opinion (
    campaign BIGINT NOT NULL,
    opinion  TEXT NOT NULL,
    seq      BIGINT NOT NULL,
    commitment BLOB NOT NULL,
    received BIGINT NOT NULL,
    said_on  BIGINT NOT NULL,
    channel  TEXT NOT NULL,
    people   TEXT,
    language TEXT NOT NULL,
    receipt  BOOLEAN NOT NULL,
    state    TEXT NOT NULL,
    problem  BIGINT,
    is_copy  BOOLEAN NOT NULL,
    PRIMARY KEY (campaign, opinion)
);
CREATE INDEX view_opinion_seq ON view_opinion (campaign, seq);
CREATE INDEX view_opinion_state ON view_opinion (campaign, state, seq);
CREATE INDEX view_opinion_channel ON view_opinion (campaign, channel, seq);
CREATE INDEX view_opinion_problem ON view_opinion (campaign, problem, seq)
    WHERE problem IS NOT NULL;
CREATE TABLE view_problem (
    campaign    BIGINT NOT NULL,
    problem     BIGINT NOT NULL,
    title       TEXT NOT NULL,
    language    TEXT NOT NULL,
    keywords    TEXT NOT NULL,
    stage       TEXT NOT NULL,
    unit        TEXT,
    category    TEXT,
    source      TEXT NOT NULL,
    listed      BIGINT NOT NULL,
    first_said  BIGINT,
    last_said   BIGINT,
    voices      BIGINT NOT NULL,
    people      BIGINT NOT NULL,
    receipts    BIGINT NOT NULL,
    channels    BIGINT NOT NULL,
    months      BIGINT NOT NULL,
    strength    BIGINT NOT NULL,
    reopened    BIGINT NOT NULL,
    not_held    BOOLEAN NOT NULL,
    claim_by    BIGINT,
    deadline    BIGINT,
    round       BIGINT,
    merged_into BIGINT,
    PRIMARY KEY (campaign, problem)
);
CREATE INDEX view_problem_strength ON view_problem (campaign, strength DESC, problem);
CREATE INDEX view_problem_unit ON view_problem (campaign, unit, problem);
-- Where and when a problem was spoken of: voices per channel and per day, as JSON.
CREATE TABLE view_spread (
    campaign BIGINT NOT NULL,
    problem  BIGINT NOT NULL,
    channels TEXT NOT NULL,
    days     TEXT NOT NULL,
    PRIMARY KEY (campaign, problem)
);
CREATE TABLE view_item (
    campaign         BIGINT NOT NULL,
    problem          BIGINT NOT NULL,
    number           BIGINT NOT NULL,
    unit             TEXT NOT NULL,
    plan             TEXT NOT NULL,
    stage            TEXT NOT NULL,
    deadline         BIGINT NOT NULL,
    deadline_changes BIGINT NOT NULL,
    result           TEXT,
    rule             TEXT,
    evidence         TEXT NOT NULL,
    progress         TEXT NOT NULL,
    planned          BIGINT NOT NULL,
    finished         BIGINT,
    PRIMARY KEY (campaign, problem, number)
);
CREATE INDEX view_item_deadline ON view_item (campaign, deadline, problem, number);
CREATE INDEX view_item_unit ON view_item (campaign, unit, deadline, problem, number);
CREATE TABLE view_round (
    campaign      BIGINT NOT NULL,
    problem       BIGINT NOT NULL,
    round         BIGINT NOT NULL,
    asked         BIGINT NOT NULL,
    fixed         BIGINT NOT NULL,
    not_fixed     BIGINT NOT NULL,
    dont_know     BIGINT NOT NULL,
    fixed_percent BIGINT NOT NULL,
    window_days   BIGINT NOT NULL,
    opened        BIGINT NOT NULL,
    ends_on       BIGINT NOT NULL,
    decided       BIGINT,
    outcome       TEXT,
    PRIMARY KEY (campaign, problem, round)
);
CREATE INDEX view_round_open ON view_round (campaign, ends_on) WHERE decided IS NULL;
CREATE TABLE view_ballot (
    campaign  BIGINT NOT NULL,
    problem   BIGINT NOT NULL,
    round     BIGINT NOT NULL,
    nullifier BLOB NOT NULL,
    choice    TEXT NOT NULL,
    PRIMARY KEY (campaign, problem, round, nullifier)
);
CREATE TABLE view_figure (
    campaign BIGINT NOT NULL,
    kind     TEXT NOT NULL,
    code     TEXT NOT NULL,
    number   BIGINT NOT NULL,
    PRIMARY KEY (campaign, kind, code)
);
CREATE INDEX view_figure_zero ON view_figure (campaign) WHERE number = 0;

-- Who is signed in. Not part of the truth and not audited.
CREATE TABLE session (
    token    BLOB NOT NULL PRIMARY KEY,
    campaign BIGINT NOT NULL,
    account  TEXT NOT NULL,
    csrf     TEXT NOT NULL,
    expires  BIGINT NOT NULL
);
CREATE INDEX session_expires ON session (expires);
