-- Where leads and orders come from, and how they stand: lists in the order an admin gives them, archived and never
-- deleted, for what was made keeps them. A status has the meaning by which rules know it; without a name of its own it
-- is called by that, in the reader's language.
create table source (
  id uuid not null default gen_random_uuid(), kind text not null, name text not null, position int not null,
  archived_at timestamptz null, primary key (id)
);
create unique index source_name_unique on source (kind, fold(name)) where archived_at is null;

create table record_status (
  id uuid not null default gen_random_uuid(), kind text not null, meaning text not null,
  name text not null default '', position int not null, archived_at timestamptz null, primary key (id)
);
insert into record_status (kind, meaning, position) values
  ('lead', 'new', 1), ('lead', 'in_work', 2), ('lead', 'converted', 3), ('lead', 'lost', 4), ('lead', 'junk', 5),
  ('order', 'new', 1), ('order', 'in_work', 2), ('order', 'done', 3), ('order', 'cancelled', 4);

-- Somebody who may buy. What is not known stays empty; `amount` is in kopecks.
create table lead (
  id uuid not null default gen_random_uuid(), number serial, name text not null,
  folded text generated always as (fold(name)) stored null, status_id uuid not null, source_id uuid null,
  amount bigint null, owner_id text null, contact_id uuid null, phone text null, email text null,
  note text not null default '', reason text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  archived_at timestamptz null, primary key (id)
);
alter table lead add constraint lead_number_unique unique (number);
create index lead_status_id_index on lead (status_id);
create index lead_owner_id_index on lead (owner_id);
create index lead_contact_id_index on lead (contact_id);
create index lead_name_index on lead using gin (name_parts(folded));
alter table lead add constraint lead_status_id_foreign foreign key (status_id) references record_status (id);
alter table lead add constraint lead_source_id_foreign foreign key (source_id) references source (id)
  on delete set null;
alter table lead add constraint lead_owner_id_foreign
  foreign key (owner_id) references employee (id) on delete set null;
alter table lead add constraint lead_contact_id_foreign
  foreign key (contact_id) references contact (id) on delete set null;
