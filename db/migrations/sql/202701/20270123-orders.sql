-- What somebody buys: lines as documents have them, each in its own row. `total` is what they come to by the
-- arithmetic of documents; it is kept, so that lists are ordered by it. Sums are in kopecks, quantities in thousandths.
create table customer_order (
  id uuid not null default gen_random_uuid(), number serial, name text not null default '',
  folded text generated always as (fold(name)) stored null, status_id uuid not null, source_id uuid null,
  owner_id text null, contact_id uuid null, with_vat boolean not null default false,
  discount bigint not null default 0, total bigint not null default 0, note text not null default '',
  reason text not null default '', created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), archived_at timestamptz null, primary key (id)
);
alter table customer_order add constraint customer_order_number_unique unique (number);
create index customer_order_status_id_index on customer_order (status_id);
create index customer_order_owner_id_index on customer_order (owner_id);
create index customer_order_contact_id_index on customer_order (contact_id);
create index customer_order_name_index on customer_order using gin (name_parts(folded));
alter table customer_order add constraint customer_order_status_id_foreign
  foreign key (status_id) references record_status (id);
alter table customer_order add constraint customer_order_source_id_foreign
  foreign key (source_id) references source (id) on delete set null;
alter table customer_order add constraint customer_order_owner_id_foreign
  foreign key (owner_id) references employee (id) on delete set null;
alter table customer_order add constraint customer_order_contact_id_foreign
  foreign key (contact_id) references contact (id) on delete set null;

create table order_line (
  order_id uuid not null, position int not null, name text not null, unit text not null, quantity bigint not null,
  price bigint not null, vat int null, primary key (order_id, position)
);
alter table order_line add constraint order_line_order_id_foreign
  foreign key (order_id) references customer_order (id) on delete cascade;

-- What a lead or an order was before: each field that was changed, and by whom.
create table record_history (
  id bigserial not null, lead_id uuid null, order_id uuid null, at timestamptz not null default now(),
  author_id text null, field text not null, before jsonb null, after jsonb null, primary key (id)
);
alter table record_history add constraint record_history_lead_id_foreign
  foreign key (lead_id) references lead (id) on delete cascade;
alter table record_history add constraint record_history_order_id_foreign
  foreign key (order_id) references customer_order (id) on delete cascade;
alter table record_history add constraint record_history_author_id_foreign
  foreign key (author_id) references employee (id) on delete set null;
create index record_history_lead_id_id_index on record_history (lead_id, id);
create index record_history_order_id_id_index on record_history (order_id, id);

-- Orders go over when contacts are merged; merges until now had none.
update contact_merge set record = jsonb_set(jsonb_set(record, '{moved,customer_order}', '[]'),
  '{own,customer_order}', '[]');
