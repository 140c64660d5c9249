-- Messages that came or went straight, of which there may be a copy in the cloud.

CREATE TABLE doubt (
    place         INTEGER NOT NULL PRIMARY KEY, -- in the order they arose
    message       TEXT    NOT NULL UNIQUE REFERENCES message (id) ON DELETE CASCADE,
    dialog        INTEGER NOT NULL,
    mine          INTEGER NOT NULL CHECK (mine IN (0, 1)),
    likeness      TEXT    NOT NULL,             -- SHA-256 of what the copy can be recognised by
    earliest      INTEGER NOT NULL,             -- when the cloud may have got it, by the cloud's clock
    latest        INTEGER NOT NULL,
    certain       INTEGER NOT NULL CHECK (certain IN (0, 1)),
    copy_cloud_id INTEGER,                      -- what was taken for the copy, and is not shown
    copy_at       INTEGER,
    kind          TEXT,                         -- its body, as in table message
    text          TEXT,
    file_name     TEXT,
    media_type    TEXT,
    path          TEXT,
    size          INTEGER,
    sha256        TEXT,
    wanted        INTEGER,
    CHECK ((copy_cloud_id IS NULL) = (kind IS NULL) AND (copy_cloud_id IS NULL) = (copy_at IS NULL))
) STRICT;

-- Hardly any message from the cloud finds something here, so the looking must cost nothing.
CREATE INDEX doubt_resolved ON doubt (dialog, mine, likeness, place) WHERE copy_cloud_id IS NULL;
CREATE INDEX doubt_asked ON doubt (dialog, mine, place) WHERE certain = 0;
CREATE INDEX doubt_of_mine ON doubt (dialog) WHERE mine = 1;
