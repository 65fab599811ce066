-- Lists of a million chats: rows by indexes alone, counts that are kept, and words that are found without looking
-- through everything.

-- Whether anybody leads it, and what of a chat its operators' lists are ordered by: `contact_at` once it is finished.
alter table chat add column led boolean not null default false;
alter table chat_operator
  add column page_id uuid null, add column number int null, add column created_at timestamptz null,
  add column contact_at timestamptz null;
update chat_operator o set page_id = c.page_id, number = c.number, created_at = c.created_at,
  contact_at = case when c.status = 'finished' then c.last_contact_at end
from chat c where c.id = o.chat_id;
update chat set led = true where exists (select 1 from chat_operator o where o.chat_id = chat.id);

drop index chat_page_id_last_contact_at_index;
create index chat_contact_index on chat (page_id, status, led, last_contact_at, number);
create index chat_number_index on chat (page_id, status, led, number);
create index chat_created_index on chat (page_id, status, led, created_at, number);
create index chat_waiting_index on chat (page_id, status, led, waiting_since, number) where waiting_since is not null;
-- What the watchers go through.
create index chat_decided_index on chat (number) where status <> 'finished' and state is not null;

drop index chat_operator_employee_id_index;
create index chat_operator_open_index on chat_operator (employee_id) where contact_at is null;
create index chat_operator_contact_index on chat_operator (employee_id, page_id, contact_at, number)
  where contact_at is not null;
create index chat_operator_number_index on chat_operator (employee_id, page_id, number) where contact_at is not null;
create index chat_operator_created_index on chat_operator (employee_id, page_id, created_at, number)
  where contact_at is not null;

-- How many chats there are of each kind, and of each operator: what changes is written beside and added up later, so
-- that nobody waits for a number.
create table chat_count (
  page_id uuid not null, employee_id text not null, status text not null, led boolean not null, n int not null,
  primary key (page_id, employee_id, status, led)
);
create table chat_count_delta (
  id bigserial primary key, page_id uuid not null, employee_id text not null, status text not null,
  led boolean not null, n int not null
);
insert into chat_count select page_id, '', status, led, count(*) from chat group by 1, 3, 4;
insert into chat_count
  select page_id, employee_id, case when contact_at is null then 'open' else 'finished' end, true, count(*)
  from chat_operator group by 1, 2, 3;

create function count_chat() returns trigger language plpgsql as $$ begin
  if tg_op <> 'INSERT' then
    insert into chat_count_delta (page_id, employee_id, status, led, n)
    values (old.page_id, '', old.status, old.led, -1);
  end if;
  if tg_op <> 'DELETE' then
    insert into chat_count_delta (page_id, employee_id, status, led, n)
    values (new.page_id, '', new.status, new.led, 1);
  end if;
  return null;
end $$;
create trigger chat_counted after insert or delete on chat for each row execute function count_chat();
-- A message changes none of it, and calls nothing.
create trigger chat_recounted after update on chat for each row
  when ((old.page_id, old.status, old.led) is distinct from (new.page_id, new.status, new.led))
  execute function count_chat();

create function forget_chat_counts() returns trigger language plpgsql as $$ begin
  delete from chat_count;
  delete from chat_count_delta;
  return null;
end $$;
create trigger chat_all_gone after truncate on chat for each statement execute function forget_chat_counts();

create function tell_chat_operators() returns trigger language plpgsql as $$ begin
  update chat_operator set contact_at = case when new.status = 'finished' then new.last_contact_at end
  where chat_id = new.id;
  return null;
end $$;
create trigger chat_finished after update on chat for each row
  when ((old.status = 'finished') <> (new.status = 'finished')
    or new.status = 'finished' and old.last_contact_at <> new.last_contact_at)
  execute function tell_chat_operators();

create function know_chat() returns trigger language plpgsql as $$ begin
  select c.page_id, c.number, c.created_at, case when c.status = 'finished' then c.last_contact_at end
  into new.page_id, new.number, new.created_at, new.contact_at from chat c where c.id = new.chat_id;
  return new;
end $$;
create trigger chat_operator_known before insert on chat_operator for each row execute function know_chat();

create function count_chat_operator() returns trigger language plpgsql as $$ begin
  if tg_op <> 'INSERT' then
    insert into chat_count_delta (page_id, employee_id, status, led, n)
    values (old.page_id, old.employee_id, case when old.contact_at is null then 'open' else 'finished' end, true, -1);
  end if;
  if tg_op <> 'DELETE' then
    insert into chat_count_delta (page_id, employee_id, status, led, n)
    values (new.page_id, new.employee_id, case when new.contact_at is null then 'open' else 'finished' end, true, 1);
  end if;
  return null;
end $$;
create trigger chat_operator_counted after insert or delete on chat_operator
  for each row execute function count_chat_operator();
create trigger chat_operator_recounted after update on chat_operator for each row
  when ((old.contact_at is null) <> (new.contact_at is null)) execute function count_chat_operator();

-- At the commit: whoever is replaced goes and comes within a transaction.
create function note_led() returns trigger language plpgsql as $$
declare one uuid := coalesce(new.chat_id, old.chat_id); begin
  update chat set led = o.led from (select exists (select 1 from chat_operator where chat_id = one) as led) o
  where chat.id = one and chat.led <> o.led;
  return null;
end $$;
create constraint trigger chat_operator_leads after insert or delete on chat_operator
  deferrable initially deferred for each row execute function note_led();

-- Three letters in a row, wherever they stand, and signs that stand in no ordinary sentence. Not the extension's: it
-- knows no letters but those of the machine's language, and ours has none.
create function trigrams(words text) returns text[] language sql immutable strict parallel safe
  return (select coalesce(array_agg(distinct part), '{}') from (
    select substr(words, n, 3) as part from generate_series(1, length(words) - 2) n
    union all
    select '^' || sign from string_to_table(words, null) sign where strpos('%_\$#@&*+=<>|~^{}[]', sign) > 0) parts);

-- … and with what each word begins, for whoever types one letter or two.
create function name_parts(words text) returns text[] language sql immutable strict parallel safe
  return trigrams(words) || (select coalesce(array_agg(distinct '^' || left(word, n)), '{}')
    from string_to_table(words, ' ') word, generate_series(1, 2) n where length(word) >= n);

-- What is searched stands beside: rows of clients and messages are written all the time, these once.
create table client_words (client_id uuid not null, folded text not null, primary key (client_id));
insert into client_words select id, folded from client where first_name <> '' or last_name <> '';
alter table client_words add constraint client_words_client_id_foreign
  foreign key (client_id) references client (id) on update cascade on delete cascade;
create index client_words_parts_index on client_words using gin (name_parts(folded)) with (fastupdate = off);

create function keep_client_words() returns trigger language plpgsql as $$ begin
  insert into client_words values (new.id, fold(new.first_name || ' ' || new.last_name))
  on conflict (client_id) do update set folded = excluded.folded;
  return null;
end $$;
create trigger client_named after insert on client for each row
  when (new.first_name <> '' or new.last_name <> '') execute function keep_client_words();
create trigger client_renamed after update of first_name, last_name on client for each row
  when ((old.first_name, old.last_name) is distinct from (new.first_name, new.last_name))
  execute function keep_client_words();

create table message_words (message_id uuid not null, folded text not null, primary key (message_id));
alter table message_words add constraint message_words_message_id_foreign
  foreign key (message_id) references message (id) on update cascade on delete cascade;
create index message_words_parts_index on message_words using gin (trigrams(folded)) with (fastupdate = off);

-- A build of before still reads them.
alter table client alter column folded drop expression;
alter table message alter column folded drop expression;

analyze chat, chat_operator, client_words;
