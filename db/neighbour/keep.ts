import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { findFact, saveFact } from '#db/installation/values.ts';

/** The CRM that a company has beside ours. */
export interface NeighbourRow {
  /** Leads of chats are made there. */
  isOn: boolean;
  url: string;
  sealedSecret: string;
}

const FACT = 'neighbour';
/** Where its secret is sealed for. */
export const SECRET_PLACE = 'installation.neighbour.secret';

export const findNeighbour = (pool: Pool): Promise<NeighbourRow | null> => findFact<NeighbourRow>(pool, FACT);

export const saveNeighbour = (sql: Sql, row: NeighbourRow): Promise<void> => saveFact(sql, FACT, row);

/** The same secret, sealed anew; unless it is another one by now. */
export async function resealNeighbour(sql: Sql, sealed: string, sealedAnew: string): Promise<void> {
  await sql.query(
    `update installation set value = jsonb_set(value, '{sealedSecret}', to_jsonb($3::text))
     where name = $1 and value ->> 'sealedSecret' = $2`,
    [FACT, sealed, sealedAnew],
  );
}

/** What it is asked for and has not made: by chats, and by people. */
export async function countWaiting(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ waiting: string }>(
    `select (select count(*) from lead_request where settled_at is null)
       + (select count(*) from neighbour_task where state in ('waiting', 'made')) as waiting`,
  );
  return Number(rows[0]?.waiting ?? 0);
}
