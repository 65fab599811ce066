-- Files made out of what is filtered: who asked for which, how far it is, and until when it is kept. The file itself
-- stands in a folder.
create table export (
  id uuid not null default gen_random_uuid(), employee_id text not null, kind text not null, format text not null,
  language text not null, time_zone text not null, sees_all boolean not null, filter jsonb not null,
  chat_number int null, address text null, state text not null default 'waiting', done int not null default 0,
  total int null, created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (id)
);
create index export_employee_id_index on export (employee_id);
alter table export add constraint export_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete cascade;
