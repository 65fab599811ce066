import { afterAll, beforeAll, expect, test } from 'vitest';
import { fastForward } from '#test/ground/clock.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import type { pageWorkflow } from '#workflows/page/workflow.ts';
import { eventually, openStage, type Stage } from '../stage.ts';
import { pageOf } from './page-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
  // A day goes by in seconds.
  stage.messenger.setSwitches({ limits: { conversationsPerSecond: 1_000 } });
});
afterAll(() => stage?.close());

/** What an hour's look leaves in the history, the skipping of time included. */
const EVENTS_A_LOOK = 20;

test('holds 6: a page looks by itself through a day, raises no alarm, and its history stays small', async () => {
  const page = pageOf(stage);
  await page.untilCode('token', 'good');
  const before = await page.handle.describe();
  await fastForward(stage.temporal, page.handle, 18 * 60 * 60_000);
  const health = await eventually(page.ask);
  expect(health.checks.token.at ?? 0).toBeGreaterThan(Date.now() + 16 * 60 * 60_000);
  expect([health.state, await page.events()]).toEqual(['ok', []]);
  const after = await page.handle.describe();
  const looks = 18;
  expect(after.historyLength - before.historyLength).toBeLessThan(looks * EVENTS_A_LOOK);
});

test('N12: a run that is long hands over, and what the page knows goes on', async () => {
  const page = pageOf(stage);
  const since = (await eventually(page.kept)).since;
  await page.handle.terminate();
  await stage.temporal.workflow.start<typeof pageWorkflow>('pageWorkflow', {
    workflowId: page.handle.workflowId,
    taskQueue: CHAT_TASK_QUEUE,
    args: [{ pageId: stage.page.id, rollAt: 30 }],
  });
  const first = (await page.handle.describe()).runId;
  await eventually(async () => {
    await page.look();
    return (await page.handle.describe()).runId !== first;
  });
  expect((await eventually(page.ask)).since).toBe(since);
});
