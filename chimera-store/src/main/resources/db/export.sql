-- Dialogs written down by Chimera. A plain copy: nothing in it is needed to run Chimera, and any program may change it.
-- Times are ISO 8601 in UTC. docs/import-export.md says more.

PRAGMA user_version = 1;

CREATE TABLE export (
    account     INTEGER NOT NULL, -- the Telegram user id of whose dialogs these are
    exported_at TEXT    NOT NULL
) STRICT;

CREATE TABLE dialog (
    id    INTEGER NOT NULL PRIMARY KEY, -- the Telegram chat id
    kind  TEXT    NOT NULL,             -- DIRECT, GROUP, CHANNEL
    title TEXT    NOT NULL,
    draft TEXT    NOT NULL              -- typed and not sent; empty for nothing
) STRICT;

CREATE TABLE message (
    place        INTEGER NOT NULL PRIMARY KEY, -- grows within a dialog: its order
    id           TEXT    NOT NULL UNIQUE,      -- a UUID
    dialog       INTEGER NOT NULL REFERENCES dialog (id),
    "from"       INTEGER NOT NULL,             -- the Telegram user id of who wrote it; a chat id for a channel
    from_name    TEXT    NOT NULL,
    sent_at      TEXT    NOT NULL,             -- by its author's clock
    text         TEXT,                         -- its words, if it is words
    file_name    TEXT,                         -- its file, if it is one
    file_mime    TEXT,
    file_size    INTEGER,
    file_sha256  TEXT,
    file_path    TEXT,                         -- where it lies, seen from the database's folder; none if it is lost
    route        TEXT,                         -- LAN, CLOUD; none while it has taken none
    route_reason TEXT,
    status       TEXT    NOT NULL,             -- QUEUED, SENT, DELIVERED, READ, FAILED
    reason       TEXT,                         -- what went wrong with it
    edited       INTEGER NOT NULL,
    deleted      INTEGER NOT NULL,
    answers      TEXT,                         -- the id of the message it answers, if that is here
    answers_missing INTEGER NOT NULL           -- 1 if it answers one that is not here
) STRICT;

CREATE TABLE span ( -- how stretches of words look; they may lie within each other and overlap
    message TEXT    NOT NULL REFERENCES message (id),
    "from"  INTEGER NOT NULL, -- the first UTF-16 unit, from 0
    length  INTEGER NOT NULL, -- in UTF-16 units
    style   TEXT    NOT NULL, -- BOLD, ITALIC, UNDERLINED, STRUCK, SPOILER, CODE, BLOCK, QUOTE, LINK
    value   TEXT              -- where a LINK leads; which language a BLOCK is in, if that was said
) STRICT;

CREATE INDEX message_of_dialog ON message (dialog, place);
CREATE INDEX span_of_message ON span (message);
