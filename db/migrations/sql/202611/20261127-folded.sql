-- Letters that are one letter to who searches: case, accents, the apostrophes of Ukrainian keyboards, composed or not.
-- Й and ї are letters of their own. `workflows/reading/fold.ts` says the same, and a test holds the two together.
create function fold(words text) returns text language sql immutable strict parallel safe
  return replace(replace(replace(
    translate(
      regexp_replace(
        normalize(translate(lower(normalize(words, NFC) collate "und-x-icu"), 'йїў', U&'\E000\E001\E002'), NFD),
        U&'[\0300-\036F]', '', 'g'),
      U&'\E000\E001\E002’ʼ‘\0060´′ʹłđøıħŧς\00A0', 'йїў' || repeat('''', 7) || 'ldoihtσ '),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');

alter table client add column folded text generated always as (fold(first_name || ' ' || last_name)) stored;
alter table contact add column folded text generated always as (fold(name)) stored;
alter table message add column folded text generated always as (fold("text")) stored;
