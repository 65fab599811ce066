import type { Pool } from 'pg';
import { CHAT_COLUMNS, CHAT_TABLES } from './columns.ts';
import type { ChatPlace, ChatRow } from './row.ts';

/** A chat of the same client, with the words by which they began it. */
export interface SiblingRow extends ChatRow {
  begins: string | null;
}

export interface SiblingSlice {
  side: 'earlier' | 'later';
  limit: number;
  offset: number;
}

/** For the client a chat's neighbours are one conversation with it: those before or after it, the nearest first. */
export async function listSiblings(
  pool: Pool,
  { clientId, number }: Pick<ChatPlace, 'clientId' | 'number'>,
  { side, limit, offset }: SiblingSlice,
): Promise<{ rows: SiblingRow[]; total: number }> {
  const { beyond, direction } = side === 'later' ? AFTER : BEFORE;
  const [list, count] = await Promise.all([
    pool.query<SiblingRow>({
      name: `siblings-${side}`,
      text: `select ${CHAT_COLUMNS}, (select left(m.text, 120) from message m
          where m.chat_id = c.id and m.direction = 'in' and m.text <> '' order by m.at, m.seq limit 1) as begins
        from ${CHAT_TABLES} where c.client_id = $1 and c.led is not null and c.number ${beyond} $2
        order by c.number ${direction} limit $3 offset $4`,
      values: [clientId, number, limit, offset],
    }),
    pool.query<{ total: string }>({
      name: `count-siblings-${side}`,
      text: `select count(*) as total from chat
        where client_id = $1 and led is not null and number ${beyond} $2`,
      values: [clientId, number],
    }),
  ]);
  return { rows: list.rows, total: Number(count.rows[0]?.total ?? 0) };
}

const BEFORE = { beyond: '<', direction: 'desc' } as const;
const AFTER = { beyond: '>', direction: 'asc' } as const;
