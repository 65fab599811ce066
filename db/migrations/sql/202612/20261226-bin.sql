-- Chats that somebody deleted, until they are put back or purged: as they stood, and who led them. Their own rows lead
-- nobody's list: neither led nor not, they are in none of the kinds that lists are cut out of, and are not counted.
create table deleted_chat (
  chat_id uuid not null, at timestamptz not null default now(), by_id text null, status text not null,
  operators jsonb not null,
  primary key (chat_id)
);
create index deleted_chat_at_index on deleted_chat (at, chat_id);
create index deleted_chat_by_id_index on deleted_chat (by_id);
alter table deleted_chat add constraint deleted_chat_chat_id_foreign
  foreign key (chat_id) references chat (id) on update cascade on delete cascade;
alter table deleted_chat add constraint deleted_chat_by_id_foreign
  foreign key (by_id) references employee (id) on delete set null;

alter table chat alter column led drop not null;
create or replace function count_chat() returns trigger language plpgsql as $$ begin
  if tg_op <> 'INSERT' and old.led is not null then
    insert into chat_count_delta (page_id, employee_id, status, led, n)
    values (old.page_id, '', old.status, old.led, -1);
  end if;
  if tg_op <> 'DELETE' and new.led is not null then
    insert into chat_count_delta (page_id, employee_id, status, led, n)
    values (new.page_id, '', new.status, new.led, 1);
  end if;
  return null;
end $$;
