-- An operator's open chats are counted and placed by this index alone: what they are ordered by stands in it.
drop index chat_operator_open_index;
create index chat_operator_open_index on chat_operator (employee_id, page_id, (gone_at is null))
  include (number, created_at) where contact_at is null;

-- How many chats stand on which days is read out of this one alone.
create index chat_place_day_index on chat_place (employee_id, contact_day)
  include (page_id, status, led, created_day, block, waits, n);

-- A letter or two of a contact's name, a lead's or an order's are found by these: in the names themselves all of them
-- would be looked at.
create function name_letters(words text) returns text[] language plpgsql immutable strict parallel safe as $$ begin
  return array(select part from (
      select substr(words, n, 1) from generate_series(1, length(words)) n
      union select substr(words, n, 2) from generate_series(1, length(words) - 1) n) parts (part)
    where strpos(part, ' ') = 0);
end $$;
create index contact_letters_index on contact using gin (name_letters(folded));
create index lead_letters_index on lead using gin (name_letters(folded));
create index customer_order_letters_index on customer_order using gin (name_letters(folded));

-- Phones apart from e-mails: the same three digits in a row stand in both, and whoever looks for one of them went
-- through all that have them in the other.
drop index contact_address_index;
create index contact_phone_parts_index on contact using gin (trigrams(addresses(phones, '{}')));
create index contact_email_parts_index on contact using gin (trigrams(addresses('{}', emails)));
