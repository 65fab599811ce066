import { CHAT_COLUMNS, CHAT_TABLES } from '#db/chats/columns.ts';
import type { ChatRow } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ChatOrder } from './filter.ts';
import { type Direction, ordered } from './place.ts';
import type { Total } from './total.ts';

/** With what it is ordered by: microseconds, or its number. */
export type Listed = ChatRow & { key: string | null };

export interface ChatList {
  rows: Listed[];
  total: Total;
  /** What was searched, folded, as it was read. */
  words?: string[];
}

/** A chat of a page, and its place in the order. */
export type Chosen = Pick<Listed, 'number' | 'key'>;

/** Which chats were chosen, in their order; `more`: columns beside it. */
export function told(chosen: string, sort: ChatOrder, direction: Direction, more = ''): string {
  return `with ${chosen} select chosen.number, ${keyOf(sort)} as key ${more}
    from chosen ${ordered('chosen', direction)}`;
}

/**
 * Everything a list shows of them. Apart from choosing them, which is planned for what is asked: this is always the
 * same, and planning it takes as long as doing it. Who was put into the bin meanwhile is left out.
 */
export async function dress(sql: Sql, chosen: Chosen[]): Promise<Listed[]> {
  if (chosen.length === 0) return [];
  const { rows } = await sql.query<Listed>({
    name: 'dressed-chats',
    text: `select ${CHAT_COLUMNS}, told.key from unnest($1::int[], $2::text[]) with ordinality told (number, key, place)
      join (${CHAT_TABLES}) on c.number = told.number where c.led is not null order by told.place`,
    values: [chosen.map(({ number }) => number), chosen.map(({ key }) => key)],
  });
  return rows;
}

/** Everything a list shows of the chats that were chosen, in one. */
export function dressed(chosen: string, sort: ChatOrder, direction: Direction): string {
  return `with ${chosen} select ${CHAT_COLUMNS}, ${keyOf(sort)} as key
    from ${CHAT_TABLES} join chosen on chosen.number = c.number ${ordered('chosen', direction)}`;
}

const keyOf = (sort: ChatOrder): string =>
  sort === 'number' ? 'chosen.key::text' : '((extract(epoch from chosen.key) * 1000000)::bigint)::text';
