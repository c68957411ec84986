-- What somebody agreed to when their account was made: each public text as it was shown to them, by language and version.
create table agreed_texts (
    person_id uuid not null references people (id),
    text text not null,
    lang text not null,
    version bigint not null,
    agreed_at bigint not null,
    primary key (person_id, text, lang, version)
);
-- Version 0 of what was agreed to before there was a text.
insert into agreed_texts (person_id, text, lang, version, agreed_at)
select person_id, text, lang, version, min(agreed_at)
from (select a.person_id, t.text, p.lang, a.agreed_at,
          coalesce((select max(x.version) from public_texts x
                    where x.text = t.text and x.lang = p.lang and x.changed_at <= a.agreed_at), 0) as version
      from agreements a join people p on p.id = a.person_id
          cross join (select 'legal' as text union all select 'privacy') t) agreed
group by person_id, text, lang, version;
drop table agreements;
