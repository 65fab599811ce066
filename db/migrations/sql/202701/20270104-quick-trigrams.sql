-- The same three letters in a row and the same signs, in a third of the time: what an index of texts is made of is
-- asked of each message once, and of all of them where the index is built. One part may stand there twice now, which
-- an index takes for once.
create or replace function trigrams(words text) returns text[] language plpgsql immutable strict parallel safe as $$
declare parts text[] := array(select substr(words, n, 3) from generate_series(1, length(words) - 2) n); begin
  if words ~ '[]%_\\$#@&*+=<>|~^{}[]' then
    return parts || array(
      select '^' || sign from string_to_table(words, null) sign where strpos('%_\$#@&*+=<>|~^{}[]', sign) > 0);
  end if;
  return parts;
end $$;
