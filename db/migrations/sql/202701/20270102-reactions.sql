-- What the page put to a message: the sign that is wanted there (null: none), what Meta has (sent_emoji), and how it
-- goes on its way. One row for a message: a later wish takes the place of an earlier one.
create table page_reaction (
  message_id uuid not null, client_id uuid not null, page_id uuid not null, author_id text null, emoji text null,
  sent_emoji text null, at timestamptz not null, wish int not null default 1, state text not null,
  reason_code text null, attempts int not null default 0, next_try_at timestamptz null, sending_at timestamptz null,
  primary key (message_id)
);
create index page_reaction_outbox_index on page_reaction (page_id, at) where state in ('queued', 'sending');
alter table page_reaction add constraint page_reaction_message_id_foreign
  foreign key (message_id) references message (id) on update cascade on delete cascade;
alter table page_reaction add constraint page_reaction_client_id_foreign
  foreign key (client_id) references client (id) on delete cascade;
alter table page_reaction add constraint page_reaction_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table page_reaction add constraint page_reaction_author_id_foreign
  foreign key (author_id) references employee (id) on delete set null;
