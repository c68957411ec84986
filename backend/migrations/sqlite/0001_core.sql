-- Commands already done, with their result: a repeat returns it.
create table commands (
    id blob primary key,
    person_id blob,
    kind text not null,
    result text not null,
    done_at integer not null
) strict;

-- Append-only. Feeds live updates, notices, the timeline, the matching index and the audit log.
create table events (
    seq integer primary key autoincrement,
    at integer not null,
    kind text not null,
    actor_id blob,
    person_id blob,
    subject_id blob,
    payload text not null
) strict;
create index events_subject on events (subject_id, seq);
create index events_person on events (person_id, seq);

-- Effects on the outside, written in the same transaction as their cause; a worker delivers them at least once.
create table outbox (
    id blob primary key,
    kind text not null,
    person_id blob,
    payload text not null,
    state text not null,
    attempts integer not null,
    due_at integer not null,
    created_at integer not null,
    sent_at integer,
    last_error text
) strict;
create index outbox_due on outbox (state, due_at);
