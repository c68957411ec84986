create table mentorships (
    id uuid primary key,
    programme_id uuid not null references programmes (id),
    request_id uuid unique references requests (id),
    mentee_id uuid not null references people (id),
    mentor_id uuid not null references people (id),
    state text not null,
    created_at bigint not null,
    chartered_at bigint,
    closed_at bigint
);
create index mentorships_mentee on mentorships (mentee_id);
create index mentorships_mentor on mentorships (mentor_id);

-- One version of a pair's terms. text_version is the programme's own text they were written under.
create table charters (
    id uuid primary key,
    mentorship_id uuid not null references mentorships (id),
    version bigint not null,
    text_version bigint not null,
    aims text not null,
    rhythm text not null,
    months bigint not null,
    channel text not null,
    confidentiality text not null,
    hash text not null,
    written_by uuid not null references people (id),
    created_at bigint not null,
    unique (mentorship_id, version)
);

create table charter_signatures (
    charter_id uuid not null references charters (id),
    person_id uuid not null references people (id),
    lang text not null,
    hash text not null,
    signed_at bigint not null,
    primary key (charter_id, person_id)
);
