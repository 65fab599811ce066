-- Contacts, leads and orders are changed many at once, as chats are: which ones, to what, and what each was before, by
-- which it is undone. A record has no number of its own in its bulk, but a place among those that were asked.
alter table bulk add column about text not null default 'chats', add column wanted jsonb null,
  add column undoes_id uuid null;
alter table bulk_item add column record_id uuid null, add column before jsonb null;
