import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { WEBHOOK_OFF } from './keep.ts';

/** What came of one try. */
export interface Attempt {
  deliveryId: string;
  request: string;
  /** Null: there was no answer. */
  status: number | null;
  answer: string;
  /** Why there was none. */
  reason: string | null;
  tookMs: number;
}

/** As Standard Webhooks has it: from seconds to hours, for three days. */
const FOR = '3 days';
const LONGEST = '3 hours';
/** The receiver is gone for good, and says so. */
const GONE = 410;

/** Writes down what came of it, and what follows: it arrived, it is tried again, or its webhook is switched off. */
export async function settleAttempt(pool: Pool, webhookId: string, attempt: Attempt): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const { deliveryId, request, status, answer, reason, tookMs } = attempt;
    await tx.query(
      `insert into webhook_attempt (delivery_id, request, status, answer, reason, took_ms)
       values ($1, $2, $3, $4, $5, $6)`,
      [deliveryId, request, status, answer, reason, tookMs],
    );
    if (status !== null && status >= 200 && status < 300) return arrived(tx, deliveryId);
    const isOver = await failed(tx, deliveryId, status === GONE);
    if (isOver) await switchOff(tx, webhookId, status === GONE ? 'gone' : 'failing');
  });
}

async function arrived(tx: Sql, id: string): Promise<void> {
  await tx.query(`update webhook_delivery set state = 'delivered', settled_at = now(), by_hand = false where id = $1`, [
    id,
  ]);
}

/** Whether it was the last try. What a person sent again although its webhook is off is tried once. */
async function failed(tx: Sql, id: string, isGone: boolean): Promise<boolean> {
  const { rows } = await tx.query<{ isOver: boolean }>(
    `update webhook_delivery d set by_hand = false, state = case when o.over then 'failed' else 'waiting' end,
       settled_at = case when o.over then now() end,
       next_at = now() + least(power(2, least(d.tries, 13)) * interval '2.5 seconds', interval '${LONGEST}')
     from (select v.id, $2::boolean or not w.is_on or v.since < now() - interval '${FOR}' as over
           from webhook_delivery v join webhook w on w.id = v.webhook_id where v.id = $1) o
     where d.id = o.id returning o.over as "isOver"`,
    [id, isGone],
  );
  return rows[0]?.isOver ?? false;
}

async function switchOff(tx: Sql, id: string, reason: 'gone' | 'failing'): Promise<void> {
  const { rowCount } = await tx.query(
    'update webhook set is_on = false, off_reason = $2, off_at = now() where id = $1 and is_on',
    [id, reason],
  );
  if (rowCount === 1) await noticeTrouble(tx, { kind: WEBHOOK_OFF, ref: id, reason });
}
