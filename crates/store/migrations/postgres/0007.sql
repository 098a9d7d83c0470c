-- Version 7: pictures that speakers give, which are private, and which of them a problem shows.
CREATE TABLE vault_picture (
    campaign BIGINT NOT NULL,
    opinion  TEXT COLLATE "C" NOT NULL,
    number   BIGINT NOT NULL,
    digest   BYTEA NOT NULL,
    media    TEXT COLLATE "C" NOT NULL,
    bytes    BYTEA NOT NULL,
    mac      BYTEA NOT NULL,
    PRIMARY KEY (campaign, opinion, number)
);
CREATE INDEX vault_picture_digest ON vault_picture (campaign, digest);
ALTER TABLE view_problem ADD COLUMN pictures TEXT COLLATE "C" NOT NULL DEFAULT '[]';
