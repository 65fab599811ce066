import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHAT_ORDERS, type ChatFilter, type ChatOrder } from '#db/chats/listing/filter.ts';
import { listChats } from '#db/chats/listing/list.ts';
import { findPlace } from '#db/chats/listing/place-of-page.ts';
import { BASE, fillManyChats, type ManyChats } from './many-chats.ts';
import { plansOf, rowsOf } from './plans.ts';

let stage: ManyChats;
let pool: Pool;

beforeAll(async () => {
  stage = await fillManyChats();
  ({ pool } = stage);
  // Some go on for long.
  await pool.query(
    `update chat set last_contact_at = last_contact_at + interval '1 day' * (number % 40)
     where status <> 'finished' and number % 5 = 0`,
  );
}, 120_000);
afterAll(() => stage.close());

const OPERATOR = 'filled-05';
const DAY_MS = 86_400_000;
const SORTS = Object.keys(CHAT_ORDERS) as ChatOrder[];
const filters: [string, Partial<ChatFilter>][] = [
  ['all', {}],
  ['open', { status: ['new', 'answered', 'in_progress'] }],
  ['since a moment', { from: new Date(Date.now() - 150 * DAY_MS) }],
];
const asked = filters.flatMap(([what, filter]) =>
  SORTS.flatMap((sort) =>
    (['asc', 'desc'] as const).map(
      (order) => [what, sort, order, { ...BASE, limit: 20, operatorId: OPERATOR, ...filter, sort, order }] as const,
    ),
  ),
);

interface Placed {
  number: number;
  /** Null: whoever waits, before everybody else. */
  bucket: number | null;
  isOpen: boolean;
}

const BUCKETS = {
  lastContactAt: 'chat_day(last_contact_at)',
  createdAt: 'chat_day(created_at)',
  number: 'number >> 12',
  waitingSince: 'case when waiting_since is null then number >> 12 end',
};

/** All of an operator's, by the plainest of statements. */
async function plain({ sort, order, status, from }: ChatFilter): Promise<Placed[]> {
  const { rows } = await pool.query<Placed>(
    `select number, ${BUCKETS[sort]} as bucket, status <> 'finished' as "isOpen" from chat c
     where exists (select 1 from chat_operator where chat_id = c.id and employee_id = $1)
       and (cardinality($2::text[]) = 0 or status = any($2))
       and last_contact_at >= coalesce($3, '-infinity'::timestamptz)
     order by ${CHAT_ORDERS[sort]} ${order} nulls last, number ${order}`,
    [OPERATOR, status, from],
  );
  return rows;
}

describe('F25: where a page of an operator begins', () => {
  test.each(asked)('%s by %s %s', async (_what, _sort, _order, filter) => {
    const all = await plain(filter);
    expect(all.length).toBeGreaterThan(20);
    for (const part of [0, 0.3, 0.6, 0.9]) {
      const offset = Math.floor(all.length * part);
      const place = await findPlace(pool, { ...filter, offset });
      const there = new Set(all.slice(offset, offset + filter.limit).map(({ bucket }) => bucket));
      const isThere = ({ bucket }: Placed): boolean => there.has(bucket);
      const open = all.filter((chat) => chat.isOpen && isThere(chat)).map(({ number }) => number);
      expect(place.count).toBe(all.length);
      expect(place.before).toBe(all.findIndex(isThere));
      expect(new Set(place.buckets)).toEqual(new Set([...there].filter((bucket) => bucket !== null)));
      expect(place.hasWaiting).toBe(there.has(null));
      expect(new Set(place.open)).toEqual(new Set(open));
    }
  });
});

describe('F25: open chats of an operator are not looked at', () => {
  const chatsOf = (plans: string[]): number => rowsOf(plans.join('\n').replaceAll(' on chat_operator', ' on its'));

  test('to know where a page behind all of them begins', async () => {
    const filter: ChatFilter = { ...BASE, operatorId: OPERATOR, limit: 20 };
    const all = await plain(filter);
    const offset = all.length - 40;
    expect(chatsOf(await plansOf(pool, (on) => findPlace(on, { ...filter, offset }), 'explain (analyze)'))).toBe(0);
    const first = await plansOf(pool, (on) => findPlace(on, filter), 'explain (analyze)');
    expect(chatsOf(first)).toBeGreaterThan(20);
  });

  test.each(['createdAt', 'number'] as const)('where they are ordered by %s', async (sort) => {
    const filter: ChatFilter = { ...BASE, operatorId: OPERATOR, sort, limit: 20 };
    const place = await plansOf(pool, (on) => findPlace(on, { ...filter, offset: 60 }), 'explain (analyze)');
    expect(chatsOf(place)).toBe(0);
    const [chosen = ''] = await plansOf(pool, (on) => listChats(on, filter), 'explain (analyze)');
    expect(chatsOf([chosen])).toBe(0);
  });
});
