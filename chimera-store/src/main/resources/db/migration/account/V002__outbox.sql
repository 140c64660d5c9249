-- What was promised to a contact and is not settled: it is in one transaction with the message it belongs to.

CREATE TABLE dispatch (
    place           INTEGER NOT NULL PRIMARY KEY, -- in the order of being added
    parcel          TEXT    NOT NULL UNIQUE,      -- the message's UUID, or the errand's own
    dialog          INTEGER NOT NULL,
    lane            TEXT    NOT NULL CHECK (lane IN ('WORDS', 'FILES', 'LAN_ERRANDS', 'CLOUD_ERRANDS')),
    recipient       INTEGER,                      -- the contact, in a dialog of two
    written_at      INTEGER NOT NULL,
    cargo           TEXT    NOT NULL CHECK (cargo IN ('TEXT', 'FILE', 'EDIT', 'DELETION', 'SEEN')),
    text            TEXT,
    file_name       TEXT,
    media_type      TEXT,
    path            TEXT,
    size            INTEGER,
    sha256          TEXT,
    target          TEXT,                         -- the message an errand is about
    target_cloud_id INTEGER,
    began           INTEGER NOT NULL,
    only_way        TEXT    CHECK (only_way IN ('LAN', 'CLOUD')),
    CHECK ((cargo IN ('TEXT', 'EDIT')) = (text IS NOT NULL)),
    CHECK ((cargo = 'FILE') = (file_name IS NOT NULL)),
    CHECK ((cargo IN ('EDIT', 'DELETION', 'SEEN')) = (target IS NOT NULL))
) STRICT;

-- The head of every lane is found along this, however long the lanes are.
CREATE UNIQUE INDEX dispatch_in_lane ON dispatch (dialog, lane, place);

CREATE TABLE attempt (
    parcel     TEXT    NOT NULL REFERENCES dispatch (parcel) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    way        TEXT    NOT NULL CHECK (way IN ('LAN', 'CLOUD')),
    outcome    TEXT    NOT NULL CHECK (outcome IN ('UNREACHABLE', 'UNPROVEN', 'UNCONFIRMED')),
    why        TEXT    NOT NULL,
    repeatable INTEGER NOT NULL CHECK (repeatable IN (0, 1)), -- whether a second copy would be recognised
    PRIMARY KEY (parcel, number)
) STRICT, WITHOUT ROWID;
