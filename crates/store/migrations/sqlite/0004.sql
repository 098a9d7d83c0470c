-- Version 4: things that are few and are shown as they are, such as a unit's way through the
-- stages: each row is the state of one, as JSON.
CREATE TABLE view_thing (
    campaign BIGINT NOT NULL,
    kind     TEXT NOT NULL,
    name     TEXT NOT NULL,
    data     TEXT NOT NULL,
    PRIMARY KEY (campaign, kind, name)
);
