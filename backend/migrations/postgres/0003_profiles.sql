create table reference_items (
    kind text not null,
    code text not null,
    parent text,
    name_fr text not null,
    name_ar text not null,
    name_en text not null,
    name_de text not null,
    time_zones text not null,
    position bigint not null,
    active boolean not null,
    primary key (kind, code)
);

create table profiles (
    person_id uuid primary key references people (id),
    given_name text not null,
    family_name text not null,
    given_name_ar text not null,
    family_name_ar text not null,
    headline text not null,
    bio text not null,
    company text not null,
    phone text not null,
    country text,
    city text not null,
    time_zone text,
    federation text,
    years_experience bigint,
    availability bigint not null,
    mentor boolean not null,
    mentee boolean not null,
    capacity bigint not null,
    paused_at bigint,
    photo_hash text,
    steps_done bigint not null,
    circular text not null,
    updated_at bigint not null
);

create table profile_languages (
    person_id uuid not null references people (id),
    tongue text not null,
    level text not null,
    primary key (person_id, tongue)
);

create table profile_sectors (
    person_id uuid not null references people (id),
    sector text not null,
    position bigint not null,
    primary key (person_id, sector)
);

-- side: 'offered' or 'needed'; position: most important first.
create table profile_expertise (
    person_id uuid not null references people (id),
    side text not null,
    expertise text not null,
    position bigint not null,
    primary key (person_id, side, expertise)
);

create table profile_regions (
    person_id uuid not null references people (id),
    region text not null,
    primary key (person_id, region)
);

create table photos (
    person_id uuid not null references people (id),
    size bigint not null,
    webp bytea not null,
    primary key (person_id, size)
);

create table projects (
    id uuid primary key,
    person_id uuid not null unique references people (id),
    title text not null,
    stage text not null,
    sector text,
    region text,
    sought text not null,
    investment_minor bigint,
    currency text not null,
    jobs bigint,
    updated_at bigint not null
);

create table imports (
    id uuid primary key,
    programme_id uuid,
    by_person uuid references people (id),
    side text not null,
    file_name text not null,
    dry_run boolean not null,
    report text not null,
    rejected_csv text not null,
    created_at bigint not null
);
