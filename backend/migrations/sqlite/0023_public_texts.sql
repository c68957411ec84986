-- Privacy, legal notice, accessibility statement, contact. Every version stays: what somebody agreed to can be shown.
create table public_texts (
    text text not null,
    lang text not null,
    version integer not null,
    body text not null,
    is_draft integer not null,
    changed_at integer not null,
    changed_by blob,
    primary key (text, lang, version)
) strict;
