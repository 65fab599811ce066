import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import type { List } from '../../support/chat.ts';
import { addEmployee } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { deliver, newPsid, textOf } from '../../support/webhook.ts';

type Page<T> = List<T> & { next: string | null };

let api: TestApi;
let who: Visitor;
let psids: string[];
let count = 0;

beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.stop());
/** Thirty new chats; each with a moment of its own, and some in the same. */
beforeEach(async () => {
  count += 1;
  await api.database.pool.query('truncate chat cascade');
  const employee = { name: 'Ліна', email: `lina${count}@demo.example`, roles: ['operator' as const] };
  who = await logIn(api, await addEmployee(api.database.pool, { ...employee, pageIds: [api.pages.dim.id] }));
  psids = Array.from({ length: 30 }, newPsid);
  const begun = Date.now() - 60_000;
  const events = psids.map((psid, n) => textOf(api.pages.dim, psid, `слово ${n}`, { timestamp: begun + (n >> 1) }));
  await deliver(api, api.pages.dim, events);
});

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

test('S2: a walk through contacts: one that is added or goes shifts no other', async () => {
  const names = Array.from({ length: 12 }, (_, n) => `Контакт ${String.fromCodePoint(0x430 + n)}`);
  const add = (name: string) => who.post('/api/contacts', { name, phones: [], emails: [] });
  for (const name of names) expect((await add(name)).status).toBe(201);
  const told: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const answer = await who.get(
      `/api/contacts?pageSize=5&q=${encodeURIComponent('Контакт')}${next === '' ? '' : `&cursor=${next}`}`,
    );
    const found: Page<{ name: string }> = answer.json();
    told.push(...found.items.map(({ name }) => name));
    if (next === '') await add('Контакт  першим');
    next = found.next;
  }
  expect(told).toEqual(names);
});

test.each(['/api/settings/history', '/api/settings/versions'])(
  'S2: a walk through %s: what is published meanwhile shifts nothing',
  async (path) => {
    const iryna = await logIn(api, 'iryna');
    const publish = async () => {
      const settings = { contactAttempts: 1 + (count++ % 4) };
      const current = (await iryna.get('/api/settings')).json<{ version: number }>();
      expect((await iryna.post('/api/settings', { settings, basedOn: current.version })).status).toBe(201);
    };
    for (let n = 0; n < 5; n += 1) await publish();
    const read = async (query: string) => (await iryna.get(`${path}?${query}`)).json<Page<{ version: number }>>();
    const whole = (await read('pageSize=100')).items.map(({ version }) => version);
    const told: number[] = [];
    for (let next: string | null = ''; next !== null;) {
      const found: Page<{ version: number }> = await read(`pageSize=2${next === '' ? '' : `&cursor=${next}`}`);
      told.push(...found.items.map(({ version }) => version));
      if (next === '') await publish();
      next = found.next;
    }
    expect(told).toEqual(whole);
  },
);

describe('S2: a walk through one chat', () => {
  const begun = Date.now() - 3_600_000;
  const open = async () => {
    const psid = newPsid();
    const says = (n: number) => textOf(api.pages.dim, psid, `рядок ${n}`, { timestamp: begun + n * 1_000 });
    for (let n = 0; n < 12; n += 1) await deliver(api, api.pages.dim, [says(n)]);
    const { rows } = await api.database.pool.query<{ number: number; id: string }>(
      'select c.number, c.id from chat c join client k on k.id = c.client_id where k.psid = $1',
      [psid],
    );
    return {
      ...(rows[0] as { number: number; id: string }),
      says: (n: number) => deliver(api, api.pages.dim, [says(n)]),
    };
  };
  const walkOver = async <T>(path: string, query: string, between: (page: number) => Promise<unknown>) => {
    const told: T[] = [];
    for (let next: string | null = '', page = 1; next !== null; page += 1) {
      const found: Page<T> = (await who.get(`${path}?pageSize=5&${query}${next && `&cursor=${next}`}`)).json();
      told.push(...found.items);
      next = found.next;
      await between(page);
    }
    return told;
  };

  test.each(['asc', 'desc'])('through its messages (%s): what comes late or new is told once', async (order) => {
    const { number, says } = await open();
    const path = `/api/chats/${number}/messages`;
    const told = await walkOver<{ id: string; text: string }>(path, `order=${order}`, async (page) => {
      if (page === 1) await Promise.all([says(-1), says(2.5), says(30)]);
    });
    expect(new Set(told.map(({ id }) => id)).size).toBe(15);
    expect(told).toHaveLength(15);
    const third = (await who.get(`${path}?pageSize=5&page=3`)).json<Page<unknown>>();
    expect([third.items.length, third.total, third.next]).toEqual([5, 15, null]);
  });

  test('through what it decided: each entry once, what is decided meanwhile last', async () => {
    const { number, id } = await open();
    const decide = (seq: number) =>
      api.database.pool.query(
        `insert into timeline (chat_id, seq, n, at, kind) select $1, $2, n, now(), 'contact'
           from generate_series(0, 2) n`,
        [id, seq],
      );
    for (const seq of [101, 102, 103]) await decide(seq);
    const path = `/api/chats/${number}/timeline`;
    const told = await walkOver<{ id: string }>(path, '', async (page) => {
      if (page === 1) await decide(104);
    });
    const whole = (await who.get(`${path}?pageSize=100`)).json<Page<{ id: string }>>();
    expect(told.map(({ id: entry }) => entry)).toEqual(whole.items.map(({ id: entry }) => entry));
    expect(told).toHaveLength(12);
  });

  test.each(['messages', 'timeline'])('a cursor that is none of %s is refused', async (list) => {
    const { number } = await open();
    for (const cursor of ['l.AAAA', `l.${btoa('{"key":null,"id":"7"}').replaceAll('=', '')}`]) {
      const answer = await who.get(`/api/chats/${number}/${list}?cursor=${cursor}`);
      expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
    }
  });
});
