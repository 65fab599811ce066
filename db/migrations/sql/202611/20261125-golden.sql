create table golden_chat (
  id uuid not null default gen_random_uuid(), chat_id uuid null, chat_number int not null,
  page_id uuid not null, name text not null, example jsonb not null, expected jsonb not null,
  version_installation int not null, version_page int not null, pinned_by_id text null,
  at timestamptz not null default now(), updated_at timestamptz not null default now(), primary key (id)
);
-- A chat is pinned once.
alter table golden_chat add constraint golden_chat_chat_number_unique unique (chat_number);
alter table golden_chat add constraint golden_chat_chat_id_foreign
  foreign key (chat_id) references chat (id) on delete set null;
alter table golden_chat add constraint golden_chat_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table golden_chat add constraint golden_chat_pinned_by_id_foreign
  foreign key (pinned_by_id) references employee (id) on delete set null;
create index golden_chat_page_id_at_index on golden_chat (page_id, at);
