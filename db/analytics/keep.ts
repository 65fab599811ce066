import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { findFact, saveFact } from '#db/installation/values.ts';
import { settlePlace } from '#db/outgoing/place.ts';

/** Where chats are counted at Google. */
export interface AnalyticsRow {
  isOn: boolean;
  /** Of the data stream, G-…. */
  measurementId: string;
  sealedSecret: string;
}

const FACT = 'analytics';
/** Where its secret is sealed for. */
export const ANALYTICS_PLACE = 'installation.analytics.secret';

export const findAnalytics = (pool: Pool): Promise<AnalyticsRow | null> => findFact<AnalyticsRow>(pool, FACT);

/** Off means that nothing leaves, also of what waits. */
export async function saveAnalytics(pool: Pool, row: AnalyticsRow): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await saveFact(tx, FACT, row);
    await settlePlace(tx);
    if (!row.isOn) await tx.query(`delete from analytics_hit where state = 'waiting'`);
  });
}

/** The same secret, sealed anew; unless it is another one by now. */
export async function resealAnalytics(sql: Sql, sealed: string, sealedAnew: string): Promise<void> {
  await sql.query(
    `update installation set value = jsonb_set(value, '{sealedSecret}', to_jsonb($3::text))
     where name = $1 and value ->> 'sealedSecret' = $2`,
    [FACT, sealed, sealedAnew],
  );
}

export interface AnalyticsStanding {
  waiting: number;
  /** In the last day. */
  sent: number;
  /** In the last day, too old for Google by the time that it answered. */
  late: number;
  lastSentAt: Date | null;
}

export async function analyticsStanding(sql: Sql): Promise<AnalyticsStanding> {
  const { rows } = await sql.query<AnalyticsStanding>(
    `select (select count(*)::int from analytics_hit where state = 'waiting') as waiting,
       count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state = 'late')::int as late,
       (select max(settled_at) from analytics_hit where state = 'sent') as "lastSentAt"
     from analytics_hit where settled_at > now() - interval '1 day'`,
  );
  return rows[0] ?? { waiting: 0, sent: 0, late: 0, lastSentAt: null };
}
