import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { addEmployee, type TestEmployee } from '../../support/company.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export let api: TestApi;
export let iryna: Visitor;
export let vira: TestEmployee;
export let dim: string;
export const sql = (text: string, values: unknown[] = []) => api.database.pool.query(text, values);
export const onlyVira = () => ({
  id: 'rule-1',
  name: 'Усе Вірі',
  enabled: true,
  when: {},
  who: { teamIds: [], employeeIds: [vira.id] },
  strategy: 'even',
  priority: 0,
  capacity: null,
});

export function setUpTrial(): void {
  beforeAll(async () => {
    api = await createApi();
    iryna = await logIn(api, 'iryna');
    dim = `/api/pages/${api.pages.dim.id}/settings`;
    vira = await addEmployee(api.database.pool, {
      name: 'Віра Мельник',
      email: 'vira@demo.example',
      roles: ['operator'],
      pageIds: [api.pages.dim.id],
    });
  });
  afterAll(() => api.stop());
}
