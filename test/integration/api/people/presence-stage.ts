import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import type { List } from '../../support/chat.ts';
import { addEmployee, type TestEmployee } from '../../support/company.ts';
import type { OwnPresence, Span } from '../../support/desk.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

interface Item extends OwnPresence {
  employee: { id: string; name: string };
  onLeaveUntil: string | null;
}
export let api: TestApi;
export let iryna: Visitor;
/** A new operator for each test. */
export let stepan: TestEmployee;
export let who: Visitor;
let count = 0;
export const seen = async (by: Visitor = iryna, id = stepan.id) =>
  (await by.get('/api/presence')).json<List<Item>>().items.find(({ employee }) => employee.id === id);
export const spansOf = async (id = stepan.id, by: Visitor = iryna) => {
  const range = {
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
  };
  return (await by.get(`/api/employees/${id}/presence?${new URLSearchParams(range)}`)).json<List<Span>>().items;
};
export const stories = (spans: Span[]) => spans.map(({ state, reason }) => (reason ? `${state} ${reason}` : state));

export function setUpPresence(): void {
  beforeAll(async () => {
    api = await createApi();
    iryna = await logIn(api, 'iryna');
  });
  beforeEach(async () => {
    count += 1;
    stepan = await addEmployee(api.database.pool, {
      name: 'Степан Левицький',
      email: `stepan${count}@demo.example`,
      roles: ['operator'],
      pageIds: [api.pages.dim.id],
    });
    who = await logIn(api, stepan);
  });
  afterAll(() => api.stop());
}
