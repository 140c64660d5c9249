-- Whether a message says something else than at first.
ALTER TABLE message ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;
