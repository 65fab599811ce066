import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import type { List } from '../../support/chat.ts';
import { addEmployee } from '../../support/company.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { deliver, newPsid, textOf } from '../../support/webhook.ts';

export type Page<T> = List<T> & { next: string | null };
export let api: TestApi;
export let who: Visitor;
export let psids: string[];
export let count = 0;
export const begun = Date.now() - 3_600_000;

export function setUpWalk(): void {
  beforeAll(async () => {
    api = await createApi();
  });
  afterAll(() => api.stop());
  /** Thirty new chats; each with a moment of its own, and some in the same. */
  beforeEach(async () => {
    count += 1;
    await api.database.pool.query('truncate chat cascade');
    const employee = { name: 'Ліна', email: `lina${count}@demo.example`, roles: ['operator' as const] };
    who = await logIn(api, await addEmployee(api.database.pool, { ...employee, pageIds: [api.pages.dim.id] }));
    psids = Array.from({ length: 30 }, newPsid);
    const begun = Date.now() - 60_000;
    const events = psids.map((psid, n) => textOf(api.pages.dim, psid, `слово ${n}`, { timestamp: begun + (n >> 1) }));
    await deliver(api, api.pages.dim, events);
  });
}
