-- What people asked of the company's other CRM out of a chat: a lead, an order, or one of its documents for the client.
-- It is under way until it is there, refused for good, or taken back; what it has at the CRM stands here, so that
-- whoever goes on after a kill makes no other one.
create table neighbour_task (
  id uuid primary key default gen_random_uuid(), chat_id uuid not null, author_id text not null, kind text not null,
  key text not null, asked jsonb not null, state text not null default 'waiting', outcome jsonb null,
  problem text null, problem_status int null, file_id uuid null, message_id uuid null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
alter table neighbour_task add constraint neighbour_task_chat_id_foreign
  foreign key (chat_id) references chat (id) on delete cascade;
alter table neighbour_task add constraint neighbour_task_author_id_foreign
  foreign key (author_id) references employee (id) on delete cascade;
alter table neighbour_task add constraint neighbour_task_file_id_foreign
  foreign key (file_id) references file (id) on delete set null;
alter table neighbour_task add constraint neighbour_task_message_id_foreign
  foreign key (message_id) references message (id) on delete set null;
create index neighbour_task_chat_id_index on neighbour_task (chat_id);
create index neighbour_task_file_id_index on neighbour_task (file_id);
create index neighbour_task_message_id_index on neighbour_task (message_id);
-- Asked twice by one person it is one.
create unique index neighbour_task_key_unique on neighbour_task (author_id, key);
create index neighbour_task_under_way_index on neighbour_task (created_at) where state in ('waiting', 'made');
-- Why the CRM has not made yet what a chat wants by its settings.
alter table lead_request add column problem text null, add column problem_status int null;
