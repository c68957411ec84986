create table notices (
    id uuid primary key,
    person_id uuid not null references people (id),
    kind text not null,
    payload text not null,
    created_at bigint not null,
    read_at bigint
);
create index notices_person on notices (person_id, id);
create index notices_unread on notices (person_id, read_at);

-- A person's choice against the default for one kind of notice.
create table notice_choices (
    person_id uuid not null references people (id),
    kind text not null,
    mail boolean not null,
    primary key (person_id, kind)
);
