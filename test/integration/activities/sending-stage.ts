import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Graph } from '#activities/messenger/graph.ts';
import { openStage, type Stage } from '#test/integration/workflows/stage.ts';
import { emptyOutbox, needsOf, type Outbox, outboxOf } from '../support/outbox.ts';

export let stage: Stage;
export let out: Outbox;
export const pool = () => stage.database.pool;
export const deps = (graph?: Graph) => needsOf(stage, graph);
export const stateOf = async (id: string) => (await out.read(id))[0].state;

export function setUpSending(): void {
  beforeAll(async () => {
    stage = await openStage();
    out = outboxOf(stage.database.pool);
  });
  beforeEach(() => emptyOutbox(stage.database.pool));
  afterAll(() => stage?.close());
}
