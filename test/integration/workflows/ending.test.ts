import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/**
 * While it connects, checks its build, makes its three parts, begins to run: the moments of a start, tight enough to
 * meet each.
 */
const MOMENTS_MS = Array.from({ length: 10 }, (_, n) => n * 60);

test('a worker that is asked to stop while it starts ends, at whatever moment: nothing is let go of', async () => {
  for (const moment of MOMENTS_MS) {
    const worker = await stage.startWorker();
    const ended = worker.ended.then(
      () => 'in order',
      (error: unknown) => `after ${moment} ms: ${String(error)}`,
    );
    await new Promise((resolve) => setTimeout(resolve, moment));
    await worker.stop();
    expect(await ended).toBe('in order');
  }
});
