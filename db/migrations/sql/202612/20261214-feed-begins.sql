-- The feed begins with a row that tells of nothing: a place in it is always the place of a row, and can be found again.
insert into change (kind, ref) select 'page', '00000000-0000-0000-0000-000000000000'
where not exists (select 1 from change);
