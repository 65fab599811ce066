-- What is shown in a bubble of a picture that employees sent, made a moment after it came; of those that stand here
-- already, too. `preview_due_at`: null where there is nothing to make, or nothing that could be made.
alter table file add column preview_key text null, add column preview_size int null, add column width int null,
  add column height int null, add column preview_attempts int not null default 0,
  add column preview_due_at timestamptz null;
alter table file alter column preview_due_at set default now();
update file set preview_due_at = now() where kind = 'image';
alter table file add constraint file_preview_key_unique unique (preview_key);
create index file_preview_due_index on file (preview_due_at) where kind = 'image' and preview_due_at is not null;

create function loose_object_of_preview() returns trigger language plpgsql as $$ begin
  insert into loose_object (key, due_at) values (old.preview_key, now()) on conflict do nothing;
  return null;
end $$;
create trigger loose_object_of_preview after delete on file
  for each row when (old.preview_key is not null) execute function loose_object_of_preview();
