alter table page add column human_agent boolean not null default false;
alter table message add column tag text;
