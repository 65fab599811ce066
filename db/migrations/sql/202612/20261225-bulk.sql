-- What somebody asks of many chats at once, and what became of each: a row for each chat, so that whoever goes on after
-- a worker was killed knows which have answered.
create table bulk (
  id uuid not null default gen_random_uuid(), action text not null, employee_id text not null, target_id text null,
  total int not null, created_at timestamptz not null default now(), cancelled_at timestamptz null,
  ended_at timestamptz null,
  primary key (id)
);
create index bulk_unfinished on bulk (created_at) where ended_at is null;
create index bulk_employee_id_index on bulk (employee_id);
create index bulk_target_id_index on bulk (target_id);

create table bulk_item (
  bulk_id uuid not null, number int not null, tries int not null default 0, asked_at timestamptz null,
  settled_at timestamptz null, code text null,
  primary key (bulk_id, number)
);
create index bulk_item_waiting on bulk_item (bulk_id, tries, number) where settled_at is null;

alter table bulk add constraint bulk_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete cascade;
alter table bulk add constraint bulk_target_id_foreign
  foreign key (target_id) references employee (id) on delete cascade;
alter table bulk_item add constraint bulk_item_bulk_id_foreign
  foreign key (bulk_id) references bulk (id) on delete cascade;
