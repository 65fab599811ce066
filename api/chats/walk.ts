import type { Pool } from 'pg';
import type { Listed } from '#db/chats/listing/dressed.ts';
import type { ChatFilter } from '#db/chats/listing/filter.ts';
import { listChats } from '#db/chats/listing/list.ts';
import type { Total } from '#db/chats/listing/total.ts';
import { type Cursor, type Last, readCursor, writeCursor } from '../http/cursor.ts';
import { ApiError } from '../errors/error.ts';

type Asked = Omit<ChatFilter, 'seen' | 'after'>;

/** What of a chat never changes: no message moves it, so that the last one told says enough. */
const STAYS: ReadonlySet<ChatFilter['sort']> = new Set(['number', 'createdAt']);
const NUMBER_MAX = 2 ** 31 - 1;
/** Microseconds: some two hundred years on either side of 1970. */
const KEY_MAX = 8e15;

/** A page of the chats, by its number or by where the one before ended. */
export async function walkChats(
  pool: Pool,
  asked: Asked,
  { page, cursor: text }: { page: number; cursor?: string | undefined },
): Promise<{ rows: Listed[]; total: Total; words: string[] | undefined; next: string | null }> {
  const cursor = readCursor(text);
  const seen = cursor && 'seen' in cursor ? cursor.seen : [];
  const after = cursor && 'last' in cursor ? placeOf(cursor.last) : null;
  // One more than is told says whether there is more.
  const wanted = { ...asked, limit: asked.limit + 1, offset: cursor ? 0 : asked.offset, seen, after };
  const found = await listChats(pool, wanted);
  const rows = found.rows.slice(0, asked.limit);
  const isWalk = cursor !== null || page === 1 || STAYS.has(asked.sort);
  const isMore = found.rows.length > asked.limit && isWalk;
  return {
    rows,
    total: found.total,
    words: found.words,
    next: isMore ? nextOf(rows, seen, after !== null || STAYS.has(asked.sort)) : null,
  };
}

/** Beyond what an address holds, the order itself is gone on in: rather one that moves is missed than the walk ends. */
function nextOf(rows: Listed[], seen: number[], byOrder: boolean): string | null {
  const last = rows.at(-1);
  if (!last) return null;
  const ordered: Cursor = { last: { key: last.key, id: String(last.number) } };
  const whole = byOrder ? null : writeCursor({ seen: [...seen, ...rows.map(({ number }) => number)] });
  return whole ?? writeCursor(ordered);
}

function placeOf({ key, id }: Last): { key: string | null; number: number } {
  const number = /^\d{1,10}$/.test(id) ? Number(id) : NaN;
  const isKey = key === null || (/^-?\d{1,16}$/.test(key) && Math.abs(Number(key)) <= KEY_MAX);
  if (!isKey || !(number <= NUMBER_MAX)) throw new ApiError('BAD_REQUEST', [{ path: 'cursor', message: 'is none' }]);
  return { key, number };
}
