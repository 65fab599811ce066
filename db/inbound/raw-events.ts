import type { Pool } from 'pg';

export interface RawEvent {
  receivedAt: Date;
  raw: string;
}

/** By what the events of a message are known. */
export interface MessageNames {
  pageFacebookId: string;
  direction: 'in' | 'out';
  mid: string | null;
  key: string | null;
}

/** null: no such message in this chat. */
export async function findMessageNames(pool: Pool, chatId: string, id: string): Promise<MessageNames | null> {
  const { rows } = await pool.query<MessageNames>(
    `select p.facebook_id as "pageFacebookId", m.direction, m.mid, m.key
     from message m join page p on p.id = m.page_id where m.chat_id = $1 and m.id = $2`,
    [chatId, id],
  );
  return rows[0] ?? null;
}

/** As they came, the oldest first; those that were kept long enough are not here any more. */
export async function findRawEvents(pool: Pool, pageFacebookId: string, keys: string[]): Promise<RawEvent[]> {
  const { rows } = await pool.query<RawEvent>(
    `select received_at as "receivedAt", raw from inbound_event
     where key = any($2::text[]) and page_facebook_id = $1 order by received_at limit 20`,
    [pageFacebookId, keys],
  );
  return rows;
}
