-- Whether this account may write in a dialog; in a channel, mostly only somebody else may.
ALTER TABLE dialog ADD COLUMN may_write INTEGER NOT NULL DEFAULT 1 CHECK (may_write IN (0, 1));
UPDATE dialog SET may_write = 0 WHERE kind = 'CHANNEL';

-- Who wrote a message may also be a group or a channel: then "author" in table message is its chat id, which is negative.
-- What those are called who write in groups and need be no contacts.
CREATE TABLE byline (
    author INTEGER NOT NULL PRIMARY KEY CHECK (author <> 0), -- a Telegram user id, or a chat id
    name   TEXT    NOT NULL CHECK (name <> '')
) STRICT;

-- Dialogs that are no more, for those who ask what changed. Their revisions count like those of table dialog.
CREATE TABLE vanished (
    dialog   INTEGER NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL UNIQUE
) STRICT;
