import type { Pool } from 'pg';
import type { Total } from '#db/chats/listing/total.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type ChosenRecord, type Found, inTheirOrder, NONE, totalOf } from '#db/records/listing.ts';
import { CONTACT_COLUMNS, CONTACT_TABLES, type ContactRow } from '../read.ts';
import { chosenIn, seeking } from './chosen.ts';
import { type ContactFilter, type ContactPage, NARROWED, valuesOf, type Way } from './filter.ts';
import { anyWayAgain, readSought, SOUGHT, soughtValues } from './sought.ts';

/** A contact in a list, with where the list goes on after it. */
export type ListedContact = ContactRow & { key: string };

export interface ContactList {
  rows: ListedContact[];
  total: Total;
}

/** Contacts that fit, and how many there are in all: of those that are sought, up to ten thousand. */
export async function listContacts(pool: Pool, page: ContactPage): Promise<ContactList> {
  if (page.q === '') {
    const [rows, count] = await Promise.all([nextContacts(pool, page), countAny(pool, page)]);
    return { rows, total: { count, isExact: true } };
  }
  const { chosen, found } = await seek(pool, page);
  return { rows: await dress(pool, chosen), total: totalOf(found, page.offset + chosen.length) };
}

/** Which ones is found by indexes alone; only those that are told are dressed. */
export async function nextContacts(pool: Pool, page: ContactPage): Promise<ListedContact[]> {
  return dress(pool, await chooseContacts(pool, page));
}

/** The ids of all that fit, by name; at most so many. */
export async function listContactIds(pool: Pool, filter: ContactFilter, limit: number): Promise<string[]> {
  const page = { ...filter, sort: 'name', order: 'asc', limit, offset: 0, after: null } as const;
  return (await chooseContacts(pool, page)).map(({ id }) => id);
}

/** All of them. */
export async function countContacts(pool: Pool, filter: ContactFilter): Promise<number> {
  if (filter.q === '') return countAny(pool, filter);
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ total: number }>(
      `select count(*)::int as total from contact k where ${NARROWED}
         and k.id in (${SOUGHT(6, 'k.id', 'and k.merged_into_id is null')})`,
      [...valuesOf(filter), ...soughtValues(await readSought(tx, filter.q))],
    );
    return rows[0]?.total ?? 0;
  });
}

async function chooseContacts(pool: Pool, page: ContactPage): Promise<ChosenRecord[]> {
  return page.q === '' ? choose(pool, page, 'any', []) : (await seek(pool, page)).chosen;
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
