-- What each person wants to be alerted of, and up to where they have read what happened to them: for everybody who is
-- here already that is now. What happened is looked for by the person.
create table alert_choice (
  employee_id text not null, choice jsonb not null default '{}', read_until timestamptz not null default now(),
  primary key (employee_id)
);
alter table alert_choice add constraint alert_choice_employee_id_foreign
  foreign key (employee_id) references employee (id) on update cascade on delete cascade;
insert into alert_choice (employee_id) select id from employee;

create index timeline_about_index on timeline (about_id, at) where about_id is not null;
create index message_author_failed_index on message (author_id, at) where state = 'failed';
