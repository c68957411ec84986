-- When whoever holds the sign-in last proved who they are.
alter table sign_ins add column proved_at integer not null default 0;
update sign_ins set proved_at = created_at;

-- Browsers that somebody signed in with before. One browser may be several people's.
create table known_devices (
    token_hash blob not null,
    person_id blob not null references people (id),
    created_at integer not null,
    seen_at integer not null,
    primary key (token_hash, person_id)
) strict;
create index known_devices_person on known_devices (person_id);

-- What a mail with a link was asked for, so that it can be sent again or to a corrected address. Kept for a day.
create table mail_asks (
    command_id blob primary key,
    purpose text not null,
    email text not null,
    payload text not null,
    asked_at integer not null
) strict;
