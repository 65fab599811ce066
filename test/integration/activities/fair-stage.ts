import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openStage, type Stage } from '#test/integration/workflows/stage.ts';
import { emptyOutbox, type Outbox, outboxOf } from '../support/outbox.ts';

export let stage: Stage;
export let out: Outbox;
export const pool = () => stage.database.pool;

export function setUpFair(): void {
  beforeAll(async () => {
    stage = await openStage();
    out = outboxOf(stage.database.pool);
  });
  beforeEach(() => emptyOutbox(stage.database.pool));
  afterAll(() => stage?.close());
}
