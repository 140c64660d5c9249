CREATE TABLE contact (
    id    INTEGER NOT NULL PRIMARY KEY CHECK (id > 0), -- the Telegram user id
    name  TEXT    NOT NULL CHECK (name <> ''),
    phone TEXT                                         -- E.164, where it is known
) STRICT;

-- The account's choices. Keys of others are lower-case words with dots; "lanOn" is ours.
CREATE TABLE preference (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 200)
) STRICT, WITHOUT ROWID;
