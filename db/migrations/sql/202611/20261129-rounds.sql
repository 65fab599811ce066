-- What is looked through again and again, whatever else there is: chats by their first deadline, and who has which
-- standing in open chats.
create index chat_deadline_index on chat (((deadlines -> 0 ->> 'at')::float8))
  where status <> 'finished' and state is not null;

drop index chat_operator_open_index;
create index chat_operator_open_index on chat_operator (employee_id, page_id, (gone_at is null))
  where contact_at is null;
