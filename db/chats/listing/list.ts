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
  const [rows, total] = await Promise.all([listInOrder(pool, filter), countChats(pool, filter)]);
  return { rows, total };
}

/** The same for whoever goes through all of them: nobody counts again for each page. */
export async function nextChats(pool: Pool, filter: ChatFilter): Promise<Listed[]> {
  const found = filter.q === '' ? null : await searchChats(pool, filter);
  return found ? found.rows : listInOrder(pool, filter);
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
