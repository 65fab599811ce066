-- Any page of a list of a million chats: how many there are is kept by days and by numbers, too, so that whoever asks
-- for a page in the midst knows where it begins without going through what stands before it.

create function chat_day(moment timestamptz) returns int language sql immutable strict parallel safe
  return (moment at time zone 'UTC')::date - date '1970-01-01';

-- Chats of a kind by the day of their last contact, the day they began, and 4,096 numbers in a row; `employee_id`
-- empty: all of them, else the finished ones of an operator. What changes is written beside and added up later.
create table chat_place (
  employee_id text not null, page_id uuid not null, status text not null, led boolean not null,
  contact_day int not null, created_day int not null, block int not null, n int not null,
  primary key (employee_id, page_id, status, led, contact_day, created_day, block)
);
create index chat_place_empty_index on chat_place (employee_id) where n = 0;
create table chat_place_delta (
  id bigserial primary key, employee_id text not null, page_id uuid not null, status text not null,
  led boolean not null, contact_day int not null, created_day int not null, block int not null, n int not null
);
insert into chat_place (employee_id, page_id, status, led, contact_day, created_day, block, n)
  select '', page_id, status, led, chat_day(last_contact_at), chat_day(created_at), number >> 12, count(*)
  from chat where led is not null group by 2, 3, 4, 5, 6, 7;
insert into chat_place (employee_id, page_id, status, led, contact_day, created_day, block, n)
  select employee_id, page_id, 'finished', true, chat_day(contact_at), chat_day(created_at), number >> 12, count(*)
  from chat_operator where contact_at is not null group by 1, 2, 5, 6, 7;

create function place_chat() returns trigger language plpgsql as $$ begin
  if tg_op <> 'INSERT' and old.led is not null then
    insert into chat_place_delta (employee_id, page_id, status, led, contact_day, created_day, block, n)
    values ('', old.page_id, old.status, old.led, chat_day(old.last_contact_at), chat_day(old.created_at),
      old.number >> 12, -1);
  end if;
  if tg_op <> 'DELETE' and new.led is not null then
    insert into chat_place_delta (employee_id, page_id, status, led, contact_day, created_day, block, n)
    values ('', new.page_id, new.status, new.led, chat_day(new.last_contact_at), chat_day(new.created_at),
      new.number >> 12, 1);
  end if;
  return null;
end $$;
create trigger chat_placed after insert or delete on chat for each row execute function place_chat();
-- Of the messages of a day the first one only.
create trigger chat_placed_anew after update on chat for each row
  when ((old.page_id, old.status, old.led, chat_day(old.last_contact_at), chat_day(old.created_at))
    is distinct from (new.page_id, new.status, new.led, chat_day(new.last_contact_at), chat_day(new.created_at)))
  execute function place_chat();

create function place_chat_operator() returns trigger language plpgsql as $$ begin
  if tg_op <> 'INSERT' and old.contact_at is not null then
    insert into chat_place_delta (employee_id, page_id, status, led, contact_day, created_day, block, n)
    values (old.employee_id, old.page_id, 'finished', true, chat_day(old.contact_at), chat_day(old.created_at),
      old.number >> 12, -1);
  end if;
  if tg_op <> 'DELETE' and new.contact_at is not null then
    insert into chat_place_delta (employee_id, page_id, status, led, contact_day, created_day, block, n)
    values (new.employee_id, new.page_id, 'finished', true, chat_day(new.contact_at), chat_day(new.created_at),
      new.number >> 12, 1);
  end if;
  return null;
end $$;
create trigger chat_operator_placed after insert or delete on chat_operator
  for each row execute function place_chat_operator();
create trigger chat_operator_placed_anew after update on chat_operator for each row
  when (chat_day(old.contact_at) is distinct from chat_day(new.contact_at)) execute function place_chat_operator();

create or replace function forget_chat_counts() returns trigger language plpgsql as $$ begin
  delete from chat_count;
  delete from chat_count_delta;
  delete from chat_place;
  delete from chat_place_delta;
  return null;
end $$;

-- What a period asks of stands in the indexes of the other orders, too. It costs no message more: each of them is
-- written with every message anyhow.
drop index chat_number_index;
drop index chat_created_index;
drop index chat_waiting_index;
create index chat_number_index on chat (page_id, status, led, number) include (last_contact_at, waiting_since);
create index chat_created_index on chat (page_id, status, led, created_at, number) include (last_contact_at);
create index chat_waiting_index on chat (page_id, status, led, waiting_since, number) include (last_contact_at)
  where waiting_since is not null;
drop index chat_operator_number_index;
drop index chat_operator_created_index;
create index chat_operator_number_index on chat_operator (employee_id, page_id, number) include (contact_at)
  where contact_at is not null;
create index chat_operator_created_index on chat_operator (employee_id, page_id, created_at, number)
  include (contact_at) where contact_at is not null;

analyze chat_place;
