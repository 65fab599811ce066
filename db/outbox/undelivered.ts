import type { Sql } from '#db/connection/transaction.ts';

/**
 * Whether something said to the client has not left for good: it waits, is held, is on its way, or is being looked for.
 * One that was given up as unknown is a person's, and holds nothing back.
 */
export async function hasUndelivered(sql: Sql, clientId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from message where client_id = $1 and direction = 'out' and (state in ('queued', 'sending', 'held')
       or (state = 'unknown' and next_try_at is not null)) limit 1`,
    [clientId],
  );
  return rowCount === 1;
}
