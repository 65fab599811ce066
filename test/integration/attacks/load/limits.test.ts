import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lineBefore } from '#api/access/line.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { addEmployee } from '../../support/company.ts';
import { type Answer, ask, codeOf } from '../../support/http.ts';
import { logIn, nobody, type Visitor } from '../../support/visitor.ts';
import { deliver, newPsid, textOf } from '../../support/webhook.ts';

let api: TestApi;
let iryna: Visitor;
let other: Visitor;

beforeAll(async () => {
  api = await createApi();
  const boss = { name: 'Інша', email: 'other@demo.example', roles: ['admin' as const], pageIds: [] };
  [iryna, other] = await Promise.all([
    logIn(api, 'iryna'),
    addEmployee(api.database.pool, boss).then((added) => logIn(api, added)),
  ]);
});
afterAll(() => api.stop());

/** What takes long, by the line in which it waits. */
const LINES = [
  'calendar: POST /api/settings/calendar',
  'codec: POST /api/codec/decode',
  'codec: POST /api/codec/encode',
  'download: GET /api/attachments/:id',
  'download: GET /api/attachments/:id/preview',
  'download: GET /api/documents/:id/pdf',
  'download: GET /api/exports/:id/file',
  'download: GET /api/files/:id',
  'download: GET /api/files/:id/preview',
  'download: GET /api/imports/:id/faulty',
  'golden: POST /api/golden-chats',
  'golden: POST /api/settings',
  'golden: POST /api/settings/golden-run',
  'list: GET /api/chats',
  'list: GET /api/chats/operators',
  'list: GET /api/chats/sections',
  'list: GET /api/chats/sections/:section',
  'list: GET /api/contacts',
  'list: GET /api/documents',
  'list: GET /api/leads',
  'list: GET /api/orders',
  'list: POST /api/bulk',
  'neighbour: GET /api/chats/:number/outside/documents',
  'neighbour: POST /api/facebook/app/trial',
  'password: POST /api/employees',
  'password: PUT /api/employees/:id',
  'preview: GET /api/documents/:id/preview',
  'preview: POST /api/document-templates/preview',
  'preview: POST /api/documents/preview',
  'preview: POST /api/settings/preview',
  'search: GET /api/chats/:number/found-messages',
  'search: GET /api/search',
  'upload: POST /api/files',
  'upload: POST /api/imports',
];

test('Y24: what takes long has a line, and which is known', () => {
  const lines = api.running.app.routes.flatMap(({ method, path, handler }) => {
    const line = lineBefore(handler);
    return line && !path.startsWith('/api/pages/:id/settings') ? [`${line}: ${method} ${path}`] : [];
  });
  expect(lines.toSorted()).toEqual(LINES);
});

const calendar = (who: Visitor): Promise<Answer> =>
  who.post('/api/settings/calendar', { ics: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR', timeZone: 'Europe/Kyiv' });
const list = (who: Visitor): Promise<Answer> => who.get(encodeURI('/api/chats?q=слово'));
const upload = (who: Visitor): Promise<Answer> =>
  who.ask('/api/files', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(`вміст ${randomUUID()}`),
  });

describe('Y24: one person who asks for much at once', () => {
  test.each([
    ['calendars', calendar, 12],
    ['lists', list, 120],
    ['files', upload, 24],
  ] as const)('of %s is told when to come again, and stands in nobody’s way', async (_, send, many) => {
    const hers = Array.from({ length: many }, () => send(iryna));
    const theirs = await send(other);
    const answers = await Promise.all(hers);
    expect(codeOf(theirs)).not.toBe('TOO_MANY_ATTEMPTS');
    const refused = answers.filter((answer) => codeOf(answer) === 'TOO_MANY_ATTEMPTS');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(many);
    for (const { status, headers } of refused)
      expect([status, headers['retry-after']]).toEqual([429, expect.stringMatching(/^[1-9]\d?$/)]);
    expect(codeOf(await send(iryna))).not.toBe('TOO_MANY_ATTEMPTS');
  });
});

test('Y24: Meta is never asked to wait, however much it brings at once', async () => {
  const { dim } = api.pages;
  const deliveries = Array.from({ length: 80 }, () => deliver(api, dim, [textOf(dim, newPsid(), 'привіт')]));
  const statuses = new Set((await Promise.all(deliveries)).map(({ status }) => status));
  expect(statuses.has(429)).toBe(false);
  expect(statuses.has(200)).toBe(true);
});

test('Y10: a delivery that cannot be kept in time is answered 503, never 200, and kept once in the end', async () => {
  const { dim } = api.pages;
  const items = [textOf(dim, newPsid(), 'під замком')];
  const locking = await api.database.pool.connect();
  await locking.query('begin');
  await locking.query('lock table client in access exclusive mode');
  const late = await deliver(api, dim, items);
  await locking.query('rollback');
  locking.release();
  expect([late.status, codeOf(late), late.headers['retry-after']]).toEqual([503, 'TAKES_TOO_LONG', '2']);
  expect((await deliver(api, dim, items)).status).toBe(200);
  const { rows } = await api.database.pool.query(`select count(*)::int as kept from message where text = 'під замком'`);
  expect(rows).toEqual([{ kept: 1 }]);
});

test('Y24: nor is whoever only looks whether we are there', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(`${api.url}/health/live`)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await nobody(api).get('/api/docs')).status).toBe(200);
});
