-- Other systems that are told what happens, and of each what it was told, when, and what it answered.
create table webhook (
  id uuid primary key default gen_random_uuid(), name text not null, url text not null, sealed_secret text not null,
  sealed_former text null, former_until timestamptz null, is_on boolean not null default true, kinds text[] not null,
  page_ids uuid[] not null default '{}', team_ids uuid[] not null default '{}',
  with_personal boolean not null default false, off_reason text null, off_at timestamptz null,
  created_at timestamptz not null default now()
);
create table webhook_delivery (
  id uuid primary key default gen_random_uuid(), webhook_id uuid not null, event_id bigint not null,
  chat_id uuid null, state text not null default 'waiting', tries int not null default 0,
  by_hand boolean not null default false, since timestamptz not null default now(),
  next_at timestamptz not null default now(), settled_at timestamptz null
);
alter table webhook_delivery add constraint webhook_delivery_webhook_id_foreign
  foreign key (webhook_id) references webhook (id) on delete cascade;
alter table webhook_delivery add constraint webhook_delivery_event_id_foreign
  foreign key (event_id) references outgoing_event (id) on delete cascade;
alter table webhook_delivery add constraint webhook_delivery_chat_id_foreign
  foreign key (chat_id) references chat (id) on delete cascade;
create unique index webhook_delivery_event_unique on webhook_delivery (webhook_id, event_id);
create index webhook_delivery_event_id_index on webhook_delivery (event_id);
create index webhook_delivery_chat_id_index on webhook_delivery (chat_id);
create index webhook_delivery_due_index on webhook_delivery (next_at) where state = 'waiting';
-- Of one chat and one receiver the first one that waits goes first.
create index webhook_delivery_order_index on webhook_delivery (webhook_id, chat_id, event_id) where state = 'waiting';
create table webhook_attempt (
  id bigserial primary key, delivery_id uuid not null, at timestamptz not null default now(),
  request text not null, status int null, answer text not null default '', reason text null, took_ms int not null
);
alter table webhook_attempt add constraint webhook_attempt_delivery_id_foreign
  foreign key (delivery_id) references webhook_delivery (id) on delete cascade;
create index webhook_attempt_delivery_id_index on webhook_attempt (delivery_id);
