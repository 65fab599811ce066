alter table presence add column ended boolean not null default false;
