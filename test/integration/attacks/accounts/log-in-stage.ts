import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { addEmployee, type TestEmployee } from '../../support/company.ts';
import type { Answer } from '../../support/http.ts';
import { visitorWith } from '../../support/visitor.ts';

export let api: TestApi;
export let someone: TestEmployee;
export let count = 0;
export function attempt(
  email: string,
  password: string,
  address: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return visitorWith(api, { 'x-forwarded-for': address, ...headers }).post('/api/session', { email, password });
}
export const status = async (cookie: string, headers: Record<string, string> = {}) =>
  (await visitorWith(api, { cookie, ...headers }).get('/api/session')).status;

export function setUpLogIn(): void {
  beforeAll(async () => {
    // One proxy of ours, on this machine: it tells the addresses the tests come from.
    api = await createApi({ trustedProxies: ['127.0.0.1'] });
  });
  beforeEach(async () => {
    count += 1;
    someone = await addEmployee(api.database.pool, {
      name: 'Хтось',
      email: `someone${count}@demo.example`,
      roles: ['operator'],
      pageIds: [],
    });
  });
  afterAll(() => api.stop());
}
