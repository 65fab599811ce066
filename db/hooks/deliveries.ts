import type { Sql } from '#db/connection/transaction.ts';
import type { OutgoingKind } from '#db/entities/outgoing/outgoing-event.ts';
import type { DeliveryState } from '#db/entities/outgoing/webhook.ts';

/** In JSON as PostgreSQL writes it. */
export interface AttemptRow {
  at: string;
  request: string;
  status: number | null;
  answer: string;
  reason: string | null;
  tookMs: number;
}

export interface DeliveryRow {
  id: string;
  kind: OutgoingKind;
  at: Date;
  state: DeliveryState;
  tries: number;
  nextAt: Date;
  /** The newest first. */
  attempts: AttemptRow[];
}

const ATTEMPTS_TOLD = 10;

/** What a webhook was told, and is to be told, newest first. */
export async function listDeliveries(
  sql: Sql,
  webhookId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: DeliveryRow[]; total: number }> {
  const { rows } = await sql.query<DeliveryRow>(
    `select d.id, e.kind, e.at, d.state, d.tries, d.next_at as "nextAt", coalesce((
         select json_agg(a) from (select at, request, status, answer, reason, took_ms as "tookMs" from webhook_attempt
           where delivery_id = d.id order by id desc limit ${ATTEMPTS_TOLD}) a), '[]') as attempts
     from webhook_delivery d join outgoing_event e on e.id = d.event_id where d.webhook_id = $1
     order by d.event_id desc limit $2 offset $3`,
    [webhookId, limit, offset],
  );
  const { rows: counted } = await sql.query<{ total: number }>(
    'select count(*)::int as total from webhook_delivery where webhook_id = $1',
    [webhookId],
  );
  return { rows, total: counted[0]?.total ?? 0 };
}

/** It goes out once more, whatever became of it. False: there is none. */
export async function sendAgain(sql: Sql, webhookId: string, deliveryId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update webhook_delivery set state = 'waiting', by_hand = true, tries = 0, since = now(), next_at = now(),
       settled_at = null where id = $1 and webhook_id = $2`,
    [deliveryId, webhookId],
  );
  return rowCount === 1;
}
