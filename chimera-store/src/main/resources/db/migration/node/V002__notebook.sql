-- What is kept of the Janus profiles whose owners want this computer to remember them.

CREATE TABLE profile (
    tag  TEXT NOT NULL PRIMARY KEY CHECK (length(tag) = 32), -- computed from what the secret unlocks
    name TEXT NOT NULL UNIQUE CHECK (name <> '')             -- as derivation writes it, without the effort
) STRICT, WITHOUT ROWID;

-- A card nobody can read without the secret. The label stands for a site, and only the secret's owner knows for which.
CREATE TABLE card (
    profile TEXT NOT NULL REFERENCES profile (tag) ON DELETE CASCADE,
    label   TEXT NOT NULL CHECK (length(label) = 32),
    sealed  BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 4096),
    PRIMARY KEY (profile, label)
) STRICT;
