import type { Sql } from '#db/connection/transaction.ts';

/** How many were ended. */
export interface Ended {
  sessions: number;
  tokens: number;
}

export const NOTHING_ENDED: Ended = { sessions: 0, tokens: 0 };

/**
 * Ends all by which somebody gets in without their password, sessions and tokens, but for the session `but`, which they
 * are using.
 */
export async function endEntry(sql: Sql, employeeId: string, but: string | null = null): Promise<Ended> {
  const { rowCount: sessions } = await sql.query('delete from session where user_id = $1 and id is distinct from $2', [
    employeeId,
    but,
  ]);
  const { rowCount: tokens } = await sql.query('delete from api_token where employee_id = $1', [employeeId]);
  return { sessions: sessions ?? 0, tokens: tokens ?? 0 };
}
