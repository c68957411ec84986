-- The office's word that a member is known and came. Partners' figures count nobody else.
create table confirmations (
    programme_id uuid not null references programmes (id),
    person_id uuid not null references people (id),
    confirmed_by uuid references people (id),
    confirmed_at bigint not null,
    primary key (programme_id, person_id)
);
create index confirmations_person on confirmations (person_id);

-- What partners see, counted once a week and never again. week: its Monday at the office, as 2026-11-23; figures:
-- counts as they are shown, rounded and with small groups hidden already.
create table partner_figures (
    week text primary key,
    figures text not null,
    counted_at bigint not null
);
