-- Groups and channels. A dialog's other end, "peer", is a person or one of these, whose ids are negative.

CREATE TABLE gathering (
    id      INTEGER PRIMARY KEY CHECK (id < 0),
    kind    TEXT    NOT NULL CHECK (kind IN ('GROUP', 'CHANNEL')),
    title   TEXT    NOT NULL,
    founder INTEGER NOT NULL REFERENCES person (id) -- in a channel, the only one who writes
) STRICT;

CREATE TABLE member (
    gathering INTEGER NOT NULL REFERENCES gathering (id),
    person    INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (gathering, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_of ON member (person);

CREATE TABLE new_copy (
    owner   INTEGER NOT NULL REFERENCES person (id),
    id      INTEGER NOT NULL,
    peer    INTEGER NOT NULL,
    message INTEGER NOT NULL REFERENCES message (id),
    PRIMARY KEY (owner, id)
) STRICT, WITHOUT ROWID;

INSERT INTO new_copy SELECT owner, id, peer, message FROM copy;
DROP TABLE copy;
ALTER TABLE new_copy RENAME TO copy;
CREATE INDEX copy_in_dialog ON copy (owner, peer, id);
CREATE UNIQUE INDEX copy_of_message ON copy (message, owner);

CREATE TABLE new_mark (
    owner INTEGER NOT NULL REFERENCES person (id),
    peer  INTEGER NOT NULL,
    copy  INTEGER NOT NULL,
    PRIMARY KEY (owner, peer)
) STRICT, WITHOUT ROWID;

INSERT INTO new_mark SELECT owner, peer, copy FROM mark;
DROP TABLE mark;
ALTER TABLE new_mark RENAME TO mark;

-- Also told: that a group or a channel came, went or changed. That is about no message, so "copy" is 0.
CREATE TABLE new_news (
    owner     INTEGER NOT NULL REFERENCES person (id),
    seq       INTEGER NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('MESSAGE', 'EDIT', 'DELETION', 'SEEN', 'GATHERING')),
    peer      INTEGER NOT NULL,
    copy      INTEGER NOT NULL,
    actor     INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    by_device TEXT,                            -- is not told what it did itself
    PRIMARY KEY (owner, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO new_news SELECT owner, seq, kind, peer, copy, actor, at, by_device FROM news;
DROP TABLE news;
ALTER TABLE new_news RENAME TO news;
CREATE INDEX news_about ON news (owner, peer, copy);
CREATE INDEX news_of_kind ON news (owner, peer, kind, actor);
