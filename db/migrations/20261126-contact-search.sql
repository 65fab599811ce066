-- A number is looked for with every message, and written once: what is written waits in no list that every search would have to go through.
alter index contact_phones_index set (fastupdate = off);
alter index contact_emails_index set (fastupdate = off);
select gin_clean_pending_list('contact_phones_index'), gin_clean_pending_list('contact_emails_index');
