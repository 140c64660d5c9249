-- What the lab's certificate authority must remember across restarts. Times are milliseconds since 1970, UTC.

create table certificate (
    serial      text    primary key, -- decimal
    provisioner text    not null,
    common_name text    not null,
    not_before  integer not null,
    not_after   integer not null,
    issued_at   integer not null,
    der         blob    not null
) strict;

-- A token counts as used from the moment it is shown, whatever becomes of the request.
create table used_token (
    id      text    primary key, -- its jti
    used_at integer not null
) strict;

create table revocation (
    serial      text    primary key, -- decimal; may be of a certificate that is not in the table above
    reason_code integer not null check (reason_code between 0 and 10),
    reason      text    not null,
    revoked_at  integer not null
) strict;

-- The newest revocation list alone is kept; its number never falls.
create table revocation_list (
    number      integer primary key,
    made_at     integer not null,
    next_update integer not null,
    outdated    integer not null check (outdated in (0, 1)),
    der         blob    not null
) strict;
