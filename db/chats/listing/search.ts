import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { byKind, byOperator, ofFound, withWords } from './chosen.ts';
import { type ChatFilter, valuesOf } from './filter.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';
import { type Asked, readAsked } from '#db/search/asked.ts';
import { findKnown, findReached, findSaid, findWords, type Found } from './find-words.ts';
import { type ChatList, type Chosen, dress, dressed, type Listed, told } from './dressed.ts';
import { isOfLastContacts, listNamed } from './named.ts';
import { findNameWords } from '#db/search/name-words.ts';
import { COUNTED, type Total } from './total.ts';

/** So many names, and so many messages, are looked at one by one; a word that stands in more is a common one. */
const FEW = 3_000;
const MOST = 200_000;
/**
 * A common word stands in some of the first ones of any list; rather in more of them than in all that were found. No
 * more are gone through than it takes.
 */
const WALKS = [500, 2_000, 6_000];

/**
 * Chats in whose number, client's name, phone, e-mail or contact, page's name or messages the words stand, in the order
 * of the list; where they are nowhere, as the same keys of the other layout say. Null where nothing is left of the
 * words. One or two letters are looked for where the words of a name begin, and nowhere else;
 * signs that stand in no ordinary sentence everywhere.
 */
export async function searchChats(pool: Pool, filter: ChatFilter): Promise<ChatList | null> {
  return inTransaction(pool, async (tx) => {
    const readings = await readAsked(tx, readingsOf(filter.q));
    let first: ChatList | null = null;
    for (const asked of readings) {
      const list = await listReading(tx, filter, asked);
      if (list.total.count > 0) return list;
      first ??= list;
    }
    return first;
  });
}

async function listReading(tx: Sql, filter: ChatFilter, asked: Asked): Promise<ChatList> {
  const words = asked.words;
  const said = await findSaid(tx, asked, FEW);
  const named = await listByName(tx, filter, asked, said);
  if (named) return { ...named, words };
  const found = { ...said, ...(await findKnown(tx, asked, FEW)) };
  if (!isCommon(found)) return { ...(await listFound(tx, filter, found)), words };
  for (const first of WALKS) {
    const list = await walk(tx, filter, asked, found, first);
    if (list) return { ...list, words };
  }
  return { ...(await listFound(tx, filter, await findWords(tx, asked, MOST, true))), words };
}

const isCommon = (found: Found): boolean => found.areChatsCommon || found.areClientsCommon;

/** By one word that stands in names, and in few messages; null: it is looked for in another way. */
async function listByName(
  tx: Sql,
  filter: ChatFilter,
  asked: Asked,
  { chats, pages, areChatsCommon }: Omit<Found, 'clients' | 'areClientsCommon'>,
): Promise<ChatList | null> {
  const isKept = isOfLastContacts(filter) && !areChatsCommon && pages.length === 0;
  const words = isKept ? await findNameWords(tx, asked) : null;
  if (!words) return null;
  const { clients, areClientsCommon } = await findReached(tx, asked, FEW);
  return areClientsCommon ? null : listNamed(tx, filter, asked, { words, clients, chats });
}

/** All that was found, put in order. Of a page that is meant by its name, nobody counts the chats. */
async function listFound(tx: Sql, filter: ChatFilter, found: Found): Promise<ChatList> {
  const { sort, order, operatorId, limit, offset } = filter;
  const { rows: chosen } = await tx.query<Chosen & { matched: number }>(
    told(ofFound(sort, order), sort, order, ', (select count(*)::int from matched) as matched'),
    [...valuesOf(filter, operatorId), found.clients, found.chats, found.pages],
  );
  const rows = await dress(tx, chosen);
  if (found.pages.length > 0) {
    const count = offset + filter.seen.length + rows.length;
    return { rows, total: { count, isExact: rows.length < limit && filter.after === null } };
  }
  const isBeyond = rows.length === 0 && (offset > 0 || filter.after !== null || filter.seen.length > 0);
  const first: ChatFilter = { ...filter, offset: 0, after: null, seen: [] };
  if (isBeyond) return { rows, total: (await listFound(tx, first, found)).total };
  const count = chosen[0]?.matched ?? 0;
  const isExact = count <= COUNTED && !isCommon(found);
  return { rows, total: { count: isExact ? count : COUNTED, isExact } };
}

/** Of the first ones of the list those in which the words stand; null where a page is not full with them. */
async function walk(tx: Sql, filter: ChatFilter, asked: Asked, found: Found, first: number): Promise<ChatList | null> {
  const { sort, order, operatorId, limit, offset } = filter;
  const isOfOne = operatorId !== null && operatorId !== 'none';
  const source = isOfOne ? byOperator(sort, order, 'walked') : byKind(sort, order, 'walked');
  const { rows } = await tx.query<Listed>(dressed(withWords(source, order), sort, order), [
    ...valuesOf({ ...filter, limit: first, offset: 0 }, isOfOne || operatorId === null ? operatorId : false),
    found.chats,
    found.pages,
    asked.patterns,
    found.areChatsCommon,
    offset + limit,
    found.areClientsCommon ? null : found.clients,
  ]);
  if (rows.length < offset + limit) return null;
  const total: Total = { count: rows.length + filter.seen.length, isExact: false };
  return { rows: rows.slice(offset), total };
}
