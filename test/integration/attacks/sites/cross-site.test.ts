import { describe, expect, test } from 'vitest';
import { PASSWORD } from '../../support/company.ts';
import { ask, codeOf } from '../../support/http.ts';
import { withToken } from '../../support/visitor.ts';
import { fill, routesOf } from '../routes.ts';
import { api, olena, number, setUpCrossSite } from './cross-site-stage.ts';

setUpCrossSite();

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
