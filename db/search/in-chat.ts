import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';
import { type Asked, readAsked } from './asked.ts';

export interface FoundInChat {
  /** The newest first. */
  messages: { id: string; at: Date }[];
  /** False: there are more than were told. */
  isWhole: boolean;
}

/** More than anybody goes through one by one. */
const MOST = 1_000;

/** All messages of a chat in which the words stand; where they are nowhere, as the other layout of keys says. */
export async function findInChat(pool: Pool, chatId: string, q: string): Promise<FoundInChat> {
  return inTransaction(pool, async (tx) => {
    for (const asked of await readAsked(tx, readingsOf(q))) {
      const messages = await findReading(tx, chatId, asked);
      if (messages.length > 0) return { messages: messages.slice(0, MOST), isWhole: messages.length <= MOST };
    }
    return { messages: [], isWhole: true };
  });
}

/** What is kept folded may be older than an edit: of what fits the text itself is asked, too. */
async function findReading(tx: Sql, chatId: string, { patterns }: Asked): Promise<FoundInChat['messages']> {
  const { rows } = await tx.query<{ id: string; at: Date }>(
    `select m.id, m.at from message m left join message_words w on w.message_id = m.id
     where m.chat_id = $1 and m."text" <> ''
       and case when coalesce(w.folded, fold(m."text")) like all($2::text[]) then fold(m."text") like all($2) end
     order by m.at desc, m.seq desc limit ${MOST + 1}`,
    [chatId, patterns],
  );
  return rows;
}

/** The first message of a chat from a moment on; where none was written since, the last one. */
export async function findNearest(pool: Pool, chatId: string, at: Date): Promise<string | null> {
  const { rows } = await pool.query<{ id: string | null }>({
    name: 'nearest-message',
    text: `select coalesce(
         (select id from message where chat_id = $1 and at >= $2 order by at, seq limit 1),
         (select id from message where chat_id = $1 order by at desc, seq desc limit 1)) as id`,
    values: [chatId, at],
  });
  return rows[0]?.id ?? null;
}
