import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatFilter } from '#db/chats/listing/filter.ts';
import { listChats } from '#db/chats/listing/list.ts';
import { nameChats } from '#db/chats/named.ts';
import { search } from '#db/search/search.ts';
import { fold } from '#workflows/reading/fold.ts';
import { BASE, fillManyChats, type ManyChats } from './many-chats.ts';
import { LARGE, plansOf, rowsOf } from './plans.ts';

let stage: ManyChats;
let pool: Pool;

beforeAll(async () => {
  stage = await fillManyChats();
  ({ pool } = stage);
}, 120_000);
afterAll(() => stage.close());

const OPERATOR = 'filled-05';
const SOME = { employeeId: OPERATOR };
const WORDS = ['шевченко', 'Олена', 'енко', 'ванюк', 'ос', 'ол', 'лук’ян', 'немаєтакого', 'зоресла'];

/** What is found, by the plainest of statements. */
const FOUND = `c.led is not null
  and ($2::text is null or c.page_id in (select page_id from page_access where employee_id = $2))
  and (fold(cl.first_name || ' ' || cl.last_name) ~ $1 or exists (
    select 1 from contact k where k.id = cl.contact_id and fold(k.name) ~ $1))`;
/** A letter or two stand where a word begins, others anywhere. */
const patternOf = (word: string): string => {
  const folded = fold(word);
  return folded.length < 3 ? `(^| )${folded}` : folded;
};

async function plain(word: string, { viewer, pageId, offset, limit }: ChatFilter) {
  const { rows } = await pool.query<{ number: number; count: number }>(
    `select number, count(*) over ()::int as count from chat c join client cl on cl.id = c.client_id
     where ${FOUND} and ($3::uuid is null or c.page_id = $3) order by last_contact_at desc, number desc`,
    [patternOf(word), viewer?.employeeId ?? null, pageId],
  );
  return { numbers: rows.map(({ number }) => number).slice(offset, offset + limit), count: rows.length };
}

async function expectSame(): Promise<void> {
  const page = (await pool.query<{ id: string }>('select page_id as id from chat where number = 77')).rows[0]?.id;
  const filters: Partial<ChatFilter>[] = [{}, { viewer: SOME }, { pageId: page ?? null }, { offset: 60, limit: 25 }];
  for (const q of WORDS)
    for (const some of filters) {
      const filter = { ...BASE, ...some, q };
      const { rows, total } = await listChats(pool, filter);
      const { numbers, count } = await plain(q, filter);
      expect([q, some, rows.map(({ number }) => number)]).toEqual([q, some, numbers]);
      expect([q, some, total]).toEqual([q, some, { count, isExact: true }]);
    }
}

const ofChat = (number: number): string => `(select client_id from chat where number = ${number})`;
const steps: [string, string][] = [
  ['as it was filled', 'select 1'],
  ['a client gets a name', `update client set first_name = 'Зореслава' where id = ${ofChat(77)}`],
  ['their last contact moves', `update chat set last_contact_at = now() where number in (77, 78, 4000)`],
  [
    'a contact is linked',
    `update client set contact_id = (select min(id::text)::uuid from contact) where id = ${ofChat(79)}`,
  ],
  [
    'and called otherwise',
    `update contact set name = 'Зореслав Шевченко' where id = (select min(id::text)::uuid from contact)`,
  ],
  ['and goes', 'delete from contact where id = (select min(id::text)::uuid from contact)'],
  ['a chat is put into the bin', `update chat set led = null where number in (77, 8000)`],
  ['and out of it', `update chat set led = false where number = 77`],
  ['it changes its page', `update chat set page_id = (select page_id from chat where number = 78) where number = 77`],
  ['the name is taken back', `update client set first_name = '', last_name = '' where id = ${ofChat(77)}`],
  ['a client goes', `delete from client where id = ${ofChat(200)}`],
];

describe('F23: chats by a word of a name are those that are called so', () => {
  test.each(steps)('%s: at once, and as they are kept', async (_what, statement) => {
    await pool.query(statement);
    await expectSame();
    while (await nameChats(pool, 50));
    expect((await pool.query('select 1 from named_chat_due')).rows).toEqual([]);
    await expectSame();
  });

  test('while names change and chats are kept by them at the same moment', async () => {
    const rename = async (n: number): Promise<void> => {
      for (let at = n; at < 120; at += 3)
        await pool.query(`update client set first_name = $1 where id = ${ofChat(1_000 + at)}`, [
          at % 2 === 0 ? 'Зореслава' : 'Шевченко',
        ]);
    };
    const keep = async (): Promise<void> => {
      for (let n = 0; n < 40; n += 1) await nameChats(pool, 7);
    };
    await Promise.all([rename(0), rename(1), rename(2), keep(), keep()]);
    await expectSame();
    while (await nameChats(pool, 50));
    expect((await pool.query('select 1 from named_chat_due')).rows).toEqual([]);
    await expectSame();
  });

  test('no name of whoever is gone is kept', async () => {
    await pool.query(`update client set first_name = 'Неповторна' where id = ${ofChat(300)}`);
    while (await nameChats(pool, 50));
    const kept = `select word from name_word where word = 'неповторна'`;
    expect((await pool.query(kept)).rows).toHaveLength(1);
    await pool.query(`delete from client where id = ${ofChat(300)}`);
    while (await nameChats(pool, 50));
    expect((await pool.query(kept)).rows).toEqual([]);
  });
});

describe('F23: of a name that many have no more are looked at than are told', () => {
  const NAME = 'Зореслава';
  beforeAll(async () => {
    await pool.query(`update client set first_name = $1 where id = any(array(select id from client limit 3000))`, [
      NAME,
    ]);
    while (await nameChats(pool, 2_000));
    await pool.query('vacuum analyze named_chat');
  }, 60_000);

  test.each([
    ['a list', (on: Pool) => listChats(on, { ...BASE, q: NAME })],
    ['a search', (on: Pool) => search(on, { viewer: null, q: NAME, limit: 20 })],
  ] as const)('%s', async (_what, work) => {
    const plans = await plansOf(pool, work, 'explain (analyze)');
    expect(plans.join()).toMatch(/named_chat_word_index/);
    for (const plan of plans) {
      expect(plan).not.toMatch(LARGE);
      expect(plan).not.toMatch(/client_words_parts_index.*actual/);
      expect(rowsOf(plan)).toBeLessThan(1_200);
    }
  });

  test('a search tells the newest chats of the last contacts', async () => {
    const { hits } = await search(pool, { viewer: SOME, q: NAME, limit: 20 });
    const { rows } = await pool.query<{ number: number }>(
      `select number from (select distinct on (c.client_id) c.number, c.last_contact_at from chat c
         join client cl on cl.id = c.client_id where ${FOUND} order by c.client_id, c.created_at desc) one
       order by last_contact_at desc, number desc limit 20`,
      [fold(NAME), OPERATOR],
    );
    expect(hits.map(({ number }) => number)).toEqual(rows.map(({ number }) => number));
  });
});
