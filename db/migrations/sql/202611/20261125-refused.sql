alter table client add column contact_refused boolean not null default false;
