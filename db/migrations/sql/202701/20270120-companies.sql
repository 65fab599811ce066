-- Own companies: in whose name documents are made out. They are archived and never removed: documents name them.
create table company (
  id uuid primary key default gen_random_uuid(), kind text not null, name text not null, full_name text not null,
  code text not null default '', vat_code text not null default '', vat_payer boolean not null default false,
  tax_line text not null default '', address text not null default '', contacts text not null default '',
  accounts jsonb not null default '[]', signatory jsonb not null default '{}',
  number_formats jsonb not null default '{}', qr_format text not null default '003', archived_at timestamptz null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
