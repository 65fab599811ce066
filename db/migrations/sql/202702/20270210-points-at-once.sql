-- Contacts that are added together get their rows of phones and e-mails together: once for a statement, not for each.
drop trigger contact_sum_begun on contact;
create function contact_sums_begun() returns trigger language plpgsql as $$ begin
  insert into contact_point (contact_id, kind, value, typed, is_main, position)
    select w.id, said.kind, said.value, said.value, said.n = 1, said.n - 1
    from written w cross join lateral (
      select 'phone' as kind, p.value, min(p.n)::int as n from unnest(w.phones) with ordinality as p(value, n)
        group by p.value
      union all
      select 'email', p.value, min(p.n)::int from unnest(w.emails) with ordinality as p(value, n) group by p.value
    ) said;
  return null;
end $$;
create trigger contact_sum_begun after insert on contact referencing new table as written
  for each statement execute function contact_sums_begun();

-- A session plans what stands in a function once. Planned while a table is nearly empty, it would read the whole of it
-- each time, also when it has grown: what a trigger looks up, it looks up by an index from the first row on.
alter function contact_sums_begun() set enable_seqscan = off;
alter function contact_sum_written() set enable_seqscan = off;
alter function contact_summed(uuid[]) set enable_seqscan = off;
alter function contact_points_written() set enable_seqscan = off;
alter function contact_points_moved() set enable_seqscan = off;
alter function know_chat() set enable_seqscan = off;
alter function note_led() set enable_seqscan = off;
alter function tell_chat_operators() set enable_seqscan = off;
