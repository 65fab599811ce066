import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { OutgoingKind } from '#db/entities/outgoing/outgoing-event.ts';
import type { OffReason } from '#db/entities/outgoing/webhook.ts';
import { settlePlace } from '#db/outgoing/place.ts';
import { endTrouble } from '#db/troubles/write.ts';

export interface WebhookContent {
  name: string;
  url: string;
  isOn: boolean;
  kinds: OutgoingKind[];
  /** Empty: of all. */
  pageIds: string[];
  teamIds: string[];
  withPersonal: boolean;
}

export interface WebhookRow extends WebhookContent {
  id: string;
  offReason: OffReason | null;
  offAt: Date | null;
  waiting: number;
  lastDeliveredAt: Date | null;
  createdAt: Date;
}

/** Where its secret is sealed for. */
export const webhookPlace = (id: string): string => `webhook.sealed_secret/${id}`;
export const WEBHOOK_OFF = 'webhook_off';
/** More are no list for a person any more, and each is paid by everything that happens. */
export const WEBHOOKS_MOST = 20;

const COLUMNS = `w.id, w.name, w.url, w.is_on as "isOn", w.kinds, w.page_ids as "pageIds", w.team_ids as "teamIds",
  w.with_personal as "withPersonal", w.off_reason as "offReason", w.off_at as "offAt", w.created_at as "createdAt",
  (select count(*)::int from webhook_delivery where webhook_id = w.id and state = 'waiting') as waiting,
  (select max(settled_at) from webhook_delivery where webhook_id = w.id and state = 'delivered') as "lastDeliveredAt"`;

export async function listWebhooks(sql: Sql): Promise<WebhookRow[]> {
  return (await sql.query<WebhookRow>(`select ${COLUMNS} from webhook w order by w.created_at, w.id`)).rows;
}

export async function findWebhook(sql: Sql, id: string): Promise<WebhookRow | null> {
  return (await sql.query<WebhookRow>(`select ${COLUMNS} from webhook w where w.id = $1`, [id])).rows[0] ?? null;
}

/** False: there are as many as there may be. */
export async function addWebhook(
  pool: Pool,
  id: string,
  content: WebhookContent,
  sealedSecret: string,
): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `insert into webhook (id, name, url, is_on, kinds, page_ids, team_ids, with_personal, sealed_secret)
       select $1, $2, $3, $4, $5::text[], $6::uuid[], $7::uuid[], $8, $9
       where (select count(*) from webhook) < ${WEBHOOKS_MOST}`,
      [id, ...valuesOf(content), sealedSecret],
    );
    await settlePlace(tx);
    return rowCount === 1;
  });
}

/** Switched on again it goes on with what waits, and has three days anew. False: there is none. */
export async function changeWebhook(pool: Pool, id: string, content: WebhookContent): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `update webhook set name = $2, url = $3, is_on = $4, kinds = $5::text[], page_ids = $6::uuid[],
         team_ids = $7::uuid[], with_personal = $8, off_reason = case when not $4 then off_reason end,
         off_at = case when not $4 then off_at end where id = $1`,
      [id, ...valuesOf(content)],
    );
    if (content.isOn) {
      await tx.query(
        `update webhook_delivery set since = now(), next_at = now(), tries = 0
         where webhook_id = $1 and state = 'waiting'`,
        [id],
      );
      await endTrouble(tx, WEBHOOK_OFF, [id]);
    }
    await settlePlace(tx);
    return rowCount === 1;
  });
}

export async function removeWebhook(pool: Pool, id: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query('delete from webhook where id = $1', [id]);
    await endTrouble(tx, WEBHOOK_OFF, [id]);
    await settlePlace(tx);
    return rowCount === 1;
  });
}

const valuesOf = ({ name, url, isOn, kinds, pageIds, teamIds, withPersonal }: WebhookContent) => [
  name,
  url,
  isOn,
  kinds,
  pageIds,
  teamIds,
  withPersonal,
];
