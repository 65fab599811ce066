import { expect, test } from 'vitest';
import { HashingLine } from '#api/access/hashing.ts';
import { ApiError } from '#api/errors/error.ts';

/** Work that ends when it is told to. */
function works(line: HashingLine, count: number) {
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const ends: (() => void)[] = [];
  const all = Array.from({ length: count }, (_, n) =>
    line.run(async () => {
      order.push(n);
      most = Math.max(most, (running += 1));
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
      return n;
    }),
  );
  return { all, ends, order, most: () => most };
}

test('Y07: no more than so many hash at once, in the order they came, and everybody has their turn', async () => {
  const { all, ends, order, most } = works(new HashingLine(2, 10), 8);
  for (let n = 0; n < 8; n += 1) {
    await expect.poll(() => ends.length).toBeGreaterThan(n);
    ends[n]?.();
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect([order, most()]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7], 2]);
});

test('Y07: where the line is full one is asked to come again, and there is room again afterwards', async () => {
  const line = new HashingLine(1, 2);
  const { all, ends } = works(line, 3);
  const refused = await line.run(() => Promise.resolve()).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', headers: { 'retry-after': '2' } });
  for (let n = 0; n < 3; n += 1) {
    await expect.poll(() => ends.length).toBeGreaterThan(n);
    ends[n]?.();
  }
  await Promise.all(all);
  expect(await line.run(() => Promise.resolve('in'))).toBe('in');
});

test('Y07: work that throws gives its place back', async () => {
  const line = new HashingLine(1, 1);
  for (let n = 0; n < 5; n += 1)
    await expect(line.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await line.run(() => Promise.resolve('in'))).toBe('in');
});
