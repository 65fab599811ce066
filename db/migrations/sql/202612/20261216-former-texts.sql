-- What a message said before its client edited it, the oldest first: each text and when it was written.
alter table message add column former jsonb not null default '[]';
