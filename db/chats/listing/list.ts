import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { byKind, byOperator } from './chosen.ts';
import { type ChatList, dressed, type Listed } from './dressed.ts';
import { type ChatFilter, valuesOf } from './filter.ts';
import { searchChats } from './search.ts';
import { countChats } from './total.ts';

/**
 * Chats that fit, and how many fit in all. Which ones is found by an index alone, however many there are; only those
 * that are told are dressed.
 */
export async function listChats(pool: Pool, filter: ChatFilter): Promise<ChatList> {
  const found = filter.q === '' ? null : await searchChats(pool, filter);
  if (found) return found;
  if (isFar(filter)) return listFar(pool, filter);
  const [rows, total] = await Promise.all([listInOrder(pool, filter), countChats(pool, filter)]);
  return { rows, total };
}

/** The same for whoever goes through all of them: nobody counts again for each page. */
export async function nextChats(pool: Pool, filter: ChatFilter): Promise<Listed[]> {
  const found = filter.q === '' ? null : await searchChats(pool, filter);
  return found ? found.rows : listInOrder(pool, filter);
}

/** From here on it is worth while to know first how many there are. */
const FAR = 1_000;

/** Those that wait for nothing stand last in either direction: that order has no mirror. */
function isFar({ offset, after, seen, sort }: ChatFilter): boolean {
  return offset >= FAR && after === null && seen.length === 0 && sort !== 'waitingSince';
}

/** What stands before a page is gone through in its index: so a page is read from the end that is nearer. */
async function listFar(sql: Sql, filter: ChatFilter): Promise<ChatList> {
  const total = await countChats(sql, filter);
  const { offset, order } = filter;
  const rest = total.count - offset;
  if (!total.isExact || rest > offset) return { rows: await listInOrder(sql, filter), total };
  if (rest <= 0) return { rows: [], total };
  const limit = Math.min(filter.limit, rest);
  const turned = { ...filter, order: order === 'asc' ? 'desc' : 'asc', limit, offset: rest - limit } as const;
  return { rows: (await listInOrder(sql, turned)).toReversed(), total };
}

async function listInOrder(sql: Sql, filter: ChatFilter): Promise<Listed[]> {
  const { sort, order, operatorId } = filter;
  const isOfOne = operatorId !== null && operatorId !== 'none';
  // Without a name, so that it is planned for what is asked: one plan for all of them reads whole tables.
  const { rows } = await sql.query<Listed>({
    text: dressed(isOfOne ? byOperator(sort, order) : byKind(sort, order), sort, order),
    // False: those that nobody leads.
    values: valuesOf(filter, isOfOne || operatorId === null ? operatorId : false),
  });
  return rows;
}
