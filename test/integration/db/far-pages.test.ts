import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHAT_ORDERS, type ChatFilter, type ChatOrder } from '#db/chats/listing/filter.ts';
import { listChats } from '#db/chats/listing/list.ts';
import { BASE, fillManyChats, type ManyChats } from './many-chats.ts';
import { LARGE, plansOf } from './plans.ts';

let stage: ManyChats;
let pool: Pool;

beforeAll(async () => {
  stage = await fillManyChats();
  ({ pool } = stage);
}, 120_000);
afterAll(() => stage.close());

const PAGE = 26;
const filters: [string, Partial<ChatFilter>][] = [
  ['everything', {}],
  ['finished', { status: ['finished'] }],
  ['since a moment', { from: new Date(Date.now() - 300 * 86_400_000) }],
];
const SORTS: ChatOrder[] = ['number', 'createdAt', 'lastContactAt'];
const asked = filters.flatMap(([what, filter]) =>
  SORTS.flatMap((sort) =>
    (['asc', 'desc'] as const).map(
      (order) => [what, sort, order, { ...BASE, limit: PAGE, ...filter, sort, order }] as const,
    ),
  ),
);

/** All that fit, by the plainest of statements. */
async function numbersOf({ status, from, sort, order }: ChatFilter): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    `select number from chat where (cardinality($1::text[]) = 0 or status = any($1))
       and last_contact_at >= coalesce($2::timestamptz, '-infinity')
     order by ${CHAT_ORDERS[sort]} ${order}, number ${order}`,
    [status, from],
  );
  return rows.map(({ number }) => number);
}

test.each(asked)('F25: far pages are what stands there: %s by %s %s', async (_what, _sort, _order, filter) => {
  const all = await numbersOf(filter);
  // The last page, one in the middle on either side of it, one beyond the end.
  for (const offset of [all.length - 7, all.length / 2 - 3, all.length / 2 + 3, all.length + 50].map(Math.floor)) {
    const { rows, total } = await listChats(pool, { ...filter, offset });
    expect(rows.map(({ number }) => number)).toEqual(all.slice(offset, offset + PAGE));
    expect(total).toEqual({ count: all.length, isExact: true });
  }
});

test.each(asked)('F25: the last page sorts no more than a few: %s by %s %s', async (_what, _sort, _order, filter) => {
  const all = await numbersOf(filter);
  const plans = await plansOf(pool, (on) => listChats(on, { ...filter, offset: all.length - 7 }), 'explain (analyze)');
  expect(plans.length).toBeGreaterThan(1);
  for (const plan of plans) {
    expect(plan).not.toMatch(LARGE);
    expect(sorted(plan)).toBeLessThan(1_000);
  }
});

test('a sort of everything is seen', async () => {
  const plan = await pool.query<Record<string, string>>('explain (analyze) select * from chat order by rung, version');
  expect(sorted(plan.rows.map((row) => row['QUERY PLAN']).join('\n'))).toBeGreaterThan(9_000);
});

/** How many rows the largest sort of a plan put in order. */
function sorted(plan: string): number {
  const sorts = plan.matchAll(/Sort {2}\(.*actual time=[\d.]+ rows=([\d.]+)|Sort {2}\(.*actual rows=([\d.]+)/g);
  return Math.max(0, ...[...sorts].map(([, timed, plain]) => Number(timed ?? plain)));
}
