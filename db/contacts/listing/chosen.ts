import { DIRECTIONS, THAN } from '#db/records/listing.ts';
import { conditions, type ContactOrder } from './filter.ts';
import type { Sought } from './sought.ts';

/** In the database's own order of letters, І and Є stand before А. */
const NAME = 'name collate "uk-x-icu"';
const MOMENT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

const COLUMNS = {
  name: { by: `k.${NAME}`, key: 'k.name', after: '$10::text collate "uk-x-icu"' },
  createdAt: {
    by: 'k.created_at',
    key: `to_char(k.created_at at time zone 'UTC', ${MOMENT})`,
    after: '$10::timestamptz',
  },
  updatedAt: {
    by: 'k.updated_at',
    key: `to_char(k.updated_at at time zone 'UTC', ${MOMENT})`,
    after: '$10::timestamptz',
  },
} as const;

/**
 * A list by one column, found by its index alone: ids, and what it goes by, as text. `$10`, `$11`: after which one;
 * `$12`, `$13`: how many, and after how many more.
 */
export function chosenBy(sort: Exclude<ContactOrder, 'manager'>, order: 'asc' | 'desc', by: Sought['by']): string {
  return `select k.id, ${COLUMNS[sort].key} as key from contact k
    where ${conditions(by)} and ($10::text is null or (${COLUMNS[sort].by}, k.id) ${THAN[order]}
      (${COLUMNS[sort].after}, $11::uuid))
    order by ${COLUMNS[sort].by} ${DIRECTIONS[order]}, k.id ${DIRECTIONS[order]} limit $12 offset $13`;
}

/**
 * By their managers, those of each by name: `$14` are the managers in their order, empty for nobody, and `$15` the
 * place of the one that the last contact told belongs to. Of each manager no more are read than are wanted.
 */
export const chosenByManager = (by: Sought['by']): string =>
  `select c.id, m.id || E'\\n' || c.name as key
   from unnest($14::text[]) with ordinality m (id, n) cross join lateral (
     select k.id, k.name from contact k
     where coalesce(k.manager_id, '') = m.id and ${conditions(by)}
       and ($15::int is null or m.n > $15 or (k.${NAME}, k.id) > ($10::text collate "uk-x-icu", $11::uuid))
     order by k.${NAME}, k.id limit $12::int + $13::int) c
   where $15::int is null or m.n >= $15
   order by m.n, c.${NAME}, c.id limit $12 offset $13`;
