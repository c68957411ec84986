-- kind: why somebody declared it: same_company, family, business, other.
alter table conflicts add column kind text not null default 'other';
create unique index conflicts_pair on conflicts (person_id, other_id) where other_id is not null;

-- reason: the office's own words, for the office alone.
alter table blocked_pairs add column reason text not null default '';
