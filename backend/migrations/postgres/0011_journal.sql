-- The journal is a few kinds of events among many, read newest first and forgotten by kind.
create index events_kind on events (kind, seq);
