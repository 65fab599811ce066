import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { PASSWORD } from '../../support/company.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export let api: TestApi;
export let iryna: Visitor;
export const fresh = { name: 'Соломія', email: 'Solomiia@demo.example', password: PASSWORD, roles: ['operator'] };

export function setUpEmployees(): void {
  beforeAll(async () => {
    api = await createApi();
    iryna = await logIn(api, 'iryna');
  });
  afterAll(() => api.stop());
}
