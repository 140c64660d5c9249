-- A file that the cloud has and this computer has not is a message of kind FILE without a path and a hash.

-- Whether it is to be fetched.
ALTER TABLE message ADD COLUMN wanted INTEGER NOT NULL DEFAULT 0 CHECK (wanted IN (0, 1));

CREATE INDEX message_wanted ON message (position) WHERE wanted = 1;
