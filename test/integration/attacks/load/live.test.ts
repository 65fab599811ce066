import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken } from '#api/access/sign.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { addEmployee } from '../../support/company.ts';
import { ask, codeOf } from '../../support/http.ts';
import { openLive } from '../../support/live.ts';
import { until } from '../../support/until.ts';
import { logIn, nobody, type Visitor, withToken } from '../../support/visitor.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.stop());

let people = 0;
async function employee() {
  people += 1;
  return addEmployee(api.database.pool, {
    name: `Людина ${people}`,
    email: `person${people}@demo.example`,
    roles: ['operator'],
    pageIds: [api.pages.dim.id],
  });
}

test('A16: without a session, or from a foreign page, there is no stream', async () => {
  expect(codeOf(await nobody(api).get('/api/changes'))).toBe('SIGN_IN_REQUIRED');
  const olena = await logIn(api, 'olena');
  const foreign = await olena.ask('/api/changes', {
    headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
  });
  expect(codeOf(foreign)).toBe('FOREIGN_ORIGIN');
  expect((await olena.get(`/api/changes?lastEventId=${'9'.repeat(8_001)}`)).status).toBe(400);
});

/** Ends a right while a stream is open, and what became of the stream. */
async function ending(who: Visitor, end: () => Promise<unknown>) {
  const stream = await openLive(api, who);
  await until('hello', () => stream.named('hello')[0]);
  await end();
  await until('the end', () => stream.ended());
  // Words of its own: the others' streams end at another moment.
  const words = `після кінця ${randomUUID()}`;
  await openChat(api, api.pages.dim, words);
  return { last: stream.events.at(-1)?.name, told: JSON.stringify(stream.events).includes(words) };
}

test('A16: a stream ends with its session, and with its token', async () => {
  const [one, two, three, four] = [await employee(), await employee(), await employee(), await employee()];
  const [first, second, third] = [await logIn(api, one), await logIn(api, two), await logIn(api, three)];
  const { id, token } = (await (await logIn(api, four)).post('/api/tokens', { name: 'x' })).json<{
    id: string;
    token: string;
  }>();
  const iryna = await logIn(api, 'iryna');
  const endings = await Promise.all([
    ending(first, () => first.delete('/api/session')),
    ending(second, () => iryna.put(`/api/employees/${two.id}`, { active: false })),
    ending(third, () => iryna.put(`/api/employees/${three.id}`, { password: 'another long word' })),
    ending(withToken(api, token), async () => (await logIn(api, four)).delete(`/api/tokens/${id}`)),
  ]);
  expect(endings.map(({ last, told }) => [last, told])).toEqual(endings.map(() => ['bye', false]));
});

test('A16: one person cannot take all streams, and gives them back by closing', async () => {
  const who = await logIn(api, await employee());
  const streams = await Promise.all(Array.from({ length: 60 }, () => openLive(api, who)));
  expect(streams.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(streams.filter(({ status }) => status === 429)).toHaveLength(40);
  const other = await openLive(api, await logIn(api, 'olena'));
  expect(other.status).toBe(200);
  [...streams, other].forEach((stream) => stream.close());
  const again = await until('a free place', async () => {
    const stream = await openLive(api, who);
    if (stream.status === 200) return stream;
    stream.close();
    return null;
  });
  again.close();
});

test('Y12: a hundred streams of a company behind one address are open at once', async () => {
  const people = await Promise.all(Array.from({ length: 25 }, () => employee()));
  const each = people.map(async ({ id }) => {
    const token = `rzm_${randomUUID()}AAAAAAA`;
    await api.database.pool.query('insert into api_token (id, employee_id, name, hash) values ($1, $2, $3, $4)', [
      randomUUID(),
      id,
      'x',
      hashToken(token),
    ]);
    return Promise.all(Array.from({ length: 4 }, () => openLive(api, withToken(api, token))));
  });
  const streams = (await Promise.all(each)).flat();
  expect(streams.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 200));
  await until('all of them are live', () => streams.every((stream) => stream.named('hello').length > 0));
  streams.forEach((stream) => stream.close());
});

test('A16: asking for the head alone opens no stream', async () => {
  const who = await logIn(api, await employee());
  for (let n = 0; n < 60; n += 1) expect((await who.ask('/api/changes', { method: 'HEAD' })).status).toBe(200);
  const stream = await openLive(api, who);
  expect(stream.status).toBe(200);
  stream.close();
});

test('A16: a megabyte sent into a stream, or a request to change protocols, harms nobody', async () => {
  const olena = await logIn(api, 'olena');
  const watching = await openLive(api, olena);
  await until('hello', () => watching.named('hello')[0]);
  const going = request(`${api.url}/api/changes`, {
    method: 'GET',
    headers: { ...olena.headers, 'transfer-encoding': 'chunked' },
    agent: false,
  });
  going.on('error', () => undefined);
  going.on('response', (coming) => coming.resume());
  going.write(Buffer.alloc(1_000_000, 255));
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'x'.repeat(24),
  };
  expect((await ask(`${api.url}/api/session`, { headers: { ...olena.headers, ...upgrade } })).status).not.toBe(101);
  await openChat(api, api.pages.dim, 'усе гаразд');
  await until('the others are told', () => JSON.stringify(watching.events).includes('усе гаразд'));
  going.destroy();
  watching.close();
});
