-- A search of its own: over phones, e-mails and linked contacts too, and by letters as people mistype them.

-- Є and е, ґ and г, ї and і are one letter to who searches, and an apostrophe is none. `workflows/reading/fold.ts` says
-- the same. Й stays a letter of its own.
create or replace function fold(words text) returns text language sql immutable strict parallel safe
  return replace(replace(replace(
    translate(
      regexp_replace(
        normalize(translate(lower(normalize(words, NFC) collate "und-x-icu"), 'йў', U&'\E000\E002'), NFD),
        U&'[\0300-\036F]', '', 'g'),
      U&'\E000\E002łđøıħŧς\00A0єґ''’ʼ‘\0060´′ʹ\02BB\201B\FF07', 'йўldoihtσ ег'),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');

-- What is kept folded follows: names at once, messages a lot at a time from the newest on (db/search/keep-words.ts).
update client_words set folded = translate(folded, 'єґї''', 'егі') where folded ~ '[єґї'']';
alter table contact alter column folded set expression as (fold(name));

-- The newest words of a page are looked at first, so that one that stands everywhere is found without reading it all.
-- Null: not kept again yet, or by a build of before.
alter table message_words add column seq bigint null, add column page_id uuid null;
create index message_words_newest_index on message_words (page_id, seq) where seq is not null;

-- Phones and e-mails by which clients are known, beside their rows, which are written all the time.
create table client_address (
  client_id uuid not null, phone text not null, email text not null,
  primary key (client_id)
);
insert into client_address
  select id, replace(coalesce(phone, ''), '+', ''), fold(coalesce(email, '')) from client
  where phone is not null or email is not null;
alter table client_address add constraint client_address_client_id_foreign
  foreign key (client_id) references client (id) on update cascade on delete cascade;
create index client_address_parts_index on client_address using gin (trigrams(phone || ' ' || email))
  with (fastupdate = off);

create function keep_client_address() returns trigger language plpgsql as $$ begin
  insert into client_address values (new.id, replace(coalesce(new.phone, ''), '+', ''), fold(coalesce(new.email, '')))
  on conflict (client_id) do update set phone = excluded.phone, email = excluded.email;
  return null;
end $$;
create trigger client_reached after insert on client for each row
  when (new.phone is not null or new.email is not null) execute function keep_client_address();
create trigger client_reached_otherwise after update of phone, email on client for each row
  when ((old.phone, old.email) is distinct from (new.phone, new.email)) execute function keep_client_address();

-- The same of contacts, whose rows are seldom written and whose e-mails are in small letters.
create function addresses(phones text[], emails text[]) returns text language sql immutable parallel safe
  return replace(array_to_string(phones, ' '), '+', '') || ' ' || array_to_string(emails, ' ');
create index contact_name_index on contact using gin (name_parts(folded));
create index contact_address_index on contact using gin (trigrams(addresses(phones, emails)));

analyze client_address, contact;
