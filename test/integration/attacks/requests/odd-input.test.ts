import { describe, expect, test } from 'vitest';
import { type List, openChat } from '#test/integration/support/chat.ts';
import {
  deliver,
  deliveryOf,
  fromClient,
  newMid,
  newPsid,
  postSigned,
  textOf,
} from '#test/integration/support/webhook.ts';
import { fill, routesOf } from '../routes.ts';
import { api, iryna, number, setUpOddInput } from './odd-input-stage.ts';
import { insist } from '#test/integration/support/insist.ts';

setUpOddInput();

const ODD: unknown[] = [
  { name: 'a\u0000b', text: 'a\u0000b', email: 'a\u0000@demo.example', employeeIds: ['a\u0000b'] },
  {
    name: '\ud83d',
    accessToken: 'a\u0000b',
    facebookId: '5',
    password: 'long enough \u0000 word',
    roles: ['operator'],
    email: 'nul@demo.example',
  },
  null,
  5,
  'text',
  [],
  [[]],
  {},
  { __proto__: { admin: true } },
  JSON.parse('{"__proto__":{"roles":["admin"]},"constructor":{"prototype":{"x":1}}}'),
  {
    text: ['a'],
    name: ['a'],
    email: {},
    password: [],
    roles: 'admin',
    pageIds: 'all',
    status: ['finished'],
    payloads: {},
  },
  {
    text: 1e308,
    name: -0,
    email: 5,
    password: 1e308,
    roles: [1],
    pageIds: [null],
    active: 'true',
    status: 0,
    facebookId: 102030405060701,
    accessToken: {},
  },
  { text: { $gt: '' }, name: { toString: 1 }, status: { length: 1 }, next: {}, current: [] },
  Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`key${n}`, n])),
];

describe('A26: bodies nobody expects', () => {
  test('are refused by every route, never by an error of ours', async () => {
    let asked = 0;
    for (const { method, path } of routesOf(api)) {
      if (method === 'GET' || method === 'DELETE' || path === '/api/session' || path === '/webhooks/messenger')
        continue;
      for (const body of ODD) {
        const answer = await iryna.ask(fill(path, { number }), { method, body });
        expect([method, path, JSON.stringify(body).slice(0, 60), answer.status < 500 || answer.status === 503]).toEqual(
          [method, path, JSON.stringify(body).slice(0, 60), true],
        );
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(140);
    expect(api.logbook.text()).not.toContain('a request failed');
    expect(({} as Record<string, unknown>)['roles']).toBeUndefined();
  });

  test.each(['{', '{"text":}', '', '\u0000', '[', `${'['.repeat(100_000)}`, '{"text":"\\ud83d"', 'NaN'])(
    'and what is no JSON is a bad request: %j',
    async (body) => {
      for (const path of ['/api/session', `/api/chats/${number}/messages`, '/api/tokens']) {
        const answer = await iryna.ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
        expect([path, answer.status]).toEqual([path, 400]);
      }
    },
  );

  test('and too large a one is refused before it is read', async () => {
    const answer = await iryna.post(`/api/chats/${number}/messages`, { text: 'x'.repeat(300_000) });
    expect(answer.status).toBe(413);
  });

  test.each([
    '0',
    '-1',
    '1.5',
    '1e3',
    '2147483648',
    '99999999999999999999',
    'abc',
    '%00',
    '1%20or%201=1',
    '__proto__',
    '%EF%BC%91',
  ])('a chat number that is none finds none: %s', async (text) => {
    for (const rest of ['', '/messages', '/timeline']) {
      const { status } = await iryna.get(`/api/chats/${text}${rest}`);
      expect([text, status]).toEqual([text, 404]);
    }
  });

  test.each(['%00', 'x'.repeat(101), '../employees', "' or 1=1"])('an id that is none finds none: %s', async (id) => {
    for (const path of [
      '/api/employees/',
      '/api/pages/',
      '/api/tokens/',
      '/api/sessions/',
      `/api/chats/${number}/operators/`,
    ]) {
      const { status } = await iryna.ask(path + id.replaceAll(' ', '%20'), {
        method: path.includes('tokens') || path.includes('sessions') ? 'DELETE' : 'PUT',
        body: {},
      });
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
  });
});

test('A26: webhook values nobody expects are kept and break nothing', async () => {
  const psid = newPsid();
  const say = (fields: Record<string, unknown>) => fromClient(api.pages.dim, psid, fields);
  const items = [
    say({ message: { mid: [newMid()], text: 'x' } }),
    say({ message: { mid: newMid(), text: { toString: 'x' } } }),
    say({ message: { mid: newMid(), text: 'x'.repeat(100_001) } }),
    say({ timestamp: 1e308, message: { mid: newMid(), text: 'x' } }),
    say({ timestamp: -0, message: { mid: newMid(), text: 'x' } }),
    say({ timestamp: '99999999999999999999', message: { mid: newMid(), text: 'x' } }),
    say({ delivery: { watermark: 'Infinity', mids: 'all' } }),
    say({ message_edit: { mid: newMid(), text: 'x', num_edit: 1e308 } }),
    { sender: 'x', recipient: [], message: { mid: newMid(), text: 'x' } },
    say({ timestamp: 1_000_000_000_000, message: { mid: newMid(), text: 'з 2001 року' } }),
    say({ message: { mid: newMid(), text: '64 kB '.repeat(11_000) } }),
    textOf(api.pages.dim, psid, 'остання'),
  ];
  expect((await deliver(api, api.pages.dim, items)).status).toBe(200);
  const { rows } = await api.database.pool.query<{ text: string }>(
    `select left(text, 12) as text from message m join client c on c.id = m.client_id where psid = $1 order by m.seq`,
    [psid],
  );
  expect(rows.map(({ text }) => text)).toEqual([
    '',
    'xxxxxxxxxxxx',
    'x',
    'x',
    'x',
    'з 2001 року',
    '64 kB 64 kB ',
    'остання',
  ]);
  expect(
    (await postSigned(api, JSON.stringify({ ...deliveryOf(api.pages.dim, []), entry: { length: 1e9 } }))).status,
  ).toBe(200);
});

test.each([
  ['a script', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['links that are none', 'javascript:alert(1) data:text/html,<b>x</b> https://аррӏе.example'],
  ['ten thousand combining marks', `a${'\u0301'.repeat(10_000)}`],
  ['a turn of direction', '\u202eabc\u2066def\u202c\u200f'],
  ['format strings', '%s %n ${jndi:ldap://x} {{7*7}} #{1+1}'],
])('A7: %s is a text like any other, letter by letter', async (_, text) => {
  const psid = newPsid();
  const chat = await openChat(api, api.pages.dim, text, psid);
  const answer = await iryna.get(`/api/chats/${chat.number}/messages`);
  expect(answer.json<List<{ text: string }>>().items[0]?.text).toBe(text);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
});

test('A27: a client is never limited into loss', async () => {
  const psid = newPsid();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => {
      const item = textOf(api.pages.dim, psid, `повідомлення ${n}`);
      return insist(() => deliver(api, api.pages.dim, [item]));
    }),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const { rows } = await api.database.pool.query(
    'select count(*)::int as count from message m join client c on c.id = m.client_id where psid = $1',
    [psid],
  );
  expect(rows).toEqual([{ count: 100 }]);
});
