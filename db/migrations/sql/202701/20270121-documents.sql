-- Documents of clients. One that was issued has a number, of its company, kind and year without a gap, and what is
-- printed of it: neither is ever another one, whoever writes here.
create table document_counter (
  company_id uuid not null, kind text not null, year int not null, last int not null,
  primary key (company_id, kind, year)
);
alter table document_counter add constraint document_counter_company_id_foreign
  foreign key (company_id) references company (id) on delete cascade;

create table document (
  id uuid primary key default gen_random_uuid(), kind text not null, company_id uuid not null, contact_id uuid null,
  based_on_id uuid null, state text not null default 'draft', date date not null, due_date date null,
  with_vat boolean not null default false, discount bigint not null default 0, lines jsonb not null default '[]',
  ground text not null default '', text text not null default '', remarks text not null default '',
  total bigint not null default 0, number text null, number_year int null, number_count int null, printed jsonb null,
  file_id uuid null, cancelled_file_id uuid null, issued_at timestamptz null, issued_by_id text null,
  cancelled_at timestamptz null, cancelled_by_id text null, cancel_reason text null, paid_on date null,
  paid_sum bigint null, author_id text null, created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table document add constraint document_company_id_foreign
  foreign key (company_id) references company (id);
alter table document add constraint document_contact_id_foreign
  foreign key (contact_id) references contact (id) on delete set null;
alter table document add constraint document_based_on_id_foreign
  foreign key (based_on_id) references document (id) on delete set null;
alter table document add constraint document_file_id_foreign
  foreign key (file_id) references file (id) on delete restrict;
alter table document add constraint document_cancelled_file_id_foreign
  foreign key (cancelled_file_id) references file (id) on delete restrict;
alter table document add constraint document_issued_by_id_foreign
  foreign key (issued_by_id) references employee (id) on delete set null;
alter table document add constraint document_cancelled_by_id_foreign
  foreign key (cancelled_by_id) references employee (id) on delete set null;
alter table document add constraint document_author_id_foreign
  foreign key (author_id) references employee (id) on delete set null;
alter table document add constraint document_company_id_kind_number_year_number_count_unique
  unique (company_id, kind, number_year, number_count);
create index document_contact_id_index on document (contact_id);
create index document_based_on_id_index on document (based_on_id);
create index document_file_id_index on document (file_id);
create index document_cancelled_file_id_index on document (cancelled_file_id);
create index document_created_at_id_index on document (created_at, id);

-- Of what was issued these may be written: that it is cancelled, that it is paid, its files, once, and whose it is.
create function document_kept() returns trigger language plpgsql as $$
declare
  free constant text[] := array['state', 'file_id', 'cancelled_file_id', 'cancelled_at', 'cancelled_by_id',
    'cancel_reason', 'paid_on', 'paid_sum', 'contact_id', 'based_on_id', 'author_id', 'issued_by_id', 'updated_at'];
begin
  if old.state = 'draft' then return case when tg_op = 'DELETE' then old else new end; end if;
  if tg_op = 'DELETE' then raise exception 'a document that was issued is not deleted'; end if;
  if to_jsonb(old) - free <> to_jsonb(new) - free
    or new.state <> old.state and (old.state, new.state) <> ('issued', 'cancelled')
    or old.file_id is not null and new.file_id is distinct from old.file_id
    or old.cancelled_at is not null and (new.cancelled_at, new.cancel_reason)
      is distinct from (old.cancelled_at, old.cancel_reason)
  then raise exception 'a document that was issued does not change'; end if;
  return new;
end $$;
create trigger document_kept before update or delete on document
  for each row execute function document_kept();
