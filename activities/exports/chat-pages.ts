import type { Pool } from 'pg';
import type { ChatFilter } from '#db/chats/listing/filter.ts';
import { listChats, nextChats } from '#db/chats/listing/list.ts';
import type { ChatRow } from '#db/chats/row.ts';
import type { AskedExport } from '#db/exports/write.ts';
import { Told } from './told.ts';

/** Read at once: what is in memory of a list, however long it is. */
const PAGE = 500;

/** How many chats fit, so far as that is counted. */
export async function countAsked(pool: Pool, asked: AskedExport<'chats'>): Promise<number> {
  const { total } = await listChats(pool, { ...filterOf(asked), limit: 1 });
  return total.count;
}

/**
 * All chats that were asked for, page after page, each once. One to which something is said moves to the list's
 * beginning while it is read: those are looked for once more at its end.
 */
export async function* chatPages(pool: Pool, asked: AskedExport<'chats'>): AsyncGenerator<ChatRow[]> {
  const filter = filterOf(asked);
  const since = new Date();
  const told = new Told();
  yield* walk(pool, filter, told);
  if (filter.sort !== 'lastContactAt' || (filter.to && filter.to < since)) return;
  yield* walk(pool, { ...filter, from: filter.from && filter.from > since ? filter.from : since }, told);
}

async function* walk(pool: Pool, filter: ChatFilter, told: Told): AsyncGenerator<ChatRow[]> {
  for (let after = filter.after; ;) {
    const rows = await nextChats(pool, { ...filter, after });
    const last = rows.at(-1);
    yield rows.filter(({ number }) => told.add(number));
    if (!last || rows.length < filter.limit) return;
    after = { key: last.key, number: last.number };
  }
}

function filterOf({ employeeId, seesAll, filter }: AskedExport<'chats'>): ChatFilter {
  const { from, to } = filter;
  return {
    ...filter,
    viewer: seesAll ? null : { employeeId },
    from: from === null ? null : new Date(from),
    to: to === null ? null : new Date(to),
    limit: PAGE,
    offset: 0,
    seen: [],
    after: null,
  };
}
