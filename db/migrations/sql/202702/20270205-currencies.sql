-- Documents and bank accounts are in hryvnias, dollars or euros. Until now all of them were in hryvnias.
alter table document add column currency text not null default 'UAH', add column rate bigint null,
  add column rate_date date null;
update company set accounts = (
  select jsonb_agg(a.account || '{"currency": "UAH"}' order by a.place)
  from jsonb_array_elements(company.accounts) with ordinality a (account, place))
where jsonb_array_length(accounts) > 0;
