import type { Pool } from 'pg';
import { lockClient } from '#db/chats/lock-client.ts';
import type { TroubleKind } from '#db/entities/trouble.ts';
import { RELAY_ANEW } from '#db/inbox/relay-queue.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { reopenPage } from '#db/people/pages.ts';
import { endTrouble } from './write.ts';

/**
 * What may be tried again by a person: a chat is told, a message sent, a page's token opened. The others end when their
 * cause does.
 */
const CURES = {
  chat_without_workflow: 'tell',
  workflow_failing: 'tell',
  input_undecided: 'tell',
  input_put_aside: 'tell',
  message_put_aside: 'send',
  page_without_key: 'open',
  event_parked: null,
  page_token: null,
  page_subscription: null,
  page_silence: null,
  page_usage: null,
  page_drift: null,
  contact_buttons_gone: null,
  engine_away: null,
  engine_restored: null,
  engine_file_damaged: null,
  database_restored: null,
  database_full: null,
  work_failing: null,
  neighbour_failing: null,
  neighbour_refusing: null,
  analytics_failing: null,
  webhook_off: null,
} as const satisfies Record<TroubleKind, 'tell' | 'send' | 'open' | null>;

export function cureOf(kind: TroubleKind): 'tell' | 'send' | 'open' | null {
  return CURES[kind];
}

/** Tries it again at once. It is over by that; where it fails again it is noticed anew. */
export async function tryTroubleAgain(pool: Pool, { kind, ref }: { kind: TroubleKind; ref: string }): Promise<void> {
  const cure = cureOf(kind);
  if (cure === 'open') await reopenPage(pool, ref);
  else
    await inTransaction(pool, async (tx) => {
      if (cure === 'tell') await tellAgain(tx, ref);
      else await sendAgain(tx, ref);
    });
  await endTrouble(pool, kind, [ref]);
}

/** Everything that is not decided, from the beginning. */
async function tellAgain(tx: Sql, clientId: string): Promise<void> {
  await lockClient(tx, clientId);
  await tx.query('update chat_input set relayed_at = null, attempts = 0 where client_id = $1 and decided_at is null', [
    clientId,
  ]);
  await tx.query(`update client set ${RELAY_ANEW} where id = $1`, [clientId]);
}

/** What waits for another try is sent; what may have left is looked for. */
async function sendAgain(tx: Sql, messageId: string): Promise<void> {
  await tx.query(`select 1 from client where id = (select client_id from message where id = $1) for update`, [
    messageId,
  ]);
  await tx.query(
    `update message set next_try_at = now(), attempts = 0, lookups = 0 where id = $1 and direction = 'out'
     and state in ('queued', 'unknown')`,
    [messageId],
  );
}
