-- What the identity provider must remember across restarts. Times are milliseconds since 1970, UTC.

-- Whoever asks gets a row, known or not: the limits below count rows, so they cannot tell who exists.
create table challenge (
    id          text    primary key, -- 128 random bits, base64url
    telegram_id integer not null,
    asker       text    not null,    -- where the request came from, an address
    request     text    not null,    -- SHA-256 of the signing request, hex
    code        blob    not null,    -- HMAC-SHA-256 over challenge, id and code: the code itself is nowhere
    created_at  integer not null,
    expires_at  integer not null,
    tries       integer not null default 0,
    used_at     integer
) strict;

create index challenge_by_person on challenge (telegram_id, created_at);
create index challenge_by_age on challenge (created_at);

-- Who asked for what, and what came of it. Nothing here is secret, and nothing is ever changed.
create table audit (
    id          integer primary key autoincrement,
    at          integer not null,
    event       text    not null check (event in ('ASKED', 'UNDELIVERABLE', 'WRONG_CODE', 'PROVEN')),
    challenge   text    not null,
    telegram_id integer not null,
    asker       text    not null,
    request     text    not null,
    token       text    not null  -- the jti of the token that was handed out; empty if none was
) strict;

create trigger audit_is_not_changed before update on audit
begin
    select raise(abort, 'the audit is append-only');
end;

create trigger audit_is_not_shortened before delete on audit
begin
    select raise(abort, 'the audit is append-only');
end;
