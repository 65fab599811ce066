create table settings_version (
  id bigserial primary key, page_id uuid null, scope text not null, version int not null,
  settings jsonb not null, author_id text null, comment text not null default '', restores int null,
  at timestamptz not null default now(), to_wake int not null default 0, woken int not null default 0,
  woken_at timestamptz null
);
alter table settings_version add constraint settings_version_scope_version_unique unique (scope, version);
create index settings_version_page_id_id_index on settings_version (page_id, id);
alter table settings_version add constraint settings_version_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table settings_version add constraint settings_version_author_id_foreign
  foreign key (author_id) references employee (id) on delete set null;

create table settings_draft (
  scope text not null, page_id uuid null, settings jsonb not null, base int not null,
  revision int not null default 1, author_id text null, updated_at timestamptz not null default now(),
  primary key (scope)
);
alter table settings_draft add constraint settings_draft_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table settings_draft add constraint settings_draft_author_id_foreign
  foreign key (author_id) references employee (id) on delete set null;

alter table client add column phone text null, add column email text null;

alter table chat add column phase text not null default 'open', add column no_contact boolean not null default false;

alter table message
  add column contact jsonb null, add column quick_replies jsonb null, add column language text null,
  add column language_reason text null;
create unique index message_automatic_unique on message (chat_id, kind, key) where via = 'automatic';

create index chat_input_client_id_id_index on chat_input (client_id, id);
