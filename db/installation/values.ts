import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';

/** A fact about this installation, or null. */
export async function findFact<T>(pool: Pool, name: string): Promise<T | null> {
  const { rows } = await pool.query<{ value: T }>('select value from installation where name = $1', [name]);
  return rows[0]?.value ?? null;
}

export async function saveFact(sql: Sql, name: string, value: unknown): Promise<void> {
  await sql.query(
    'insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [name, JSON.stringify(value)],
  );
}
