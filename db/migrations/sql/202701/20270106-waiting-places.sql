-- Any page in the order of who waits: those that do are counted apart, so that nobody goes through all of them to know
-- how many stand before everybody else.

-- Chats first, as whoever writes to them takes them: nobody waits for the other in turn.
lock table chat in access exclusive mode;
alter table chat_place add column waits boolean not null default false;
alter table chat_place_delta add column waits boolean not null default false;
alter table chat_place drop constraint chat_place_pkey,
  add primary key (employee_id, page_id, status, led, contact_day, created_day, block, waits);

create or replace function place_chat() returns trigger language plpgsql as $$ begin
  if tg_op <> 'INSERT' and old.led is not null then
    insert into chat_place_delta (employee_id, page_id, status, led, contact_day, created_day, block, waits, n)
    values ('', old.page_id, old.status, old.led, chat_day(old.last_contact_at), chat_day(old.created_at),
      old.number >> 12, old.waiting_since is not null, -1);
  end if;
  if tg_op <> 'DELETE' and new.led is not null then
    insert into chat_place_delta (employee_id, page_id, status, led, contact_day, created_day, block, waits, n)
    values ('', new.page_id, new.status, new.led, chat_day(new.last_contact_at), chat_day(new.created_at),
      new.number >> 12, new.waiting_since is not null, 1);
  end if;
  return null;
end $$;
drop trigger chat_placed_anew on chat;
-- Who begins to wait, or waits no more, has another status most of the time anyhow.
create trigger chat_placed_anew after update on chat for each row
  when ((old.page_id, old.status, old.led, chat_day(old.last_contact_at), chat_day(old.created_at),
      old.waiting_since is not null)
    is distinct from (new.page_id, new.status, new.led, chat_day(new.last_contact_at), chat_day(new.created_at),
      new.waiting_since is not null))
  execute function place_chat();

-- Nobody writes to chats meanwhile: the trigger's lock is held.
insert into chat_place_delta (employee_id, page_id, status, led, contact_day, created_day, block, waits, n)
  select '', c.page_id, c.status, c.led, chat_day(c.last_contact_at), chat_day(c.created_at), c.number >> 12, w.waits,
    w.n * count(*)
  from chat c cross join (values (false, -1), (true, 1)) w (waits, n)
  where c.led is not null and c.waiting_since is not null group by 2, 3, 4, 5, 6, 7, 8, w.n;
