-- Two contacts that are one: the loser stays as a row that leads to the winner, and the record says which rows went
-- over and which fields became what, so that it is undone exactly.
alter table contact add column merged_into_id uuid null;
alter table contact add constraint contact_merged_into_id_foreign
  foreign key (merged_into_id) references contact (id) on delete set null;
create index contact_merged_into_id_index on contact (merged_into_id);

create table contact_merge (
  id uuid not null default gen_random_uuid(), winner_id uuid not null, loser_id uuid not null,
  at timestamptz not null default now(), author_id text null, record jsonb not null,
  winner_updated_at timestamptz not null, undone_at timestamptz null, undone_by_id text null,
  primary key (id)
);
alter table contact_merge add constraint contact_merge_winner_id_foreign
  foreign key (winner_id) references contact (id) on delete cascade;
alter table contact_merge add constraint contact_merge_loser_id_foreign
  foreign key (loser_id) references contact (id) on delete cascade;
alter table contact_merge add constraint contact_merge_author_id_foreign
  foreign key (author_id) references employee (id) on delete set null;
alter table contact_merge add constraint contact_merge_undone_by_id_foreign
  foreign key (undone_by_id) references employee (id) on delete set null;
create index contact_merge_winner_id_index on contact_merge (winner_id);
create index contact_merge_loser_id_index on contact_merge (loser_id);

-- Rows of points that are moved say themselves which is the main one: only who writes the sum has it chosen.
drop trigger contact_sum_changed on contact;
create trigger contact_sum_changed after update of phones, emails on contact for each row
  when (pg_trigger_depth() = 0 and (old.phones, old.emails) is distinct from (new.phones, new.emails))
  execute function contact_sum_written();
