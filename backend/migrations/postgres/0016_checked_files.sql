-- Files that somebody checked and may import as they are, for some hours: what was chosen for them and what they weigh.
create table checked_files (
    import_id uuid primary key references imports (id) on delete cascade,
    person_id uuid not null references people (id),
    -- Empty where the file's bytes tell it.
    encoding text not null,
    invite boolean not null,
    -- SHA-256.
    hash bytea not null,
    -- Bytes kept; none once the file was imported.
    size bigint not null,
    created_at bigint not null,
    -- The import that was made of it.
    became uuid
);
create index checked_files_person on checked_files (person_id, created_at);

-- Their bytes, in pieces that are written one by one.
create table checked_file_pieces (
    import_id uuid not null references checked_files (import_id) on delete cascade,
    number bigint not null,
    bytes bytea not null,
    primary key (import_id, number)
);
