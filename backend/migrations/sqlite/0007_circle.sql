create table pledges (
    id blob primary key,
    mentorship_id blob not null unique references mentorships (id),
    person_id blob not null references people (id),
    form text not null,
    amount integer not null,
    by_day text not null,
    made_at integer not null
) strict;

-- Append-only: every pledge made and, later, every credit given.
create table circle_entries (
    seq integer primary key autoincrement,
    kind text not null,
    person_id blob not null references people (id),
    mentorship_id blob references mentorships (id),
    pledge_id blob references pledges (id),
    amount integer not null,
    at integer not null
) strict;
create index circle_entries_person on circle_entries (person_id, seq);
