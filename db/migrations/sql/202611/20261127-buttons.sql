alter table message add column by_button boolean not null default false;
create index message_by_button_index on message (page_id, by_button, at) where direction = 'in' and contact is not null;
