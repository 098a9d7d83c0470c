-- Version 7: pictures that speakers give, which are private, and which of them a problem shows.
CREATE TABLE vault_picture (
    campaign BIGINT NOT NULL,
    opinion  TEXT NOT NULL,
    number   BIGINT NOT NULL,
    digest   BLOB NOT NULL,
    media    TEXT NOT NULL,
    bytes    BLOB NOT NULL,
    mac      BLOB NOT NULL,
    PRIMARY KEY (campaign, opinion, number)
);
CREATE INDEX vault_picture_digest ON vault_picture (campaign, digest);
ALTER TABLE view_problem ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]';
