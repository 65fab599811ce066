import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { Deliveries } from '#api/webhooks/deliveries.ts';

const MANY = 10 * availableParallelism();

/** So many deliveries, each so long after the one before it; how often it was told that they are many. */
function told(count: number, apartMs: number): number {
  let now = 1_000_000;
  const deliveries = new Deliveries(() => now);
  let times = 0;
  for (let n = 0; n < count; n += 1) {
    if (deliveries.come()) times += 1;
    now += apartMs;
  }
  return times;
}

test('few deliveries are no throng, however long they go on', () => {
  expect(told(100 * MANY, 201 / MANY)).toBe(0);
  expect(told(MANY, 0)).toBe(0);
});

test('that they are many is told soon, and now and then while it lasts', () => {
  expect(told(MANY + 1, 0)).toBe(1);
  const apart = 100 / MANY;
  const seconds = (10 * MANY * apart) / 1000;
  const times = told(10 * MANY, apart);
  expect(times).toBeGreaterThan(3 * seconds);
  expect(times).toBeLessThanOrEqual(10 * seconds);
});
