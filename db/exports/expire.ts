import type { Sql } from '#db/connection/transaction.ts';

/** Of these exports the ones that somebody may still want the file of, and whether it is whole. */
export async function listWanted(sql: Sql, ids: string[]): Promise<{ id: string; isDone: boolean }[]> {
  const { rows } = await sql.query<{ id: string; isDone: boolean }>(
    `select id, state = 'done' as "isDone" from export
     where id = any($1::uuid[]) and (state in ('waiting', 'running')
       or state = 'done' and expires_at > now())`,
    [ids],
  );
  return rows;
}

/** What was ready, failed or cancelled a day ago. */
export async function forgetExports(sql: Sql): Promise<void> {
  await sql.query(`delete from export where expires_at < now() and state in ('done', 'failed', 'cancelled')`);
}
