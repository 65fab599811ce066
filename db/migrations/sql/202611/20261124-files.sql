create table file (
  id uuid not null default gen_random_uuid(), name text not null, mime text not null, kind text not null,
  size int not null, sha256 text not null, content bytea not null, author_id text null,
  created_at timestamptz not null default now(), primary key (id)
);
alter table file add constraint file_author_id_sha256_unique unique (author_id, sha256);
alter table file add constraint file_author_id_foreign
  foreign key (author_id) references employee (id) on delete set null;
-- Not compressed: a part of it is then read without the rest.
alter table file alter column content set storage external;

alter table message add column file_id uuid null;
alter table message add constraint message_file_id_foreign
  foreign key (file_id) references file (id) on delete restrict;
create index message_file_index on message (file_id) where file_id is not null;
