import type { Pool } from 'pg';

/** What all processes are told and nobody keeps; `listen` hears it. Lost, it is told again by who said it. */
export async function passOn(pool: Pool, text: string): Promise<void> {
  await pool.query(`select pg_notify('rozmova_passing', $1)`, [text]).catch(() => undefined);
}
