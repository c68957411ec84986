-- What the office writes about a member, for itself; the person is shown it on request and finds it in their data.
create table office_notes (
    id uuid primary key,
    programme_id uuid not null references programmes (id),
    person_id uuid not null references people (id),
    written_by uuid not null references people (id),
    text text not null,
    created_at bigint not null
);
create index office_notes_person on office_notes (person_id, id);

-- Mentors that the office brought to a mentee's notice, each once.
create table office_suggestions (
    programme_id uuid not null references programmes (id),
    mentee_id uuid not null references people (id),
    mentor_id uuid not null references people (id),
    suggested_by uuid references people (id),
    created_at bigint not null,
    primary key (programme_id, mentee_id, mentor_id)
);
create index office_suggestions_mentee on office_suggestions (mentee_id);

create index requests_programme on requests (programme_id, due_at);
create index mentorships_programme on mentorships (programme_id, created_at);
