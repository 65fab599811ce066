import type { Sql } from '#db/connection/transaction.ts';

/** Number of the last input that was accepted and not decided yet, 0 when there is none; and what time it is. */
export async function lastPendingInput(sql: Sql, clientId: string): Promise<{ after: number; now: number }> {
  const { rows } = await sql.query<{ last: string | null; now: Date }>(
    `select max(id) as last, date_trunc('milliseconds', clock_timestamp()) as now
     from chat_input where client_id = $1 and decided_at is null`,
    [clientId],
  );
  return { after: Number(rows[0]?.last ?? 0), now: rows[0]?.now.getTime() ?? 0 };
}

/**
 * A person waits for the chat to be told what it was not told yet: before all that nobody waits for. True if somebody
 * has to be told so. Whoever has the client's row in hand is waited for: it may be anything else about the client.
 */
export async function hurryInputs(sql: Sql, clientId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update client set relay_urgent = true where id = $1 and inbox_rev > relayed_rev and not relay_urgent',
    [clientId],
  );
  return rowCount === 1;
}
