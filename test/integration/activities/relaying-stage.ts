import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openStage, type Stage } from '#test/integration/workflows/stage.ts';
import { type Outbox, outboxOf } from '../support/outbox.ts';

export let stage: Stage;
export let out: Outbox;
export const pool = () => stage.database.pool;
export const query = async (sql: string, ...values: unknown[]) => (await pool().query(sql, values)).rows;

export function setUpRelaying(): void {
  beforeAll(async () => {
    stage = await openStage();
    out = outboxOf(stage.database.pool);
  });
  beforeEach(async () => {
    await query('delete from client');
    await query('delete from trouble');
  });
  afterAll(() => stage?.close());
}
