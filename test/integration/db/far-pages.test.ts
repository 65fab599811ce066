import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHAT_ORDERS, type ChatFilter, type ChatOrder } from '#db/chats/listing/filter.ts';
import { listChats, nextChats } from '#db/chats/listing/list.ts';
import { BASE, fillManyChats, type ManyChats } from './many-chats.ts';
import { findPlace } from '#db/chats/listing/place-of-page.ts';
import { search } from '#db/search/search.ts';
import { LARGE, plansOf, rowsOf } from './plans.ts';

let stage: ManyChats;
let pool: Pool;

beforeAll(async () => {
  stage = await fillManyChats();
  ({ pool } = stage);
}, 120_000);
afterAll(() => stage.close());

const PAGE = 26;
const DAY_MS = 86_400_000;
const ago = (days: number): Date => new Date(Date.now() - days * DAY_MS);
const OPERATOR = 'filled-05';
const filters: [string, Partial<ChatFilter>][] = [
  ['everything', {}],
  ['finished', { status: ['finished'] }],
  ['open', { status: ['new', 'answered', 'in_progress'] }],
  ['since a moment', { from: ago(300) }],
  ['between two moments', { from: ago(300), to: ago(20.3) }],
  ['within a day', { from: ago(120.2), to: ago(120) }],
  [
    'between midnights',
    { from: new Date(1_000 * DAY_MS), to: new Date(Math.floor(ago(9).getTime() / DAY_MS) * DAY_MS) },
  ],
  ['of an operator', { operatorId: OPERATOR }],
  ['of an operator, until a moment', { operatorId: OPERATOR, to: ago(5.1) }],
  ['of some pages without operator', { viewer: { employeeId: OPERATOR }, operatorId: 'none' }],
];
const SORTS = Object.keys(CHAT_ORDERS) as ChatOrder[];
const asked = filters.flatMap(([what, filter]) =>
  SORTS.flatMap((sort) =>
    (['asc', 'desc'] as const).map(
      (order) => [what, sort, order, { ...BASE, limit: PAGE, ...filter, sort, order }] as const,
    ),
  ),
);

/** All that fit, by the plainest of statements. */
async function numbersOf({ viewer, status, operatorId, from, to, sort, order }: ChatFilter): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    `select number from chat c where (cardinality($1::text[]) = 0 or status = any($1))
       and ($2::text is null or page_id in (select page_id from page_access where employee_id = $2))
       and ($3::text is null or case when $3 = 'none' then not led else exists (
         select 1 from chat_operator where chat_id = c.id and employee_id = $3) end)
       and last_contact_at between coalesce($4::timestamptz, '-infinity') and coalesce($5::timestamptz, 'infinity')
     order by ${CHAT_ORDERS[sort]} ${order} nulls last, number ${order}`,
    [status, viewer?.employeeId ?? null, operatorId, from, to],
  );
  return rows.map(({ number }) => number);
}

describe('F25: any page is what stands there', () => {
  test.each(asked)('%s by %s %s', async (_what, _sort, _order, filter) => {
    const all = await numbersOf(filter);
    // The first, the last, one in the middle, one beyond the end, each by where it begins.
    const offsets = [0, all.length - 7, all.length / 2 - 3, all.length + 1_050];
    for (const offset of offsets.map((one) => Math.max(0, Math.floor(one)))) {
      const { rows, total } = await listChats(pool, { ...filter, offset });
      expect(rows.map(({ number }) => number)).toEqual(all.slice(offset, offset + PAGE));
      expect(total).toEqual({ count: all.length, isExact: true });
    }
  });

  test.each(asked)('also behind a place: %s by %s %s', async (_what, _sort, _order, filter) => {
    const all = await numbersOf(filter);
    const told: number[] = [];
    let after: ChatFilter['after'] = null;
    // From a third of it to the next one, as an export goes.
    const limit = Math.max(1, Math.ceil(all.length / 3));
    for (let n = 0; n < 4; n += 1) {
      const rows = await nextChats(pool, { ...filter, limit, after });
      told.push(...rows.map(({ number }) => number));
      const last = rows.at(-1);
      if (last) after = { key: last.key, number: last.number };
    }
    expect(told).toEqual(all);
  });
});

describe('F25: no page is dearer where there are more chats', () => {
  const ALL = 30_000;
  /** One block of numbers, and what a page shows. */
  const MOST = 5_500;
  beforeAll(() => stage.fill(ALL - 10_000), 120_000);

  const FINISHED: Partial<ChatFilter> = { status: ['finished'] };
  const LATE: Partial<ChatFilter> = { from: ago(60), to: ago(30) };
  const kinds: [string, Partial<ChatFilter>][] = SORTS.flatMap((sort) => [
    [`the first by ${sort}`, { sort }],
    [`in the middle by ${sort}`, { sort, offset: ALL / 2 }],
    [`in the middle by ${sort}, the other way round`, { sort, order: 'asc', offset: ALL / 2 }],
    [`the last by ${sort}`, { sort, offset: ALL - PAGE }],
    [`in the middle of the finished by ${sort}`, { ...FINISHED, sort, offset: ALL / 3 }],
    [`of a period by ${sort}`, { ...LATE, sort }],
    [`of a period by ${sort}, the other way round`, { ...LATE, sort, order: 'asc' }],
  ]);

  test.each(kinds)('%s', async (_what, filter) => {
    const work = (on: Pool) => listChats(on, { ...BASE, limit: PAGE, ...filter });
    const plans = await plansOf(pool, work, 'explain (analyze)');
    expect(plans.length).toBeGreaterThan(1);
    for (const plan of plans) {
      expect(plan).not.toMatch(LARGE);
      expect(rowsOf(plan)).toBeLessThan(MOST);
    }
  });

  test('that everything is gone through is seen', async () => {
    const work = (on: Pool) => on.query(`select number from chat c order by number offset ${ALL / 2} limit 1`);
    const [plan = ''] = await plansOf(pool, work, 'explain (analyze)');
    expect(rowsOf(plan)).toBeGreaterThan(MOST);
  });
});

describe('F25: what is not asked for is not gone through', () => {
  test.each(SORTS)('no chat, to know where a page by %s begins', async (sort) => {
    const [plan = ''] = await plansOf(
      pool,
      (on) => findPlace(on, { ...BASE, sort, offset: 10_000 }),
      'explain (analyze)',
    );
    expect(plan).toContain('chat_place');
    expect(rowsOf(plan)).toBe(0);
  });

  test.each([0, 2_000])(
    'no open chat of an operator, where finished ones are asked for, from %i on',
    async (offset) => {
      const filter: ChatFilter = { ...BASE, operatorId: OPERATOR, status: ['finished'], offset };
      const plans = await plansOf(pool, (on) => listChats(on, filter), 'explain (analyze)');
      expect(plans.join()).not.toMatch(/chat_operator_open_index.*actual/);
    },
  );

  test('of a common word no more chats than it takes', async () => {
    const plans = await plansOf(pool, (on) => listChats(on, { ...BASE, q: 'замовлення' }), 'explain (analyze)');
    const [walked, others] = [true, false].map((is) => plans.filter((plan) => plan.includes('CTE walked') === is));
    // Only of those that are told it is asked where they have it, which nobody asks beside.
    expect(walked?.join()).toMatch(/message_chat_id_at_seq_index on message m .*loops=51\)/);
    for (const plan of others ?? []) expect(rowsOf(plan)).toBeLessThan(250);
  });

  test('of a name that many have only those of the last contacts, and all of these', async () => {
    await pool.query(
      `update client set first_name = 'Зореслава' where id = any(array(select id from client order by id limit 4000))`,
    );
    const work = (on: Pool) => search(on, { viewer: null, q: 'зореслав', limit: 20 });
    const plans = await plansOf(pool, work, 'explain (analyze)');
    expect(plans.join()).not.toMatch(/client_words_parts_index.*actual/);
    const { hits } = await work(pool);
    const told = hits.flatMap(({ kind, number }) => (kind === 'name' ? [number] : []));
    const { rows } = await pool.query<{ number: number }>(
      `select number from (select distinct on (client_id) number, last_contact_at, client_id from chat
         where led is not null order by client_id, created_at desc) c join client cl on cl.id = c.client_id
       where first_name = 'Зореслава' order by last_contact_at desc, number desc limit $1`,
      [told.length],
    );
    expect(told.length).toBeGreaterThan(6);
    expect(told).toEqual(rows.map(({ number }) => number));
  });
});
