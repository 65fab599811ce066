-- A line of an order has a discount of its own, as a document's has: in kopecks, off this line alone.
alter table order_line add column discount bigint not null default 0;
