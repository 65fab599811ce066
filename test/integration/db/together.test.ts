import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { acceptEvents } from '#db/inbound/accept.ts';
import type { Event } from '#db/inbound/events.ts';
import { TooLate, Together } from '#db/inbound/together.ts';
import { createDatabase, type TestDatabase } from '#test/ground/database.ts';
import { readsWhole } from './reads-whole.ts';

/** A message comes while others are written: what is kept is the same as if each had come by itself. */
const PAGES = ['1001', '1002', '1003'];
/** Deliveries of it wait to be read. */
const BLOCKED = '1003';
const LONG_MS = 60_000;

let world: TestDatabase;
let database: Database;
let holder: pg.Client;
beforeAll(async () => {
  world = await createDatabase();
  database = await openDatabase(world.url, 4);
  holder = new pg.Client(world.url);
  await holder.connect();
  for (const page of PAGES)
    await holder.query(`insert into page (facebook_id, name, sealed_token) values ($1, $1, 'x')`, [page]);
  // Pages are looked up at the first delivery, each for itself: those that come at once are in no order then.
  await Promise.all(allAtOnce(PAGES.map((page, client) => ({ page, client, mid: 0, bad: false }))));
});
afterAll(async () => {
  await holder.end();
  await database.close();
  await world.drop();
});

interface Sent {
  page: string;
  client: number;
  mid: number;
  /** PostgreSQL keeps no such text. */
  bad: boolean;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  page: fc.constantFrom('1001', '1001', '1001', '1002', BLOCKED),
  client: fc.nat(5),
  mid: fc.nat(12),
  bad: fc.nat(15).map((odd) => odd === 0),
});

function messageOf({ page, client, mid, bad }: Sent, index: number): Event<'message'> {
  const name = `m_${client}_${mid}`;
  return {
    kind: 'message',
    key: `${page}:mid:${name}`,
    pageFacebookId: page,
    psid: `psid ${client}`,
    at: Date.UTC(2026, 10, 27) + index * 1000,
    raw: '{}',
    mid: name,
    messageKind: 'text',
    text: bad ? 'no \u0000 text' : `message ${mid}`,
    attachments: [],
    replyToMid: null,
    opens: 'message',
    contact: {},
    referral: null,
  };
}

/** All but the pages: their ids are remembered. */
async function clear(): Promise<void> {
  await database.pool.query('truncate client, chat, message, chat_input, inbound_event, change, delivery cascade');
  await database.pool.query(`insert into delivery (pages, body) values ($1, '')`, [[BLOCKED]]);
}

/** What became of each, and what stands in the database, told without ids. */
async function kept(outcomes: PromiseSettledResult<number>[]) {
  const { rows } = await database.pool.query(
    `select p.facebook_id, c.psid, c.inbox_rev, chat.unread, chat.version, chat.waiting_since, chat.last_contact_at,
       (select json_agg(json_build_array(m.mid, m.text, m.at) order by m.seq)
        from message m where m.chat_id = chat.id) as said,
       (select json_agg(i.facts || jsonb_build_object('of', m.mid) order by i.id)
        from chat_input i join message m on m.id = i.message_id where i.chat_id = chat.id) as told,
       (select count(*) from change where chat_id = chat.id) as changes,
       (select count(*) from inbound_event e where e.psid = c.psid and e.page_facebook_id = p.facebook_id) as events
     from client c join page p on p.id = c.page_id left join chat on chat.client_id = c.id
     order by p.facebook_id, c.psid`,
  );
  const each = outcomes.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).name));
  return { rows, each };
}

async function oneByOne(deliveries: Sent[]) {
  await clear();
  const outcomes: PromiseSettledResult<number>[] = [];
  for (const [index, one] of deliveries.entries())
    outcomes.push(...(await Promise.allSettled([acceptEvents(database.pool, [messageOf(one, index)])])));
  return kept(outcomes);
}

function allAtOnce(deliveries: Sent[]): Promise<number>[] {
  const together = new Together(database.webhooks);
  return deliveries.map((one, index) =>
    acceptEvents(database.webhooks, [messageOf(one, index)], { keepOne: (said) => together.keep(said, LONG_MS) }),
  );
}

test('deliveries that come together are kept as if they had come one by one', async () => {
  const deliveries = fc.array(sent, { minLength: 1, maxLength: 120 });
  await fc.assert(
    fc.asyncProperty(deliveries, async (some) => {
      const expected = await oneByOne(some);
      await clear();
      expect(await kept(await Promise.allSettled(allAtOnce(some)))).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

const many = (count: number, from = 0): Sent[] =>
  Array.from({ length: count }, (_, index) => ({ page: '1001', client: from + index, mid: index, bad: false }));

test('what comes while others are written is one transaction, of at most sixty-four', async () => {
  await clear();
  await Promise.all(allAtOnce(many(130)));
  const { rows } = await database.pool.query<{ size: number }>(
    'select count(*)::int as size from message group by xmin::text order by size',
  );
  const sizes = rows.map(({ size }) => size);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(130);
  expect(sizes.length).toBeLessThanOrEqual(6);
  expect(sizes.at(-1)).toBe(64);
});

test('one that cannot be kept takes none of its neighbours along', async () => {
  await clear();
  const deliveries = [...many(20), { page: '1001', client: 50, mid: 1, bad: true }, ...many(20, 100)];
  const outcomes = await Promise.allSettled(allAtOnce(deliveries));
  expect(outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([20]);
});

test("a client in somebody's hand keeps nobody waiting, and is written in order when their row is free", async () => {
  await clear();
  await Promise.all(allAtOnce(many(10)));
  await holder.query('begin');
  await holder.query(`select 1 from client where psid in ('psid 3', 'psid 4') for update`);
  const deliveries = [...many(10), ...many(10)].map((one, index) => ({ ...one, mid: 100 + index }));
  const going = allAtOnce(deliveries);
  const isHeld = (index: number): boolean => [3, 4].includes(deliveries[index]?.client ?? 0);
  await Promise.all(going.filter((_, index) => !isHeld(index)));
  await holder.query('commit');
  await Promise.all(going);
  const { rows } = await database.pool.query<{ mids: string }>(
    `select string_agg(m.mid, ' ' order by m.seq) as mids from message m join client c on c.id = m.client_id
     where psid = 'psid 3'`,
  );
  expect(rows).toEqual([{ mids: 'm_3_3 m_3_103 m_3_113' }]);
});

test('what could not be begun in time is told so, and nothing of it is kept', async () => {
  await clear();
  await Promise.all(allAtOnce(many(1)));
  await holder.query('begin');
  await holder.query(`select 1 from client where psid = 'psid 0' for update`);
  const together = new Together(database.webhooks);
  const keep = (one: Sent, mostMs: number) =>
    acceptEvents(database.webhooks, [messageOf(one, 0)], { keepOne: (said) => together.keep(said, mostMs) });
  const first = keep({ page: '1001', client: 0, mid: 1, bad: false }, LONG_MS);
  const late = keep({ page: '1001', client: 0, mid: 2, bad: false }, -1);
  await expect(late).rejects.toThrow(TooLate);
  await holder.query('commit');
  expect(await first).toBe(1);
  expect((await database.pool.query(`select 1 from message where mid = 'm_0_2'`)).rowCount).toBe(0);
});

test('the statement is planned once, by indexes alone, also while the tables are empty', async () => {
  await clear();
  await Promise.all(allAtOnce(many(1)));
  const prepared = await database.webhooks.query<{ statement: string; custom: string }>(
    `select statement, custom_plans as custom from pg_prepared_statements where name = 'keep-passing'`,
  );
  const [known] = prepared.rows;
  expect(known?.custom).toBe('0');
  const whole = await readsWhole(database.webhooks, known?.statement ?? '');
  // Of what waits to be read there is mostly nothing.
  expect(whole.filter((line) => !line.includes('on delivery'))).toEqual([]);
});
