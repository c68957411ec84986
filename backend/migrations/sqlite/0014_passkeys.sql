-- credential: what is needed to check what a passkey signs, as JSON: its public key and counter, nothing secret.
create table passkeys (
    id blob primary key,
    person_id blob not null references people (id),
    credential_id blob not null unique,
    name text not null,
    credential text not null,
    created_at integer not null,
    used_at integer
) strict;
create index passkeys_person on passkeys (person_id);

-- A question put to an authenticator. It is taken away by the first answer, right or wrong.
-- purpose: add, sign_in, second_step. Nobody is known yet who signs in.
create table passkey_questions (
    token_hash blob primary key,
    purpose text not null,
    person_id blob references people (id),
    sign_in_id blob,
    state text not null,
    expires_at integer not null
) strict;
create index passkey_questions_expiry on passkey_questions (expires_at);

create table recovery_codes (
    person_id blob not null references people (id),
    code_hash blob not null,
    created_at integer not null,
    used_at integer,
    primary key (person_id, code_hash)
) strict;

-- One administrator opens the way back for somebody who lost their passkeys, a second one confirms it.
create table second_step_resets (
    id blob primary key,
    person_id blob not null references people (id),
    opened_by blob not null references people (id),
    opened_at integer not null,
    confirmed_by blob references people (id),
    confirmed_at integer
) strict;
create index second_step_resets_opened on second_step_resets (opened_at);

-- When this sign-in showed a passkey or a recovery code.
alter table sign_ins add column second_step_at integer;
