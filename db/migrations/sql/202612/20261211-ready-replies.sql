-- Ready replies: texts that operators send again and again, for everybody (no owner) or for one person, on all pages or
-- on those named; and how often each person used them. A use is counted with the message it stands in: a sum for each
-- person, so that it grows with people and not with messages, and nobody but themselves waits for it.
create table ready_reply (
  id uuid not null default gen_random_uuid(), owner_id text null, shortcut text not null, title text not null,
  texts jsonb not null, place int not null, created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id)
);
create unique index ready_reply_shortcut on ready_reply (owner_id, shortcut) nulls not distinct;

create table ready_reply_page (ready_reply_id uuid not null, page_id uuid not null,
  primary key (ready_reply_id, page_id));
create index ready_reply_page_page_id_index on ready_reply_page (page_id);

create table ready_reply_use (
  ready_reply_id uuid not null, employee_id text not null, count int not null, last_at timestamptz not null,
  primary key (ready_reply_id, employee_id)
);
create index ready_reply_use_employee_id_index on ready_reply_use (employee_id);

alter table ready_reply add constraint ready_reply_owner_id_foreign
  foreign key (owner_id) references employee (id) on delete cascade;
alter table ready_reply_page add constraint ready_reply_page_ready_reply_id_foreign
  foreign key (ready_reply_id) references ready_reply (id) on update cascade on delete cascade;
alter table ready_reply_page add constraint ready_reply_page_page_id_foreign
  foreign key (page_id) references page (id) on update cascade on delete cascade;
alter table ready_reply_use add constraint ready_reply_use_ready_reply_id_foreign
  foreign key (ready_reply_id) references ready_reply (id) on update cascade on delete cascade;
alter table ready_reply_use add constraint ready_reply_use_employee_id_foreign
  foreign key (employee_id) references employee (id) on update cascade on delete cascade;
