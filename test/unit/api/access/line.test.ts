import { expect, test } from 'vitest';
import { Line } from '#api/access/line.ts';

/** Comes in, and stays until told to leave. */
const enter = (line: Line, who: string, gone?: AbortSignal) =>
  new Promise<() => void>((entered, refused) => {
    line.run(who, () => new Promise<void>((leave) => entered(leave)), gone).catch(refused);
  });

const codeOf = (refused: unknown) => (refused as { code: string; headers: Record<string, string> }).code;

test('Y24: a few are worked on at once, the others wait in order', async () => {
  const line = new Line({ atOnce: 1, waiting: 10, ofOne: 10 });
  const first = await enter(line, 'olena');
  const order: string[] = [];
  const others = ['taras', 'iryna'].map(async (who) => {
    const leave = await enter(line, who);
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
  const leave = await enter(line, 'olena');
  const waiting = enter(line, 'olena');
  const refused = await enter(line, 'olena').catch((error: unknown) => error);
  expect(codeOf(refused)).toBe('TOO_MANY_ATTEMPTS');
  expect((refused as { headers: Record<string, string> }).headers['retry-after']).toMatch(/^[1-9]\d*$/);
  const taras = enter(line, 'taras');
  leave();
  (await waiting)();
  (await taras)();
  (await enter(line, 'olena'))();
});

test('Y24: all together are refused when the line is full, and it empties again', async () => {
  const line = new Line({ atOnce: 1, waiting: 1, ofOne: 5 });
  const [leave, second] = [await enter(line, 'a'), enter(line, 'b')];
  const refused = await enter(line, 'c').catch((error: unknown) => error);
  expect(codeOf(refused)).toBe('BUSY');
  expect((refused as { headers: Record<string, string> }).headers['retry-after']).toMatch(/^[1-9]\d*$/);
  leave();
  (await second)();
  (await enter(line, 'c'))();
});

test('Y24: who goes away while waiting leaves no gap and takes no turn', async () => {
  const line = new Line({ atOnce: 1, waiting: 5, ofOne: 1 });
  const leave = await enter(line, 'a');
  const gone = new AbortController();
  const left = enter(line, 'b', gone.signal).catch((error: unknown) => error);
  const third = enter(line, 'c');
  await Promise.resolve();
  gone.abort();
  expect(codeOf(await left)).toBe('TOO_MANY_ATTEMPTS');
  leave();
  (await third)();
  (await enter(line, 'b'))();
});

test('Y24: who goes away while it is worked on keeps the place until the work ends', async () => {
  const line = new Line({ atOnce: 1, waiting: 5, ofOne: 5 });
  const gone = new AbortController();
  const leave = await enter(line, 'a', gone.signal);
  let isIn = false;
  const next = enter(line, 'b').then((left) => {
    isIn = true;
    return left;
  });
  gone.abort();
  await new Promise((resolve) => setImmediate(resolve));
  expect(isIn).toBe(false);
  leave();
  (await next)();
});

test('Y24: work that throws gives its place back, and its error to who asked', async () => {
  const line = new Line({ atOnce: 1, waiting: 1, ofOne: 1 });
  for (let n = 0; n < 3; n += 1)
    await expect(line.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await line.run('a', () => Promise.resolve('in'))).toBe('in');
});

test('Y24: how often in a minute is counted for a person', async () => {
  const line = new Line({ atOnce: 5, waiting: 5, ofOne: 5, perMinute: 2 });
  for (let n = 0; n < 2; n += 1) (await enter(line, 'a'))();
  const refused = await enter(line, 'a').catch((error: unknown) => error);
  expect(Number((refused as { headers: Record<string, string> }).headers['retry-after'])).toBeGreaterThan(0);
  (await enter(line, 'b'))();
});
