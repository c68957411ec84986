-- state: open, accepted, declined, withdrawn, expired; reason: why declined or withdrawn; note: the mentor's words.
create table requests (
    id uuid primary key,
    programme_id uuid not null references programmes (id),
    mentee_id uuid not null references people (id),
    mentor_id uuid not null references people (id),
    message text not null,
    state text not null,
    reason text,
    note text not null,
    created_at bigint not null,
    due_at bigint not null,
    reminded_at bigint,
    closed_at bigint
);
create index requests_mentee on requests (mentee_id, state);
create index requests_mentor on requests (mentor_id, state);
create index requests_due on requests (state, due_at);
-- One open request of a mentee to the same mentor.
create unique index requests_open_pair on requests (mentee_id, mentor_id) where state = 'open';

-- Never matched, in either direction; person_a is the smaller id.
create table blocked_pairs (
    person_a uuid not null references people (id),
    person_b uuid not null references people (id),
    by_person uuid references people (id),
    created_at bigint not null,
    primary key (person_a, person_b)
);

-- A declared conflict of interest: with a person, or with everybody of a company (normalised name).
create table conflicts (
    person_id uuid not null references people (id),
    other_id uuid references people (id),
    company text not null,
    created_at bigint not null
);
create index conflicts_person on conflicts (person_id);
