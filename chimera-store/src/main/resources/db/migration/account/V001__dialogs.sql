-- The history of one account.
--
-- Times are nanoseconds since 1970 UTC. Enumerations are the names the code uses. A revision is a number that every
-- change of a dialog or a message takes from one counter; the highest one ever given stands in table dialog.

PRAGMA application_id = 1131965761; -- "CxmA"

CREATE TABLE dialog (
    id       INTEGER NOT NULL PRIMARY KEY CHECK (id <> 0), -- the Telegram chat id
    kind     TEXT    NOT NULL CHECK (kind IN ('DIRECT', 'GROUP', 'CHANNEL')),
    title    TEXT    NOT NULL,
    draft    TEXT    NOT NULL DEFAULT '',                  -- typed and not sent
    revision INTEGER NOT NULL                              -- of the last change of it or of a message in it
) STRICT;

CREATE UNIQUE INDEX dialog_revision ON dialog (revision);

CREATE TABLE message (
    position   INTEGER NOT NULL PRIMARY KEY,  -- the revision that brought it: later messages have higher ones
    id         TEXT    NOT NULL UNIQUE,       -- the sender's UUID
    dialog     INTEGER NOT NULL REFERENCES dialog (id),
    author     INTEGER,                       -- the contact who wrote it; none: the account itself
    sent_at    INTEGER NOT NULL,              -- by its author's clock: shown, never sorted by
    kind       TEXT    NOT NULL CHECK (kind IN ('TEXT', 'FILE', 'ERASED')),
    text       TEXT,
    file_name  TEXT,
    media_type TEXT,
    path       TEXT,                          -- seen from the account's folder, or absolute if it lies elsewhere
    size       INTEGER,
    sha256     TEXT,
    edited     INTEGER NOT NULL CHECK (edited IN (0, 1)),
    tick       TEXT    NOT NULL CHECK (tick IN ('QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED')),
    way        TEXT    CHECK (way IN ('LAN', 'CLOUD')),
    reason     TEXT,                          -- why it went this way
    settled_at INTEGER,
    attempts   INTEGER,
    problem    TEXT,                          -- what went wrong, for the person
    cloud_id   INTEGER,
    revision   INTEGER NOT NULL,              -- of its last change
    CHECK ((kind = 'TEXT') = (text IS NOT NULL)),
    CHECK ((kind = 'FILE') = (file_name IS NOT NULL)),
    CHECK ((way IS NULL) = (settled_at IS NULL) AND (way IS NULL) = (attempts IS NULL)),
    CHECK (revision >= position)
) STRICT;

-- Pages are read along this, from any place, without counting what comes before.
CREATE UNIQUE INDEX message_of_dialog ON message (dialog, position);
CREATE UNIQUE INDEX message_in_cloud ON message (dialog, cloud_id) WHERE cloud_id IS NOT NULL;
CREATE UNIQUE INDEX message_revision ON message (revision);
-- Few at any time, however long the history: what we have not seen, and what they have not.
CREATE INDEX message_unread ON message (dialog, position) WHERE author IS NOT NULL AND tick <> 'READ';
CREATE INDEX message_unseen ON message (dialog, position) WHERE author IS NULL AND tick IN ('SENT', 'DELIVERED');

-- The words of every message, without accents and capitals. Only the index is here: the words are read from "message".
-- The dialog's number is a word of its own column, so that a search within one dialog does not walk through the others.
CREATE VIRTUAL TABLE message_words USING fts5 (
    dialog, text, file_name,
    content = 'message', content_rowid = 'position',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
);
-- What was erased leaves no trace in the index.
INSERT INTO message_words (message_words, rank) VALUES ('secure-delete', 1);
-- Merges half as often as it would by itself, so that fewer commits have to wait for one.
INSERT INTO message_words (message_words, rank) VALUES ('automerge', 8);

CREATE TRIGGER message_words_added AFTER INSERT ON message BEGIN
    INSERT INTO message_words (rowid, dialog, text, file_name)
    VALUES (new.position, new.dialog, new.text, new.file_name);
END;

CREATE TRIGGER message_words_changed AFTER UPDATE OF text, file_name ON message BEGIN
    INSERT INTO message_words (message_words, rowid, dialog, text, file_name)
    VALUES ('delete', old.position, old.dialog, old.text, old.file_name);
    INSERT INTO message_words (rowid, dialog, text, file_name)
    VALUES (new.position, new.dialog, new.text, new.file_name);
END;

CREATE TRIGGER message_words_removed AFTER DELETE ON message BEGIN
    INSERT INTO message_words (message_words, rowid, dialog, text, file_name)
    VALUES ('delete', old.position, old.dialog, old.text, old.file_name);
END;
