import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';

const KIND = 'neighbour_failing';

/** The other CRM does not answer, or not as was agreed. */
export const noticeFailing = (pool: Pool, { reason, status }: { reason: string; status: number | null }) =>
  noticeTrouble(pool, { kind: KIND, ref: 'neighbour', reason, detail: status === null ? null : String(status) });

/** It answers, or is asked nothing any more. */
export const noticeWell = (sql: Sql): Promise<number> => endTrouble(sql, KIND);

/** It answers, and does not take what is asked for this client: until that is there, or taken back. */
export const noticeRefusing = (pool: Pool, clientId: string, status: number | null) =>
  noticeTrouble(pool, { kind: 'neighbour_refusing', ref: clientId, reason: 'refused', detail: String(status) });

/** Whether it is known to fail, and whether something that it failed at will ask it again. */
export async function findFailing(sql: Sql): Promise<{ fails: boolean; isAsked: boolean }> {
  const { rows } = await sql.query<{ fails: boolean; isAsked: boolean }>(
    `select exists (select from trouble where kind = '${KIND}' and ended_at is null) as fails,
       exists (select from lead_request where settled_at is null and problem is not null)
       or exists (select from neighbour_task where state in ('waiting', 'made') and problem is not null
         and problem <> 'window_closed') as "isAsked"`,
  );
  return rows[0] ?? { fails: false, isAsked: false };
}
