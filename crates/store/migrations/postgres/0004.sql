-- Version 4: things that are few and are shown as they are, such as a unit's way through the
-- stages: each row is the state of one, as JSON.
CREATE TABLE view_thing (
    campaign BIGINT NOT NULL,
    kind     TEXT COLLATE "C" NOT NULL,
    name     TEXT COLLATE "C" NOT NULL,
    data     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (campaign, kind, name)
);
