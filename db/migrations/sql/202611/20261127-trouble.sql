create table trouble (
  id uuid not null default gen_random_uuid(), kind text not null, ref text not null, page_id uuid null,
  reason text not null, detail text null, since timestamptz not null default now(),
  seen_at timestamptz not null default now(), times int not null default 1, ended_at timestamptz null,
  primary key (id)
);
create index trouble_page_id_index on trouble (page_id);
create unique index trouble_present on trouble (kind, ref) where ended_at is null;
alter table trouble add constraint trouble_page_id_foreign foreign key (page_id) references page (id) on delete cascade;
