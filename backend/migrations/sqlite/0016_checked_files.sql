-- Files that somebody checked and may import as they are, for some hours: what was chosen for them and what they weigh.
create table checked_files (
    import_id blob primary key references imports (id) on delete cascade,
    person_id blob not null references people (id),
    -- Empty where the file's bytes tell it.
    encoding text not null,
    invite integer not null,
    -- SHA-256.
    hash blob not null,
    -- Bytes kept; none once the file was imported.
    size integer not null,
    created_at integer not null,
    -- The import that was made of it.
    became blob
) strict;
create index checked_files_person on checked_files (person_id, created_at);

-- Their bytes, in pieces that are written one by one.
create table checked_file_pieces (
    import_id blob not null references checked_files (import_id) on delete cascade,
    number integer not null,
    bytes blob not null,
    primary key (import_id, number)
) strict;
