import type { Pool } from 'pg';
import type { Sql } from '#db/connection/transaction.ts';
import { findFact, saveFact } from '#db/installation/values.ts';

/** How far the demo company is: being made, made with its past, or with its stories told, too. */
export type DemoStanding = 'begun' | 'company' | 'told';

/** Null: there is none, or it is of a build that told no stories. */
export const findDemo = (pool: Pool): Promise<DemoStanding | null> => findFact<DemoStanding>(pool, 'demo');

export const saveDemo = (sql: Sql, standing: DemoStanding): Promise<void> => saveFact(sql, 'demo', standing);
