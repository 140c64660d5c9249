-- Of which sites HTTPS is looked into, and of which hosts never.

CREATE TABLE https_opt_in (
    host  TEXT    NOT NULL PRIMARY KEY CHECK (length(host) BETWEEN 1 AND 253), -- A-labels, lower case
    will  TEXT    NOT NULL CHECK (will IN ('ON', 'OFF', 'NEVER')),
    since INTEGER NOT NULL                                                     -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
