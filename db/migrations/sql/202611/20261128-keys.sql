create table data_key (
  id uuid not null,
  client_id uuid null,
  wrapped text null,
  wrapped_by text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz null,
  destroyed_at timestamptz null,
  primary key (id)
);
create unique index data_key_current on data_key (client_id) nulls not distinct where retired_at is null;
create index data_key_ended_index on data_key (coalesce(destroyed_at, retired_at)) where retired_at is not null;
create index data_key_wrapped_by_index on data_key (wrapped_by) where wrapped is not null;
