alter table employee
  add column languages text[] not null default '{}', add column skills text[] not null default '{}',
  add column capacity int null;
alter table page add column skills text[] not null default '{}';
alter table change alter column page_id drop not null;

create table presence (
  employee_id text not null, state text not null default 'offline', since timestamptz not null default now(),
  by_hand boolean not null default false, reason text null, primary key (employee_id)
);
alter table presence add constraint presence_employee_id_foreign
  foreign key (employee_id) references employee (id) on update cascade on delete cascade;

create table presence_tab (
  id uuid not null, employee_id text not null, session_id text null, beat_at timestamptz not null,
  active_at timestamptz not null, closed_at timestamptz null, primary key (id)
);
create index presence_tab_employee_id_index on presence_tab (employee_id);
create index presence_tab_session_id_index on presence_tab (session_id);
alter table presence_tab add constraint presence_tab_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete cascade;
alter table presence_tab add constraint presence_tab_session_id_foreign
  foreign key (session_id) references session (id) on delete cascade;

create table presence_span (
  id bigserial primary key, employee_id text not null, state text not null, reason text null,
  from_at timestamptz not null, to_at timestamptz null
);
create index presence_span_employee_id_from_at_index on presence_span (employee_id, from_at);
alter table presence_span add constraint presence_span_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete cascade;

create table leave (
  id uuid not null default gen_random_uuid(), employee_id text not null, from_at timestamptz not null,
  to_at timestamptz not null, note text not null default '', created_by_id text null,
  created_at timestamptz not null default now(), primary key (id)
);
create index leave_employee_id_to_at_index on leave (employee_id, to_at);
alter table leave add constraint leave_employee_id_foreign
  foreign key (employee_id) references employee (id) on delete cascade;
alter table leave add constraint leave_created_by_id_foreign
  foreign key (created_by_id) references employee (id) on delete set null;

create table team (
  id uuid not null default gen_random_uuid(), name text not null,
  created_at timestamptz not null default now(), primary key (id)
);
alter table team add constraint team_name_unique unique (name);

create table team_member (team_id uuid not null, employee_id text not null, primary key (team_id, employee_id));
create index team_member_employee_id_index on team_member (employee_id);
alter table team_member add constraint team_member_team_id_foreign
  foreign key (team_id) references team (id) on update cascade on delete cascade;
alter table team_member add constraint team_member_employee_id_foreign
  foreign key (employee_id) references employee (id) on update cascade on delete cascade;
