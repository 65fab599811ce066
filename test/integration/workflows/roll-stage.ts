import { afterAll, beforeAll } from 'vitest';
import { eventually, openStage, type Stage } from './stage.ts';

export let stage: Stage;
export const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
/** Relays again what the engine did not take at once, as the loop does. */
export const allDecided = (clientId: string) =>
  eventually(async () => {
    await stage.relay();
    return (await query('select 1 from chat_input where client_id = $1 and decided_at is null', clientId)).length === 0;
  });

export function setUpRoll(): void {
  beforeAll(async () => {
    stage = await openStage();
    await stage.startWorker();
  });
  afterAll(() => stage?.close());
}
