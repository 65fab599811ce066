import { expect, test } from 'vitest';
import { Turns } from '#api/engine/turns.ts';

test('I15: no more than so many at once for one key, in the order they came; other keys do not wait', async () => {
  const turns = new Turns(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (n: number) => () => {
    begun.push(n);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  const all = [1, 2, 3, 4].map((n) => turns.take('a', work(n)));
  expect(begun).toEqual([1, 2]);
  const other = turns.take('b', work(9));
  expect(begun).toEqual([1, 2, 9]);
  ends[0]?.();
  await all[0];
  expect(begun).toEqual([1, 2, 9, 3]);
  // Who comes now stands behind who waits.
  const last = turns.take('a', work(5));
  for (let n = 1; n < 6; n += 1) {
    ends[n]?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all([...all, other, last]);
  expect(begun).toEqual([1, 2, 9, 3, 4, 5]);
});

test('I15: one that fails gives its place to the next', async () => {
  const turns = new Turns(1);
  const failing = turns.take('a', () => Promise.reject(new Error('no')));
  const next = turns.take('a', () => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
