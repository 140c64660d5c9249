-- The lab cloud's memory. One writer, many readers; times are milliseconds since 1970 by the lab cloud's clock.

CREATE TABLE person (
    id           INTEGER PRIMARY KEY,
    name         TEXT    NOT NULL,
    phone        TEXT    NOT NULL UNIQUE,      -- E.164
    token_hash   TEXT    NOT NULL UNIQUE,      -- SHA-256 of the token, hex: the token itself lies in a file of its owner
    last_message INTEGER NOT NULL,             -- the newest id given to a message in this person's dialogs
    last_update  INTEGER NOT NULL DEFAULT 0    -- the newest place given in this person's updates
) STRICT;

CREATE TABLE contact (
    owner  INTEGER NOT NULL REFERENCES person (id),
    person INTEGER NOT NULL REFERENCES person (id),
    called TEXT    NOT NULL,
    PRIMARY KEY (owner, person)
) STRICT, WITHOUT ROWID;

-- What was said, once.
CREATE TABLE message (
    id          INTEGER PRIMARY KEY,
    author      INTEGER NOT NULL REFERENCES person (id),
    sent_at     INTEGER NOT NULL,
    text        TEXT,
    file_name   TEXT,
    file_type   TEXT,
    file_size   INTEGER,
    file_sha256 TEXT,
    file_place  TEXT UNIQUE,                   -- its name in the folder of files
    erased      INTEGER NOT NULL DEFAULT 0,
    CHECK (erased = 1 OR (text IS NULL) <> (file_place IS NULL))
) STRICT;

-- The same message as each of its two people knows it: under ids of their own.
CREATE TABLE copy (
    owner   INTEGER NOT NULL REFERENCES person (id),
    id      INTEGER NOT NULL,
    peer    INTEGER NOT NULL REFERENCES person (id),
    message INTEGER NOT NULL REFERENCES message (id),
    PRIMARY KEY (owner, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX copy_in_dialog ON copy (owner, peer, id);
CREATE UNIQUE INDEX copy_of_message ON copy (message, owner);

-- How far somebody has seen a dialog.
CREATE TABLE mark (
    owner INTEGER NOT NULL REFERENCES person (id),
    peer  INTEGER NOT NULL REFERENCES person (id),
    copy  INTEGER NOT NULL,
    PRIMARY KEY (owner, peer)
) STRICT, WITHOUT ROWID;

-- What each person is to be told. A later edit or mark takes the place of an earlier one, a deletion that of its message,
-- so this never grows beyond the history itself.
CREATE TABLE news (
    owner     INTEGER NOT NULL REFERENCES person (id),
    seq       INTEGER NOT NULL,
    lane      TEXT    NOT NULL CHECK (lane IN ('WORDS', 'FILES')),
    kind      TEXT    NOT NULL CHECK (kind IN ('MESSAGE', 'EDIT', 'DELETION', 'SEEN')),
    peer      INTEGER NOT NULL REFERENCES person (id),
    copy      INTEGER NOT NULL,
    actor     INTEGER NOT NULL REFERENCES person (id),
    at        INTEGER NOT NULL,
    by_device TEXT,                            -- is not told what it did itself
    only_for  TEXT,                            -- is told to this device alone
    PRIMARY KEY (owner, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX news_in_lane ON news (owner, lane, seq);
CREATE INDEX news_about ON news (owner, peer, copy);
CREATE INDEX news_of_kind ON news (owner, peer, kind, actor);

-- How far each device has stored what it was told.
CREATE TABLE device (
    owner        INTEGER NOT NULL REFERENCES person (id),
    name         TEXT    NOT NULL,
    lane         TEXT    NOT NULL CHECK (lane IN ('WORDS', 'FILES')),
    acknowledged INTEGER NOT NULL,
    heard_at     INTEGER NOT NULL,
    PRIMARY KEY (owner, name, lane)
) STRICT, WITHOUT ROWID;
