import { describe, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { List } from '../../support/chat.ts';
import { addEmployee } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { logIn } from '../../support/visitor.ts';
import { deliver, newPsid, textOf } from '../../support/webhook.ts';
import { api, count, who, psids, type Page, setUpWalk } from './walk-stage.ts';

setUpWalk();

/** One client writes again: their chat is the newest then. */
const moves = (n: number) =>
  deliver(api, api.pages.dim, [textOf(api.pages.dim, psids[n] as string, 'ще слово', { timestamp: Date.now() })]);

const ask = async (query: string) => {
  const answer = await who.get(`/api/chats?pageSize=10&${query}`);
  expect(answer.status).toBe(200);
  return answer.json<Page<ChatBody>>();
};

/** The numbers of a whole walk; `between` the pages something happens. */
async function walk(query: string, between: (page: number, told: number[]) => Promise<unknown> = async () => {}) {
  const told: number[] = [];
  for (let next: string | null = '', page = 1; next !== null && page < 20; page += 1) {
    const found: Page<ChatBody> = await ask(next === '' ? query : `${query}&cursor=${next}`);
    const numbers = found.items.map(({ number }) => number);
    told.push(...numbers);
    next = found.next;
    await between(page, numbers);
  }
  return told;
}

const all = async () => {
  const { rows } = await api.database.pool.query<{ number: number }>('select number from chat order by number');
  return rows.map(({ number }) => number);
};

const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);

describe('S2: a walk through chats tells each once', () => {
  test.each([
    ['one that was told moves up', [29], []],
    ['one that was not told yet moves up', [3], [12]],
    ['many move, told and not', [0, 1, 15, 28, 29], [5, 14, 27]],
  ])('%s', async (_, afterFirst, afterSecond) => {
    const told = await walk('', async (page) => {
      for (const n of page === 1 ? afterFirst : page === 2 ? afterSecond : []) await moves(n);
    });
    expect(sorted(told)).toEqual(await all());
  });

  test.each(['lastContactAt', 'createdAt', 'number', 'waitingSince'])('in the order of %s, both ways', async (sort) => {
    for (const order of ['asc', 'desc']) {
      const whole = (await who.get(`/api/chats?pageSize=100&sort=${sort}&order=${order}`)).json<List<ChatBody>>();
      expect(await walk(`sort=${sort}&order=${order}`)).toEqual(whole.items.map(({ number }) => number));
    }
  });

  test('every new chat is finished page by page, and one that comes meanwhile as well', async () => {
    const told = await walk('status=new', async (page, numbers) => {
      if (page === 1) await deliver(api, api.pages.dim, [textOf(api.pages.dim, newPsid(), 'пізніше')]);
      await api.database.pool.query(`update chat set status = 'finished' where number = any($1)`, [numbers]);
    });
    expect(sorted(told)).toEqual(await all());
    expect((await ask('status=new')).total).toBe(0);
  });

  test('the end is said, also where it falls on the end of a page', async () => {
    const whole = await who.get('/api/chats?pageSize=30');
    expect(whole.json()).toMatchObject({ total: 30, next: null });
    expect(await walk(`q=${encodeURIComponent('слово')}`)).toHaveLength(30);
  });

  test('pages have their numbers as before', async () => {
    const [first, third] = [await ask('page=1'), await ask('page=3')];
    expect([first.page, third.page, third.items.length, third.total, third.next]).toEqual([1, 3, 10, 30, null]);
  });

  test.each([
    'x.1',
    's.',
    's.AAAA',
    'l.AAAA',
    `l.${btoa('{"key":"1e400","id":"1"}')}`,
    `l.${btoa('{"key":null,"id":"9999999999"}')}`,
  ])('a cursor that was never given out is refused: %s', async (cursor) => {
    const answer = await who.get(`/api/chats?cursor=${encodeURIComponent(cursor.replaceAll('=', ''))}`);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  });

  test('a cursor opens nothing that is not the asker’s', async () => {
    const { next } = await ask('');
    const other = await logIn(
      api,
      await addEmployee(api.database.pool, {
        name: 'Ніна',
        email: `nina${count}@demo.example`,
        roles: ['operator'],
        pageIds: [api.pages.outlet.id],
      }),
    );
    expect((await other.get(`/api/chats?cursor=${next}`)).json<List<ChatBody>>().items).toEqual([]);
  });
});
