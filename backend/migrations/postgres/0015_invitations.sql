-- agreed_at: when the member said yes themselves, by signing up or to an invitation. Nobody is shown to others before that.
alter table memberships add column agreed_at bigint;
update memberships set agreed_at = joined_at
    where person_id in (select id from people where email_verified_at is not null or demo = true);

-- Who was asked to belong to a programme, and what they answered. Apart from memberships: whoever is known elsewhere is
-- asked first, and a member only by their yes.
create table invitations (
    programme_id uuid not null references programmes (id),
    person_id uuid not null references people (id),
    side text not null,
    by_person uuid references people (id),
    created_at bigint not null,
    -- When the mail was written; null while the import was in silence.
    sent_at bigint,
    accepted_at bigint,
    refused_at bigint,
    primary key (programme_id, person_id, side)
);
create index invitations_person on invitations (person_id);
insert into invitations (programme_id, person_id, side, created_at, sent_at)
    select m.programme_id, m.person_id, m.side, m.joined_at, p.invited_at
    from memberships m join people p on p.id = m.person_id where m.agreed_at is null;
