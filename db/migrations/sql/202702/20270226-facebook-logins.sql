-- Logging in with Facebook: from the dialog until pages are connected. Code and token are sealed, and forgotten with
-- the end; of the state its mark stands here, which is good once.
create table facebook_login (
  id uuid primary key default gen_random_uuid(), employee_id text not null, session_id text not null,
  app text not null, app_id text not null, page_id uuid null, employee_ids text[] not null default '{}',
  state_mark text not null, sealed_verifier text not null, sealed_code text null, sealed_token text null,
  step text not null default 'asked', failure text null, webhook_failure text null,
  scopes jsonb not null default '[]', pages jsonb not null default '[]', tries int not null default 0,
  leased_until timestamptz not null default '-infinity',
  created_at timestamptz not null default now()
);
alter table facebook_login add constraint facebook_login_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete cascade;
alter table facebook_login add constraint facebook_login_page_id_foreign
  foreign key (page_id) references page (id) on delete set null;
alter table facebook_login add constraint facebook_login_state_mark_unique unique (state_mark);
create index facebook_login_under_way_index on facebook_login (created_at) where step in ('returned', 'connecting');
-- Through which application a page's token is, by the token's mark; and since when Meta tells of the page.
alter table page add column app_id text null, add column token_mark text null,
  add column subscribed_at timestamptz null;
create index page_token_mark_index on page (token_mark);
