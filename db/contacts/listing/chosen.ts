import { COUNTED } from '#db/chats/listing/total.ts';
import { DIRECTIONS, THAN } from '#db/records/listing.ts';
import { beforehand, conditions, contactsOf, type ContactOrder, found, type Way } from './filter.ts';

/** In the database's own order of letters, І and Є stand before А. */
const NAME = 'name collate "uk-x-icu"';
const MOMENT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

const COLUMNS = {
  name: { by: `k.${NAME}`, key: 'k.name', after: '$6::text collate "uk-x-icu"' },
  createdAt: {
    by: 'k.created_at',
    key: `to_char(k.created_at at time zone 'UTC', ${MOMENT})`,
    after: '$6::timestamptz',
  },
  updatedAt: {
    by: 'k.updated_at',
    key: `to_char(k.updated_at at time zone 'UTC', ${MOMENT})`,
    after: '$6::timestamptz',
  },
} as const;

/**
 * A list by one column, found by its index alone: ids, and what it goes by, as text. `$6`, `$7`: after which one; `$8`,
 * `$9`: how many, and after how many more; what is sought from `$10` on.
 */
function chosenBy(sort: Exclude<ContactOrder, 'manager'>, order: 'asc' | 'desc', way: Way): string {
  return `${beforehand(way, 10)} select k.id, ${COLUMNS[sort].key} as key from ${contactsOf(way)}
    where ${conditions(way, 10)} and ($6::text is null or (${COLUMNS[sort].by}, k.id) ${THAN[order]}
      (${COLUMNS[sort].after}, $7::uuid))
    order by ${COLUMNS[sort].by} ${DIRECTIONS[order]}, k.id ${DIRECTIONS[order]} limit $8 offset $9`;
}

/**
 * By their managers, those of each by name: `$10` are the managers in their order, empty for nobody, and `$11` the
 * place of the one that the last contact told belongs to; what is sought from `$12` on. Of each manager no more are
 * read than are wanted.
 */
const chosenByManager = (way: Way): string =>
  `${beforehand(way, 12)} select c.id, m.id || E'\\n' || c.name as key
   from unnest($10::text[]) with ordinality m (id, n) cross join lateral (
     select k.id, k.name from ${contactsOf(way)}
     where coalesce(k.manager_id, '') = m.id and ${conditions(way, 12)}
       and ($11::int is null or m.n > $11 or (k.${NAME}, k.id) > ($6::text collate "uk-x-icu", $7::uuid))
     order by k.${NAME}, k.id limit $8::int + $9::int) c
   where $11::int is null or m.n >= $11
   order by m.n, c.${NAME}, c.id limit $8 offset $9`;

export const chosenIn = (sort: ContactOrder, order: 'asc' | 'desc', way: Way): string =>
  sort === 'manager' ? chosenByManager(way) : chosenBy(sort, order, way);

/** How many are found by indexes, and a page of them where no more are than are counted. */
export const seeking = (sort: ContactOrder, order: 'asc' | 'desc'): string =>
  sort === 'manager' ? seekingIn(12, chosenByManager('found')) : seekingIn(10, chosenBy(sort, order, 'found'));

const seekingIn = (n: number, chosen: string): string => `with ${found(n)}
  select (select count(*)::int from found) as count, (select count(*) from found) <= ${COUNTED} as "isWhole",
    (select count(*) from reached) <= ${COUNTED} as "areFewReached",
    (select coalesce(json_agg(c), '[]') from (${chosen}) c) as chosen`;
