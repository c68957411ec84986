-- What somebody agreed to when their account was made, by version of the texts.
create table agreements (
    person_id uuid not null references people (id),
    version text not null,
    agreed_at bigint not null,
    primary key (person_id, version)
);
