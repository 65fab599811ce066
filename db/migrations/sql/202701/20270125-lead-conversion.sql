-- What became of a lead: the order that was made of it, and what undoing has to know.
create table lead_conversion (
  lead_id uuid not null, order_id uuid null, record jsonb not null, at timestamptz not null default now(),
  by_id text null, primary key (lead_id)
);
alter table lead_conversion add constraint lead_conversion_lead_id_foreign
  foreign key (lead_id) references lead (id) on update cascade on delete cascade;
alter table lead_conversion add constraint lead_conversion_order_id_foreign
  foreign key (order_id) references customer_order (id) on delete set null;
alter table lead_conversion add constraint lead_conversion_by_id_foreign
  foreign key (by_id) references employee (id) on delete set null;
create index lead_conversion_order_id_index on lead_conversion (order_id);
