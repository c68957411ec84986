create table programmes (
    id uuid primary key,
    code text not null unique,
    name_fr text not null,
    name_ar text not null,
    name_en text not null,
    name_de text not null,
    weights text not null,
    demo boolean not null,
    created_at bigint not null
);

-- side: 'mentor' or 'mentee'.
create table memberships (
    programme_id uuid not null references programmes (id),
    person_id uuid not null references people (id),
    side text not null,
    joined_at bigint not null,
    primary key (programme_id, person_id, side)
);
create index memberships_person on memberships (person_id);

-- The programme's own charter text, one row for each version and language.
create table charter_texts (
    programme_id uuid not null references programmes (id),
    version bigint not null,
    lang text not null,
    body text not null,
    published_at bigint not null,
    primary key (programme_id, version, lang)
);
