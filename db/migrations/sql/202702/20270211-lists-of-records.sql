-- Lists of hundreds of thousands of contacts, leads, orders and documents: what is sought is found by indexes, and what
-- fits is counted in them.

-- Of those that lead to another one, who are few: else it would be an index of all that stand.
drop index contact_merged_into_id_index;
create index contact_merged_index on contact (merged_into_id) where merged_into_id is not null;
-- A letter or two stand in no index of words: they are compared with the names in this one.
drop index contact_by_name;
create index contact_by_name on contact (name collate "uk-x-icu", id) include (folded, manager_id, segment)
  where merged_into_id is null;
-- Narrow, to count in.
create index contact_count_index on contact (manager_id, segment) where merged_into_id is null;

create index lead_list_index on lead (number) include (id, folded) where archived_at is null;
create index lead_count_index on lead (status_id, source_id, owner_id) where archived_at is null;
create index lead_address_index on lead
  using gin (trigrams(coalesce(phone, '') || ' ' || coalesce(email, '')));

create index customer_order_list_index on customer_order (number) include (id, folded) where archived_at is null;
create index customer_order_count_index on customer_order (status_id, source_id, owner_id)
  where archived_at is null;
-- What is ordered is found by what stands in its lines.
alter table order_line add column folded text generated always as (fold(name)) stored null;
create index order_line_name_index on order_line using gin (name_parts(folded));

drop index document_created_at_id_index;
create index document_list_index on document (created_at, id) include (kind, state, company_id);
create index document_kinds_index on document (kind, state, company_id);
create index document_count_index on document (number_count) where number_count is not null;
create index document_number_index on document using gin (trigrams(lower(number))) where number is not null;
