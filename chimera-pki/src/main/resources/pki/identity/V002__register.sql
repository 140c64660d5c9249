-- Whose keys were certified, which were taken back, and limits that several instances share.

alter table challenge add column device text not null default '';      -- as its owner calls the computer
alter table challenge add column fingerprint text not null default ''; -- of the key, SHA-256, hex; empty: no request came with it

-- Keys whose holders have proven who they are.
create table issuance (
    id          integer primary key autoincrement,
    telegram_id integer not null,
    fingerprint text    not null, -- of the key, SHA-256 of SubjectPublicKeyInfo, hex
    device      text    not null,
    asker       text    not null,
    at          integer not null, -- when it was proven last
    revoked_at  integer,
    reason      text,
    note        text,
    unique (telegram_id, fingerprint)
) strict;

create index issuance_by_age on issuance (at);

-- Certificates that were shown here.
create table certificate (
    serial      text    primary key, -- hex
    telegram_id integer not null,
    fingerprint text    not null,
    until       integer not null,
    shown_at    integer not null
) strict;

create index certificate_by_key on certificate (telegram_id, fingerprint);

-- Certificates that the authority is to revoke. A row stays until it has, or the certificate has ended.
create table errand (
    serial  text    primary key, -- hex
    reason  text    not null,
    note    text    not null,
    until   integer not null,
    due_at  integer not null,
    tries   integer not null,
    trouble text    not null     -- what the last try met; empty before the first
) strict;

-- How often what was taken back has changed: one row.
create table standing (
    id     integer primary key check (id = 1),
    number integer not null
) strict;

-- Begins with the time, so that after a database was lost the number does not fall below what was told before.
insert into standing (id, number) values (1, cast(unixepoch() as integer) * 1000);

-- By when all that somebody took would have been earned: microseconds since 1970, UTC.
create table throttle (
    who    text    primary key,
    earned integer not null
) strict;

create index throttle_by_age on throttle (earned);

-- By what the key of the codes is recognised: one row.
create table codes_key (
    id    integer primary key check (id = 1),
    proof text    not null
) strict;

-- The audit learns of more than challenges.
create table audit_of_all (
    id          integer primary key autoincrement,
    at          integer not null,
    event       text    not null check (event in ('ASKED', 'UNDELIVERABLE', 'WRONG_CODE', 'PROVEN', 'CERTIFIED', 'LIMITED', 'REVOKED')),
    telegram_id integer,          -- null where it is about nobody in particular
    asker       text    not null, -- empty where there is none
    challenge   text    not null,
    request     text    not null,
    token       text    not null, -- the jti of the token that was handed out; empty if none was
    fingerprint text    not null, -- of the key; empty where there is none
    detail      text    not null
) strict;

insert into audit_of_all (id, at, event, telegram_id, asker, challenge, request, token, fingerprint, detail)
select id, at, event, telegram_id, asker, challenge, request, token, '', '' from audit;

drop table audit;
alter table audit_of_all rename to audit;

create index audit_by_person on audit (telegram_id, id);
create index audit_by_age on audit (at);

create trigger audit_is_not_changed before update on audit
begin
    select raise(abort, 'the audit is append-only');
end;

create trigger audit_is_not_shortened before delete on audit
begin
    select raise(abort, 'the audit is append-only');
end;
