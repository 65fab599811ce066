import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runApi } from '#api/process/run-api.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { type Answer, ask, codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { deliver, fromClient, newMid, newPsid } from '#test/integration/support/webhook.ts';

const SITE = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };
let api: TestApi;
let iryna: Visitor;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
});
afterAll(() => api.stop());

interface Shown {
  name: string;
  color: string;
  side: string;
  link: string;
  hours: { isOpen: boolean; opensAt: string | null; closesAt: string | null; timeZone: string | null };
}
interface Faults {
  error: { details: { path: string; code: string; message: string }[] };
}

const widgetOf = (page: 'dim' | 'outlet', headers = {}): Promise<Answer> =>
  ask(`${api.url}/api/pages/${api.pages[page].id}/widget`, { headers: { ...SITE, ...headers } });
const publish = (page: 'dim' | 'outlet', settings: object) =>
  iryna.post(`/api/pages/${api.pages[page].id}/settings`, { settings });
const untilShown = (page: 'dim' | 'outlet', is: (shown: Shown) => boolean) =>
  until('the widget', async () => {
    const answer = await widgetOf(page);
    return answer.status === 200 && is(answer.json<Shown>()) ? answer : null;
  });

test('F13: the script is small, keeps nothing in the browser, and is for every site', async () => {
  const packed = await fetch(`${api.url}/widget.js`);
  const script = await packed.text();
  expect(gzipSync(script, { level: 9 }).length).toBeLessThan(10_000);
  expect(script).not.toMatch(/cookie|(local|session)Storage|indexedDB|innerHTML|document\.write|\beval\b|import\b/);
  const plain = await ask(`${api.url}/widget.js`, { headers: SITE });
  expect([plain.status, plain.text]).toEqual([200, script]);
  expect(plain.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300',
  });
  expect(plain.headers['set-cookie']).toBeUndefined();
  const again = await ask(`${api.url}/widget.js`, { headers: { 'if-none-match': String(plain.headers.etag) } });
  expect([again.status, again.text]).toEqual([304, '']);
  expect(packed.headers.get('content-encoding')).toBe('gzip');
});

test('F13: a username is what Meta takes for one, and what is wrong with it is said', async () => {
  const wrong = [
    ['дім.і.світло', 'WRONG_USERNAME'],
    ['https://m.me/dim', 'WRONG_USERNAME'],
    ['dim-svitlo', 'WRONG_USERNAME'],
    ['dim', 'USERNAME_LENGTH'],
    ['d'.repeat(51), 'USERNAME_LENGTH'],
    ['.dimsvitlo', 'USERNAME_DOTS'],
    ['dim..svitlo', 'USERNAME_DOTS'],
    ['dimsvitlo.com', 'USERNAME_DOTS'],
  ];
  for (const [chatbotUsername, code] of wrong) {
    const answer = await publish('outlet', { chatbotUsername });
    expect([chatbotUsername, answer.status, codeOf(answer)]).toEqual([chatbotUsername, 422, 'INVALID_SETTINGS']);
    const { details } = answer.json<Faults>().error;
    expect([chatbotUsername, details.map((fault) => fault.code)]).toEqual([chatbotUsername, [code]]);
    expect(details[0]?.message).not.toBe('');
  }
  const colored = await publish('outlet', { widget: { color: 'red' } });
  expect(colored.json<Faults>().error.details).toMatchObject([{ path: 'widget.color', code: 'WRONG_COLOR' }]);
});

test('F13: a page without a username has no widget; with one anybody may ask what it shows', async () => {
  expect(codeOf(await widgetOf('outlet'))).toBe('NOT_FOUND');
  expect((await widgetOf('outlet')).headers['access-control-allow-origin']).toBe('*');
  const hidden = await publish('dim', { chatbotUsername: 'dim.svitlo', widget: { color: '#a8480f', side: 'left' } });
  expect(hidden.status).toBe(201);
  const answer = await untilShown('dim', ({ link }) => link === 'https://m.me/dim.svitlo');
  expect(answer.json<Shown>()).toEqual({
    name: api.pages.dim.name,
    color: '#a8480f',
    side: 'left',
    link: 'https://m.me/dim.svitlo',
    hours: { isOpen: true, opensAt: null, closesAt: null, timeZone: null },
  });
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=60',
  });
  expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  // Who is logged in here is told the same.
  expect((await widgetOf('dim', iryna.headers)).text).toBe(answer.text);
  expect(codeOf(await widgetOf('outlet'))).toBe('NOT_FOUND');
});

test('F13: outside of its hours a page says when it answers', async () => {
  const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
  const exceptions = [-1, 0, 1].map((n) => ({ date: day(n), intervals: [] }));
  const week = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((name) => [name, [['09:00', '18:00']]]),
  );
  const workingHours = { timeZone: 'Europe/Kyiv', week, exceptions };
  expect((await publish('dim', { workingHours })).status).toBe(201);
  const { hours } = (await untilShown('dim', ({ hours: { isOpen } }) => !isOpen)).json<Shown>();
  const opens = new Date(hours.opensAt ?? 0);
  const inKyiv = opens.toLocaleString('sv', { timeZone: 'Europe/Kyiv' });
  expect([inKyiv, hours.timeZone, hours.closesAt]).toEqual([`${day(2)} 09:00:00`, 'Europe/Kyiv', null]);
});

test('F13: the ref of the link is told with the message by which the client came', async () => {
  const psid = newPsid();
  const referral = { ref: 'demo-shop', source: 'SHORTLINK', type: 'OPEN_THREAD' };
  const postback = { mid: newMid(), title: 'Почати', payload: 'GET_STARTED', referral };
  await deliver(api, api.pages.dim, [fromClient(api.pages.dim, psid, { postback })]);
  const { number } = await openChat(api, api.pages.dim, 'Є лампи?', psid);
  const said = (await iryna.get(`/api/chats/${number}/messages`)).json<{ items: { text: string; cameBy: string }[] }>();
  expect(said.items.map(({ text, cameBy }) => [text, cameBy])).toContainEqual(['Почати', 'demo-shop']);
});

test('F13: one address asks so often and no more', async () => {
  const url = `${api.url}/api/pages/${api.pages.dim.id}/widget`;
  const answers = await Promise.all(Array.from({ length: 620 }, () => ask(url)));
  expect(answers.map(codeOf).filter((code) => code === 'TOO_MANY_ATTEMPTS').length).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(500);
});

test('F13: the demo alone has a shop, with its widget, which leads to the demo’s own clients', async () => {
  expect(codeOf(await ask(`${api.url}/api/demo/shop`))).toBe('NOT_FOUND');
  const demo = await runApi({ ...api.settings, port: 0, demo: { clientPage: 'http://localhost:3001' } });
  try {
    const url = `http://127.0.0.1:${demo.port}`;
    const shop = await ask(`${url}/api/demo/shop`);
    expect(shop.text).toContain(`src="/widget.js" data-page="${api.pages.dim.id}"`);
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(shop.text) ?? [];
    expect(shop.headers['content-security-policy']).toContain(createHash('sha256').update(style).digest('base64'));
    const shown = await ask(`${url}/api/pages/${api.pages.dim.id}/widget`);
    expect(shown.json<Shown>().link).toBe('http://localhost:3001/m.me/dim.svitlo');
  } finally {
    await demo.stop();
  }
});
