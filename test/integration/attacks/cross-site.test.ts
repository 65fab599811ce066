import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type TestApi } from '../support/api.ts';
import { openChat } from '../support/chat.ts';
import { PASSWORD } from '../support/company.ts';
import { ask, codeOf } from '../support/http.ts';
import { logIn, nobody, type Visitor, visitorWith, withToken } from '../support/visitor.ts';
import { fill, routesOf } from './routes.ts';

let api: TestApi;
let olena: Visitor;
let number: number;

beforeAll(async () => {
  api = await createApi({ publicUrl: 'https://desk.example.com' });
  olena = await logIn(api, 'olena');
  ({ number } = await openChat(api, api.pages.dim));
});
afterAll(() => api.stop());

const changing = () => routesOf(api).filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'));
const state = async (): Promise<unknown> => {
  const { rows } = await api.database.pool.query(
    `select (select count(*) from message) as messages, (select count(*) from api_token) as tokens,
       (select json_agg(language) from employee) as languages,
       (select count(*) from session) as sessions`,
  );
  return rows[0];
};

describe('A15: a request that rides on the cookie of another site’s visitor', () => {
  test.each<[string, Record<string, string>]>([
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['an Origin that hides itself', { origin: 'null' }],
    ['the own name without https', { origin: 'http://desk.example.com' }],
    ['a name that begins like ours', { origin: 'https://desk.example.com.evil.example' }],
    ['another port of our name', { origin: 'https://desk.example.com:8443' }],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused by every changing route: %s', async (_, headers) => {
    const before = await state();
    expect(changing().length).toBeGreaterThan(15);
    for (const { method, path } of changing()) {
      const body = {
        text: 'CSRF',
        name: 'CSRF',
        language: 'en',
        status: 'finished',
        email: 'olena@demo.example',
        password: PASSWORD,
      };
      const answer = await olena.ask(fill(path, { number }), { method, headers, body });
      expect([method, path, codeOf(answer)]).toEqual([method, path, 'FOREIGN_ORIGIN']);
    }
    expect(await state()).toEqual(before);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json'])(
    'is refused as what a form can send: %s',
    async (type) => {
      const body = JSON.stringify({ text: 'CSRF', padding: '=' });
      const answer = await olena.ask(`/api/chats/${number}/messages`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      expect([answer.status, codeOf(answer)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    },
  );

  test('may not read either, unless a person follows a link', async () => {
    const site = { 'sec-fetch-site': 'cross-site' };
    for (const path of ['/api/chats', '/api/session', '/api/changes']) {
      expect(codeOf(await olena.ask(path, { headers: { ...site, 'sec-fetch-mode': 'cors' } }))).toBe('FOREIGN_ORIGIN');
      expect(codeOf(await olena.ask(path, { headers: { ...site, 'sec-fetch-mode': 'no-cors' } }))).toBe(
        'FOREIGN_ORIGIN',
      );
    }
    expect((await olena.ask('/api/session', { headers: { ...site, 'sec-fetch-mode': 'navigate' } })).status).toBe(200);
  });

  test('is given no CORS permission', async () => {
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    for (const path of ['/api/session', '/api/chats', '/api/codec/decode']) {
      for (const method of ['OPTIONS', 'GET']) {
        const answer = await ask(api.url + path, { method, headers });
        expect(answer.headers['access-control-allow-origin'] ?? '').not.toMatch(/evil|\*/);
      }
    }
  });
});

test('A15: our own pages, and programs with a token, are not hindered', async () => {
  const own = await olena.ask('/api/me', {
    method: 'PUT',
    headers: { origin: 'https://desk.example.com', 'sec-fetch-site': 'same-origin' },
    body: { language: 'uk' },
  });
  expect(own.status).toBe(200);
  const { token } = (await olena.post('/api/tokens', { name: 'x' })).json<{ token: string }>();
  expect((await withToken(api, token).put('/api/me', { language: 'uk' })).status).toBe(200);
});

test('A15: nothing changes by GET', async () => {
  const before = await state();
  for (const { path } of routesOf(api)) {
    if (path === '/api/changes') continue;
    for (const method of ['GET', 'HEAD']) await olena.ask(fill(path, { number }), { method });
  }
  expect(await state()).toEqual(before);
});

describe('A25: addresses and forwarding', () => {
  test.each([
    'evil.example',
    'desk.example.com.evil.example',
    'evil.example:3000',
    'desk.example.com@evil.example',
    'localhost.evil.example',
    'a b',
    '[::1',
  ])('the host %j is not ours', async (host) => {
    const answer = await ask(`${api.url}/api/session`, { headers: { host } });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('evil');
  });

  test('the own host is, and forwarding headers of strangers change no answer', async () => {
    const plain = await ask(`${api.url}/health/live`, { headers: { host: 'desk.example.com' } });
    const forged = await ask(`${api.url}/health/live`, {
      headers: {
        host: 'desk.example.com',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        forwarded: 'host=evil.example',
        'x-original-url': '/api/employees',
        'x-rewrite-url': '/api/employees',
      },
    });
    expect([forged.status, forged.text]).toEqual([plain.status, plain.text]);
    expect(JSON.stringify(forged.headers)).not.toContain('evil');
  });

  test('no answer leads to another site', async () => {
    for (const path of [
      '//evil.example',
      '//evil.example/%2f..',
      '/\\evil.example',
      '/login?next=//evil.example',
      '/api/session?redirect=https://evil.example',
    ]) {
      const answer = await ask(api.url + path, { headers: { host: 'desk.example.com' } });
      expect([path, answer.headers.location]).toEqual([path, undefined]);
    }
  });

  test.each([
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two lengths', 'Content-Length: 0\r\nContent-Length: 60\r\n\r\n'],
    ['chunks in disguise', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['chunks twice', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a header folded over lines', 'X-A: b\r\n c\r\nContent-Length : 3\r\n\r\nabc'],
    ['no host', null],
  ])('one request is never read as two: %s', async (_, rest) => {
    const smuggled = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const head =
      rest === null
        ? 'GET /health/live HTTP/1.1\r\n\r\n'
        : `POST /webhooks/messenger HTTP/1.1\r\nHost: localhost\r\n${rest}`;
    const answers = await speak(head + smuggled);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(answers).not.toContain('"live"');
  });

  test('an address in the request line does not replace the host', async () => {
    expect(
      await speak('GET http://evil.example/health/live HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
    ).toMatch(/^HTTP\/1\.1 400/);
  });
});

test('A17: an address a proxy tells counts only from a proxy of ours', async () => {
  const visitor = visitorWith(api, { 'x-forwarded-for': '203.0.113.7', 'x-rozmova-address': '203.0.113.8' });
  await visitor.post('/api/session', { email: 'olena@demo.example', password: PASSWORD });
  await nobody(api).post('/api/session', { email: 'olena@demo.example', password: 'wrong' });
  const { rows } = await api.database.pool.query(
    'select distinct address from audit union select distinct ip_address from session',
  );
  expect(rows).toEqual([{ address: '127.0.0.1' }]);
});

function speak(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(api.running.port, '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (heard += part));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}
