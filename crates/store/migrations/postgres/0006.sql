-- Version 6: people who support a problem without having spoken.
ALTER TABLE view_problem ADD COLUMN supporters BIGINT NOT NULL DEFAULT 0;
