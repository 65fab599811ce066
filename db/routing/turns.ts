import type { Sql } from '#db/connection/transaction.ts';
import type { Question } from '#workflows/routing/vocabulary.ts';

/** Turns by pool and employee. */
export async function readTurns(sql: Sql, pageId: string): Promise<Question['turns']> {
  const { rows } = await sql.query<{ pool: string; employeeId: string; turn: string }>(
    'select pool, employee_id as "employeeId", turn from routing_turn where page_id = $1',
    [pageId],
  );
  const turns: Question['turns'] = {};
  for (const { pool, employeeId, turn } of rows) (turns[pool] ??= {})[employeeId] = Number(turn);
  return turns;
}

export async function keepTurn(tx: Sql, pageId: string, pool: string, employeeId: string, turn: number): Promise<void> {
  await tx.query(
    `insert into routing_turn (page_id, pool, employee_id, turn) values ($1, $2, $3, $4)
     on conflict (page_id, pool, employee_id) do update set turn = excluded.turn`,
    [pageId, pool, employeeId, turn],
  );
}
