-- Version 2: of which problem a problem was once a part.
ALTER TABLE view_problem ADD COLUMN split_from BIGINT;
