create table routing_policy (
  hash text not null, policy jsonb not null, created_at timestamptz not null default now(), primary key (hash)
);

create table routing_record (
  id uuid not null default gen_random_uuid(), chat_id uuid not null, page_id uuid not null, ask int not null,
  kind text not null, at timestamptz not null, code text not null, employee_id text null, rule_id text null,
  state text not null, question jsonb not null, policy_hash text not null, choice jsonb not null,
  shadow jsonb null, primary key (id)
);
alter table routing_record add constraint routing_record_chat_id_foreign
  foreign key (chat_id) references chat (id) on delete cascade;
alter table routing_record add constraint routing_record_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table routing_record add constraint routing_record_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete set null;
alter table routing_record add constraint routing_record_policy_hash_foreign
  foreign key (policy_hash) references routing_policy (hash);
create index routing_record_chat_id_at_index on routing_record (chat_id, at);
create index routing_record_page_id_at_index on routing_record (page_id, at);
-- One ask is granted once.
create unique index routing_record_granted_unique on routing_record (chat_id, ask) where state in ('granted', 'joined');
create index routing_record_pending_index on routing_record (employee_id) where state = 'granted';

create table waiting_room (
  chat_id uuid not null, page_id uuid not null, client_id uuid not null, ask int not null, kind text not null,
  target text null, tried text[] not null default '{}', priority int not null default 0,
  since timestamptz not null, reason text null, facts jsonb null, record_id uuid null, primary key (chat_id)
);
alter table waiting_room add constraint waiting_room_chat_id_foreign
  foreign key (chat_id) references chat (id) on update cascade on delete cascade;
alter table waiting_room add constraint waiting_room_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table waiting_room add constraint waiting_room_client_id_foreign
  foreign key (client_id) references client (id) on delete cascade;
alter table waiting_room add constraint waiting_room_record_id_foreign
  foreign key (record_id) references routing_record (id) on delete set null;
create index waiting_room_page_id_since_index on waiting_room (page_id, since);

create table routing_turn (
  page_id uuid not null, pool text not null, employee_id text not null, turn bigint not null,
  primary key (page_id, pool, employee_id)
);
alter table routing_turn add constraint routing_turn_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table routing_turn add constraint routing_turn_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete cascade;

alter table chat add column rung int not null default 0;
alter table chat_operator add column gone_at timestamptz null;
alter table message add column referral jsonb null;
alter table settings_draft add column shadow_at timestamptz null;
