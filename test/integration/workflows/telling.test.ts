import { setTimeout as delay } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { expect, test } from 'vitest';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';
import { tellOpenChats } from '#api/upkeep/tell-open-chats.ts';
import { EngineHealth } from '#platform/engine-health.ts';
import { createLogger } from '#platform/log.ts';
import { isEngineAway } from '#platform/temporal.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { newPsid } from './stage.ts';
import { allDecided, setUpRoll, stage } from './roll-stage.ts';

setUpRoll();

/** The engine as it is, but what is said to this client's chat comes too late the first time. */
function slowOnceFor(clientId: string): Client {
  const { connection, options } = stage.temporal;
  let isSlow = true;
  return new Client({
    connection,
    namespace: options.namespace,
    dataConverter: options.dataConverter,
    interceptors: {
      workflow: [
        {
          signalWithStart: async (input, next) => {
            const late = isSlow && input.options.workflowId === chatWorkflowId(clientId);
            if (late) isSlow = false;
            if (late) await delay(ENGINE_DEADLINE_MS + 200);
            return next(input);
          },
        },
      ],
    },
  });
}

test('X33E: the telling of an epoch goes on where the engine broke it off; who was told is left alone', async () => {
  const clients: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const clientId = await stage.wrote(newPsid(), `hello ${n}`);
    await allDecided(clientId);
    clients.push(clientId);
  }
  const runs = () => Promise.all(clients.map(async (id) => (await stage.handle(id).describe()).runId));
  const deps = {
    pool: stage.database.pool,
    temporal: slowOnceFor(clients[1] ?? ''),
    log: createLogger('test', 'silent'),
    health: new EngineHealth(),
  };
  const reached: number[] = [];
  const tell = () =>
    tellOpenChats(deps, 1, {
      instead: true,
      after: reached.at(-1) ?? 0,
      told: (number) => Promise.resolve(void reached.push(number)),
    });
  const before = await runs();
  const broken = await tell().catch((error: unknown) => error);
  expect(isEngineAway(broken)).toBe(true);
  const between = await runs();
  expect(between[0]).not.toBe(before[0]);
  expect(between[1]).toBe(before[1]);
  expect(await tell()).toBe(2);
  const after = await runs();
  expect(after[0]).toBe(between[0]);
  expect(after[1]).not.toBe(before[1]);
  const { rows } = await stage.database.pool.query<{ number: number }>('select number from chat order by number');
  expect(reached).toEqual([rows[0]?.number, rows[2]?.number]);
});
