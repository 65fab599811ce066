-- What documents say is kept by admins as texts with versions. A version never changes: documents name the one they
-- were made from. Templates are archived and not deleted.
create table document_template (
  id uuid primary key default gen_random_uuid(), kind text not null, name text not null, company_id uuid null,
  is_default boolean not null default false, version int not null default 1, archived_at timestamptz null,
  created_at timestamptz not null default now()
);
alter table document_template add constraint document_template_company_id_foreign
  foreign key (company_id) references company (id) on delete restrict;
create unique index document_template_default_unique on document_template (kind, company_id) nulls not distinct
  where is_default;

create table document_template_version (
  template_id uuid not null, number int not null, name text not null, text text not null, remarks text not null,
  author_id text null, restores int null, created_at timestamptz not null default now(),
  primary key (template_id, number)
);
alter table document_template_version add constraint document_template_version_template_id_foreign
  foreign key (template_id) references document_template (id) on delete restrict;

create function document_template_version_kept() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a template does not change';
end $$;
create trigger document_template_version_kept before update or delete on document_template_version
  for each row execute function document_template_version_kept();

-- What stood in the program until now is the first version of each kind.
with standard (kind, name, text) as (values
  ('invoice', 'Стандартний рахунок', ''),
  ('contract', 'Стандартний договір',
    '{{company}} (далі — Виконавець), в особі: {{companySigner}}, на підставі: {{companyBasis}}, з однієї сторони, та '
    || '{{client}} (далі — Замовник), в особі: {{clientSigner}}, з іншої сторони, уклали цей договір.' || e'\n'
    || '# Предмет договору' || e'\n'
    || 'Виконавець передає товари або надає послуги за переліком у цьому договорі, а Замовник приймає їх та оплачує.'
    || e'\n# Ціна та порядок розрахунків' || e'\n'
    || 'Загальна сума договору: {{total}} {{currency}} ({{totalInWords}}).' || e'\n'
    || 'Замовник оплачує її на рахунок Виконавця протягом п’яти банківських днів із дня виставлення рахунку.' || e'\n'
    || '# Відповідальність сторін' || e'\n'
    || 'За невиконання або неналежне виконання договору сторони відповідають за законодавством України.' || e'\n'
    || 'Сторона не відповідає за невиконання через обставини непереборної сили, про які вона повідомила іншу.' || e'\n'
    || '# Строк дії' || e'\n'
    || 'Договір діє з дня підписання до повного виконання зобов’язань.' || e'\n'
    || 'Договір складено у двох примірниках, які мають однакову силу, по одному для кожної сторони.'),
  ('act', 'Стандартний акт',
    'Виконавець надав, а Замовник прийняв послуги за переліком нижче. '
    || 'Сторони претензій одна до одної не мають.'),
  ('waybill', 'Стандартна накладна', '')
), added as (
  insert into document_template (kind, name, is_default) select kind, name, true from standard returning id, kind
)
insert into document_template_version (template_id, number, name, text, remarks)
select added.id, 1, standard.name, standard.text, '' from added join standard using (kind);

-- From which version of which template a document's text came; of one that was issued neither changes any more
-- (`document_kept`). Those that were there before name none.
alter table document add column template_id uuid null, add column template_version int null;
alter table document add constraint document_template_id_template_version_foreign
  foreign key (template_id, template_version) references document_template_version (template_id, number)
  on delete restrict;
