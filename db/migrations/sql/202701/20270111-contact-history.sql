-- What a contact was before: each field that was changed, and by whom.
create table contact_history (
  id bigserial not null, contact_id uuid not null,
  at timestamptz not null default now(), author_id text null, field text not null, before jsonb null, after jsonb null,
  primary key (id)
);
alter table contact_history add constraint contact_history_contact_id_foreign
  foreign key (contact_id) references contact (id) on delete cascade;
alter table contact_history add constraint contact_history_author_id_foreign
  foreign key (author_id) references employee (id) on delete set null;
create index contact_history_contact_id_id_index on contact_history (contact_id, id);
