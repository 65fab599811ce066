-- What somebody read of their alerts one by one: until when, by the alert's id.
alter table alert_choice add column read_each jsonb not null default '{}';
