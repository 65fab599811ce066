import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { claimMessages, putBackUnheard } from '#db/outbox/claim.ts';
import type { Outgoing } from '#db/outbox/outgoing.ts';

/** Of one page. What hangs at a page takes places of that page; and never more than half of those that are left. */
const PER_PAGE = 48;
/** For so long after a claim that was not heard of its rows may still come to stand there. */
const DOUBT_MS = 60_000;

export interface UnderWay {
  pageId: string;
  done: Promise<void>;
}

/** Claims up to `free` messages in one sender's name; `underWay` is what it has in hand already. */
export function claims(pool: Pool, underWay: ReadonlyMap<string, UnderWay>): (free: number) => Promise<Outgoing[]> {
  const by = randomUUID();
  let doubtUntil = 0;
  return async (free) => {
    // What was claimed in the moment a connection broke is in nobody's hands.
    if (Date.now() < doubtUntil) await putBackUnheard(pool, by, [...underWay.keys()]);
    try {
      const perPage = Math.min(PER_PAGE, Math.ceil(free / 2));
      return await claimMessages(pool, free, { by, underWay: countByPage(underWay), perPage });
    } catch (error) {
      doubtUntil = Date.now() + DOUBT_MS;
      throw error;
    }
  };
}

function countByPage(underWay: ReadonlyMap<string, UnderWay>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { pageId } of underWay.values()) counts.set(pageId, (counts.get(pageId) ?? 0) + 1);
  return counts;
}
