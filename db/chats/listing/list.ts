import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { byKind, byOperator } from './chosen.ts';
import { type ChatList, type Chosen, dress, type Listed, told } from './dressed.ts';
import { type ChatFilter, valuesOf } from './filter.ts';
import { ofKindsIn, ofOperatorIn } from './in-buckets.ts';
import { findPlace, type PlaceOfPage } from './place-of-page.ts';
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
  const [rows, total] = await Promise.all([listFirst(pool, filter), countChats(pool, filter)]);
  return { rows, total };
}

/** The same for whoever goes through all of them: nobody counts again for each page. */
export async function nextChats(pool: Pool, filter: ChatFilter): Promise<Listed[]> {
  const found = filter.q === '' ? null : await searchChats(pool, filter);
  if (found) return found.rows;
  return isFar(filter) ? (await listFar(pool, filter)).rows : listFirst(pool, filter);
}

/** From here on it is worth while to know first where a page begins. */
const FAR = 1_000;

/** Within a period the first ones in another order than that of contacts may stand anywhere. */
function isFar({ offset, from, to, sort }: ChatFilter): boolean {
  return offset >= FAR || ((from !== null || to !== null) && sort !== 'lastContactAt');
}

/** What stands before a page is counted, and not gone through. */
async function listFar(sql: Sql, filter: ChatFilter): Promise<ChatList> {
  const place = await findPlace(sql, filter);
  const isThere = place.buckets.length > 0 || place.hasWaiting;
  return { rows: isThere ? await listPlaced(sql, filter, place) : [], total: { count: place.count, isExact: true } };
}

async function listPlaced(sql: Sql, filter: ChatFilter, place: PlaceOfPage): Promise<Listed[]> {
  const { sort, order, offset } = filter;
  const { whose, isOfOne } = whoseOf(filter);
  const { rows } = await sql.query<Chosen>({
    text: told(isOfOne ? ofOperatorIn(sort, order) : ofKindsIn(sort, order), sort, order),
    values: [
      ...valuesOf({ ...filter, offset: offset - place.before }, whose),
      place.buckets,
      place.hasWaiting,
      place.open,
    ],
  });
  return dress(sql, rows);
}

async function listFirst(sql: Sql, filter: ChatFilter): Promise<Listed[]> {
  const { sort, order } = filter;
  const { whose, isOfOne } = whoseOf(filter);
  // Without a name, so that it is planned for what is asked: one plan for all of them reads whole tables.
  const { rows } = await sql.query<Chosen>({
    text: told(isOfOne ? byOperator(sort, order) : byKind(sort, order), sort, order),
    values: valuesOf(filter, whose),
  });
  return dress(sql, rows);
}

/** False: those that nobody leads. */
function whoseOf({ operatorId }: ChatFilter): { whose: string | false | null; isOfOne: boolean } {
  const isOfOne = operatorId !== null && operatorId !== 'none';
  return { whose: isOfOne || operatorId === null ? operatorId : false, isOfOne };
}
