-- Lists of contacts, leads and orders are cut out of indexes, in each of their orders, however many there are. What
-- was merged into another contact is in no list.
create index contact_by_name on contact (name collate "uk-x-icu", id) where merged_into_id is null;
create index contact_by_creation on contact (created_at, id) where merged_into_id is null;
create index contact_by_change on contact (updated_at, id) where merged_into_id is null;
create index contact_by_manager on contact (coalesce(manager_id, ''), name collate "uk-x-icu", id)
  where merged_into_id is null;
create index contact_by_segment on contact (segment, name collate "uk-x-icu", id)
  where merged_into_id is null and segment <> '';
create index contact_without_phone on contact (name collate "uk-x-icu", id)
  where merged_into_id is null and phones = '{}';

create index lead_by_amount on lead (coalesce(amount, 0), number);
create index lead_by_change on lead (updated_at, number);
create index lead_by_creation on lead (created_at, number);
create index customer_order_by_total on customer_order (total, number);
create index customer_order_by_change on customer_order (updated_at, number);
create index customer_order_by_creation on customer_order (created_at, number);

analyze contact, lead, customer_order;
