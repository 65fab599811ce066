-- Tables of contacts that somebody brings in: a row for each of the file's, what is to become of it, what became of it,
-- and what undoing has to know. What the file holds stands in the store.
create table contact_import (
  id uuid not null default gen_random_uuid(), employee_id text null, name text not null, format text not null,
  size int not null, sha256 text not null, object_key text not null, layout jsonb not null,
  on_match text not null default 'skip', state text not null default 'reading', reason text null,
  total int not null default 0, place int not null default 0, created_at timestamptz not null default now(),
  started_at timestamptz null, ended_at timestamptz null, undone_at timestamptz null,
  primary key (id)
);
alter table contact_import add constraint contact_import_object_key_unique unique (object_key);
alter table contact_import add constraint contact_import_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete set null;
create index contact_import_employee_id_index on contact_import (employee_id);
create index contact_import_under_way on contact_import (created_at)
  where state in ('reading', 'checking', 'running', 'undoing');
create trigger loose_object_of_contact_import after delete on contact_import
  for each row execute function loose_object_of();

create table contact_import_row (
  import_id uuid not null, line int not null, cells text[] not null, hash text null, keys text[] not null default '{}',
  outcome text null, problems jsonb not null default '[]', matches uuid[] not null default '{}',
  repeats int null, choice text null, result text null, contact_id uuid null, kept jsonb null, undone text null,
  primary key (import_id, line)
);
alter table contact_import_row add constraint contact_import_row_import_id_foreign
  foreign key (import_id) references contact_import (id) on delete cascade;
-- The same row is not brought in twice, in whatever file it comes.
create index contact_import_row_done_index on contact_import_row (hash)
  where result in ('made', 'changed') and undone is null;

-- Companies are named in files.
create index contact_company_name_index on contact (lower(name)) where kind = 'company';
