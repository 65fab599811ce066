import { describe, expect, test } from 'vitest';
import { PASSWORD } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { cookieOf, logIn, nobody, visitorWith } from '../../support/visitor.ts';
import { api, someone, attempt, status, setUpLogIn } from './log-in-stage.ts';

setUpLogIn();

const chrome = (version: number) => ({
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ' +
    `Chrome/${version}.0.0.0 Safari/537.36`,
});

const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0' };

describe('A18: sessions', () => {
  test('a session id brought along is not taken over', async () => {
    const fixed = 'rozmova_session=fixed-by-an-attacker.AAAA';
    const answer = await attempt(someone.email, PASSWORD, '192.0.2.2', { cookie: fixed });
    expect(cookieOf(answer)).not.toContain('fixed-by-an-attacker');
    expect(await status(fixed)).toBe(401);
    expect(await status(cookieOf(answer))).toBe(200);
  });

  test('ids are long and random, and one digit more or less is none', async () => {
    const cookie = cookieOf(await attempt(someone.email, PASSWORD, '192.0.2.3'));
    expect(cookie.length).toBeGreaterThan(60);
    expect(await status(`${cookie.slice(0, 20)}${cookie[20] === 'x' ? 'y' : 'x'}${cookie.slice(21)}`)).toBe(401);
    expect(await status(cookie.split('.')[0] ?? '')).toBe(401);
  });

  test('changing the password ends every other session, and the old password', async () => {
    const [here, there] = [await logIn(api, someone), await logIn(api, someone)];
    expect((await here.put('/api/me/password', { current: PASSWORD, next: 'another long word' })).status).toBe(204);
    expect([(await here.get('/api/session')).status, (await there.get('/api/session')).status]).toEqual([200, 401]);
    expect(codeOf(await nobody(api).post('/api/session', { email: someone.email, password: PASSWORD }))).toBe(
      'WRONG_CREDENTIALS',
    );
  });

  test.each(['short', 'password12', 'aaaaaaaaaaaaaa', '1234567890'])(
    'a password everybody would try first is not taken: %s',
    async (next) => {
      const who = await logIn(api, someone);
      expect((await who.put('/api/me/password', { current: PASSWORD, next })).status).toBe(400);
    },
  );

  test('twelve hours without use end it', async () => {
    const who = await logIn(api, someone);
    await api.database.pool.query(
      `update session set updated_at = now() - interval '12 hours 1 minute', expires_at = now() - interval '1 minute'
         where user_id = $1`,
      [someone.id],
    );
    expect((await who.get('/api/session')).status).toBe(401);
  });

  test('thirty days end it, however much it is used', async () => {
    const who = await logIn(api, someone);
    await api.database.pool.query(`update session set created_at = now() - interval '29 days' where user_id = $1`, [
      someone.id,
    ]);
    expect((await who.get('/api/session')).status).toBe(200);
    await api.database.pool.query(`update session set created_at = now() - interval '31 days' where user_id = $1`, [
      someone.id,
    ]);
    expect((await who.get('/api/session')).status).toBe(401);
  });

  test('S3: a browser’s update does not log out', async () => {
    const cookie = cookieOf(await attempt(someone.email, PASSWORD, '192.0.2.4', chrome(131)));
    expect(await status(cookie, chrome(132))).toBe(200);
    expect(await status(cookie, chrome(131))).toBe(200);
  });

  test('Y05: a cookie of one browser is worth nothing in another; its owner stays, and it is noted', async () => {
    const cookie = cookieOf(await attempt(someone.email, PASSWORD, '192.0.2.5', chrome(131)));
    await api.database.pool.query(`update session set expires_at = now() + interval '1 hour' where user_id = $1`, [
      someone.id,
    ]);
    for (const other of [firefox, firefox, { 'user-agent': 'curl/8.0' }]) expect(await status(cookie, other)).toBe(401);
    const { rows } = await api.database.pool.query<{ late: boolean }>(
      `select bool_and(expires_at > now() + interval '2 hours') as late from session where user_id = $1`,
      [someone.id],
    );
    expect(rows[0]?.late).toBe(false);
    expect(await status(cookie, chrome(131))).toBe(200);
    const noted = await api.database.pool.query<{ reason: string }>(
      `select detail->>'reason' as reason from audit where kind = 'session_refused' and employee_id = $1`,
      [someone.id],
    );
    expect(noted.rows).toEqual([{ reason: 'another_browser' }]);
  });

  test('Y05: who shows a stranger’s cookie can end nothing with it', async () => {
    const cookie = cookieOf(await attempt(someone.email, PASSWORD, '192.0.2.6', chrome(131)));
    const thief = visitorWith(api, { cookie, ...firefox });
    expect((await thief.delete('/api/session')).status).toBe(401);
    expect((await thief.delete('/api/sessions')).status).toBe(401);
    expect((await attempt(someone.email, 'wrong', '192.0.2.6', { cookie, ...firefox })).status).toBe(401);
    expect(await status(cookie, chrome(131))).toBe(200);
  });

  test('neither a session nor a token counts in an address', async () => {
    const who = await logIn(api, someone);
    const { token } = (await who.post('/api/tokens', { name: 'x' })).json<{ token: string }>();
    const session = encodeURIComponent(String(who.headers['cookie']));
    for (const query of [`token=${token}`, `access_token=${token}`, `authorization=Bearer%20${token}`, session]) {
      expect((await nobody(api).get(`/api/session?${query}`)).status).toBe(401);
    }
  });
});
