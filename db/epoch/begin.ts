import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { requeueAll } from '#db/inbox/again.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { saveBeat } from './standing.ts';
import type { Epoch } from '#workflows/chat/needs.ts';

/**
 * One of the two stores was put back to an older copy: from here on numbers mean what they mean in PostgreSQL.
 * Everything the engine may not know is told again. Where PostgreSQL is the older one, what waits to be sent may have
 * left since its copy was made.
 */
export async function beginEpoch(pool: Pool, epoch: Epoch, beat: { beat: number; after: number }): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await keep(tx, 'epoch', epoch);
    await saveBeat(tx, beat.beat, beat.after);
    if (epoch.reason === 'database_restored') await doubtSends(tx);
  });
  await requeueAll(pool);
}

async function keep(tx: Sql, name: string, value: unknown): Promise<void> {
  await tx.query(
    'insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [name, JSON.stringify(value)],
  );
}

/** They are looked up at Facebook first: what is there was sent, what is not there goes out. */
async function doubtSends(tx: Sql): Promise<void> {
  const { rows } = await tx.query<{ id: string; page_id: string; chat_id: string }>(
    `update message set state = 'unknown', reason_code = 'database_restored', next_try_at = now(), lookups = 0,
       sending_at = coalesce(sending_at, at)
     where direction = 'out' and state in ('queued', 'sending') returning id, page_id, chat_id`,
  );
  await recordChange(
    tx,
    rows.map(({ id, page_id, chat_id }) => ({ kind: 'message', pageId: page_id, chatId: chat_id, ref: id })),
  );
}
