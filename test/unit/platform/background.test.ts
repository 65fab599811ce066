import { expect, test } from 'vitest';
import { createLogger } from '#platform/log.ts';
import { startBackground, type JobWatch, type Job } from '#platform/background.ts';

const log = createLogger('test', 'silent');
const work = (name: string, pass: Job['pass'], more: Partial<Job> = {}): Job => ({
  name,
  everyMs: 1_000_000,
  topics: [],
  pass,
  ...more,
});

/** Resolves as soon as it was called so often. */
function countdown(times: number): { called: Promise<void>; call(): void } {
  const { promise: called, resolve } = Promise.withResolvers<void>();
  let left = times;
  return { called, call: () => void ((left -= 1) === 0 && resolve()) };
}

test('one work that fails each time keeps no other one, and is told of until it passes', async () => {
  const told: string[] = [];
  const both = countdown(2);
  const watch: JobWatch = {
    failing: async (name) => void told.push(`${name} fails`),
    passing: async (name) => {
      told.push(`${name} passes`);
      both.call();
    },
  };
  let fails = 4;
  const bad = work('bad', async () => {
    if ((fails -= 1) >= 0) throw new Error('odd row');
    return false;
  });
  const room = startBackground([bad, work('good', async () => false)], log, watch);
  await both.called;
  await room.stop();
  expect(told).toEqual(['good passes', 'bad fails', 'bad passes']);
});

test('a pass that answers a number is called again after so long, one that answers true at once', async () => {
  const calls = countdown(4);
  const answers = [true, 5, 5, false];
  const room = startBackground(
    [
      work('counting', async () => {
        calls.call();
        return answers.shift() ?? false;
      }),
    ],
    log,
  );
  await calls.called;
  await room.stop();
  expect(answers).toEqual([]);
});

test('whoever listens to a topic is woken by it, and nobody else', async () => {
  const [rung, others] = [countdown(2), { calls: 0 }];
  const room = startBackground(
    [
      work('listener', async () => (rung.call(), false), { topics: ['bell'] }),
      work('other', async () => ((others.calls += 1), false), { topics: ['another'] }),
    ],
    log,
  );
  room.wake('bell');
  await rung.called;
  await room.stop();
  expect(others.calls).toBe(1);
});

test('what is under way when the room closes is waited for', async () => {
  const done = Promise.withResolvers<void>();
  let settled = false;
  const room = startBackground(
    [work('slow', async () => false, { settle: () => done.promise.then(() => void (settled = true)) })],
    log,
  );
  const stopped = room.stop();
  done.resolve();
  await stopped;
  expect(settled).toBe(true);
});
