-- Version 3: what voices say beside what they are about, and what a problem comes to by it.
ALTER TABLE view_opinion ADD COLUMN traits TEXT COLLATE "C" NOT NULL DEFAULT '{}';
ALTER TABLE view_spread ADD COLUMN units TEXT COLLATE "C" NOT NULL DEFAULT '{}';
ALTER TABLE view_problem ADD COLUMN units BIGINT NOT NULL DEFAULT 0;
ALTER TABLE view_problem ADD COLUMN harmed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE view_problem ADD COLUMN first_hand BIGINT NOT NULL DEFAULT 0;
ALTER TABLE view_problem ADD COLUMN placed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE view_problem ADD COLUMN seen BIGINT NOT NULL DEFAULT 0;
