-- That a document is to go into a chat, and how far it is: what becomes of it there is the message's to say.
create table document_sending (
  id uuid primary key default gen_random_uuid(), document_id uuid not null, chat_id uuid not null,
  state text not null default 'waiting', reason text null, message_id uuid null, author_id text not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
alter table document_sending add constraint document_sending_document_id_foreign
  foreign key (document_id) references document (id) on delete cascade;
alter table document_sending add constraint document_sending_chat_id_foreign
  foreign key (chat_id) references chat (id) on delete cascade;
alter table document_sending add constraint document_sending_message_id_foreign
  foreign key (message_id) references message (id) on delete set null;
alter table document_sending add constraint document_sending_author_id_foreign
  foreign key (author_id) references employee (id) on delete cascade;
create index document_sending_document_id_created_at_index on document_sending (document_id, created_at);
create index document_sending_chat_id_index on document_sending (chat_id);
create index document_sending_message_id_index on document_sending (message_id);
-- Asked for twice, it is under way once.
create unique index document_sending_under_way_unique on document_sending (document_id, chat_id)
  where state in ('waiting', 'made', 'held');
