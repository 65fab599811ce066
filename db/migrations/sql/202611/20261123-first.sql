create table audit (
  id bigserial primary key, at timestamptz not null default now(), kind text not null, employee_id text null,
  address text null, detail jsonb not null default '{}'
);
create index audit_at_index on audit (at);

create table change (
  id bigserial primary key, xid xid8 not null default pg_current_xact_id(), kind text not null,
  page_id uuid not null, chat_id uuid null, ref text not null, at timestamptz not null default now()
);
create index change_xid_id_index on change (xid, id);
create index change_at_index on change (at);

create table employee (
  id text not null, name text not null, email text not null, email_verified boolean not null default false,
  image text null, roles text[] not null, language text not null default 'uk',
  active boolean not null default true, created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), primary key (id)
);
alter table employee add constraint employee_email_unique unique (email);

create table api_token (
  id uuid not null default gen_random_uuid(), employee_id text not null, name text not null,
  hash text not null, created_at timestamptz not null default now(), last_used_at timestamptz null,
  primary key (id)
);
create index api_token_employee_id_index on api_token (employee_id);
alter table api_token add constraint api_token_hash_unique unique (hash);

create table account (
  id text not null, account_id text not null, provider_id text not null, user_id text not null,
  access_token text null, refresh_token text null, id_token text null,
  access_token_expires_at timestamptz null, refresh_token_expires_at timestamptz null, scope text null,
  password text null, created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), primary key (id)
);
create index account_user_id_index on account (user_id);

create table inbound_event (
  id bigserial primary key, key text not null, page_facebook_id text not null, psid text null,
  kind text not null, at timestamptz null, raw text not null, parked boolean not null default false,
  received_at timestamptz not null default now()
);
alter table inbound_event add constraint inbound_event_key_unique unique (key);
create index inbound_event_received_at_index on inbound_event (received_at);

create table installation (name text not null, value jsonb not null, primary key (name));

create table page (
  id uuid not null default gen_random_uuid(), facebook_id text not null, name text not null,
  sealed_token text not null, health text not null default 'ok', health_reason text null,
  paused_until timestamptz null, created_at timestamptz not null default now(), primary key (id)
);
alter table page add constraint page_facebook_id_unique unique (facebook_id);

create table client (
  id uuid not null default gen_random_uuid(), page_id uuid not null, psid text not null,
  first_name text not null default '', last_name text not null default '', locale text null,
  profile_at timestamptz null, inbox_rev int not null default 0, relayed_rev int not null default 0,
  relay_until timestamptz null, relay_failures int not null default 0, delivered_watermark timestamptz null,
  read_watermark timestamptz null, created_at timestamptz not null default now(), primary key (id)
);
create index client_relay_index on client (relay_until) where inbox_rev > relayed_rev;
alter table client add constraint client_page_id_psid_unique unique (page_id, psid);

create table chat_input (
  id bigserial primary key, client_id uuid not null, chat_id uuid not null, kind text not null,
  message_id uuid null, at timestamptz not null, facts jsonb not null default '{}',
  relayed_at timestamptz null, decided_at timestamptz null, attempts int not null default 0,
  created_at timestamptz not null default now()
);
create index chat_input_undecided_index on chat_input (client_id, id) where decided_at is null;

create table chat (
  id uuid not null default gen_random_uuid(), number serial, client_id uuid not null, page_id uuid not null,
  status text not null default 'new', unread int not null default 0, waiting_since timestamptz null,
  window_until timestamptz null, window_reason text null, deadlines jsonb not null default '[]',
  finished_at timestamptz null, finished_by_id text null, created_at timestamptz not null default now(),
  last_contact_at timestamptz not null default now(), version bigint not null default '1',
  seq int not null default 0, state jsonb null, opened_by text null, primary key (id)
);
alter table chat add constraint chat_number_unique unique (number);
create index chat_page_id_last_contact_at_index on chat (page_id, last_contact_at);
create index chat_client_id_created_at_index on chat (client_id, created_at);
create unique index chat_open_unique on chat (client_id) where status <> 'finished';
create unique index chat_opened_by_unique on chat (opened_by) where opened_by is not null;

create table message (
  id uuid not null default gen_random_uuid(), seq bigserial, chat_id uuid not null, client_id uuid not null,
  page_id uuid not null, direction text not null, via text not null, kind text not null default 'text',
  text text not null default '', attachments jsonb not null default '[]', state text not null,
  at timestamptz not null, mid text null, author_id text null, key text null, reply_to_mid text null,
  reaction text null, edited_at timestamptz null, edits int not null default 0,
  decided boolean not null default false, reason_code text null, reason_detail text null,
  attempts int not null default 0, next_try_at timestamptz null, sending_at timestamptz null,
  echo_at timestamptz null, sent_at timestamptz null, delivered_at timestamptz null, read_at timestamptz null,
  lookups int not null default 0, primary key (id)
);
alter table message add constraint message_seq_unique unique (seq);
create index message_chat_id_at_seq_index on message (chat_id, at, seq);
create index message_outbox_index on message (client_id, seq)
  where direction = 'out' and state in ('queued', 'sending', 'held', 'unknown');
create unique index message_mid_unique on message (page_id, mid) where mid is not null;
create unique index message_key_unique on message (client_id, author_id, key) where key is not null;
create index message_receipt_index on message (client_id, at)
  where direction = 'out' and state in ('sent', 'delivered');
create index message_undecided_index on message (chat_id) where not decided;

create table chat_operator (
  chat_id uuid not null, employee_id text not null, since timestamptz not null, position int not null,
  primary key (chat_id, employee_id)
);
create index chat_operator_employee_id_index on chat_operator (employee_id);

create table page_access (page_id uuid not null, employee_id text not null, primary key (page_id, employee_id));
create index page_access_employee_id_index on page_access (employee_id);

create table session (
  id text not null, token text not null, user_id text not null, expires_at timestamptz not null,
  ip_address text null, user_agent text null, created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), primary key (id)
);
alter table session add constraint session_token_unique unique (token);
create index session_user_id_index on session (user_id);

create table timeline (
  id uuid not null default gen_random_uuid(), chat_id uuid not null, seq int not null, n int not null,
  at timestamptz not null, kind text not null, by_id text null, about_id text null, reason jsonb null,
  due_at timestamptz null, primary key (id)
);
alter table timeline add constraint timeline_chat_id_seq_n_unique unique (chat_id, seq, n);

create table verification (
  id text not null, identifier text not null, value text not null, expires_at timestamptz not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  primary key (id)
);
create index verification_identifier_index on verification (identifier);

alter table api_token add constraint api_token_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete cascade;

alter table account add constraint account_user_id_foreign
  foreign key (user_id) references employee (id) on delete cascade;

alter table client add constraint client_page_id_foreign foreign key (page_id) references page (id) on delete cascade;

alter table chat_input add constraint chat_input_client_id_foreign
  foreign key (client_id) references client (id) on delete cascade;

alter table chat add constraint chat_client_id_foreign foreign key (client_id) references client (id) on delete cascade;
alter table chat add constraint chat_page_id_foreign foreign key (page_id) references page (id) on delete cascade;
alter table chat add constraint chat_finished_by_id_foreign
  foreign key (finished_by_id) references employee (id) on delete set null;

alter table message add constraint message_chat_id_foreign foreign key (chat_id) references chat (id) on delete cascade;
alter table message add constraint message_client_id_foreign
  foreign key (client_id) references client (id) on delete cascade;
alter table message add constraint message_page_id_foreign foreign key (page_id) references page (id) on delete cascade;
alter table message add constraint message_author_id_foreign
  foreign key (author_id) references employee (id) on delete set null;

alter table chat_operator add constraint chat_operator_chat_id_foreign
  foreign key (chat_id) references chat (id) on update cascade on delete cascade;
alter table chat_operator add constraint chat_operator_employee_id_foreign
  foreign key (employee_id) references employee (id) on update cascade on delete cascade;

alter table page_access add constraint page_access_page_id_foreign
  foreign key (page_id) references page (id) on update cascade on delete cascade;
alter table page_access add constraint page_access_employee_id_foreign
  foreign key (employee_id) references employee (id) on update cascade on delete cascade;

alter table session add constraint session_user_id_foreign
  foreign key (user_id) references employee (id) on delete cascade;

alter table timeline add constraint timeline_chat_id_foreign
  foreign key (chat_id) references chat (id) on delete cascade;
alter table timeline add constraint timeline_by_id_foreign
  foreign key (by_id) references employee (id) on delete set null;
alter table timeline add constraint timeline_about_id_foreign
  foreign key (about_id) references employee (id) on delete set null;


create table login_attempt (
  key varchar(255) not null, points int not null default 0, expire bigint null, primary key (key)
);
