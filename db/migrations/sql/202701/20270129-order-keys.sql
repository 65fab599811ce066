-- By which whoever asks twice for one order gets the same.
alter table customer_order add column key text null;
create unique index customer_order_key_unique on customer_order (key) where key is not null;
