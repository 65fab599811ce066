import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type Settled, transition } from './transition.ts';
import type { PresenceMode } from '#db/entities/presence.ts';
import { keepTab, forgetOldTabs, shutTab, dropTabs } from './tabs.ts';

/** A tab was heard of; `active`: it was touched. One that opens was. */
export function beat(
  pool: Pool,
  employeeId: string,
  tab: { id: string; active: boolean; sessionId: string | null },
): Promise<Settled> {
  return settling(pool, employeeId, async (tx) => {
    if (await keepTab(tx, employeeId, tab)) await forgetOldTabs(tx, employeeId);
  });
}

/** A tab closed; what it said before may come later and does not open it again. */
export function closeTab(pool: Pool, employeeId: string, id: string): Promise<Settled> {
  return settling(pool, employeeId, async (tx) => {
    await shutTab(tx, employeeId, id);
    await forgetOldTabs(tx, employeeId);
  });
}

/** Every tab of theirs is closed: they may not log in any more. */
export function closeTabs(pool: Pool, employeeId: string): Promise<Settled> {
  return settling(pool, employeeId, (tx) => dropTabs(tx, employeeId));
}

/** On a break, off shift, or back: who presses the switch is there. */
export function setByHand(pool: Pool, employeeId: string, mode: PresenceMode): Promise<Settled> {
  return settling(pool, employeeId, async (tx) => {
    await tx.query(
      `update presence set by_hand = $2::text = 'on_break', ended = $2::text = 'ended' where employee_id = $1`,
      [employeeId, mode],
    );
    await tx.query('update presence_tab set active_at = clock_timestamp() where employee_id = $1', [employeeId]);
  });
}

/** Looks again at what the tabs say. */
export function settlePresence(pool: Pool, employeeId: string): Promise<Settled> {
  return settling(pool, employeeId, async () => undefined);
}

/**
 * Whatever touches one's tabs holds one's row: of two processes the second sees what the first did, and spans follow
 * one another.
 */
function settling(pool: Pool, employeeId: string, work: (tx: Sql) => Promise<void>): Promise<Settled> {
  return inTransaction(pool, async (tx) => {
    await makeRow(tx, employeeId);
    await tx.query('select 1 from presence where employee_id = $1 for update', [employeeId]);
    await work(tx);
    return transition(tx, employeeId);
  });
}

async function makeRow(tx: Sql, employeeId: string): Promise<void> {
  await tx.query(
    `insert into presence (employee_id, since) values ($1, date_trunc('milliseconds', clock_timestamp()))
     on conflict do nothing`,
    [employeeId],
  );
}
