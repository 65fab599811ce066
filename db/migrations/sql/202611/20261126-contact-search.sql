-- A number is looked for with every message, and written once: what is written waits in no list that every search
-- would have to go through.
alter index contact_phones_index set (fastupdate = off);
alter index contact_emails_index set (fastupdate = off);
select gin_clean_pending_list('contact_phones_index'), gin_clean_pending_list('contact_emails_index');

-- Chats whose client wrote a number or an address, when a contact that has it is added.
create index message_phone_index on message ((contact ->> 'phone')) where contact is not null;
create index message_email_index on message ((contact ->> 'email')) where contact is not null;
