import { CHAT_COLUMNS, CHAT_TABLES } from '#db/chats/columns.ts';
import type { ChatRow } from '#db/chats/row.ts';
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

/** Everything a list shows of the chats that were chosen; `more`: columns beside it. */
export function dressed(chosen: string, sort: ChatOrder, direction: Direction, more = ''): string {
  const key = sort === 'number' ? 'chosen.key::text' : '((extract(epoch from chosen.key) * 1000000)::bigint)::text';
  return `with ${chosen} select ${CHAT_COLUMNS}, ${key} as key ${more}
    from ${CHAT_TABLES} join chosen on chosen.number = c.number ${ordered('chosen', direction)}`;
}
