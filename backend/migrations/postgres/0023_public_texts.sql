-- Privacy, legal notice, accessibility statement, contact. Every version stays: what somebody agreed to can be shown.
create table public_texts (
    text text not null,
    lang text not null,
    version bigint not null,
    body text not null,
    is_draft boolean not null,
    changed_at bigint not null,
    changed_by uuid,
    primary key (text, lang, version)
);
