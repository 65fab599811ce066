import { expect, test } from 'vitest';
import { claimMessages } from '#db/outbox/claim.ts';
import { nextInPace } from '#db/outbox/pace.ts';
import { newPage } from '#test/integration/support/outbox.ts';
import { stage, out, pool, setUpFair } from './fair-stage.ts';

setUpFair();

test('I3a: of many pages each has its turn, whatever one of them has to say', async () => {
  const pages = await Promise.all(Array.from({ length: 6 }, () => newPage(stage)));
  for (const [n, page] of pages.entries()) await out.queueMany(page.id, n === 0 ? 300 : 2);
  const claimed = await claimMessages(pool(), 6);
  expect(new Set(claimed.map(({ pageId }) => pageId)).size).toBe(6);
});

test('I3b: two workers share the pace of a page; of another page both take at once', async () => {
  const [busy, other] = [await newPage(stage), await newPage(stage)];
  await out.queueMany(busy.id, 100);
  const begun = Date.now();
  const both = await Promise.all([claimMessages(pool(), 256), claimMessages(pool(), 256)]);
  const taken = both.flat().length;
  expect(taken).toBeGreaterThan(0);
  // The pace is one in 28 ms: of two that came one after the other the later one may take what is due by then.
  expect(taken).toBeLessThanOrEqual(8 + (Date.now() - begun) / 28);
  await pool().query(`update page_pace set until = now() + interval '10 seconds' where page_id = $1`, [busy.id]);
  expect(await nextInPace(pool())).toBeGreaterThan(0);
  await out.queue(other.id, 'hello');
  expect((await claimMessages(pool(), 256)).some(({ pageId }) => pageId === other.id)).toBe(true);
});

test('a clock that was set back keeps no page waiting', async () => {
  const page = await newPage(stage);
  const id = await out.queue(page.id, 'hello');
  await pool().query(`update page_pace set until = now() + interval '1 hour' where page_id = $1`, [page.id]);
  expect((await claimMessages(pool(), 10)).map((message) => message.id)).toEqual([id]);
});

test('I3c: what hangs at one page holds its own places: of that page no more than its share is claimed', async () => {
  const [hanging, free] = [await newPage(stage), await newPage(stage)];
  await out.queueMany(hanging.id, 20);
  await out.queueMany(free.id, 3);
  const hands = { underWay: new Map([[hanging.id, 48]]), perPage: 48 };
  const claimed = await claimMessages(pool(), 200, hands);
  expect(claimed.map(({ pageId }) => pageId)).toEqual([free.id, free.id, free.id]);
});

test('I3d: sound and video take a larger share of the pace', async () => {
  const page = await newPage(stage);
  await out.queueMany(page.id, 10, 'audio');
  expect(await claimMessages(pool(), 256)).toHaveLength(1);
});

// The last one: to take away so much takes longer than all tests before.
test('I3: of 6,000 messages of one page and one of another, the one is in the first handful', async () => {
  const [busy, quiet] = [await newPage(stage), await newPage(stage)];
  await out.queueMany(busy.id, 6_000);
  await out.queue(quiet.id, 'the only one');
  const first = await claimMessages(pool(), 256);
  expect(
    first
      .slice(0, 2)
      .map(({ pageId }) => pageId)
      .toSorted(),
  ).toEqual([busy.id, quiet.id].toSorted());
  // The pace is kept before the claim: nothing stands in `sending` and waits for its turn.
  expect(first.length).toBeLessThanOrEqual(6);
});
