-- What the office writes about a member, for itself; the person is shown it on request and finds it in their data.
create table office_notes (
    id blob primary key,
    programme_id blob not null references programmes (id),
    person_id blob not null references people (id),
    written_by blob not null references people (id),
    text text not null,
    created_at integer not null
) strict;
create index office_notes_person on office_notes (person_id, id);

-- Mentors that the office brought to a mentee's notice, each once.
create table office_suggestions (
    programme_id blob not null references programmes (id),
    mentee_id blob not null references people (id),
    mentor_id blob not null references people (id),
    suggested_by blob references people (id),
    created_at integer not null,
    primary key (programme_id, mentee_id, mentor_id)
) strict;
create index office_suggestions_mentee on office_suggestions (mentee_id);

create index requests_programme on requests (programme_id, due_at);
create index mentorships_programme on mentorships (programme_id, created_at);
