-- How each connected page is: what its workflow keeps, what happened, how many messages came in each hour, and how much
-- of what Meta allows is used.
create table page_health (
  page_id uuid primary key, state text not null, since timestamptz not null, health jsonb not null,
  due_at timestamptz null, asked_at timestamptz null, updated_at timestamptz not null default now()
);
alter table page_health add constraint page_health_page_id_foreign
  foreign key (page_id) references page (id) on update cascade on delete cascade;
create table page_health_event (
  page_id uuid not null, kind text not null, at timestamptz not null, state text not null, code text not null,
  detail jsonb not null, primary key (page_id, kind, at)
);
alter table page_health_event add constraint page_health_event_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
create table page_hour (
  page_id uuid not null, hour timestamptz not null, received int not null, primary key (page_id, hour)
);
alter table page_hour add constraint page_hour_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
create table page_usage (
  page_id uuid primary key, percent int not null, until timestamptz null, at timestamptz not null default now()
);
alter table page_usage add constraint page_usage_page_id_foreign
  foreign key (page_id) references page (id) on update cascade on delete cascade;
-- What came to a page, by time, for whoever asks in these very words: of an empty database the planner would take it
-- for all that names a page, and go through what came there. And what was refused there.
create index message_page_received_index on message (page_id, at) where direction || '' = 'in';
create index message_page_failed_index on message (page_id, at) where state = 'failed';
