import { expect, test } from 'vitest';
import { Line } from '#api/access/line.ts';

const codeOf = (refused: unknown) => (refused as { code: string; headers: Record<string, string> }).code;

test('Y24: a few are worked on at once, the others wait in order', async () => {
  const line = new Line({ atOnce: 1, waiting: 10, ofOne: 10 });
  const first = await line.enter('olena');
  const order: string[] = [];
  const others = ['taras', 'iryna'].map(async (who) => {
    const leave = await line.enter(who);
    order.push(who);
    leave();
  });
  await Promise.resolve();
  expect(order).toEqual([]);
  first();
  await Promise.all(others);
  expect(order).toEqual(['taras', 'iryna']);
});

test('Y24: one person takes no more than their places, and others still have theirs', async () => {
  const line = new Line({ atOnce: 1, waiting: 10, ofOne: 2 });
  const leave = await line.enter('olena');
  const waiting = line.enter('olena');
  const refused = await line.enter('olena').catch((error: unknown) => error);
  expect(codeOf(refused)).toBe('TOO_MANY_ATTEMPTS');
  expect((refused as { headers: Record<string, string> }).headers['retry-after']).toMatch(/^[1-9]\d*$/);
  const taras = line.enter('taras');
  leave();
  (await waiting)();
  (await taras)();
  (await line.enter('olena'))();
});

test('Y24: all together are refused when the line is full, and it empties again', async () => {
  const line = new Line({ atOnce: 1, waiting: 1, ofOne: 5 });
  const [leave, second] = [await line.enter('a'), line.enter('b')];
  expect(codeOf(await line.enter('c').catch((error: unknown) => error))).toBe('TOO_MANY_ATTEMPTS');
  leave();
  (await second)();
  (await line.enter('c'))();
});

test('Y24: who goes away while waiting leaves no gap and takes no turn', async () => {
  const line = new Line({ atOnce: 1, waiting: 5, ofOne: 1 });
  const leave = await line.enter('a');
  const gone = new AbortController();
  const left = line.enter('b', gone.signal).catch((error: unknown) => error);
  const third = line.enter('c');
  await Promise.resolve();
  gone.abort();
  expect(codeOf(await left)).toBe('TOO_MANY_ATTEMPTS');
  leave();
  (await third)();
  (await line.enter('b'))();
});

test('Y24: how often in a minute is counted for a person', async () => {
  const line = new Line({ atOnce: 5, waiting: 5, ofOne: 5, perMinute: 2 });
  for (let n = 0; n < 2; n += 1) (await line.enter('a'))();
  const refused = await line.enter('a').catch((error: unknown) => error);
  expect(Number((refused as { headers: Record<string, string> }).headers['retry-after'])).toBeGreaterThan(0);
  (await line.enter('b'))();
});
