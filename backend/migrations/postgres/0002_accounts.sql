create table people (
    id uuid primary key,
    email text not null unique,
    email_verified_at bigint,
    password_hash text,
    lang text not null,
    theme text not null,
    demo boolean not null,
    created_at bigint not null,
    invited_at bigint,
    deactivated_at bigint
);

create table organisations (
    id uuid primary key,
    name text not null unique,
    created_at bigint not null
);

-- scope_id: the programme of a coordinator, the organisation of a partner, nil for an administrator.
create table role_grants (
    person_id uuid not null references people (id),
    role text not null,
    scope_id uuid not null,
    granted_by uuid references people (id),
    granted_at bigint not null,
    primary key (person_id, role, scope_id)
);

create table sign_ins (
    id uuid primary key,
    token_hash bytea not null unique,
    person_id uuid not null references people (id),
    device text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null,
    -- After a change of role the next request gets a new token; the old one holds for a moment longer.
    renew boolean not null,
    previous_hash bytea,
    previous_until bigint
);
create index sign_ins_person on sign_ins (person_id);

create table mail_links (
    id uuid primary key,
    token_hash bytea not null unique,
    purpose text not null,
    email text not null,
    person_id uuid references people (id),
    payload text not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index mail_links_person on mail_links (person_id);

create table throttles (
    key text primary key,
    failures bigint not null,
    window_started_at bigint not null
);
