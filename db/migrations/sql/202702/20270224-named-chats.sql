-- Chats by the words of names: how many are called so, and which of them had the last contacts, is told by an index
-- alone, however many there are.

-- Nobody changes meanwhile what is read; clients first, as whoever writes takes them.
lock table client, chat, contact in share row exclusive mode;

-- `sources`: 1 the name of the client, 2 that of the contact they are linked to, 3 both. A message writes nothing of it
-- but the first one of a day, and that a moment later.
create table named_chat (
  number int not null, word text not null, sources smallint not null, contact_day int not null, page_id uuid not null
);
insert into named_chat (number, word, sources, contact_day, page_id)
  select n.number, n.word, bit_or(n.source), n.contact_day, n.page_id from (
    select c.number, left(word, 500) as word, 1 as source, chat_day(c.last_contact_at) as contact_day, c.page_id
    from chat c join client_words k on k.client_id = c.client_id cross join lateral string_to_table(k.folded, ' ') word
    where c.led is not null and word <> ''
    union all
    select c.number, left(word, 500), 2, chat_day(c.last_contact_at), c.page_id
    from chat c join client cl on cl.id = c.client_id join contact k on k.id = cl.contact_id
      cross join lateral string_to_table(k.folded, ' ') word
    where c.led is not null and word <> '') n
  group by n.number, n.word, n.contact_day, n.page_id;
alter table named_chat add primary key (number, word);
create index named_chat_word_index on named_chat (word, contact_day, number) include (page_id, sources);

-- The words themselves: few beside the names that are made of them.
create table name_word (word text not null, primary key (word));
insert into name_word select distinct word from named_chat;
create index name_word_parts_index on name_word using gin (name_parts(word)) with (fastupdate = off);

-- Chats of which that changed: who looks for a name looks at these one by one, until they are kept again.
create table named_chat_due (id bigserial primary key, number int not null);

-- Who writes for the first time has no name yet.
create function chat_name_due(one int, client uuid) returns void language plpgsql as $$ begin
  insert into named_chat_due (number) select one from client cl
    where cl.id = client and (cl.first_name <> '' or cl.last_name <> '' or cl.contact_id is not null);
end $$;
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
  if tg_op = 'DELETE' then
    insert into named_chat_due (number) values (old.number);
  elsif tg_op = 'INSERT' or (old.page_id, old.led is null, chat_day(old.last_contact_at))
      is distinct from (new.page_id, new.led is null, chat_day(new.last_contact_at)) then
    perform chat_name_due(new.number, new.client_id);
  end if;
  return null;
end $$;

create or replace function keep_client_words() returns trigger language plpgsql as $$ begin
  insert into client_words values (new.id, fold(new.first_name || ' ' || new.last_name))
  on conflict (client_id) do update set folded = excluded.folded;
  insert into named_chat_due (number) select number from chat where client_id = new.id;
  return null;
end $$;
create function name_chats_of_client() returns trigger language plpgsql as $$ begin
  insert into named_chat_due (number) select number from chat where client_id = new.id;
  return null;
end $$;
create trigger client_linked_otherwise after update of contact_id on client for each row
  when (old.contact_id is distinct from new.contact_id) execute function name_chats_of_client();
create function name_chats_of_contact() returns trigger language plpgsql as $$ begin
  insert into named_chat_due (number)
    select c.number from client cl join chat c on c.client_id = cl.id where cl.contact_id = new.id;
  return null;
end $$;
create trigger contact_called_otherwise after update of name on contact for each row
  when (old.name is distinct from new.name) execute function name_chats_of_contact();
alter function chat_name_due(int, uuid) set enable_seqscan = off;
alter function keep_client_words() set enable_seqscan = off;
alter function name_chats_of_client() set enable_seqscan = off;
alter function name_chats_of_contact() set enable_seqscan = off;

create or replace function forget_chat_counts() returns trigger language plpgsql as $$ begin
  delete from chat_count;
  delete from chat_count_delta;
  delete from chat_place;
  delete from chat_place_delta;
  delete from named_chat;
  delete from name_word;
  delete from named_chat_due;
  return null;
end $$;

analyze named_chat, name_word;
