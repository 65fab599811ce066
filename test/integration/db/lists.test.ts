import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pool } from 'pg';
import { type ChatFilter, CHAT_ORDERS, type ChatOrder } from '#db/chats/listing/filter.ts';
import { listChats } from '#db/chats/listing/list.ts';
import { listChatOperators } from '#db/chats/listing/operators.ts';
import { addUpCounts, wrongCounts } from '#db/chats/counts.ts';
import { addUpPlaces, forgetEmptyPlaces, wrongPlaces } from '#db/chats/places.ts';
import { keepWords } from '#db/search/keep-words.ts';
import { BASE, fillManyChats, type ManyChats } from './many-chats.ts';
import { LARGE, plansOf } from './plans.ts';

let stage: ManyChats;
let pool: Pool;

beforeAll(async () => {
  stage = await fillManyChats();
  ({ pool } = stage);
}, 120_000);
afterAll(() => stage.close());

const OPERATOR = 'filled-05';
const SOME = { viewer: { employeeId: OPERATOR } };
const SORTS = Object.keys(CHAT_ORDERS) as ChatOrder[];

const filters: [string, Partial<ChatFilter>][] = [
  ['everything', {}],
  ['of some pages', SOME],
  ['new', { status: ['new'] }],
  ['finished, of some pages', { ...SOME, status: ['finished'] }],
  ['without operator', { operatorId: 'none' }],
  ['of an operator', { operatorId: OPERATOR }],
  ['open ones of an operator', { operatorId: OPERATOR, status: ['answered', 'in_progress'] }],
];
/** The newest tenth, and what came before it. */
const LATE = { from: new Date(Date.now() - 40 * 86_400_000) };
const EARLY = { to: new Date(Date.now() - 40 * 86_400_000) };
const periods: [string, Partial<ChatFilter>][] = [
  ['of the last days', LATE],
  ['of the last days and an operator', { ...LATE, operatorId: OPERATOR }],
  ['finished, before the last days, of some pages', { ...SOME, ...EARLY, status: ['finished'] }],
];
const asked = [...filters, ...periods].flatMap(([what, filter]) =>
  SORTS.flatMap((sort) =>
    (['asc', 'desc'] as const).map((order) => [what, sort, order, { ...BASE, ...filter, sort, order }] as const),
  ),
);

describe('a list reads no table from its beginning to its end', () => {
  test.each(asked)('%s by %s %s', async (_what, _sort, _order, filter) => {
    const plans = await plansOf(pool, (on) => listChats(on, filter));
    expect(plans.length).toBeGreaterThan(1);
    for (const plan of plans) expect(plan).not.toMatch(LARGE);
  });

  test.each(['Олена', 'Шевченко Олена', 'о', '%', '0675550142', '12345', 'лампа', 'немає такого', 'Філія'])(
    'searched: %s',
    async (q) => {
      const plans = await plansOf(pool, (on) => listChats(on, { ...BASE, ...SOME, q }));
      for (const plan of plans) expect(plan).not.toMatch(LARGE);
    },
  );
});

describe('a list tells what there is, in its order', () => {
  test.each(asked)('%s by %s %s', async (_what, sort, order, filter) => {
    const [page, all] = [await listChats(pool, filter), await numbersOf(filter)];
    expect(page.rows.map(({ number }) => number)).toEqual(all.slice(0, filter.limit));
    expect(page.total).toEqual({ count: all.length, isExact: true });
    const last = page.rows.at(24);
    if (!last) return;
    const next = await listChats(pool, { ...filter, after: { key: last.key, number: last.number } });
    expect([sort, order, next.rows.map(({ number }) => number)]).toEqual([
      sort,
      order,
      all.slice(25, 25 + filter.limit),
    ]);
  });

  /** The same by the plainest of statements. */
  async function numbersOf({ viewer, status, operatorId, from, to, sort, order }: ChatFilter): Promise<number[]> {
    const { rows } = await pool.query<{ number: number }>(
      `select number from chat c where (cardinality($1::text[]) = 0 or status = any($1))
         and ($2::text is null or page_id in (select page_id from page_access where employee_id = $2))
         and case when $3::text is null then true
           when $3 = 'none' then not exists (select 1 from chat_operator where chat_id = c.id)
           else exists (select 1 from chat_operator where chat_id = c.id and employee_id = $3) end
         and last_contact_at between coalesce($4::timestamptz, '-infinity') and coalesce($5::timestamptz, 'infinity')
       order by ${CHAT_ORDERS[sort]} ${order} nulls last, number ${order}`,
      [status, viewer?.employeeId ?? null, operatorId, from, to],
    );
    return rows.map(({ number }) => number);
  }

  test('F22: operators to filter by are those of a chat that one may see', async () => {
    const plain = await pool.query<{ id: string }>(
      `select distinct e.id from chat_operator o join employee e on e.id = o.employee_id join chat c on c.id = o.chat_id
       where $1::text is null or c.page_id in (select page_id from page_access where employee_id = $1)`,
      [OPERATOR],
    );
    const told = (await listChatOperators(pool, { employeeId: OPERATOR })).map(({ id }) => id);
    expect(told.toSorted()).toEqual(plain.rows.map(({ id }) => id).toSorted());
    expect(await listChatOperators(pool, { employeeId: 'without access' })).toEqual([]);
  });

  test('of a common name the first ones are told, and that there are more', async () => {
    const { rows, total } = await listChats(pool, { ...BASE, q: 'олена' });
    expect(rows.length).toBe(51);
    expect(rows.every(({ firstName, lastMessage }) => firstName === 'Олена' || lastMessage !== null)).toBe(true);
    expect(total.count).toBeGreaterThanOrEqual(51);
  });

  test('of several words the rare one finds the messages in which all of them stand', async () => {
    const one = await pool.query<{ text: string }>(
      `select text from message where text ~ '№ 9[0-9]{4}' order by seq limit 1`,
    );
    const words = ['замовлення', /\d{5}/.exec(one.rows[0]?.text ?? '')?.[0] ?? ''];
    const plain = await pool.query<{ number: number }>(
      `select distinct c.number from message m join chat c on c.id = m.chat_id
       where fold(m.text) like '%' || $1 || '%' and fold(m.text) like '%' || $2 || '%'`,
      words,
    );
    const { rows, total } = await listChats(pool, { ...BASE, limit: 1_000, q: words.join(' ') });
    expect(total).toEqual({ count: plain.rows.length, isExact: true });
    expect(new Set(rows.map(({ number }) => number))).toEqual(new Set(plain.rows.map(({ number }) => number)));
    expect(rows.length).toBeGreaterThan(0);
  });

  test('words of a message are found before they are in the index, and in it', async () => {
    const found = async () => (await listChats(pool, { ...BASE, q: 'жирафа' })).rows.map(({ number }) => number);
    const { rows } = await pool.query<{ number: number }>(
      `with said as (
         update message set text = 'Є статуетка жирафа?' where id = (select id from message order by seq limit 1)
         returning id, chat_id, page_id
       ), told as (
         insert into change (kind, page_id, chat_id, ref) select 'message', page_id, chat_id, id::text from said)
       select number from chat where id = (select chat_id from said)`,
    );
    const numbers = rows.map(({ number }) => number);
    expect(await found()).toEqual(numbers);
    while ((await keepWords(pool, 5_000)) > 0);
    await pool.query('delete from change');
    expect(await found()).toEqual(numbers);
  });
});

describe('what is counted is what is there', () => {
  const steps: [string, string][] = [
    ['a chat is finished', `update chat set status = 'finished' where number = 9990`],
    ['and goes on', `update chat set status = 'answered' where number = 9990`],
    ['its last contact moves', `update chat set last_contact_at = now() where number in (5, 9990)`],
    ['somebody leaves', `delete from chat_operator where chat_id = (select id from chat where number = 100)`],
    [
      'somebody comes',
      `insert into chat_operator (chat_id, employee_id, since, position)
       select id, 'filled-07', now(), 0 from chat where number = 100`,
    ],
    [
      'somebody is replaced',
      `with gone as (delete from chat_operator where chat_id = (select id from chat where number = 100))
       insert into chat_operator (chat_id, employee_id, since, position)
       select id, 'filled-08', now(), 0 from chat where number = 100`,
    ],
    ['a client goes', `delete from client where id = (select client_id from chat where number = 200)`],
    ['an employee goes', `delete from employee where id = 'filled-09'`],
  ];
  test.each(steps)('%s', async (_what, statement) => {
    await pool.query(statement);
    expect(await wrongCounts(pool)).toEqual([]);
    expect(await wrongPlaces(pool)).toEqual([]);
    while (await addUpCounts(pool, 50));
    while (await addUpPlaces(pool, 50));
    await forgetEmptyPlaces(pool, 5_000);
    expect(await wrongCounts(pool)).toEqual([]);
    expect(await wrongPlaces(pool)).toEqual([]);
    const { rows } = await pool.query(
      'select number from chat c where led <> exists (select 1 from chat_operator where chat_id = c.id)',
    );
    expect(rows).toEqual([]);
  });

  test('however many write and add up at the same moment', async () => {
    const write = async (n: number): Promise<void> => {
      for (let at = n; at < 200; at += 4)
        await pool.query(
          `update chat set status = case status when 'new' then 'answered' else 'new' end where number = $1`,
          [9_750 + at],
        );
    };
    const add = async (): Promise<void> => {
      for (let n = 0; n < 20; n += 1) {
        await addUpCounts(pool, 10);
        await addUpPlaces(pool, 10);
        await forgetEmptyPlaces(pool, 10);
      }
    };
    await Promise.all([write(0), write(1), write(2), write(3), add(), add()]);
    expect(await wrongCounts(pool)).toEqual([]);
    expect(await wrongPlaces(pool)).toEqual([]);
  });
});
