import type { Pool } from 'pg';
import { lockClient } from '#db/chats/lock-client.ts';
import { findOpenChat } from '#db/chats/open.ts';
import { inTransaction } from '#db/connection/transaction.ts';

/** The client's key encrypts nothing more; what it encrypted is still read. False: they have an open chat. */
export function retireKeys(pool: Pool, clientId: string): Promise<boolean> {
  return endKeys(pool, clientId, 'update data_key set retired_at = now() where client_id = $1 and retired_at is null');
}

/** Destroys the client's retired keys: what they encrypted is read by nobody any more. False: an open chat. */
export function destroyKeys(pool: Pool, clientId: string): Promise<boolean> {
  return endKeys(
    pool,
    clientId,
    `update data_key set destroyed_at = now(), wrapped = null
     where client_id = $1 and retired_at is not null and destroyed_at is null`,
  );
}

function endKeys(pool: Pool, clientId: string, statement: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    // As whatever changes a chat: what they write now waits, and finds the keys ended.
    await lockClient(tx, clientId);
    if (await findOpenChat(tx, clientId)) return false;
    await tx.query(statement, [clientId]);
    return true;
  });
}
