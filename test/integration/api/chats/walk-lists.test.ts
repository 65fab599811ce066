import { describe, expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { logIn } from '../../support/visitor.ts';
import { deliver, newPsid, textOf } from '../../support/webhook.ts';
import { api, who, begun, type Page, setUpWalk } from './walk-stage.ts';

setUpWalk();

let published = 0;

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
      const settings = { contactAttempts: 1 + (published++ % 4) };
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
