-- Who a contact is beyond a name: a person or a company, what documents say of it, and each phone and e-mail in a row
-- of its own.
alter table contact
  add column kind text not null default 'person', add column full_name text not null default '',
  add column code text not null default '', add column vat_code text not null default '',
  add column address text not null default '', add column signatory text not null default '';
create index contact_code_index on contact (code) where code <> '';

create table contact_point (
  id uuid not null default gen_random_uuid(), contact_id uuid not null, kind text not null, value text not null,
  typed text not null, label text not null default '', is_main boolean not null default false, position int not null,
  primary key (id)
);
insert into contact_point (contact_id, kind, value, typed, is_main, position)
  select k.id, 'phone', p.value, p.value, p.n = 1, p.n - 1
    from contact k, unnest(k.phones) with ordinality as p(value, n)
  union all
  select k.id, 'email', p.value, p.value, p.n = 1, p.n - 1
    from contact k, unnest(k.emails) with ordinality as p(value, n);
alter table contact_point add constraint contact_point_contact_id_foreign
  foreign key (contact_id) references contact (id) on delete cascade;
alter table contact_point add constraint contact_point_contact_id_kind_value_unique unique (contact_id, kind, value);
create index contact_point_kind_value_index on contact_point (kind, value);
create unique index contact_point_main_index on contact_point (contact_id, kind) where is_main;

-- Of which companies a person is, and as what.
create table contact_member (
  person_id uuid not null, company_id uuid not null, role text not null default '',
  primary key (person_id, company_id)
);
alter table contact_member add constraint contact_member_person_id_foreign
  foreign key (person_id) references contact (id) on update cascade on delete cascade;
alter table contact_member add constraint contact_member_company_id_foreign
  foreign key (company_id) references contact (id) on update cascade on delete cascade;
create index contact_member_company_id_index on contact_member (company_id);

-- The rows are what is so; `phones` and `emails` sum them up for whoever looks a client up, in their order. Whoever
-- writes the sum (a build of before, many at once) has the rows written after it: one never says what the other does
-- not.
create function contact_summed(ids uuid[]) returns void language sql as $$
  update contact k set phones = s.phones, emails = s.emails
  from (select c.id,
      array(select value from contact_point where contact_id = c.id and kind = 'phone' order by position, id) as phones,
      array(select value from contact_point where contact_id = c.id and kind = 'email' order by position, id) as emails
    from contact c where c.id = any(ids)) s
  where k.id = s.id and (k.phones, k.emails) is distinct from (s.phones, s.emails)
$$;
create function contact_points_written() returns trigger language plpgsql as $$ begin
  perform contact_summed(array(select distinct contact_id from written));
  return null;
end $$;
create function contact_points_moved() returns trigger language plpgsql as $$ begin
  perform contact_summed(array(select contact_id from written union select contact_id from former));
  return null;
end $$;
create trigger contact_point_added after insert on contact_point referencing new table as written
  for each statement execute function contact_points_written();
create trigger contact_point_removed after delete on contact_point referencing old table as written
  for each statement execute function contact_points_written();
create trigger contact_point_changed after update on contact_point
  referencing old table as former new table as written
  for each statement execute function contact_points_moved();

-- Rows of what the sum says: who was there keeps their label, and whether they are the main one.
create function contact_sum_written() returns trigger language plpgsql as $$ begin
  with said as (
    select 'phone' as kind, p.value, min(p.n)::int - 1 as position
      from unnest(new.phones) with ordinality as p(value, n) group by p.value
    union all
    select 'email', p.value, min(p.n)::int - 1 from unnest(new.emails) with ordinality as p(value, n) group by p.value
  ), gone as (
    delete from contact_point p where p.contact_id = new.id
      and not exists (select 1 from said where said.kind = p.kind and said.value = p.value)
  ), stays as (
    update contact_point p set position = said.position from said
    where p.contact_id = new.id and p.kind = said.kind and p.value = said.value and p.position <> said.position
  )
  insert into contact_point (contact_id, kind, value, typed, is_main, position)
    select new.id, said.kind, said.value, said.value, false, said.position from said
    where not exists (select 1 from contact_point p
      where p.contact_id = new.id and p.kind = said.kind and p.value = said.value);
  update contact_point p set is_main = true
  where p.contact_id = new.id and p.position = 0
    and not exists (select 1 from contact_point m where m.contact_id = p.contact_id and m.kind = p.kind and m.is_main);
  return null;
end $$;
create trigger contact_sum_begun after insert on contact for each row
  when (new.phones <> '{}' or new.emails <> '{}') execute function contact_sum_written();
create trigger contact_sum_changed after update of phones, emails on contact for each row
  when ((old.phones, old.emails) is distinct from (new.phones, new.emails)) execute function contact_sum_written();

analyze contact_point;
