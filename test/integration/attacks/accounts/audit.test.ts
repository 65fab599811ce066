import { describe, expect, test } from 'vitest';
import { PASSWORD } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { logIn, nobody, type Visitor, withToken } from '../../support/visitor.ts';
import { api, iryna, someone, makeToken, setUpAccounts } from './accounts-stage.ts';

setUpAccounts();

const audited = async (kind: string) =>
  (
    await api.database.pool.query<{ employeeId: string | null; detail: Record<string, unknown> }>(
      'select employee_id as "employeeId", detail from audit where kind = $1 order by id desc limit 5',
      [kind],
    )
  ).rows;

describe("Y27: Temporal's own UI on the desk's address", () => {
  const fromUi = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' };
  const decode = (who: Visitor, headers: Record<string, string>) =>
    who.post('/api/codec/decode', { payloads: [] }, headers);

  test('its calls to the codec come with the cookie and are answered; those of another site are not', async () => {
    expect((await decode(iryna, fromUi)).json()).toEqual({ payloads: [] });
    const elsewhere = { ...fromUi, origin: 'http://localhost:8080', 'sec-fetch-site': 'cross-site' };
    expect(codeOf(await decode(iryna, elsewhere))).toBe('FOREIGN_ORIGIN');
    expect(codeOf(await decode(await logIn(api, 'olena'), fromUi))).toBe('NOT_ALLOWED');
  });

  test('the proxy in front of it asks who may look, and is told 204 of admins alone', async () => {
    const asked = { 'x-forwarded-method': 'POST', 'x-forwarded-uri': '/temporal/api/v1/namespaces' };
    const status = async (who: Visitor) => (await who.ask('/api/codec', { headers: asked })).status;
    const programs = withToken(api, (await makeToken(await logIn(api, 'dmytro'))).token);
    const others = [nobody(api), await logIn(api, 'olena'), await logIn(api, 'dmytro'), programs];
    expect([await status(iryna), ...(await Promise.all(others.map(status)))]).toEqual([204, 401, 403, 403, 403]);
  });
});

describe('Y25: the audit tells what a person who investigates asks', () => {
  test('whose account was tried; of a name that nobody has, a mark that is the same again', async () => {
    const guess = (email: string) => nobody(api).post('/api/session', { email, password: 'a guess' });
    await guess(someone.email.toUpperCase());
    expect((await audited('log_in_refused'))[0]).toEqual({ employeeId: someone.id, detail: {} });
    for (const name of ['My Secret Word', 'my secret word', 'another']) await guess(name);
    const [other, second, first] = await audited('log_in_refused');
    expect(first?.detail['unknown']).toMatch(/^[\w-]{16}$/);
    expect(second).toEqual(first);
    expect(other).not.toEqual(first);
    const { rows } = await api.database.pool.query<{ all: string }>('select a::text as all from audit a');
    expect(rows.map(({ all }) => all).join()).not.toMatch(/secret word|svitlo\.example|a guess|Соломія/i);
  });

  test('that the account is closed, and that a current password was wrong', async () => {
    const who = await logIn(api, someone);
    await who.put('/api/me/password', { current: 'a guess', next: 'кавник на підвіконні' });
    expect((await audited('password_refused'))[0]?.employeeId).toBe(someone.id);
    await iryna.put(`/api/employees/${someone.id}`, { active: false });
    await nobody(api).post('/api/session', { email: someone.email, password: PASSWORD });
    expect((await audited('log_in_refused'))[0]).toEqual({ employeeId: someone.id, detail: { deactivated: true } });
  });

  test('roles, pages and ends: from what, to what, how many', async () => {
    await logIn(api, someone);
    const change = { roles: ['operator', 'auditor'], pageIds: [api.pages.dim.id], password: 'кавник на підвіконні' };
    await iryna.put(`/api/employees/${someone.id}`, change);
    expect((await audited('employee_changed'))[0]).toEqual({
      employeeId: api.people.iryna.id,
      detail: {
        employee: someone.id,
        changed: expect.arrayContaining(Object.keys(change)) as string[],
        roles: { from: ['operator'], to: ['operator', 'auditor'] },
        pageIds: { from: [], to: [api.pages.dim.id] },
        ended: { sessions: 1, tokens: 0 },
      },
    });
    await iryna.put(`/api/pages/${api.pages.dim.id}`, { employeeIds: [api.people.olena.id] });
    expect((await audited('page_changed'))[0]?.detail['employeeIds']).toEqual({
      from: expect.arrayContaining([api.people.olena.id, someone.id]) as string[],
      to: [api.people.olena.id],
    });
    await iryna.delete(`/api/employees/${someone.id}/entry`);
    expect((await audited('entry_ended'))[0]?.detail).toEqual({ employee: someone.id, sessions: 0, tokens: 0 });
  });

  test('who looked into the histories, before they see anything', async () => {
    await iryna.post('/api/codec/decode', { payloads: [{ metadata: {}, data: '' }] });
    await iryna.post('/api/codec/encode', { payloads: [] });
    expect((await audited('payloads_decoded'))[0]).toEqual({
      employeeId: api.people.iryna.id,
      detail: { payloads: 1 },
    });
    expect((await audited('payloads_encoded'))[0]).toEqual({
      employeeId: api.people.iryna.id,
      detail: { payloads: 0 },
    });
  });
});
