import { expect, test } from 'vitest';
import { Deliveries } from '#api/webhooks/deliveries.ts';

/** So many at once, ended together, as those are that are written together. */
async function throng(deliveries: Deliveries, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const kept = Array.from({ length: count }, () => deliveries.keep(() => promise));
  resolve();
  await Promise.all(kept);
}

test('work that can wait does not begin in the moment between two groups of deliveries', async () => {
  const deliveries = new Deliveries();
  let hasBegun = false;
  await throng(deliveries, 16);
  const begun = deliveries.untilFew(60_000).then(() => (hasBegun = true));
  await Promise.resolve();
  expect(hasBegun).toBe(false);
  await begun;
});

test('few deliveries keep nobody waiting, and many only for so long', async () => {
  const deliveries = new Deliveries();
  await throng(deliveries, 7);
  await deliveries.untilFew(60_000);
  const { promise, resolve } = Promise.withResolvers<void>();
  const kept = Array.from({ length: 16 }, () => deliveries.keep(() => promise));
  await deliveries.untilFew(1);
  resolve();
  expect(await Promise.all(kept)).toHaveLength(16);
});
