import type { Sql } from '#db/pool.ts';

/** Whether something said to the client has not left for good: it waits, is held, is on its way, or nobody knows. */
export async function hasUndelivered(sql: Sql, clientId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from message where client_id = $1 and direction = 'out' and state in ('queued', 'sending', 'held', 'unknown') limit 1`,
    [clientId],
  );
  return rowCount === 1;
}
