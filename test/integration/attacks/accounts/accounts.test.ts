import { describe, expect, test } from 'vitest';
import type { List } from '../../support/chat.ts';
import { PASSWORD } from '../../support/company.ts';
import { type Answer, codeOf } from '../../support/http.ts';
import { logIn, type Visitor, visitorWith, withToken } from '../../support/visitor.ts';
import { api, iryna, count, someone, type Token, makeToken, setUpAccounts, goesOnAs } from './accounts-stage.ts';

setUpAccounts();

const isIn = async (who: Visitor): Promise<boolean> => (await who.get('/api/session')).status === 200;

describe('Y04: tokens end with what let them in', () => {
  test.each<[string, (who: Visitor) => Promise<Answer>]>([
    [
      'their owner changes the password',
      (who) => who.put('/api/me/password', { current: PASSWORD, next: 'кавник на підвіконні' }),
    ],
    ['their owner ends all other sessions', (who) => who.delete('/api/sessions')],
    [
      'an admin sets a new password',
      () => iryna.put(`/api/employees/${someone.id}`, { password: 'кавник на підвіконні' }),
    ],
    ['an admin ends everything', () => iryna.delete(`/api/employees/${someone.id}/entry`)],
    ['an admin deactivates their owner', () => iryna.put(`/api/employees/${someone.id}`, { active: false })],
  ])('as %s', async (_, act) => {
    const [here, there] = [await logIn(api, someone), await logIn(api, someone)];
    const programs = [await makeToken(here), await makeToken(there)].map(({ token }) => withToken(api, token));
    expect(await Promise.all(programs.map(isIn))).toEqual([true, true]);
    expect((await act(here)).status).toBeLessThan(300);
    expect([...(await Promise.all(programs.map(isIn))), await isIn(there)]).toEqual([false, false, false]);
  });

  test('a change of anything else ends none', async () => {
    const program = withToken(api, (await makeToken(await logIn(api, someone))).token);
    await iryna.put(`/api/employees/${someone.id}`, { name: 'Соломія Нова', pageIds: [api.pages.dim.id] });
    expect(await isIn(program)).toBe(true);
  });

  test('a token has an end, which is shown, and is over then', async () => {
    const who = await logIn(api, someone);
    const [usual, short] = [await makeToken(who), await makeToken(who, 7)];
    const days = ({ expiresAt }: Token) => Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000);
    expect([days(usual), days(short)]).toEqual([90, 7]);
    for (const wrong of [0, 366, 1.5, '7'])
      expect((await who.post('/api/tokens', { name: 'x', days: wrong })).status).toBe(400);
    await api.database.pool.query(`update api_token set expires_at = now() - interval '1 second' where id = $1`, [
      short.id,
    ]);
    expect([await isIn(withToken(api, usual.token)), await isIn(withToken(api, short.token))]).toEqual([true, false]);
    expect((await who.get('/api/tokens')).json<List<Token>>().items.map(({ id }) => id)).toEqual([usual.id]);
  });

  test('no token makes what outlives it: a token, a password, an account, a role', async () => {
    const program = withToken(api, (await makeToken(iryna)).token);
    const fresh = { name: 'Х', email: `x${count}@svitlo.example`, password: 'кавник на підвіконні', roles: ['admin'] };
    const tried = [
      await program.post('/api/tokens', { name: 'x' }),
      await program.put('/api/me/password', { current: PASSWORD, next: 'кавник на підвіконні' }),
      await program.post('/api/employees', fresh),
      await program.put(`/api/employees/${someone.id}`, { password: 'кавник на підвіконні' }),
      await program.put(`/api/employees/${someone.id}`, { roles: ['admin'] }),
      await program.put(`/api/employees/${someone.id}`, { active: true }),
    ];
    expect(tried.map((answer) => [answer.status, codeOf(answer)])).toEqual(tried.map(() => [403, 'LOG_IN_NEEDED']));
    expect((await program.put(`/api/employees/${someone.id}`, { name: 'Інша' })).status).toBe(200);
  });

  test('an admin sees how somebody gets in, and ends one of it; nobody else does', async () => {
    const who = await logIn(api, someone);
    const { id, token } = await makeToken(who);
    const path = `/api/employees/${someone.id}`;
    const seen = await iryna.get(`${path}/entry`);
    const { sessions, tokens } = seen.json<{
      sessions: { id: string; current: boolean }[];
      tokens: { id: string }[];
    }>();
    expect([sessions.map(({ current }) => current), tokens.map((one) => one.id)]).toEqual([[false], [id]]);
    expect(seen.text).not.toContain(token);
    const taras = await logIn(api, 'taras');
    for (const answer of [
      await taras.get(`${path}/entry`),
      await taras.delete(`${path}/entry`),
      await taras.delete(`${path}/tokens/${id}`),
      await taras.delete(`${path}/sessions/${sessions[0]?.id}`),
    ])
      expect(codeOf(answer)).toBe('NOT_ALLOWED');
    expect(codeOf(await iryna.delete(`/api/employees/${api.people.taras.id}/tokens/${id}`))).toBe('NOT_FOUND');
    expect((await iryna.delete(`${path}/tokens/${id}`)).status).toBe(204);
    expect([await isIn(withToken(api, token)), await isIn(who)]).toEqual([false, true]);
    expect((await iryna.delete(`${path}/sessions/${sessions[0]?.id}`)).status).toBe(204);
    expect(await isIn(who)).toBe(false);
    expect(codeOf(await iryna.get('/api/employees/nobody/entry'))).toBe('NOT_FOUND');
  });

  test('an admin who ends their own stays in where they are', async () => {
    const [here, there] = [await logIn(api, 'iryna'), await logIn(api, 'iryna')];
    expect((await here.delete(`/api/employees/${api.people.iryna.id}/entry`)).status).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    goesOnAs(here);
  });
});

describe('Y06: a password that is guessed first', () => {
  test('is refused with a word wherever one is set', async () => {
    const who = await logIn(api, someone);
    const fresh = { name: 'Новий', email: `new${count}@svitlo.example`, roles: ['operator'] };
    for (const word of ['qwerty12', someone.email]) {
      const answers = [
        await who.put('/api/me/password', { current: PASSWORD, next: word }),
        await iryna.put(`/api/employees/${someone.id}`, { password: word }),
        await iryna.post('/api/employees', { ...fresh, name: someone.name, email: someone.email, password: word }),
      ];
      expect(
        answers.map((answer) => [answer.status, codeOf(answer)]),
        word,
      ).toEqual(answers.map(() => [400, 'WEAK_PASSWORD']));
      expect(answers.map(({ text }) => text).join()).not.toContain(word);
    }
    const renamed = await iryna.put(`/api/employees/${someone.id}`, { name: 'Мирослава', password: 'Мирослава26' });
    expect(codeOf(renamed)).toBe('WEAK_PASSWORD');
    expect(await isIn(await logIn(api, someone))).toBe(true);
  });
});

describe('Y07: a burst of log-ins', () => {
  const attempt = (email: string, address: string, password = 'a guess'): Promise<Answer> =>
    visitorWith(api, { 'x-forwarded-for': address }).post('/api/session', { email, password });

  test('forty at once on one account: none is told that we are away', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => attempt(someone.email, `203.0.113.${n}`)));
    const codes = answers.map((answer) => codeOf(answer));
    expect(new Set(codes)).toEqual(new Set(['WRONG_CREDENTIALS', 'TOO_MANY_ATTEMPTS']));
    expect(codes.filter((code) => code === 'WRONG_CREDENTIALS').length).toBeLessThanOrEqual(10);
  });

  test('more than fit into the line are told when to come again; all else in this process goes on', async () => {
    // Of their own: of what the other tests ask with, fewer are open at once than fit into the line.
    const burst = Promise.all(
      Array.from({ length: 140 }, (_, n) =>
        fetch(`${api.url}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${n}` },
          body: JSON.stringify({ email: `nobody${n}@svitlo.example`, password: 'a guess' }),
        }),
      ),
    );
    const others = await Promise.all(Array.from({ length: 10 }, () => iryna.get('/api/chats')));
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
    const answers = await burst;
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
    for (const { headers } of answers.filter(({ status }) => status === 429))
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await attempt(someone.email, '198.51.100.200', PASSWORD)).status).toBe(201);
  });
});
