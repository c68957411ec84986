create table notices (
    id blob primary key,
    person_id blob not null references people (id),
    kind text not null,
    payload text not null,
    created_at integer not null,
    read_at integer
) strict;
create index notices_person on notices (person_id, id);
create index notices_unread on notices (person_id, read_at);

-- A person's choice against the default for one kind of notice.
create table notice_choices (
    person_id blob not null references people (id),
    kind text not null,
    mail integer not null,
    primary key (person_id, kind)
) strict;
