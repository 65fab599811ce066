-- What a page has uploaded to Meta already, to be sent again by its id there. A message whose file is being uploaded
-- has not left: who finds it without its sender may send it.
create table file_upload (
  file_id uuid not null, page_id uuid not null, name text not null, attachment_id text not null,
  at timestamptz not null default now(),
  primary key (file_id, page_id, name)
);
create index file_upload_page_id_index on file_upload (page_id);
alter table file_upload add constraint file_upload_file_id_foreign
  foreign key (file_id) references file (id) on delete cascade;
alter table file_upload add constraint file_upload_page_id_foreign
  foreign key (page_id) references page (id) on delete cascade;
alter table message add column uploading boolean not null default false;
