import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_SECRET, createApi, type TestApi } from '#test/integration/support/api.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { createWorker, type TestWorker } from '#test/integration/support/worker.ts';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';

let api: TestApi;
let meta: Messenger;
let worker: TestWorker;
let iryna: Visitor;
let olena: Visitor;

beforeAll(async () => {
  api = await createApi();
  const pages = Object.values(api.pages).map(({ facebookId: id, name, accessToken }) => ({ id, name, accessToken }));
  meta = await createMessenger({ pages, clients: [], appSecret: APP_SECRET });
  worker = await createWorker(api, meta.url);
  [iryna, olena] = await Promise.all([logIn(api, 'iryna'), logIn(api, 'olena')]);
});
afterAll(async () => {
  await worker.stop();
  await meta.close();
  await api.stop();
});

interface Told {
  state: string;
  since: string;
  source: string;
  checks: { kind: string; state: string; code: string; at: string | null; detail: object }[];
}
const path = (more = 'health', page: keyof TestApi['pages'] = 'dim') => `/api/pages/${api.pages[page].id}/${more}`;
const told = async (who: Visitor): Promise<Told> => (await who.get(path())).json<Told>();
const untilState = (state: string): Promise<Told> =>
  until(`the page is ${state}`, async () => {
    const health = await told(olena);
    return health.state === state ? health : null;
  });
const codes = ({ checks }: Told) => checks.map(({ kind, code }) => `${kind} ${code}`);

test('N12: a page tells whoever sees it how it is, each check with its moment', async () => {
  const health = await untilState('ok');
  expect(codes(health)).toEqual(['token good', 'subscription on', 'silence learning', 'usage low', 'drift as_known']);
  expect(health.source).toBe('workflow');
  expect(health.checks.every(({ at }) => at !== null && at >= health.since)).toBe(true);
  const listed = (await iryna.get('/api/pages')).json<{ items: { id: string; watched: { state: string } | null }[] }>();
  expect(listed.items.find(({ id }) => id === api.pages.dim.id)?.watched?.state).toBe('ok');
});

test('N12: what an admin asks for is looked at, what is found is told and stays in the history', async () => {
  meta.setPage(api.pages.dim.facebookId, { grant: { lostScopes: ['pages_messaging'] } });
  expect((await iryna.post(path('checks'))).status).toBe(202);
  const { checks } = await untilState('broken');
  expect(checks[0]).toMatchObject({ code: 'scopes_lost', detail: { scopes: ['pages_messaging'] } });
  const { pages } = (await olena.get('/api/session')).json<{ pages: { health: string; isDeaf: boolean }[] }>();
  expect(pages).toMatchObject([{ health: 'reconnect', isDeaf: false }]);
  meta.setPage(api.pages.dim.facebookId, { grant: {} });
  await iryna.post(path('checks'));
  await untilState('ok');
  await until('what was held goes', async () => (await olena.get('/api/session')).text.includes('"health":"ok"'));
  const { events, hours, isLearnt } = (await olena.get(path('history'))).json<{
    events: { code: string }[];
    hours: object[];
    isLearnt: boolean;
  }>();
  expect([events.map(({ code }) => code), hours.length, isLearnt]).toEqual([['good', 'scopes_lost'], 48, false]);
});

test('N25: what headers say of use is told at once, and is a trouble for admins', async () => {
  meta.setSwitches({ usage: { percent: 85 } });
  await iryna.post(path('checks'));
  expect((await untilState('warning')).checks).toContainEqual(
    expect.objectContaining({ code: 'high', detail: { percent: 85 } }),
  );
  await until('a trouble', async () => (await iryna.get('/api/troubles')).text.includes('page_usage'));
  meta.setSwitches({});
  await api.database.pool.query('delete from page_usage');
});

test('N12: a page is nothing to those who do not see it, and looking now is for admins', async () => {
  for (const more of ['health', 'history']) expect(codeOf(await olena.get(path(more, 'outlet')))).toBe('NOT_FOUND');
  expect(codeOf(await olena.post(path('checks')))).toBe('NOT_ALLOWED');
});

test('N12: without the engine, what was kept is told', async () => {
  const alone = await createApi({ temporal: { address: '127.0.0.1:1', namespace: 'default' } });
  const seen = (await (await logIn(alone, 'olena')).get(`/api/pages/${alone.pages.dim.id}/health`)).json<Told>();
  expect([seen.state, seen.source, codes(seen)[0]]).toEqual(['unknown', 'stored', 'token not_asked']);
  await alone.stop();
});
