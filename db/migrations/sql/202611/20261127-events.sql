create table early_event (
  id bigserial primary key, page_id uuid not null, client_id uuid null, about text not null,
  kind text not null, rank int not null default 0, at timestamptz not null, event jsonb not null,
  created_at timestamptz not null default now()
);
alter table early_event add constraint early_event_page_id_about_kind_unique unique (page_id, about, kind);
create index early_event_client_id_index on early_event (client_id);
create index early_event_created_at_index on early_event (created_at);
alter table early_event add constraint early_event_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table early_event add constraint early_event_client_id_foreign
  foreign key (client_id) references client (id) on delete cascade;
create table delivery (
  id bigserial primary key, pages text[] not null, body text not null,
  received_at timestamptz not null default now(), leased_until timestamptz null,
  attempts int not null default 0, aside_at timestamptz null, reason text null
);
alter table message add column reaction_at timestamptz null;
create unique index message_event_unique on message (client_id, key) where via = 'client' and key is not null;
alter table chat add column window_possible_until timestamptz null;
