import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type ChosenRecord, type Found, inTheirOrder, NONE } from '#db/records/listing.ts';
import { listOf } from '#db/records/list-of.ts';
import { CONTACT_COLUMNS, CONTACT_TABLES, type ContactRow } from '../read.ts';
import { chosenIn, seeking } from './chosen.ts';
import { type ContactFilter, type ContactPage, NARROWED, valuesOf, type Way } from './filter.ts';
import { anyWayAgain, inListsOrder, readSought, SOUGHT, soughtValues } from './sought.ts';

/** A contact in a list, with where the list goes on after it. */
export type ListedContact = ContactRow & { key: string };

/** Contacts in a list: which ones, how many, and all that is told of them. */
const contacts = listOf<ContactFilter, ContactPage, ListedContact>({
  choose: (pool, page) => choose(pool, page, 'any', []),
  seek,
  countAny,
  countSought,
  dress,
});
export const { list: listContacts, next: nextContacts, count: countContacts } = contacts;

/** The ids of all that fit, by name; at most so many. */
export async function listContactIds(pool: Pool, filter: ContactFilter, limit: number): Promise<string[]> {
  const page = { ...filter, sort: 'name', order: 'asc', limit, offset: 0, after: null } as const;
  return (await contacts.choose(pool, page)).map(({ id }) => id);
}

async function countSought(pool: Pool, filter: ContactFilter): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ total: number }>(
      `select count(*)::int as total from contact k where ${NARROWED}
         and k.id in (${SOUGHT(6, 'k.id', 'and k.merged_into_id is null')})`,
      [...valuesOf(filter), ...soughtValues(await readSought(tx, filter.q))],
    );
    return rows[0]?.total ?? 0;
  });
}

/** Up to ten thousand are found by indexes and ordered; of more the first ones come soon where the list begins. */
async function seek(pool: Pool, page: ContactPage): Promise<{ chosen: ChosenRecord[]; found: Found }> {
  return inTransaction(pool, async (tx) => {
    const sought = soughtValues(await readSought(tx, page.q));
    const asked = await placed(tx, page);
    const { rows } = await tx.query<Found & { areFewReached: boolean; chosen: ChosenRecord[] }>(
      seeking(page.sort, page.order),
      [...asked, ...sought],
    );
    await anyWayAgain(tx);
    const { chosen, areFewReached, ...found } = rows[0] ?? { ...NONE, areFewReached: true, chosen: [] };
    if (found.isWhole) return { chosen, found };
    await inListsOrder(tx);
    return { chosen: await choose(tx, page, areFewReached ? 'names' : 'look', sought), found };
  });
}

async function choose(
  sql: Sql,
  page: ContactPage,
  way: Exclude<Way, 'found'>,
  sought: unknown[],
): Promise<ChosenRecord[]> {
  const values = [...(await placed(sql, page)), ...sought];
  const { rows } = await sql.query<ChosenRecord>(chosenIn(page.sort, page.order, way), values);
  return rows;
}

/** What is asked, and which page: before what is sought. */
async function placed(sql: Sql, page: ContactPage): Promise<unknown[]> {
  const { after, limit, offset, sort } = page;
  if (sort !== 'manager') return [...valuesOf(page), after?.key ?? null, after?.id ?? null, limit, offset];
  const managers = await managersInOrder(sql, page.order);
  const [managerId = '', ...name] = after?.key.split('\n') ?? [];
  // Who has left the company since stands nowhere: it goes on with the first one.
  const place = after ? managers.indexOf(managerId) + 1 : null;
  return [...valuesOf(page), after ? name.join('\n') : null, after?.id ?? null, limit, offset, managers, place];
}

/** Contacts of nobody come last, in either order. */
async function managersInOrder(sql: Sql, order: 'asc' | 'desc'): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>('select id from employee order by name collate "uk-x-icu", id');
  const ids = rows.map(({ id }) => id);
  return [...(order === 'asc' ? ids : ids.toReversed()), ''];
}

async function countAny(sql: Sql, filter: ContactFilter): Promise<number> {
  const { rows } = await sql.query<{ total: number }>(
    `select count(*)::int as total from contact k where ${NARROWED}`,
    valuesOf(filter),
  );
  return rows[0]?.total ?? 0;
}

async function dress(sql: Sql, chosen: readonly ChosenRecord[]): Promise<ListedContact[]> {
  const { rows } = await sql.query<ContactRow>(
    `select ${CONTACT_COLUMNS} from ${CONTACT_TABLES} where k.id = any($1::uuid[])`,
    [chosen.map(({ id }) => id)],
  );
  return inTheirOrder(chosen, rows);
}
