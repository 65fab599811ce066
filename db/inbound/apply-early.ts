import type { Pool } from 'pg';
import { lockClient } from '#db/chats/lock-client.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { Early } from './early.ts';
import { keepEcho } from './echo.ts';
import type { Owner } from './events.ts';
import { keepEdit, keepReaction } from './reaction.ts';

/**
 * Applies what waited for the message `mid`, and what other applications said before there was a chat. The client's row
 * is in hand.
 */
export async function applyEarly(tx: Sql, owner: Owner, mid: string | null): Promise<void> {
  const { rows } = await tx.query<{ event: Early }>(
    `with taken as (delete from early_event where client_id = $1 and (about = $2 or kind = 'echo')
     returning at, id, event)
     select event from taken order by at, id`,
    [owner.clientId, mid],
  );
  for (const { event } of rows) {
    if (event.kind === 'edit') await keepEdit(tx, event, owner);
    else if (event.kind === 'reaction') await keepReaction(tx, event, owner);
    else await keepEcho(tx, event, owner);
  }
}

/**
 * Events whose message came in the same moment, in a transaction that could not see them: a statement sees what was
 * there when it began. Answers whether there were any.
 */
export async function applyLeftover(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<Owner & { mid: string }>(
    `select e.client_id as "clientId", e.page_id as "pageId", e.about as mid
     from early_event e join message m on m.page_id = e.page_id and m.mid = e.about and m.client_id = e.client_id
     where e.kind <> 'echo' limit 100`,
  );
  for (const { mid, ...owner } of rows) {
    await inTransaction(pool, async (tx) => {
      await lockClient(tx, owner.clientId);
      await applyEarly(tx, owner, mid);
    });
  }
  return rows.length > 0;
}
