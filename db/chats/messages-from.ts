import type { Pool } from 'pg';
import { MESSAGE_COLUMNS, MESSAGE_TABLES, type MessageRow } from './messages.ts';

const UP = { direction: 'asc', beyond: '>=' } as const;
const DOWN = { direction: 'desc', beyond: '<=' } as const;

/** A chat's messages from one of them on, itself the first; none where it is not of this chat. */
export async function listMessagesFrom(
  pool: Pool,
  chatId: string,
  { from, order, limit }: { from: string; order: 'asc' | 'desc'; limit: number },
): Promise<MessageRow[]> {
  const { direction, beyond } = order === 'desc' ? DOWN : UP;
  const { rows } = await pool.query<MessageRow>({
    name: `messages-from-${direction}`,
    text: `select ${MESSAGE_COLUMNS} from ${MESSAGE_TABLES} where m.chat_id = $1
         and (m.at, m.seq) ${beyond} (select at, seq from message where id = $2 and chat_id = $1)
       order by m.at ${direction}, m.seq ${direction} limit $3`,
    values: [chatId, from, limit],
  });
  return rows;
}

/** The first message of the client's that was not seen. */
export async function findFirstUnread(pool: Pool, chatId: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'first-unread',
    text: `select m.id from message m join chat c on c.id = m.chat_id
       where m.chat_id = $1 and m.direction = 'in' and c.unread > 0
       order by m.at desc, m.seq desc limit 1 offset (select greatest(unread - 1, 0) from chat where id = $1)`,
    values: [chatId],
  });
  return rows[0]?.id ?? null;
}

export async function countMessages(pool: Pool, chatId: string): Promise<number> {
  const { rows } = await pool.query<{ total: string }>({
    name: 'count-messages',
    text: 'select count(*) as total from message where chat_id = $1',
    values: [chatId],
  });
  return Number(rows[0]?.total ?? 0);
}
