-- What a version of a template leaves out of the pages: columns, codes, the logo. Those that are there leave out
-- nothing.
alter table document_template_version add column hidden text[] not null default '{}';
