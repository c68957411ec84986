create table reference_items (
    kind text not null,
    code text not null,
    parent text,
    name_fr text not null,
    name_ar text not null,
    name_en text not null,
    name_de text not null,
    time_zones text not null,
    position integer not null,
    active integer not null,
    primary key (kind, code)
) strict;

create table profiles (
    person_id blob primary key references people (id),
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
    years_experience integer,
    availability integer not null,
    mentor integer not null,
    mentee integer not null,
    capacity integer not null,
    paused_at integer,
    photo_hash text,
    steps_done integer not null,
    circular text not null,
    updated_at integer not null
) strict;

create table profile_languages (
    person_id blob not null references people (id),
    tongue text not null,
    level text not null,
    primary key (person_id, tongue)
) strict;

create table profile_sectors (
    person_id blob not null references people (id),
    sector text not null,
    position integer not null,
    primary key (person_id, sector)
) strict;

-- side: 'offered' or 'needed'; position: most important first.
create table profile_expertise (
    person_id blob not null references people (id),
    side text not null,
    expertise text not null,
    position integer not null,
    primary key (person_id, side, expertise)
) strict;

create table profile_regions (
    person_id blob not null references people (id),
    region text not null,
    primary key (person_id, region)
) strict;

create table photos (
    person_id blob not null references people (id),
    size integer not null,
    webp blob not null,
    primary key (person_id, size)
) strict;

create table projects (
    id blob primary key,
    person_id blob not null unique references people (id),
    title text not null,
    stage text not null,
    sector text,
    region text,
    sought text not null,
    investment_minor integer,
    currency text not null,
    jobs integer,
    updated_at integer not null
) strict;

create table imports (
    id blob primary key,
    programme_id blob,
    by_person blob references people (id),
    side text not null,
    file_name text not null,
    dry_run integer not null,
    report text not null,
    rejected_csv text not null,
    created_at integer not null
) strict;
