-- Bytes leave the database: they stand in the store of files, and a row names them by their key. What a row of before
-- holds is taken there a moment later, one after another.
alter table file alter column content drop not null;
alter table file add column object_key text null;
alter table file add constraint file_object_key_unique unique (object_key);

-- What stands in the store, or is about to, and is nobody's: it goes once it is due. `going`: it is being removed, and
-- nobody can have it any more.
create table loose_object (
  key text not null, due_at timestamptz not null, going boolean not null default false, primary key (key)
);
create index loose_object_due_at_index on loose_object (due_at);

-- Whoever deletes a row, in whatever way, leaves what it named behind here. One that got other content is still being
-- read by those who began before.
create function loose_object_of() returns trigger language plpgsql as $$ begin
  insert into loose_object (key, due_at)
  values (old.object_key, now() + case when tg_op = 'UPDATE' then interval '15 minutes' else interval '0' end)
  on conflict do nothing;
  return null;
end $$;
create trigger loose_object_of_file after delete on file
  for each row when (old.object_key is not null) execute function loose_object_of();
create trigger loose_object_of_changed_file after update of object_key on file
  for each row when (old.object_key is not null and old.object_key is distinct from new.object_key)
  execute function loose_object_of();
