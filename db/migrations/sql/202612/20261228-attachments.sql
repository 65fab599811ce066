-- What clients and colleagues sent, a row for each picture, sound, video or file of a message. From where it comes is
-- sealed, and forgotten once it is here.
create table attachment (
  id uuid not null, message_id uuid not null, place int not null, sealed_source text null,
  state text not null default 'waiting', reason text null, attempts int not null default 0,
  next_try_at timestamptz not null default now(), object_key text null, preview_key text null, mime text null,
  kind text null, size int null, preview_size int null, width int null, height int null,
  created_at timestamptz not null default now(), primary key (id)
);
alter table attachment add constraint attachment_message_id_place_unique unique (message_id, place);
alter table attachment add constraint attachment_object_key_unique unique (object_key);
alter table attachment add constraint attachment_preview_key_unique unique (preview_key);
alter table attachment add constraint attachment_message_id_foreign
  foreign key (message_id) references message (id) on delete cascade;
create index attachment_due_index on attachment (next_try_at) where state in ('waiting', 'fetching');

create function loose_objects_of_attachment() returns trigger language plpgsql as $$ begin
  insert into loose_object (key, due_at)
  select key, now() from unnest(array[old.object_key, old.preview_key]) as key where key is not null
  on conflict do nothing;
  return null;
end $$;
create trigger loose_objects_of_attachment after delete on attachment
  for each row when (old.object_key is not null) execute function loose_objects_of_attachment();
