-- What is shown in a channel because somebody pays for it, and what became of that.
CREATE TABLE sponsored (
    id        INTEGER PRIMARY KEY,
    gathering INTEGER NOT NULL UNIQUE REFERENCES gathering (id),
    title     TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    button    TEXT    NOT NULL,
    link      TEXT    NOT NULL,
    about     TEXT    NOT NULL,
    seen      INTEGER NOT NULL DEFAULT 0,
    clicked   INTEGER NOT NULL DEFAULT 0,
    reported  INTEGER NOT NULL DEFAULT 0
) STRICT;
