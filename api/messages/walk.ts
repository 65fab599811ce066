import type { Pool } from 'pg';
import { listMessages, type MessageRow } from '#db/chats/messages.ts';
import { type EntryRow, listTimeline } from '#db/chats/timeline.ts';
import { readCursor, readId, writeCursor } from '../http/cursor.ts';
import { ApiError } from '../errors/error.ts';
import type { PageQuery } from '../http/fields.ts';

type Asked = PageQuery & { cursor?: string | undefined };
interface Walked<Row> {
  rows: Row[];
  total: number;
  next: string | null;
}

/** A page of a chat's messages: one that comes meanwhile may stand before others, where Meta was late with it. */
export async function walkMessages(
  pool: Pool,
  chatId: string,
  asked: Asked & { order: 'asc' | 'desc' },
): Promise<Walked<MessageRow>> {
  const { page, pageSize, order } = asked;
  const cursor = readCursor(asked.cursor);
  const seen = cursor && 'seen' in cursor ? cursor.seen : [];
  const after = readId(cursor);
  // One more than is told says whether there is more.
  const slice = { order, limit: pageSize + 1, offset: cursor ? 0 : (page - 1) * pageSize, seen, after };
  const found = await listMessages(pool, chatId, slice);
  const rows = found.rows.slice(0, pageSize);
  const isMore = found.rows.length > pageSize && (cursor !== null || page === 1);
  return { rows, total: found.total, next: isMore ? nextOf(rows, seen, after !== null) : null };
}

/** Beyond what an address holds, the order itself is gone on in. */
function nextOf(rows: MessageRow[], seen: number[], byOrder: boolean): string | null {
  const whole = byOrder ? null : writeCursor({ seen: [...seen, ...rows.map(({ seq }) => seq)] });
  const last = rows.at(-1);
  return whole ?? (last ? writeCursor({ last: { key: null, id: last.id } }) : null);
}

/** A page of what a chat decided: what comes is last, and nothing goes. */
export async function walkTimeline(pool: Pool, chatId: string, asked: Asked): Promise<Walked<EntryRow>> {
  const { page, pageSize } = asked;
  const cursor = readCursor(asked.cursor);
  if (cursor && 'seen' in cursor)
    throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is no cursor of this list' }]);
  const after = readId(cursor);
  const offset = after === null ? (page - 1) * pageSize : 0;
  const found = await listTimeline(pool, chatId, { limit: pageSize + 1, offset, after });
  const rows = found.rows.slice(0, pageSize);
  const last = found.rows.length > pageSize ? rows.at(-1) : undefined;
  return { rows, total: found.total, next: last ? writeCursor({ last: { key: null, id: last.id } }) : null };
}
