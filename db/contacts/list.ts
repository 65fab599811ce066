import type { Pool } from 'pg';
import { COUNTED, type Total } from '#db/chats/listing/total.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type Chosen, NONE, totalOf } from '#db/records/sought.ts';
import { CONTACT_COLUMNS, CONTACT_TABLES, type ContactRow } from './read.ts';
import { IS_NAMED, IS_SOUGHT, NAMED, REACHED, readSought, type SoughtContact, soughtValues } from './sought.ts';

export interface ContactFilter {
  q: string;
  /** An employee's id, or `none` for contacts without a personal manager. */
  managerId: string | null;
  segment: string | null;
  limit: number;
  offset: number;
  /** Only what comes after this one. */
  after: { name: string; id: string } | null;
}

export interface ContactList {
  rows: ContactRow[];
  total: Total;
}

/** In the database's own order of letters, І and Є stand before А. */
const NAME = 'k.name collate "uk-x-icu"';
const BY_NAME = `order by ${NAME}, k.id`;

/** Contacts that fit, by name, and how many there are in all: of those that are sought, up to ten thousand. */
export async function listContacts(pool: Pool, filter: ContactFilter): Promise<ContactList> {
  if (filter.q !== '') return inTransaction(pool, (tx) => searchContacts(tx, filter));
  const [ids, count] = await Promise.all([chooseAny(pool, filter), countAny(pool, filter)]);
  return { rows: await dress(pool, ids), total: { count, isExact: true } };
}

/** Of which fields it is narrowed, by two values from `$n` on. */
const fits = (n: number): string => `k.merged_into_id is null
  and ($${n}::text is null or ($${n} = 'none' and k.manager_id is null) or k.manager_id = $${n})
  and ($${n + 1}::text is null or k.segment = $${n + 1})`;
const isAfter = (n: number): string =>
  `($${n}::text is null or (${NAME}, k.id) > ($${n} collate "uk-x-icu", $${n + 1}::uuid))`;
const narrowedBy = ({ managerId, segment }: ContactFilter) => [managerId, segment];
const placeOf = ({ after, limit, offset }: ContactFilter) => [after?.name ?? null, after?.id ?? null, limit, offset];

/** Chosen by an index alone, however far the page is. */
async function chooseAny(sql: Sql, filter: ContactFilter): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select k.id from contact k where ${fits(1)} and ${isAfter(3)} ${BY_NAME} limit $5 offset $6`,
    [...narrowedBy(filter), ...placeOf(filter)],
  );
  return rows.map(({ id }) => id);
}

async function countAny(sql: Sql, filter: ContactFilter): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from contact k where ${fits(1)}`,
    narrowedBy(filter),
  );
  return rows[0]?.count ?? 0;
}

const MOST = `limit ${COUNTED + 1}`;
const FITS = `and ${fits(10)} ${MOST}`;

/** The first ones of those that are found; of more than are counted they are looked for where the list begins. */
async function searchContacts(tx: Sql, filter: ContactFilter): Promise<ContactList> {
  const sought = await readSought(tx, filter.q);
  const asked = [...soughtValues(sought), ...narrowedBy(filter), ...placeOf(filter)];
  const { rows } = await tx.query<Chosen & { reached: string[] | null }>(
    `with reached as materialized (${REACHED(1, 'k.id, k.name', FITS)}),
       found as materialized (${NAMED(1, 'k.id, k.name', FITS)} union select id, name from reached)
     select (select count(*)::int from found) as count, (select count(*) from found) <= ${COUNTED} as "isWhole",
       array(select k.id from found k where (select count(*) from found) <= ${COUNTED} and ${isAfter(12)}
         ${BY_NAME} limit $14 offset $15) as ids,
       case when (select count(*) from reached) <= ${COUNTED} then array(select id from reached) end as reached`,
    asked,
  );
  const chosen = rows[0] ?? { ...NONE, reached: null };
  if (chosen.isWhole) return { rows: await dress(tx, chosen.ids), total: totalOf(chosen, 0) };
  const first = await walk(tx, filter, sought, chosen.reached);
  return { rows: await dress(tx, first), total: totalOf(chosen, filter.offset + first.length) };
}

/** Names stand in the index of the list, so that no contact is looked at for its own; nor where `reached` are known. */
async function walk(tx: Sql, filter: ContactFilter, sought: SoughtContact, reached: string[] | null) {
  const { nameParts, patterns, areShort } = sought;
  const rest = [...narrowedBy(filter), ...placeOf(filter)];
  const { rows } = reached
    ? await tx.query<{ id: string }>(
        `select k.id from contact k where (${IS_NAMED(1)} or k.id in (select unnest($10::uuid[])))
           and ${fits(4)} and ${isAfter(6)} ${BY_NAME} limit $8 offset $9`,
        [nameParts, patterns, areShort, ...rest, reached],
      )
    : await tx.query<{ id: string }>(
        `select k.id from contact k where ${IS_SOUGHT(1)} and ${fits(10)} and ${isAfter(12)}
         ${BY_NAME} limit $14 offset $15`,
        [...soughtValues(sought), ...rest],
      );
  return rows.map(({ id }) => id);
}

async function dress(sql: Sql, ids: readonly string[]): Promise<ContactRow[]> {
  const { rows } = await sql.query<ContactRow>(
    `select ${CONTACT_COLUMNS} from ${CONTACT_TABLES} where k.id = any($1::uuid[]) ${BY_NAME}`,
    [ids],
  );
  return rows;
}
