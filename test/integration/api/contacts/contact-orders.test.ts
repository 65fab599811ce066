import { beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import { api, create, dmytro, list, names, olena, setUpContacts } from './contacts-stage.ts';

setUpContacts();

describe('F44: the list of contacts in its orders', () => {
  beforeAll(async () => {
    const { pool } = api.database;
    await pool.query('delete from contact');
    const { olena: first, taras: second } = api.people;
    await create({ name: 'Вода', kind: 'company', managerId: second.id, phones: ['0671234500'] });
    await create({ name: 'Ганна', managerId: first.id, emails: ['hanna@mail.example'] });
    await create({ name: 'Євген', segment: 'Опт', phones: ['0501112233'] });
    await create({ name: 'Андрій', managerId: first.id, phones: ['0509998877'] });
    // So that nothing stands where another order would have it.
    await pool.query(`update contact set updated_at = now() + interval '1 day' where name = 'Ганна'`);
  });

  const RECENT = ['Андрій', 'Євген', 'Ганна', 'Вода'];
  test.each([
    [{}, ['Андрій', 'Вода', 'Ганна', 'Євген']],
    [{ order: 'desc' }, ['Євген', 'Ганна', 'Вода', 'Андрій']],
    [{ sort: 'createdAt', order: 'desc' }, RECENT],
    [{ sort: 'createdAt', order: 'asc' }, RECENT.toReversed()],
    [{ sort: 'updatedAt', order: 'desc' }, ['Ганна', 'Андрій', 'Євген', 'Вода']],
    [{ sort: 'manager' }, ['Андрій', 'Ганна', 'Вода', 'Євген']],
    [{ sort: 'manager', order: 'desc' }, ['Вода', 'Андрій', 'Ганна', 'Євген']],
  ])('%j', async (asked: Record<string, string>, inOrder) => {
    expect(api.people.olena.name < api.people.taras.name).toBe(true);
    expect(await names(asked)).toEqual(inOrder);
    expect(await names({ ...asked, page: '2', pageSize: '3' })).toEqual(inOrder.slice(3));
    // Walked by its cursor it is the same, and ends.
    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { name: string }[]; next: string | null } = await walk(asked, cursor);
      walked.push(...page.items.map(({ name }) => name));
      cursor = page.next;
    }
    expect(walked).toEqual(inOrder);
  });

  const walk = async (asked: Record<string, string>, cursor: string) => {
    const words = new URLSearchParams({ ...asked, pageSize: '1', ...(cursor && { cursor }) });
    return (await olena.get(`/api/contacts?${words}`)).json<{ items: { name: string }[]; next: string | null }>();
  };

  test.each([
    [{ kind: 'company' }, ['Вода']],
    [{ hasPhone: 'false' }, ['Ганна']],
    [{ hasPhone: 'true', hasEmail: 'false', kind: 'person' }, ['Андрій', 'Євген']],
    [{ managerId: 'none', segment: 'Опт' }, ['Євген']],
    [{ q: '050', hasPhone: 'true' }, ['Андрій', 'Євген']],
    [{ q: 'ган', sort: 'manager' }, ['Ганна']],
  ])('narrowed by %j', async (asked: Record<string, string>, found) => {
    expect(await names(asked)).toEqual(found);
    expect(await list(asked, dmytro)).toMatchObject({ total: found.length, totalIsExact: true });
  });

  test.each([
    'sort=password',
    'order=up',
    'kind=dog',
    'hasPhone=1',
    'pageSize=101',
    'page=1.5',
    'page=-1',
    'cursor=l.e30',
  ])('asked for %s it is a bad request', async (words) => {
    const answer = await olena.get(`/api/contacts?${words}`);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  });

  test('a cursor of another order is refused', async () => {
    const { next } = await walk({}, '');
    expect((await olena.get(`/api/contacts?sort=updatedAt&cursor=${next}`)).status).toBe(400);
  });
});
