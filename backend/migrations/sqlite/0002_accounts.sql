create table people (
    id blob primary key,
    email text not null unique,
    email_verified_at integer,
    password_hash text,
    lang text not null,
    theme text not null,
    demo integer not null,
    created_at integer not null,
    invited_at integer,
    deactivated_at integer
) strict;

create table organisations (
    id blob primary key,
    name text not null unique,
    created_at integer not null
) strict;

-- scope_id: the programme of a coordinator, the organisation of a partner, nil for an administrator.
create table role_grants (
    person_id blob not null references people (id),
    role text not null,
    scope_id blob not null,
    granted_by blob references people (id),
    granted_at integer not null,
    primary key (person_id, role, scope_id)
) strict;

create table sign_ins (
    id blob primary key,
    token_hash blob not null unique,
    person_id blob not null references people (id),
    device text not null,
    created_at integer not null,
    seen_at integer not null,
    expires_at integer not null,
    -- After a change of role the next request gets a new token; the old one holds for a moment longer.
    renew integer not null,
    previous_hash blob,
    previous_until integer
) strict;
create index sign_ins_person on sign_ins (person_id);

create table mail_links (
    id blob primary key,
    token_hash blob not null unique,
    purpose text not null,
    email text not null,
    person_id blob references people (id),
    payload text not null,
    created_at integer not null,
    expires_at integer not null,
    used_at integer
) strict;
create index mail_links_person on mail_links (person_id);

create table throttles (
    key text primary key,
    failures integer not null,
    window_started_at integer not null
) strict;
