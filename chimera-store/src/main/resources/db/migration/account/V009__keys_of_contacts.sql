-- The keys contacts have proved themselves with on the LAN, and what the account's person thinks of them.

CREATE TABLE contact_key (
    contact     INTEGER NOT NULL CHECK (contact > 0),            -- a Telegram user id; need not be in table contact
    fingerprint TEXT    NOT NULL CHECK (length(fingerprint) = 64), -- SHA-256 of the public key, lower-case hex
    first_seen  INTEGER NOT NULL,                                -- nanoseconds since 1970 UTC, by this computer's clock
    last_seen   INTEGER NOT NULL,                                -- to the hour
    news        INTEGER NOT NULL CHECK (news IN (0, 1)),         -- whether the person is still to be told of it
    compared_at INTEGER,                                         -- when they found it equal to what the contact has
    blocked_at  INTEGER,                                         -- since when it is not talked to
    PRIMARY KEY (contact, fingerprint)
) STRICT, WITHOUT ROWID;
