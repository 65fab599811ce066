import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sampleChats } from '#activities/builds/preflight-sample.ts';
import { openTemporal } from '#platform/temporal.ts';
import { keyNamed } from '#test/ground/before.ts';
import { keysOfNobody } from '#test/ground/keys.ts';
import { CHAT_TASK_QUEUE } from '#workflows/chat/interface.ts';
import { createNamespace } from '../support/namespace.ts';
import { until } from '../support/until.ts';

const CHATS = 12;
let temporal: Client;
/** When each chat began, by its number. */
const began: string[] = [];

beforeAll(async () => {
  const namespace = await createNamespace();
  temporal = openTemporal({ address: inject('temporalAddress'), namespace }, keysOfNobody(keyNamed('k1')));
  for (let n = 0; n < CHATS; n += 1) {
    const started = await until('the namespace', () =>
      temporal.workflow
        .start('chatWorkflow', { workflowId: `chat/${n}`, taskQueue: CHAT_TASK_QUEUE, args: [{}] })
        .catch(() => null),
    );
    began.push((await started.describe()).startTime.toISOString());
  }
  await until('the list', async () => (await temporal.workflow.count(`ExecutionStatus = 'Running'`)).count === CHATS);
});
afterAll(() => temporal?.connection.close());

test('I19: the oldest open chats are among those which a new build replays', async () => {
  const ids = await sampleChats(temporal, [], 8);
  expect(ids).toEqual(expect.arrayContaining(['chat/0', 'chat/1', 'chat/2', 'chat/3']));
});

test('I19: so are some that began under each build since', async () => {
  const builds = [4, 7, 10].map((n) => ({ at: began[n] ?? '' }));
  const ids = await sampleChats(temporal, builds, 8);
  const among = (...numbers: number[]) => numbers.some((n) => ids.includes(`chat/${n}`));
  expect([among(0, 1), among(4, 5, 6), among(7, 8, 9), among(10, 11)]).toEqual([true, true, true, true]);
  expect(ids.length).toBeLessThanOrEqual(8);
});

test('I19: all of them where there are few', async () => {
  expect(await sampleChats(temporal, [], 100)).toHaveLength(CHATS);
});
