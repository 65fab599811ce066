import type { Sql } from '#db/connection/transaction.ts';

/** The one before signs, too, for so long. */
export const FORMER_HOURS = 24;

/** With a new secret the one before goes on for a day. False: there is no such webhook. */
export async function replaceSecret(sql: Sql, id: string, sealed: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update webhook set sealed_former = sealed_secret, former_until = now() + make_interval(hours => ${FORMER_HOURS}),
       sealed_secret = $2 where id = $1`,
    [id, sealed],
  );
  return rowCount === 1;
}

export interface WebhookSecrets {
  id: string;
  sealedSecret: string;
  sealedFormer: string | null;
}

/** All of them, with those of before that are still good. */
export async function listSecrets(sql: Sql): Promise<WebhookSecrets[]> {
  const { rows } = await sql.query<WebhookSecrets>(
    `select id, sealed_secret as "sealedSecret", case when former_until > now() then sealed_former end as "sealedFormer"
     from webhook`,
  );
  return rows;
}

/** The same secrets, sealed anew; unless it has another one by now. */
export async function resealWebhook(sql: Sql, was: WebhookSecrets, now: WebhookSecrets): Promise<void> {
  await sql.query(`update webhook set sealed_secret = $3, sealed_former = $4 where id = $1 and sealed_secret = $2`, [
    was.id,
    was.sealedSecret,
    now.sealedSecret,
    now.sealedFormer,
  ]);
}
