import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { ReadyReplyRow } from './read.ts';
import { insertWithin, type NotKept, oneAtATime, type ReadyReplyContent, updateWithin } from './write.ts';

/** Which of them is not kept, and why: then none is. */
export interface NoneKept {
  why: NotKept;
  at: number;
}

/** All of them, or none. What has the shortcut already is changed, the others are added at the end, in their order. */
export async function keepReadyReplies(
  pool: Pool,
  by: string,
  contents: readonly ReadyReplyContent[],
): Promise<{ added: ReadyReplyRow[]; changed: ReadyReplyRow[] } | NoneKept> {
  return inTransaction(pool, async (tx) => {
    await oneAtATime(tx);
    const added: ReadyReplyRow[] = [];
    const changed: ReadyReplyRow[] = [];
    for (const [at, content] of contents.entries()) {
      const id = await findByShortcut(tx, content);
      const row = id === null ? await insertWithin(tx, by, content) : await updateWithin(tx, id, by, content);
      if (row === null || typeof row === 'string') throw new Refused({ why: row ?? 'TAKEN', at });
      (id === null ? added : changed).push(row);
    }
    return { added, changed };
  }).catch((error: unknown) => {
    if (error instanceof Refused) return error.none;
    throw error;
  });
}

/** Ends the transaction: what was kept before it is not. */
class Refused extends Error {
  readonly none: NoneKept;

  constructor(none: NoneKept) {
    super(none.why);
    this.none = none;
  }
}

async function findByShortcut(tx: Sql, { ownerId, shortcut }: ReadyReplyContent): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from ready_reply where owner_id is not distinct from $1 and shortcut = $2',
    [ownerId, shortcut],
  );
  return rows[0]?.id ?? null;
}
