import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { type Answer, ask } from '../../support/http.ts';
import { logIn, nobody, type Visitor } from '../../support/visitor.ts';
import { fill, routesOf } from '../routes.ts';

const desk = join(import.meta.dirname, '../../../../web/build');
let api: TestApi;
let iryna: Visitor;
let ids: Record<string, string | number>;

beforeAll(async () => {
  if (!existsSync(join(desk, 'index.html'))) throw new Error('the desk is not built: npm run build');
  api = await createApi({ deskFolder: desk, publicUrl: 'https://desk.example.com' });
  // The cookie of an https installation does not travel over http in a browser; a program may send it.
  iryna = await logIn(api, 'iryna');
  ids = { number: (await openChat(api, api.pages.dim)).number };
});
afterAll(() => api.stop());

/** ASVS 3.4; each entry is a header and what it must say. */
const REQUIRED: [string, RegExp][] = [
  ['content-security-policy', /default-src 'self'.*object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/],
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^(no-referrer|same-origin|strict-origin)/],
  ['x-frame-options', /^DENY$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['permissions-policy', /camera=\(\)/],
  ['strict-transport-security', /max-age=\d{8}/],
];
/** What stands on the sites of the company, and says the same to everybody. */
const ON_OTHER_SITES = ['/widget.js', '/api/pages/:id/widget'];
const REVEALING = ['server', 'x-powered-by', 'x-aspnet-version', 'via'];

function faultsOf(answer: Answer): string[] {
  const header = (name: string): string => String(answer.headers[name] ?? '');
  const missing = REQUIRED.filter(([name, says]) => !says.test(header(name))).map(
    ([name]) => `${name}: ${header(name)}`,
  );
  const revealing = REVEALING.filter((name) => header(name) !== '');
  const unsafe = /'unsafe-inline'|'unsafe-eval'|\*|https?:/.exec(header('content-security-policy'));
  return [...missing, ...revealing, ...(unsafe ? [`csp allows ${unsafe[0]}`] : [])];
}

test('A31: every route answers with every header, to those who may and to those who may not', async () => {
  const checked: string[] = [];
  for (const route of routesOf(api)) {
    if (route.path === '/api/changes') continue; // has no end; looked at below
    for (const who of [nobody(api), iryna]) {
      const destroys = route.path === '/api/session' && route.method === 'DELETE';
      if (destroys && who === iryna) continue;
      const path = fill(route.path.replace('*', 'chats/1'), ids);
      const answer = await who.ask(path, { method: route.method, ...(route.method === 'GET' ? {} : { body: {} }) });
      const faults = ON_OTHER_SITES.includes(route.path) ? ['cross-origin-resource-policy: cross-origin'] : [];
      expect([route.method, route.path, answer.status, faultsOf(answer)]).toEqual([
        route.method,
        route.path,
        answer.status,
        faults,
      ]);
      checked.push(route.path);
    }
  }
  expect(checked.length).toBeGreaterThan(70);
});

test('A31: what is personal is kept in no cache', async () => {
  for (const path of [
    '/api/session',
    '/api/chats',
    `/api/chats/${ids['number']}/messages`,
    '/api/employees',
    '/api/nothing',
  ]) {
    expect([path, (await iryna.get(path)).headers['cache-control']]).toEqual([path, 'no-store']);
  }
});

test.each([
  ['an address that is not there', '/api/nothing', 'GET'],
  ['a method that is not there', '/api/chats', 'PATCH'],
  ['a file that is not there', '/nothing.js', 'GET'],
  ['a trailing dot', '/api/chats/1.', 'GET'],
  ['a webhook without signature', '/webhooks/messenger', 'POST'],
])('A31: so does %s', async (_, path, method) => {
  const answer = await nobody(api).ask(path, { method });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(faultsOf(answer)).toEqual([]);
});

test('A31: so do the pages of the desk, their files, and the reference', async () => {
  const files = readdirSync(desk, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(desk.length));
  expect(files.length).toBeGreaterThan(10);
  for (const path of ['/', '/login', '/chats/5', '/settings/pages', '/api/docs', '/api/docs/style.css', ...files]) {
    const answer = await ask(api.url + path);
    expect([path, answer.status, faultsOf(answer)]).toEqual([path, 200, []]);
  }
});

test('A31: no page has a script or a style in itself which the policy would not let run', async () => {
  for (const path of ['/', '/api/docs']) {
    const { text, headers } = await ask(api.url + path);
    const policy = String(headers['content-security-policy']);
    const inline = [...text.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
      ([, script]) => script ?? '',
    );
    for (const script of inline) expect(policy).toContain(createHash('sha256').update(script).digest('base64'));
    expect(text).not.toMatch(/<style|\son\w+=|href="javascript:|(src|href)="(https?:)?\/\//);
  }
});

test('A31: the cookie of an https installation belongs to this host alone', async () => {
  const answer = await nobody(api).post('/api/session', {
    email: 'iryna@demo.example',
    password: 'a long enough word',
  });
  expect(answer.headers['set-cookie']).toHaveLength(1);
  expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-rozmova_session=[^;]{40,};/);
  for (const attribute of [/; Path=\/(;|$)/, /; HttpOnly/, /; Secure/, /; SameSite=Lax/])
    expect(answer.headers['set-cookie']?.[0]).toMatch(attribute);
  expect(answer.headers['set-cookie']?.[0]).not.toMatch(/Domain=/i);
});

test.each([
  '/../package.json',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/_app/..%5c..%5c..%5cpackage.json',
  '/....//....//package.json',
  '/.sources',
  '/%00index.html',
  '/_app/immutable/../../../package.json',
  '//etc/passwd',
])('A12: no file but the desk’s own is served: %s', async (path) => {
  const answer = await ask(api.url + path);
  expect(answer.text).not.toMatch(/"dependencies"|root:x:|[0-9a-f]{64}$/);
  expect(answer.status === 404 || answer.status === 400 || answer.text.includes('<!doctype html>')).toBe(true);
});

test('A12: a file is put in one place, by whoever may answer', () => {
  // That a received one is to be fetched again puts none: its address was said by Meta.
  const isOfFiles = (path: string) => /upload|file|attachment/.test(path) && !path.endsWith('/:attachment/fetch');
  const accepting = routesOf(api).filter(({ method, path }) => method !== 'GET' && isOfFiles(path));
  expect(accepting).toEqual([{ method: 'POST', path: '/api/files', rule: 'writer' }]);
});
