create table mentorships (
    id blob primary key,
    programme_id blob not null references programmes (id),
    request_id blob unique references requests (id),
    mentee_id blob not null references people (id),
    mentor_id blob not null references people (id),
    state text not null,
    created_at integer not null,
    chartered_at integer,
    closed_at integer
) strict;
create index mentorships_mentee on mentorships (mentee_id);
create index mentorships_mentor on mentorships (mentor_id);

-- One version of a pair's terms. text_version is the programme's own text they were written under.
create table charters (
    id blob primary key,
    mentorship_id blob not null references mentorships (id),
    version integer not null,
    text_version integer not null,
    aims text not null,
    rhythm text not null,
    months integer not null,
    channel text not null,
    confidentiality text not null,
    hash text not null,
    written_by blob not null references people (id),
    created_at integer not null,
    unique (mentorship_id, version)
) strict;

create table charter_signatures (
    charter_id blob not null references charters (id),
    person_id blob not null references people (id),
    lang text not null,
    hash text not null,
    signed_at integer not null,
    primary key (charter_id, person_id)
) strict;
