create table contact (
  id uuid not null default gen_random_uuid(), name text not null, phones text[] not null,
  emails text[] not null, manager_id text null, segment text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  primary key (id)
);
alter table contact add constraint contact_manager_id_foreign
  foreign key (manager_id) references employee (id) on delete set null;
create index contact_manager_id_index on contact (manager_id);
create index contact_phones_index on contact using gin (phones);
create index contact_emails_index on contact using gin (emails);

alter table client add column contact_id uuid null;
alter table client add constraint client_contact_id_foreign
  foreign key (contact_id) references contact (id) on delete set null;
create index client_contact_id_index on client (contact_id);
