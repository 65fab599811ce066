import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { addEmployee, type TestEmployee } from '../../support/company.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export let api: TestApi;
export let iryna: Visitor;
export let someone: TestEmployee;
export let count = 0;
export interface Token {
  id: string;
  token: string;
  expiresAt: string;
}
export const makeToken = async (who: Visitor, days?: number): Promise<Token> =>
  (await who.post('/api/tokens', { name: 'звіт', ...(days && { days }) })).json<Token>();

export function setUpAccounts(): void {
  beforeAll(async () => {
    // One proxy of ours, on this machine: it tells the addresses the tests come from.
    api = await createApi({ trustedProxies: ['127.0.0.1'] });
    iryna = await logIn(api, 'iryna');
  });
  beforeEach(async () => {
    count += 1;
    const email = `someone${count}@svitlo.example`;
    someone = await addEmployee(api.database.pool, { name: 'Соломія Гринь', email, roles: ['operator'], pageIds: [] });
  });
  afterAll(() => api.stop());
}

/** The log-in of the admin that is left after all others were ended. */
export function goesOnAs(admin: Visitor): void {
  iryna = admin;
}
