-- What one home of Chimera knows beside its accounts' own databases.

PRAGMA application_id = 1131965774; -- "CxmN"

-- The people who have signed in here. "place" only grows: the longest known come first.
CREATE TABLE account (
    place INTEGER NOT NULL PRIMARY KEY,
    id    INTEGER NOT NULL UNIQUE CHECK (id > 0), -- the Telegram user id
    name  TEXT    NOT NULL CHECK (name <> ''),
    phone TEXT                                    -- E.164, where it is known
) STRICT;
