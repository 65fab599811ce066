import type { Sql } from '#db/connection/transaction.ts';
import { type ChosenRecord, inTheirOrder } from '#db/records/listing.ts';
import { CONTACT_COLUMNS, CONTACT_TABLES, type ContactRow } from '../read.ts';
import { chosenBy, chosenByManager } from './chosen.ts';
import { conditions, type ContactFilter, type ContactPage, isNarrowed, valuesOf } from './filter.ts';

/** A contact in a list, with where the list goes on after it. */
export type ListedContact = ContactRow & { key: string };

/** Of what is narrowed no more are counted. */
const COUNTED = 10_000;

export interface ContactList {
  rows: ListedContact[];
  total: { count: number; isExact: boolean };
}

/** Contacts that fit, and how many there are in all: exactly, but where many of a narrowed list are left. */
export async function listContacts(sql: Sql, page: ContactPage): Promise<ContactList> {
  const [rows, total] = await Promise.all([nextContacts(sql, page), countListed(sql, page)]);
  return { rows, total };
}

/** Which ones is found by an index alone; only those that are told are dressed. */
export async function nextContacts(sql: Sql, page: ContactPage): Promise<ListedContact[]> {
  const chosen = page.sort === 'manager' ? await chooseByManager(sql, page) : await choose(sql, page, page.sort);
  const { rows } = await sql.query<ContactRow>(
    `select ${CONTACT_COLUMNS} from ${CONTACT_TABLES} where k.id = any($1::uuid[])`,
    [chosen.map(({ id }) => id)],
  );
  return inTheirOrder(chosen, rows);
}

/** The ids of all that fit, by name; at most so many. */
export async function listContactIds(sql: Sql, filter: ContactFilter, limit: number): Promise<string[]> {
  const page = { ...filter, order: 'asc', limit, offset: 0, after: null } as const;
  return (await choose(sql, { ...page, sort: 'name' }, 'name')).map(({ id }) => id);
}

async function choose(
  sql: Sql,
  page: ContactPage,
  sort: Exclude<ContactPage['sort'], 'manager'>,
): Promise<ChosenRecord[]> {
  const { by, values } = valuesOf(page);
  const { after, limit, offset } = page;
  const { rows } = await sql.query<ChosenRecord>(chosenBy(sort, page.order, by), [
    ...values,
    after?.key ?? null,
    after?.id ?? null,
    limit,
    offset,
  ]);
  return rows;
}

async function chooseByManager(sql: Sql, page: ContactPage): Promise<ChosenRecord[]> {
  const { by, values } = valuesOf(page);
  const { after, limit, offset } = page;
  const managers = await managersInOrder(sql, page.order);
  const [managerId = '', ...name] = after?.key.split('\n') ?? [];
  // Who has left the company since stands nowhere: it goes on with the first one.
  const place = after ? managers.indexOf(managerId) + 1 : null;
  const { rows } = await sql.query<ChosenRecord>(chosenByManager(by), [
    ...values,
    after ? name.join('\n') : null,
    after?.id ?? null,
    limit,
    offset,
    managers,
    place,
  ]);
  return rows;
}

/** Contacts of nobody come last, in either order. */
async function managersInOrder(sql: Sql, order: 'asc' | 'desc'): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>('select id from employee order by name collate "uk-x-icu", id');
  const ids = rows.map(({ id }) => id);
  return [...(order === 'asc' ? ids : ids.toReversed()), ''];
}

async function countListed(sql: Sql, filter: ContactFilter): Promise<{ count: number; isExact: boolean }> {
  if (!isNarrowed(filter)) return { count: await countContacts(sql, filter), isExact: true };
  const { by, values } = valuesOf(filter);
  const { rows } = await sql.query<{ total: number }>(
    `select count(*)::int as total from (select 1 from contact k where ${conditions(by)} limit ${COUNTED + 1}) found`,
    values,
  );
  const total = rows[0]?.total ?? 0;
  return { count: Math.min(total, COUNTED), isExact: total <= COUNTED };
}

/** All of them. */
export async function countContacts(sql: Sql, filter: ContactFilter): Promise<number> {
  const { by, values } = valuesOf(filter);
  const { rows } = await sql.query<{ total: number }>(
    `select count(*)::int as total from contact k where ${conditions(by)}`,
    values,
  );
  return rows[0]?.total ?? 0;
}
