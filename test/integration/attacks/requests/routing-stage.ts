import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export let api: TestApi;
export let iryna: Visitor;
export let olena: Visitor;
export let taras: Visitor;
export const sql = (text: string, values: unknown[] = []) => api.database.pool.query(text, values);

export function setUpRouting(): void {
  beforeAll(async () => {
    api = await createApi();
    [iryna, olena, taras] = [await logIn(api, 'iryna'), await logIn(api, 'olena'), await logIn(api, 'taras')];
  });
  afterAll(() => api.stop());
}
