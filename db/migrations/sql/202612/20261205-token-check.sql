alter table page add column checking boolean not null default false;
