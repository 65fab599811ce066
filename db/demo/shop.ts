import type { Sql } from '#db/connection/transaction.ts';
import { DEMO_SHOP } from './company.ts';

/** The id of the page whose widget stands on the demo's shop; null: it is not there. */
export async function findShop(sql: Sql): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>('select id from page where facebook_id = $1', [DEMO_SHOP]);
  return rows[0]?.id ?? null;
}
