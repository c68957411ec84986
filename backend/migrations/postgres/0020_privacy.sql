-- An account that was erased: an id for the counts and lines of others, and nothing else.
alter table people add column erased_at bigint;
-- When a name was taken out of the aims: the fingerprints are those of the text before.
alter table charters add column redacted_at bigint;
