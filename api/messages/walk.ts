import type { Pool } from 'pg';
import { listMessages, type MessageRow } from '#db/chats/messages.ts';
import { countMessages, findFirstUnread, listMessagesFrom } from '#db/chats/messages-from.ts';
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

type AskedMessages = Asked & { order: 'asc' | 'desc'; from?: string | undefined };

/** A page of a chat's messages: one that comes meanwhile may stand before others, where Meta was late with it. */
export async function walkMessages(pool: Pool, chatId: string, asked: AskedMessages): Promise<Walked<MessageRow>> {
  const { page, pageSize } = asked;
  const [total, told] = await Promise.all([
    countMessages(pool, chatId),
    // A cursor goes on from there by itself.
    asked.from === undefined || asked.cursor !== undefined
      ? inOrder(pool, chatId, asked)
      : beginningWith(pool, chatId, asked.from, asked),
  ]);
  const rows = told.rows.slice(0, pageSize);
  const isMore = told.rows.length > pageSize && (asked.cursor !== undefined || page === 1);
  return { rows, total, next: isMore ? nextOf(rows, told.seen, told.byOrder) : null };
}

/** One more than is told says whether there is more. `byOrder`: it goes on from the last one. */
type Told = { rows: MessageRow[]; seen: number[]; byOrder: boolean };

async function inOrder(
  pool: Pool,
  chatId: string,
  { page, pageSize, order, cursor: text }: AskedMessages,
): Promise<Told> {
  const cursor = readCursor(text);
  const seen = cursor && 'seen' in cursor ? cursor.seen : [];
  const after = readId(cursor);
  const slice = { order, limit: pageSize + 1, offset: cursor ? 0 : (page - 1) * pageSize, seen, after };
  return { rows: await listMessages(pool, chatId, slice), seen, byOrder: after !== null };
}

async function beginningWith(pool: Pool, chatId: string, from: string, asked: AskedMessages): Promise<Told> {
  const first = from === 'unread' ? await findFirstUnread(pool, chatId) : from;
  const slice = { order: asked.order, limit: asked.pageSize + 1 };
  return {
    rows: first === null ? [] : await listMessagesFrom(pool, chatId, { ...slice, from: first }),
    seen: [],
    byOrder: true,
  };
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
