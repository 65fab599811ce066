import { describe, expect, test } from 'vitest';
import { createAttempts } from '#api/access/attempts.ts';
import { addEmployee, PASSWORD } from '../../support/company.ts';
import { type Answer, codeOf } from '../../support/http.ts';
import { logIn } from '../../support/visitor.ts';
import { api, someone, attempt, setUpLogIn } from './log-in-stage.ts';

setUpLogIn();

let tries = 0;

/** Eight at a time: more would measure how fast this machine hashes. */
async function outcomes(attempts: (() => Promise<Answer>)[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let from = 0; from < attempts.length; from += 8) {
    const answers = await Promise.all(attempts.slice(from, from + 8).map((one) => one()));
    for (const answer of answers) {
      const code = String(codeOf(answer) ?? answer.status);
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return counts;
}

describe('A17: guessing passwords', () => {
  test('many on one account, at once and from many addresses: ten are looked at', async () => {
    const answers = Array.from({ length: 40 }, (_, n) => () => attempt(someone.email, `guess ${n}`, `203.0.113.${n}`));
    expect(await outcomes(answers)).toEqual({ WRONG_CREDENTIALS: 10, TOO_MANY_ATTEMPTS: 30 });
  });

  test('one on many accounts from one address: fifty are looked at', async () => {
    const answers = Array.from(
      { length: 70 },
      (_, n) => () => attempt(`nobody${n}@demo.example`, 'password12', '198.51.100.1'),
    );
    expect(await outcomes(answers)).toEqual({ WRONG_CREDENTIALS: 50, TOO_MANY_ATTEMPTS: 20 });
  });

  test('a company behind one address logs in at one moment: all get in, and no guesser does', async () => {
    const people = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        addEmployee(api.database.pool, {
          name: `Людина ${n}`,
          email: `morning${n}@demo.example`,
          roles: ['operator'],
          pageIds: [],
        }),
      ),
    );
    const address = '198.51.100.7';
    const guesses = Array.from({ length: 20 }, () => attempt('morning0@demo.example', 'password12', '198.51.100.8'));
    const answers = await Promise.all(people.slice(1).map(({ email }) => attempt(email, PASSWORD, address)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect((await Promise.all(guesses)).every(({ status }) => status !== 201)).toBe(true);
    expect((await attempt('morning0@demo.example', PASSWORD, '198.51.100.8')).status).toBe(429);
  });

  test('a forwarding header of the guesser’s own counts for nothing: the proxy adds the real address', async () => {
    const answers = Array.from(
      { length: 70 },
      (_, n) => () => attempt(`nobody${n}@demo.example`, 'password12', `203.0.113.${n}, 198.51.100.2`),
    );
    expect(await outcomes(answers)).toEqual({ WRONG_CREDENTIALS: 50, TOO_MANY_ATTEMPTS: 20 });
  });

  test('Y26: one on many accounts from many addresses of one IPv6 network: they are one', async () => {
    const attempts = await createAttempts(api.database.pool);
    const tries = Array.from({ length: 70 }, (_, n) => attempts.begin(`nobody${n}@demo.example`, `2001:db8:1:2::${n}`));
    const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(20);
    await attempts.begin('nobody@demo.example', '2001:db8:1:3::1');
  });

  test('Y26: what a proxy says that is no address is taken nowhere: who asks is the proxy then', async () => {
    for (const told of ['x'.repeat(5_000), 'unknown', `192.0.2.200, ${'9'.repeat(400)}`, "'; drop table audit; --"])
      await attempt('nobody@demo.example', 'password12', told);
    await attempt('nobody@demo.example', 'password12', '[2001:DB8:7::1]:443');
    const { rows } = await api.database.pool.query<{ address: string }>(
      `select address from audit where kind = 'log_in_refused' order by at desc, id desc limit 5`,
    );
    expect(rows.map(({ address }) => address).toReversed()).toEqual([
      ...Array.from({ length: 4 }, () => '127.0.0.1'),
      '2001:db8:7::1',
    ]);
  });

  test('the refusal says when to come back, and even the right password waits till then', async () => {
    for (let n = 0; n < 10; n += 1) await attempt(someone.email, 'guess', '203.0.113.50');
    const answer = await attempt(someone.email, PASSWORD, '203.0.113.51');
    expect([answer.status, codeOf(answer)]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(900);
  });

  test('the owner gets in from where they last did, while a stranger guesses', async () => {
    expect((await attempt(someone.email, PASSWORD, '192.0.2.1')).status).toBe(201);
    for (let n = 0; n < 12; n += 1) await attempt(someone.email, 'guess', '203.0.113.60');
    expect((await attempt(someone.email, PASSWORD, '203.0.113.61')).status).toBe(429);
    expect((await attempt(someone.email, PASSWORD, '192.0.2.1')).status).toBe(201);
  });

  test('who the account belongs to is said neither in words nor by work: for no name a hash is made, too', async () => {
    // What this process computes, and not how long it takes: the machine may be busy with something else.
    const wrong = async (email: string): Promise<{ text: string; work: number }> => {
      const before = process.cpuUsage();
      const { text } = await attempt(email, 'not the password', `192.0.2.${(tries += 1) % 250}`);
      const { user, system } = process.cpuUsage(before);
      return { text, work: user + system };
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let n = 0; n < 9; n += 1) {
      const one = await wrong(someone.email);
      const other = await wrong(`stranger${n}@demo.example`);
      expect(one.text).toBe(other.text);
      known.push(one.work);
      unknown.push(other.work);
    }
    // The least of each. A hash is nearly all of it: without one it would be a tenth.
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  test('leaves a trace in the audit, without the address of the account or the password', async () => {
    for (let n = 0; n < 11; n += 1) await attempt(someone.email, 'guess-canary', '203.0.113.70');
    const { rows } = await api.database.pool.query<{ kind: string; address: string; all: string }>(
      `select kind, address, a::text as all from audit a where address = '203.0.113.70' order by id`,
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 10 }, () => 'log_in_refused'),
      'log_in_blocked',
    ]);
    expect(rows.map(({ all }) => all).join()).not.toMatch(/guess-canary|@demo/);
  });

  test('the current password is guarded in the same way when it is changed', async () => {
    const who = await logIn(api, someone);
    const answers: (() => Promise<Answer>)[] = [];
    for (let n = 0; n < 12; n += 1)
      answers.push(() => who.put('/api/me/password', { current: `guess ${n}`, next: 'another long word' }));
    const seen = await outcomes(answers);
    expect(seen['WRONG_CREDENTIALS']).toBe(10);
    expect(seen['TOO_MANY_ATTEMPTS']).toBe(2);
  });
});
