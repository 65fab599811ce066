import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { addEmployee, PASSWORD } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { cookieOf, logIn, nobody, visitorWith } from '../../support/visitor.ts';

let api: TestApi;

beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.stop());

interface SessionBody {
  employee: { id: string; name: string; email: string; roles: string[]; language: string };
  pages: { id: string; name: string; health: string; humanAgent: boolean; isDeaf: boolean; mayAnswer: boolean }[];
  lastEventId: string;
}

test('F47: an operator logs in and is told who they are and which pages are theirs', async () => {
  const answer = await nobody(api).post('/api/session', { email: 'OLENA@demo.example', password: PASSWORD });
  expect(answer.status).toBe(201);
  expect(answer.json<SessionBody>()).toEqual({
    employee: { ...api.people.olena, roles: ['operator'], language: 'uk' },
    pages: [
      {
        id: api.pages.dim.id,
        name: 'Дім і Світло',
        health: 'ok',
        humanAgent: false,
        isDeaf: false,
        mayAnswer: true,
      },
    ],
    lastEventId: expect.stringMatching(/^\d+-\d+-\d+:\d+:/) as string,
  });
});

test('F47: an admin and an auditor see every page', async () => {
  for (const who of ['iryna', 'dmytro'] as const) {
    const { pages } = (await (await logIn(api, who)).get('/api/session')).json<SessionBody>();
    expect(pages.map(({ id }) => id).sort()).toEqual([api.pages.dim.id, api.pages.outlet.id].sort());
  }
});

test('F47: logging out ends the session at the server, not only in the browser', async () => {
  const olena = await logIn(api, 'olena');
  expect((await olena.get('/api/session')).status).toBe(200);
  expect((await olena.delete('/api/session')).status).toBe(204);
  const after = await olena.get('/api/session');
  expect([after.status, codeOf(after)]).toEqual([401, 'SIGN_IN_REQUIRED']);
});

test('F47: a session that is used lives on in the browser too', async () => {
  const olena = await logIn(api, 'olena');
  await api.database.pool.query(
    `update session set updated_at = now() - interval '10 minutes',
       expires_at = now() + interval '11 hours 50 minutes' where user_id = $1`,
    [api.people.olena.id],
  );
  const answer = await olena.get('/api/session');
  expect(answer.headers['set-cookie']?.join()).toMatch(/rozmova_session=.*Max-Age=43200/);
});

test('F47: one sees where one is logged in, ends one session and then all others', async () => {
  const own = await addEmployee(api.database.pool, {
    name: 'Оксана',
    email: 'oksana@demo.example',
    roles: ['operator'],
    pageIds: [],
  });
  const [first, second, third] = [await logIn(api, own), await logIn(api, own), await logIn(api, own)];
  const { items } = (await first.get('/api/sessions')).json<{ items: { id: string; current: boolean }[] }>();
  expect(items).toHaveLength(3);
  expect(items.filter(({ current }) => current)).toHaveLength(1);
  const other = (await second.get('/api/sessions'))
    .json<{ items: { id: string; current: boolean }[] }>()
    .items.find(({ current }) => current);
  expect((await first.delete(`/api/sessions/${other?.id}`)).status).toBe(204);
  expect((await second.get('/api/session')).status).toBe(401);
  expect((await first.delete('/api/sessions')).status).toBe(204);
  expect((await third.get('/api/session')).status).toBe(401);
  expect((await first.get('/api/session')).status).toBe(200);
});

test('F49: each person chooses their language, and errors come in it', async () => {
  const olena = await logIn(api, 'olena');
  const message = async (): Promise<string> =>
    (await olena.get('/api/chats/999999')).json<{ error: { message: string } }>().error.message;
  expect(await message()).toMatch(/Такого чату немає/);
  expect((await olena.put('/api/me', { language: 'en' })).json<SessionBody>().employee.language).toBe('en');
  expect(await message()).toMatch(/There is no such chat/);
  expect((await olena.put('/api/me', { language: 'de' })).status).toBe(400);
  await olena.put('/api/me', { language: 'uk' });
});

test('F49: a stranger is answered in the language of their browser, else in Ukrainian', async () => {
  const words = async (accept: string): Promise<string> =>
    (await visitorWith(api, { 'accept-language': accept }).get('/api/session')).json<{ error: { message: string } }>()
      .error.message;
  expect(await words('en-GB,en;q=0.9')).toBe('Log in to continue.');
  expect(await words('uk')).toBe('Увійдіть, щоб продовжити.');
  expect(await words('pl')).toBe('Увійдіть, щоб продовжити.');
});

test('a new log-in in the same browser ends the session before it', async () => {
  const before = await logIn(api, 'olena');
  const answer = await before.post('/api/session', { email: 'olena@demo.example', password: PASSWORD });
  expect(cookieOf(answer)).not.toBe(before.headers['cookie']);
  expect((await before.get('/api/session')).status).toBe(401);
});
