-- What happened and may be told to others: each thing once, by its key, in the order in which it came. Ids, codes and
-- numbers only; it goes with the client it is about.
create table outgoing_event (
  id bigserial primary key, key text not null, kind text not null,
  page_id uuid null, chat_id uuid null, client_id uuid null, at timestamptz not null,
  facts jsonb not null default '{}', created_at timestamptz not null default now()
);
alter table outgoing_event add constraint outgoing_event_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table outgoing_event add constraint outgoing_event_chat_id_foreign
  foreign key (chat_id) references chat (id) on delete cascade;
alter table outgoing_event add constraint outgoing_event_client_id_foreign
  foreign key (client_id) references client (id) on delete cascade;
create unique index outgoing_event_key_unique on outgoing_event (key);
create index outgoing_event_page_id_index on outgoing_event (page_id);
create index outgoing_event_chat_id_index on outgoing_event (chat_id);
create index outgoing_event_client_id_index on outgoing_event (client_id);
create index outgoing_event_created_at_index on outgoing_event (created_at);
-- What of it goes to Google Analytics, and what became of that.
create table analytics_hit (
  event_id bigint not null primary key, state text not null default 'waiting', tries int not null default 0,
  next_at timestamptz not null default now(), settled_at timestamptz null, problem text null
);
alter table analytics_hit add constraint analytics_hit_event_id_foreign
  foreign key (event_id) references outgoing_event (id) on update cascade on delete cascade;
create index analytics_hit_waiting_index on analytics_hit (next_at) where state = 'waiting';
create index analytics_hit_settled_at_index on analytics_hit (settled_at);
-- By which Google knows a client again: by chance, and of nothing that they are.
create table analytics_client (
  client_id uuid not null primary key, name uuid not null default gen_random_uuid()
);
alter table analytics_client add constraint analytics_client_client_id_foreign
  foreign key (client_id) references client (id) on update cascade on delete cascade;
