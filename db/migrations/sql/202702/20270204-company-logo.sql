-- The picture that stands at the head of a company's documents. One that was issued keeps the picture it was issued
-- with, whatever the company has now.
alter table company add column logo_id uuid null;
alter table company add constraint company_logo_id_foreign
  foreign key (logo_id) references file (id) on delete restrict;
create index company_logo_id_index on company (logo_id);
alter table document add column logo_id uuid null;
alter table document add constraint document_logo_id_foreign
  foreign key (logo_id) references file (id) on delete restrict;
create index document_logo_id_index on document (logo_id);
